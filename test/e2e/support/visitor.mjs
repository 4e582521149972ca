// Somebody at the pages without a browser: forms are sent as the page has them, cookies are kept.
import assert from 'node:assert/strict';
import { oneTimeCode } from '../../pages/support/one_time_code.mjs';

const plain = text => text.replace(/&amp;/g, '&').replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&quot;/g, '"').replace(/&#39;/g, '\'');

export class Visitor {
  static async signsIn(server, login, language = 'en') {
    const user = server.credentials.users.find(one => one.login === login);
    const visitor = new Visitor(server, language);
    await visitor.gets('/sign-in');
    await visitor.posts('/sign-in', { login, password: user.password });
    await visitor.posts('/sign-in/code', { code: oneTimeCode(user.codeSecret, Math.floor(Date.now() / 30_000)) });
    return visitor;
  }

  constructor(server, language) {
    Object.assign(this, { server, language, cookie: '', token: '' });
  }

  async ask(path, options = {}) {
    const response = await fetch(`${this.server.base}/${this.language}${path}`,
      { ...options, redirect: 'manual', headers: { ...options.headers, ...(this.cookie ? { Cookie: this.cookie } : {}) } });
    for (const cookie of response.headers.getSetCookie()) this.cookie = cookie.split(';')[0];
    const text = await response.text();
    this.token = /name="token" value="([^"]*)"/.exec(text)?.[1] ?? this.token;
    return { status: response.status, location: response.headers.get('location') ?? '', text: plain(text) };
  }

  gets(path) { return this.ask(path); }

  // Sends a form; follows nowhere. A visitor who is signed in sends the token of the page that he saw last.
  async posts(path, fields) {
    const body = new URLSearchParams(this.token ? { token: this.token } : {});
    for (const [name, values] of Object.entries(fields)) for (const value of [values].flat()) body.append(name, value);
    const answer = await this.ask(path, { method: 'POST', headers: { 'Content-Type': 'application/x-www-form-urlencoded' }, body });
    if (answer.status === 303) await this.gets(new URL(answer.location, this.server.base).pathname.replace(/^\/\w\w(?=\/)/, ''));
    return answer;
  }

  async must(path, fields) {
    const answer = await this.posts(path, fields);
    assert.equal(answer.status, 303, `${path}: ${/govuk-error-summary[\s\S]{0,600}/.exec(answer.text)?.[0] ?? answer.text.slice(0, 2000)}`);
    return answer;
  }
}
