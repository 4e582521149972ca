// A real browser, and people who use the pages with it.
import { createHmac } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { chromium } from 'playwright-core';

const executablePath = process.env.DIMONA_CHROMIUM ?? '/usr/bin/chromium';
export const pictures = resolve(process.env.DIMONA_PICTURES ?? 'build/pages');

export async function launch() {
  mkdirSync(pictures, { recursive: true });
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage'] });
}

const stepOf = ms => Math.floor(ms / 30_000);

// RFC 6238, written a second time.
export function oneTimeCode(secret, step) {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  let bits = '';
  for (const letter of secret) bits += alphabet.indexOf(letter).toString(2).padStart(5, '0');
  const key = Buffer.from(bits.match(/.{8}/g).map(byte => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', key).update(counter).digest();
  const at = mac[19] & 15;
  return String((mac.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

const usedSteps = new Map();

// A code holds once: the next one of this person that is not used yet.
async function freshCode(user) {
  for (;;) {
    const now = stepOf(Date.now());
    const step = Math.max(now - 1, (usedSteps.get(user.codeSecret) ?? 0) + 1);
    if (step <= now + 1) {
      usedSteps.set(user.codeSecret, step);
      return oneTimeCode(user.codeSecret, step);
    }
    await new Promise(done => setTimeout(done, 500));
  }
}

export const userOf = (server, login) => {
  const user = server.credentials.users.find(one => one.login === login);
  if (!user) throw new Error(`the demonstration has no user ${login}`);
  return user;
};

export class Person {
  // `scripts: false`: a browser that runs none.
  static async arrives(browser, server, language, { scripts = true, width = 1100, height = 900 } = {}) {
    const context = await browser.newContext({ javaScriptEnabled: scripts, locale: language, viewport: { width, height } });
    const page = await context.newPage();
    const person = new Person(server, language, context, page);
    page.on('console', message => {
      if (message.type() === 'error' && !/Failed to load resource/.test(message.text())) person.complaints.push(message.text());
    });
    page.on('pageerror', error => person.complaints.push(String(error)));
    return person;
  }

  constructor(server, language, context, page) {
    Object.assign(this, { server, language, context, page, complaints: [] });
  }

  address(path) { return `${this.server.base}/${this.language}${path}`; }
  async opens(path) { return this.page.goto(this.address(path)); }

  async signsIn(login) {
    const user = userOf(this.server, login);
    await this.opens('/sign-in');
    await this.page.fill('#login', user.login);
    await this.page.fill('#password', user.password);
    await this.sends();
    await this.page.fill('#code', await freshCode(user));
    await this.sends();
    return this;
  }

  // The main form of the page: the first button that is no link, no sign-out.
  async sends(index = 0) {
    await Promise.all([this.page.waitForLoadState('load'), this.page.locator('main button.govuk-button').nth(index).click()]);
  }

  async fillsDate(place, text) {
    const id = place.replaceAll('.', '-');
    const [year, month, day] = text.split('-');
    await this.page.fill(`#${id}-day`, String(Number(day)));
    await this.page.fill(`#${id}-month`, String(Number(month)));
    await this.page.fill(`#${id}-year`, year);
  }

  heading() { return this.page.locator('h1').first().innerText(); }
  main() { return this.page.locator('main').innerText(); }
  path() { return new URL(this.page.url()).pathname.replace(/^\/(nl|fr|de|en)/, ''); }
  async picture(name) {
    await this.page.screenshot({ path: join(pictures, `${name}.${this.language}.png`), fullPage: true });
  }
  async leaves() { await this.context.close(); }
}
