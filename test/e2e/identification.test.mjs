// A worker without number: the declaration waits, an operator says who it is, then the verdict is definitive.
import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { test } from 'node:test';
import { Api } from './support/api.mjs';
import { employerOf, ordinaryIn, ownClientOf } from './support/population.mjs';
import { runDimona, startServer, temporaryFolder } from './support/server.mjs';

const described = { familyName: 'Nobodyknows', givenName: 'Xenia', birthDate: '1991-02-03', placeOfBirth: 'Elsewhere',
                    countryOfBirth: 150, nationality: 150, gender: '2',
                    address: { street: 'Rue du Moulin', houseNumber: '1', postCode: '1000', municipality: { code: 21004, name: 'Bruxelles' }, country: 150 } };

// Runs `work` with a server on this folder and a client of the ordinary employer.
async function whileServing(data, work) {
  const server = await startServer({ data });
  try {
    const employer = employerOf(server.credentials, 'ordinary');
    return await work(await Api.of(server, ownClientOf(server.credentials, employer)), employer, server.credentials);
  } finally {
    await server.stop();
  }
}

test('an operator identifies the worker and the waiting declaration gets its verdict', async () => {
  const data = await temporaryFolder();
  try {
    const { waiting, worker } = await whileServing(data, async (api, employer, credentials) => {
      const body = { ...ordinaryIn(employer, {}), worker: described };
      const declared = await api.declare(body);
      assert.equal(declared.result, 'S', declared.errors.join());
      return { waiting: declared.id, worker: credentials.workers[7] };
    });

    const { stdout } = await runDimona('admin', 'identify', 'list', '--data', data);
    assert.ok(stdout.includes(String(waiting)), stdout);
    await runDimona('admin', 'identify', 'match', String(waiting), worker.ssin, '--data', data, '--operator', 'e2e', '--reason', 'identity card seen');

    await whileServing(data, async (api, employer) => {
      const { body } = await api.get(`/declarations/${waiting}`);
      assert.equal(body.declarationStatus.result, 'A');
      assert.equal(body.worker.ssin, worker.ssin);
      const periods = await api.searchAll('periods', { employer: { enterpriseNumber: employer.enterpriseNumber }, worker: { ssin: worker.ssin } });
      assert.deepEqual(periods.map(period => period.periodId), [waiting]);
    });
  } finally {
    await rm(data, { recursive: true, force: true });
  }
});

test('a description that fits one known person is identified at once', async () => {
  const data = await temporaryFolder();
  try {
    await whileServing(data, async (api, employer, credentials) => {
      const { ssin, ...known } = credentials.workers[3];
      const declared = await api.declare({ ...ordinaryIn(employer, {}), worker: { ...described, ...known } });
      assert.equal(declared.result, 'A', declared.errors.join());
      assert.equal(declared.worker.ssin, ssin);
    });
  } finally {
    await rm(data, { recursive: true, force: true });
  }
});
