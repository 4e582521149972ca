// A secretariat acts for those that mandated it, and for nobody else.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Api, assertProblem } from './support/api.mjs';
import { ordinaryIn, ownClientOf, secretariatOf, workersOf } from './support/population.mjs';
import { startServer } from './support/server.mjs';

let server, office, api, nextWorker;
before(async () => {
  server = await startServer();
  office = secretariatOf(server.credentials);
  api = await Api.of(server, office.client);
  nextWorker = workersOf(server.credentials);
});
after(() => server?.stop());

test('it declares for each of its two mandators, and they see it', async () => {
  assert.equal(office.mandators.length, 2);
  for (const employer of office.mandators) {
    const declared = await api.declare(ordinaryIn(employer, nextWorker()));
    assert.notEqual(declared.result, 'B', declared.errors.join());
    assert.equal((await api.get(`/periods/${declared.id}`)).status, 200);
    const theirClient = ownClientOf(server.credentials, employer);
    if (theirClient.clientId === office.client.clientId) continue;
    const theirs = await Api.of(server, theirClient);
    assert.equal((await theirs.get(`/declarations/${declared.id}`)).status, 200);
  }
});

test('for an employer without mandate the verdict is 90256-155', async () => {
  const [stranger] = office.strangers;
  const worker = nextWorker();
  const declared = await api.declare(ordinaryIn(stranger, worker));
  assert.equal(declared.result, 'B');
  assert.ok(declared.errors.includes('90256-155'), declared.errors.join());
  const search = await api.post('/periods/search', { employer: { enterpriseNumber: stranger.enterpriseNumber } });
  assertProblem(search, 403, 'missingPermission');
  const theirs = await Api.of(server, ownClientOf(server.credentials, stranger));
  const found = await theirs.searchAll('periods', { employer: { enterpriseNumber: stranger.enterpriseNumber }, worker: { ssin: worker.ssin } });
  assert.deepEqual(found, [], 'nothing came into the file of the employer');
});

test('the refused declaration tells nothing about the worker', async () => {
  const [stranger] = office.strangers;
  const declared = await api.declare(ordinaryIn(stranger, nextWorker()));
  for (const member of ['familyName', 'givenName', 'birthDate']) assert.equal(declared.worker?.[member], undefined);
});
