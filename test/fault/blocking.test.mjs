// The access manager blocks the unsecured channels while declarations come in on two servers: after the page has said so
// none is accepted any more, on neither of them, also none that was on its way.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { runDimona, startServer } from '../e2e/support/server.mjs';
import { oneTimeCode } from '../pages/support/one_time_code.mjs';
import { OpenVisitor } from '../pages/support/open_visitor.mjs';
import { pause } from './load.mjs';
import { Stage } from './stage.mjs';

const rounds = Number(process.env.DIMONA_ROUNDS ?? 3);
const visitors = Number(process.env.DIMONA_VISITORS ?? 16);
const unlimited = ['--page-requests-a-minute', '1000000', '--unsecured-visits-an-hour', '1000000', '--unsecured-an-hour', '1000000',
  '--unsecured-of-employer-an-hour', '1000000', '--unsecured-of-worker-an-hour', '1000000', '--unsecured-a-minute', '1000000',
  '--unsecured-proof-bits', '0', '--unsecured-fill-s', '0'];

// The manager with plain requests, as a browser without scripts would send them.
class Manager extends OpenVisitor {
  async signIn(user) {
    const page = path => `${this.base}/en${path}`;
    await this.read(await this.ask(page('/sign-in')));
    await this.ask(page('/sign-in'), { method: 'POST', body: new URLSearchParams({ ...this.fields, login: user.login, password: user.password }) });
    await this.read(await this.ask(page('/sign-in/code')));
    const code = oneTimeCode(user.codeSecret, Math.floor(Date.now() / 30_000));
    await this.ask(page('/sign-in/code'), { method: 'POST', body: new URLSearchParams({ ...this.fields, code }) });
  }
  async sets(values) {
    await this.read(await this.ask(`${this.base}/en/blocking`));
    const answer = await this.ask(`${this.base}/en/blocking`, { method: 'POST', body: new URLSearchParams({ token: this.fields.token, ...values }) });
    assert.equal(answer.status, 303);
    await this.read(await this.ask(`${this.base}/en/blocking`));
  }
}

const until = async condition => {
  while (!condition()) await pause(20);
};

test('nothing is accepted after the block was confirmed', { timeout: 240_000 }, async t => {
  const stage = await Stage.open('postgresql');
  t.after(() => stage.close());
  const start = () => startServer({ data: stage.data, clock: null, options: [...stage.storeOptions, ...unlimited] });
  const servers = [await start(), await start()];
  const { employers, workers, users } = servers[0].credentials;
  const employer = employers[0].enterpriseNumber;
  const manager = new Manager(servers[0].base);
  await manager.signIn(users.find(user => user.login === 'manager1@demo.example'));

  let day = 0;
  const nextDay = () => {
    const date = new Date(Date.now() + ++day * 24 * 3_600_000);
    return date.toISOString().slice(0, 10).split('-').reverse().join('/');
  };
  let acceptedInAll = 0, refusedInAll = 0;
  for (let round = 0; round < rounds; ++round) {
    let confirmedAt = Infinity, stops = false;
    const sent = [];
    const declareOn = async index => {
      while (!stops) {
        const visitor = new OpenVisitor(servers[index % 2].base);
        const on = nextDay();
        await visitor.upToSummary({ employer, ssin: workers[16 + index % 40].ssin, dates: { startDate: on, endDate: on } });
        const sentAt = performance.now();
        assert.equal(await visitor.confirms(), 'result');
        sent.push({ sentAt, number: visitor.number(), codes: visitor.codes(), refused: visitor.codes().includes('90256-342') });
      }
    };
    const everybody = Promise.all(Array.from({ length: visitors }, (_, index) => declareOn(index)));
    await until(() => sent.length >= visitors);
    await manager.sets({ wanted: 'block' });
    confirmedAt = performance.now();
    assert.match(manager.html, /are blocked/);
    await until(() => sent.filter(one => one.sentAt > confirmedAt).length >= visitors);
    stops = true;
    await everybody;
    const later = sent.filter(one => one.sentAt > confirmedAt);
    assert.ok(later.length > 0 && sent.length > later.length, `${sent.length} sent, ${later.length} of them afterwards`);
    for (const one of later) assert.deepEqual(one.codes, ['90256-342'], one.number);
    acceptedInAll += sent.filter(one => !one.refused).length;
    refusedInAll += sent.filter(one => one.refused).length;
    await manager.sets({ wanted: 'unblock', motive: 'the next round of this test' });
  }

  // What was on its way: the journal has the order in which everything was decided.
  const file = join(stage.data, 'all.jsonl');
  await runDimona('export', file, '--data', stage.data, ...stage.storeOptions);
  let blocked = false, before = 0, after = 0;
  for (const line of (await readFile(file, 'utf8')).split('\n')) {
    const document = journalDocument(line);
    if (document?.code === 'unsecured.blocked') blocked = true;
    if (document?.code === 'unsecured.unblocked') blocked = false;
    if (document?.declarant !== 'anonymous') continue;
    const codes = (document.decision.anomalies ?? []).map(anomaly => anomaly.code);
    assert.equal(codes.includes('90256-342'), blocked, String(document.id));
    blocked ? ++after : ++before;
  }
  assert.ok(before > 0 && after > 0);
  assert.equal(after, refusedInAll);
  for (const server of servers) assert.equal((await server.stop()).code, 0);
  await stage.verify();
  t.diagnostic(`${rounds} blocks: ${acceptedInAll} declarations before, ${refusedInAll} refused`);
});

// A line of an export that holds a journal entry; its document is a text of its own.
function journalDocument(line) {
  if (!line.includes('unsecured.') && !line.includes('anonymous')) return undefined;
  const found = [];
  const look = value => {
    if (typeof value === 'string' && value.startsWith('{')) {
      try { found.push(JSON.parse(value)); } catch { /* another text */ }
    } else if (value && typeof value === 'object') {
      if (value.declarant || value.code) found.push(value);
      Object.values(value).forEach(look);
    }
  };
  look(JSON.parse(line));
  return found.find(one => (one.declarant === 'anonymous' && one.decision) || String(one.code).startsWith('unsecured.'));
}
