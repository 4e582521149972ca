// A real browser, and people who use the pages with it.
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { chromium } from 'playwright-core';
import { runDimona } from '../../e2e/support/server.mjs';
import { oneTimeCode } from './one_time_code.mjs';

// Chromium without its windows: half the work of the whole one, which DIMONA_CHROMIUM may name.
export const executablePath = process.env.DIMONA_CHROMIUM ?? '/usr/bin/chromium-headless-shell';
// Where documents of the pages go, and pictures for whoever wants to look: those are made when DIMONA_PICTURES names it.
export const pictures = resolve(process.env.DIMONA_PICTURES ?? 'build/pages');
// Those of each page by the audit; those of every journey and of telephones, which take long, with DIMONA_EVERY_PICTURE.
export const wantsPictures = Boolean(process.env.DIMONA_PICTURES);
const isWanted = name => wantsPictures && (/^page/.test(name) || Boolean(process.env.DIMONA_EVERY_PICTURE));

export async function launch() {
  mkdirSync(pictures, { recursive: true });
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage'] });
}

// Machines may be busy with something else; nothing is measured here.
const patienceMs = 120_000;

const stepOf = ms => Math.floor(ms / 30_000);

const usedSteps = new Map();
const stepOfNext = user => Math.max(stepOf(Date.now()) - 1, (usedSteps.get(user.codeSecret) ?? 0) + 1);
const mustWait = user => stepOfNext(user) > stepOf(Date.now()) + 1;

// A code holds once: the next one of this person that is not used yet.
async function freshCode(user) {
  while (mustWait(user)) await new Promise(done => setTimeout(done, 500));
  const step = stepOfNext(user);
  usedSteps.set(user.codeSecret, step);
  return oneTimeCode(user.codeSecret, step);
}

// Somebody with the same rights for the same enterprise.
async function colleagueOf(server, user) {
  server.colleagues = (server.colleagues ?? 0) + 1;
  const login = `colleague-${server.colleagues}-of-${user.login}`;
  const { stdout } = await runDimona('admin', 'user', 'add', '--data', server.folder, '--login', login, '--name',
    `Charlie Demo ${server.colleagues}`, '--role', user.role,
    ...(user.role === 'authority' ? [] : ['--enterprise', user.enterpriseNumber]));
  return { ...user, login, password: /password +(\S+)/.exec(stdout)[1], codeSecret: /secret=(\w+)/.exec(stdout)[1] };
}

// Who has signed in so often that there is no fresh code sends a colleague: nobody waits.
async function whoSignsIn(server, login) {
  const user = userOf(server, login);
  return mustWait(user) ? colleagueOf(server, user) : user;
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
    context.setDefaultTimeout(patienceMs);
    const page = await context.newPage();
    const person = new Person(server, language, context, page);
    person.scripts = scripts;
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
    const user = await whoSignsIn(this.server, login);
    await this.opens('/sign-in');
    await this.page.fill('#login', user.login);
    await this.page.fill('#password', user.password);
    await this.sends();
    for (let attempt = 0; attempt < 3; ++attempt) {
      await this.page.fill('#code', await freshCode(user));
      const answered = this.page.waitForResponse(response => response.request().method() === 'POST');
      await this.sends();
      // A code that grew too old on the way is refused: then the next one.
      if ((await answered).status() !== 303) continue;
      await this.page.waitForURL(url => !url.pathname.includes('/sign-in'));
      return this;
    }
    throw new Error(`${user.login} can't sign in: ${await this.main()}`);
  }

  // The main form of the page: the first button that is no link, no sign-out.
  async sends(index = 0) {
    await Promise.all([this.page.waitForLoadState('load'), this.page.locator('main button.govuk-button').nth(index).click()]);
  }

  // The form that goes to an address which ends so.
  async submits(action) {
    await Promise.all([this.page.waitForLoadState('load'),
      this.page.locator(`main form[action$="${action}"] button`).last().click()]);
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
    if (isWanted(name)) await this.page.screenshot({ path: join(pictures, `${name}.${this.language}.png`), fullPage: true });
  }
  async leaves() { await this.context.close(); }
}
