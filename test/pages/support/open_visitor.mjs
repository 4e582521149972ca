// Somebody at the unsecured service without a browser: what programs do that fill in the form, and what attackers do.
import { createHash } from 'node:crypto';

const unescape = text => text.replaceAll('&amp;', '&').replaceAll('&#39;', "'").replaceAll('&quot;', '"');

export class OpenVisitor {
  constructor(base, language = 'en', headers = {}) {
    Object.assign(this, { base, language, headers, cookies: new Map(), fields: {}, html: '' });
  }
  address(step) { return `${this.base}/${this.language}/unsecured${step ? `/${step}` : ''}`; }

  async ask(url, options = {}) {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url, { redirect: 'manual', ...options, headers: { ...this.headers, ...(cookie ? { Cookie: cookie } : {}), ...options.headers } });
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line);
      this.cookies.set(name, value);
    }
    return response;
  }
  async read(response) {
    this.html = await response.text();
    this.fields = {};
    for (const [tag] of this.html.matchAll(/<input [^>]*type="hidden"[^>]*>/g))
      this.fields[/name="([^"]*)"/.exec(tag)[1]] = unescape(/value="([^"]*)"/.exec(tag)?.[1] ?? '');
    return response;
  }
  async opens(step = '') { return this.read(await this.ask(this.address(step))); }
  // Sends the form of the page that was loaded last; gives the answer without following it.
  async sends(step, values = {}) {
    const body = new URLSearchParams({ ...this.fields, ...values });
    return this.ask(this.address(step), { method: 'POST', body });
  }
  // Sends, and loads the page that comes next; gives its step.
  async goes(step, values = {}) {
    const response = await this.sends(step, values);
    if (response.status !== 303) {
      await this.read(response);
      return String(response.status);
    }
    const location = response.headers.get('location');
    await this.read(await this.ask(this.base + location));
    return location.replace(/^\/\w+\/unsecured\/?/, '') || 'employer';
  }

  async upToSummary({ kind = 'In', employer, ssin, type = 'OTH', committee = 'XXX', dates = {}, period }) {
    await this.opens();
    const steps = [await this.goes('', { kind, employerNumber: employer })];
    steps.push(await this.goes('confirm'), await this.goes('worker', { inss: ssin }));
    if (kind === 'In') steps.push(await this.goes('characteristics', { typeSelect: type, comSelect: committee, 'features.subEntityNumber': '' }));
    steps.push(await this.goes('period', { ...(period ? { dimonaNumber: period } : {}), ...dates }));
    while (!['summary', '422', '403', '409', '429', '500'].includes(steps.at(-1)) && steps.length < 9) steps.push(await this.goes(steps.at(-1)));
    return steps;
  }
  work() {
    const tag = /<input [^>]*data-proof-bits[^>]*>/.exec(this.html)?.[0];
    if (!tag) return '';
    const bits = Number(/data-proof-bits="(\d+)"/.exec(tag)[1]), seed = /data-proof-seed="([^"]*)"/.exec(tag)[1];
    for (let tried = 0; ; ++tried) {
      const digest = createHash('sha256').update(`${seed}:${tried}`).digest();
      if (digest.readUInt32BE(0) >>> (32 - bits) === 0 || bits === 0) return String(tried);
    }
  }
  async confirms() {
    // Not sooner than the form says.
    await new Promise(done => setTimeout(done, Number(/data-wait-ms="(\d+)"/.exec(this.html)?.[1] ?? 0)));
    return this.goes('summary', { proof: this.work() });
  }
  async declares(values) {
    await this.upToSummary(values);
    return this.confirms();
  }
  // From the page of the result.
  number() { return /\b\d{12}\b/.exec(this.html)?.[0]; }
  codes() { return [...this.html.matchAll(/dimona-code">(\d{5}-\d{3})</g)].map(([, code]) => code).sort(); }
}
