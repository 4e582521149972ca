// What bench/pages measures: a real server with an employer of many workers, asked as a browser asks.
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createServer } from 'node:net';
import lighthouse from 'lighthouse';
import { chromium } from 'playwright-core';
import { runDimona, startServer } from '../test/e2e/support/server.mjs';
import { executablePath } from '../test/pages/support/browser.mjs';
import { oneTimeCode } from '../test/pages/support/one_time_code.mjs';
import { accessToken } from '../test/fault/token.mjs';

const { values: options } = parseArgs({
  options: {
    workers: { type: 'string', default: '10000' },
    requests: { type: 'string', default: '60' },
    'no-lighthouse': { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
if (options.help) {
  console.log(`bench/pages [--workers 10000] [--requests 60] [--no-lighthouse]
Measures the pages of an employer with many workers on this machine, and asks Lighthouse (needs Chromium).`);
  process.exit(0);
}
const workers = Number(options.workers), requests = Number(options.requests);
const login = 'manager1@demo.example';

// --- people, and a period for each of them

const familyNames = ['Peeters', 'Dubois', 'Müller', 'Janssens', 'Lambert', 'Schmitz', 'Maes', 'Dupont', 'Özdemir', 'Claes',
  'Leroy', 'Wouters', 'El Amrani', 'Vermeulen', 'Martin', 'Goossens', 'Nguyen', 'Jacobs', 'François', "D'Hondt"];
const givenNames = ['Lucas', 'Emma', 'Mathéo', 'Chloé', 'Jonas', 'Anna', 'Bram', 'Noor', 'Étienne', 'Aurélie', 'Yusuf', 'Lena'];

function ssin(day, serial) {
  const first = `${day.slice(2, 4)}${day.slice(5, 7)}${day.slice(8, 10)}${String(serial).padStart(3, '0')}`;
  return first + String(97 - Number(first) % 97).padStart(2, '0');
}
const people = Array.from({ length: workers }, (_, index) => {
  const day = new Date(Date.UTC(1965, 0, 1 + Math.floor(index / 400))).toISOString().slice(0, 10);
  return { ssin: ssin(day, 1 + index % 400), familyName: familyNames[index % familyNames.length],
    givenName: givenNames[Math.floor(index / familyNames.length) % givenNames.length], birthDate: day, gender: index % 2 === 0 ? '1' : '2' };
});

async function fill(server) {
  const file = join(server.folder, 'people.csv');
  writeFileSync(file, 'ssin,replacedSsins,familyName,givenName,birthDate,gender,nationality\n' +
    people.map(one => [one.ssin, '', one.familyName, one.givenName, one.birthDate, one.gender, '150'].join(',')).join('\n') + '\n');
  await runDimona('admin', 'import', 'persons', file, '--data', server.folder);
  const token = await accessToken(server.credentials, server.credentials.oauth.clients[0]);
  const employerId = server.credentials.employers[0].employerId;
  let next = 0, refused = 0;
  const declare = async () => {
    while (next < people.length) {
      const someone = people[next++];
      const response = await fetch(`${server.base}/REST/dimona/v2/declarations`, {
        method: 'POST',
        headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json', Prefer: 'wait=10' },
        body: JSON.stringify({ employer: { employerId }, worker: { ssin: someone.ssin },
          dimonaIn: { startDate: '2026-05-05', features: { jointCommissionNumber: 'XXX', workerType: 'OTH' } } }),
      });
      const answer = await response.json();
      if (!['A', 'W'].includes(answer.declarationStatus?.result ?? answer.result)) ++refused;
    }
  };
  await Promise.all(Array.from({ length: 32 }, declare));
  if (refused > 0) throw new Error(`${refused} declarations were refused`);
}

// --- a visitor without a browser

class Visitor {
  cookies = new Map();
  constructor(server) { this.server = server; }

  async ask(path, form) {
    const response = await fetch(`${this.server.base}/en${path}`, {
      redirect: 'manual', method: form ? 'POST' : 'GET',
      headers: { Cookie: this.cookieHeader() }, ...(form ? { body: new URLSearchParams(form) } : {}),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie);
      this.cookies.set(name, value);
    }
    const text = await response.text();
    this.token = /name="token" value="([^"]+)"/.exec(text)?.[1] ?? this.token;
    return { status: response.status, location: response.headers.get('location'), text };
  }
  cookieHeader() { return [...this.cookies].map(pair => pair.join('=')).join('; '); }

  async signsIn() {
    const user = this.server.credentials.users.find(one => one.login === login);
    await this.ask('/sign-in');
    await this.ask('/sign-in', { token: this.token, login, password: user.password });
    await this.ask('/sign-in/code');
    await this.ask('/sign-in/code', { token: this.token, code: oneTimeCode(user.codeSecret, Math.floor(Date.now() / 30_000)) });
    await this.ask('/workers');
  }
  // The address of what a search finds.
  async searches(path, form) {
    const { status, location } = await this.ask(path, { token: this.token, ...form });
    if (status !== 303) throw new Error(`${path} gave ${status}`);
    return location.replace(/^\/en/, '');
  }
}

// What the server itself counted, in all.
async function serverTime(server) {
  const text = await (await fetch(`${server.base}/metrics`)).text();
  let sum = 0;
  for (const [, value] of text.matchAll(/^dimona_http_request_duration_seconds_sum\{operation="page [^}]*\} ([\d.e+-]+)/gm)) sum += Number(value);
  return sum;
}

const share = (sorted, part) => sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))];

async function measureTables(server) {
  const visitor = new Visitor(server);
  await visitor.signsIn();
  const name = await visitor.searches('/workers/search', { text: 'vermeulen' });
  const sloppy = await visitor.searches('/workers/search', { text: 'verrmeulenn' });
  const kind = await visitor.searches('/workers/search', { type: 'OTH', from: '2026-05-05', until: '2026-05-05' });
  const periods = await visitor.searches('/periods/search', { text: 'vermeulen', type: 'OTH' });
  const pages = [
    ['workers', '/workers'], ['workers, page 100', '/workers?page=100'], ['workers, by first day', '/workers?sort=-start'],
    ['workers, by name', name], ['workers, by a misspelt name', sloppy], ['workers, by kind and days', kind],
    ['periods', '/periods'], ['periods in service', '/periods?list=in-service&from=2026-05-05'],
    ['periods, by worker', '/periods?list=open&sort=name'], ['periods, by name and kind', periods],
    ['declarations', '/declarations'], ['declarations, by worker', '/declarations?sort=name'],
    ['start page with deadlines', '/'], ['quotas', '/quotas'], ['choose among all workers', '/multi/workers'],
  ];
  console.log(`\nan employer with ${workers.toLocaleString('en')} workers, ${requests} requests each, one after the other; ` +
    `${cpus().length} cores (${cpus()[0].model})\n`);
  console.log('page'.padEnd(34) + ['server, mean ms', 'p50 ms', 'p95 ms', 'kB'].map(head => head.padStart(16)).join(''));
  for (const [title, path] of pages) {
    await visitor.ask(path);
    const took = [];
    const before = await serverTime(server);
    let bytes = 0;
    for (let count = 0; count < requests; ++count) {
      const begun = performance.now();
      const { status, text } = await visitor.ask(path);
      took.push(performance.now() - begun);
      bytes = Buffer.byteLength(text);
      if (status !== 200) throw new Error(`${path} gave ${status}`);
    }
    const mean = 1000 * (await serverTime(server) - before) / requests;
    took.sort((one, other) => one - other);
    console.log(title.padEnd(34) + [mean, share(took, 0.5), share(took, 0.95), bytes / 1000]
      .map(value => value.toFixed(1).padStart(16)).join(''));
  }
  return visitor;
}

// --- Lighthouse, as a telephone

async function freePort() {
  const socket = createServer();
  await new Promise(done => socket.listen(0, '127.0.0.1', done));
  const { port } = socket.address();
  await new Promise(done => socket.close(done));
  return port;
}

async function measureLighthouse(server, visitor) {
  const port = await freePort();
  const browser = await chromium.launch({ executablePath,
    args: ['--no-sandbox', '--disable-dev-shm-usage', `--remote-debugging-port=${port}`] });
  try {
    console.log('\nLighthouse, telephone with its slowed network and processor; kB: what a first visit loads\n');
    console.log('page'.padEnd(34) + ['accessibility', 'performance', 'good practice', 'LCP ms', 'kB'].map(head => head.padStart(16)).join(''));
    const cookie = visitor.cookieHeader();
    for (const [path, headers] of [['/nl/', {}], ['/fr/sign-in', {}], ['/de/', { Cookie: cookie }], ['/en/workers', { Cookie: cookie }],
      ['/nl/periods?list=open', { Cookie: cookie }], ['/fr/declare/in', { Cookie: cookie }]]) {
      const { lhr } = await lighthouse(server.base + path, { port, logLevel: 'error', output: 'json', extraHeaders: headers,
        onlyCategories: ['accessibility', 'performance', 'best-practices'] });
      const score = name => Math.round(100 * lhr.categories[name].score);
      console.log(`${path}${headers.Cookie ? ' (signed in)' : ''}`.padEnd(34) + [score('accessibility'), score('performance'), score('best-practices'),
        Math.round(lhr.audits['largest-contentful-paint'].numericValue), (lhr.audits['total-byte-weight'].numericValue / 1000).toFixed(1)]
        .map(value => `${value}`.padStart(16)).join(''));
      for (const audit of Object.values(lhr.audits))
        if (lhr.categories.accessibility.auditRefs.some(ref => ref.id === audit.id && ref.weight > 0) && audit.score !== null && audit.score < 1)
          console.log(`  ${audit.id}: ${audit.title}`);
    }
  } finally {
    await browser.close();
  }
}

const server = await startServer({ options: ['--page-requests-a-minute', '1000000'] });
try {
  await fill(server);
  const visitor = await measureTables(server);
  if (!options['no-lighthouse']) await measureLighthouse(server, visitor);
} finally {
  await server.stop();
}
