// Searches: complete, stable, page by page.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Api } from './support/api.mjs';
import { employerOf, ordinaryIn, ownClientOf, workersOf } from './support/population.mjs';
import { startServer } from './support/server.mjs';

const declared = 23;
let server, employer, api, workers, ids;
before(async () => {
  server = await startServer();
  employer = employerOf(server.credentials, 'ordinary');
  api = await Api.of(server, ownClientOf(server.credentials, employer));
  const next = workersOf(server.credentials);
  workers = Array.from({ length: declared }, next);
  ids = [];
  for (const worker of workers) ids.push((await api.declare(ordinaryIn(employer, worker))).id);
});
after(() => server?.stop());

const ofEmployer = () => ({ employer: { enterpriseNumber: employer.enterpriseNumber } });
const sorted = numbers => [...numbers].sort((a, b) => a - b);

for (const pageSize of [1, 7, 23, 50]) {
  test(`every declaration, period and relation is found once in pages of ${pageSize}`, async () => {
    const declarations = await api.searchAll('declarations', ofEmployer(), pageSize);
    assert.deepEqual(sorted(declarations.map(item => item.declarationStatus.declarationId)), sorted(ids));
    const periods = await api.searchAll('periods', ofEmployer(), pageSize);
    assert.deepEqual(sorted(periods.map(item => item.periodId)), sorted(ids));
    const relations = await api.searchAll('relations', ofEmployer(), pageSize);
    assert.deepEqual(relations.map(item => item.worker.ssin).sort(), workers.map(worker => worker.ssin).sort());
  });
}

test('next is an absolute address and absent on the last page', async () => {
  const first = await api.post('/periods/search?page=1&pageSize=20', ofEmployer());
  assert.ok(first.body.next.startsWith(`${server.base}/REST/dimona/v2/periods/search?`));
  const second = await api.post(first.body.next, ofEmployer());
  assert.equal(second.body.items.length, declared - 20);
  assert.equal('next' in second.body, false);
});

test('a worker narrows the search', async () => {
  const criteria = { ...ofEmployer(), worker: { ssin: workers[3].ssin } };
  for (const what of ['declarations', 'periods', 'relations']) {
    const items = await api.searchAll(what, criteria);
    assert.equal(items.length, 1, what);
    assert.equal(items[0].worker.ssin, workers[3].ssin);
  }
});

test('an employer id finds what the enterprise number finds', async () => {
  assert.equal((await api.searchAll('periods', { employer: { employerId: employer.employerId } })).length, declared);
});

test('an item has the shape of the resource that it stands for', async () => {
  const [item] = await api.searchAll('declarations', { ...ofEmployer(), worker: { ssin: workers[0].ssin } });
  assert.deepEqual(item, (await api.get(`/declarations/${ids[0]}`)).body);
  const [period] = await api.searchAll('periods', { ...ofEmployer(), worker: { ssin: workers[0].ssin } });
  assert.deepEqual(period, (await api.get(`/periods/${ids[0]}`)).body);
});

test('pages out of range are refused or empty, never an error of the server', async () => {
  const beyond = await api.post('/periods/search?page=99&pageSize=50', ofEmployer());
  assert.equal(beyond.status, 200);
  assert.deepEqual(beyond.body.items, []);
  for (const query of ['page=0', 'page=-1', 'page=x', 'pageSize=0', 'pageSize=1000000', 'page=99999999999999999999']) {
    const answer = await api.post(`/periods/search?${query}`, ofEmployer());
    assert.equal(answer.status, 400, query);
    assert.equal(answer.body.issues[0].in, 'query');
  }
});
