// An employer declares under a provisional number, gets the definitive one, and finds everything under it.
import assert from 'node:assert/strict';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { Api } from './support/api.mjs';
import { ordinaryIn, secretariatOf } from './support/population.mjs';
import { runDimona, startServer, temporaryFolder } from './support/server.mjs';

const provisional = 5000077720, enterpriseNumber = '0000200334';
const described = { familyName: 'Nobodyknows', givenName: 'Xenia', birthDate: '1991-02-03', placeOfBirth: 'Elsewhere',
                    countryOfBirth: 150, nationality: 150, gender: '2',
                    address: { street: 'Rue du Moulin', houseNumber: '1', postCode: '1000', municipality: { code: 21004, name: 'Bruxelles' }, country: 150 } };
const under = (employerId, worker, changes) => ({ ...ordinaryIn({}, worker, changes), employer: { employerId } });

// Runs `work` with a server on this folder and the client of the secretariat, which acts for the new employer too.
async function whileServing(data, work) {
  const server = await startServer({ data });
  try {
    return await work(await Api.of(server, secretariatOf(server.credentials).client), server.credentials);
  } finally {
    await server.stop();
  }
}

async function importTable(data, table, ...lines) {
  const file = join(data, `${table}.csv`);
  await writeFile(file, lines.join('\n') + '\n');
  await runDimona('admin', 'import', table, file, '--data', data);
}

async function enterProvisionalEmployer(data) {
  const secretariat = await whileServing(data, async (_, credentials) => secretariatOf(credentials).secretariat);
  await importTable(data, 'employers',
    'employerNumber,enterpriseNumber,name,categories,activeFrom,activeTo,subEntities,blocksUnsecured,registersDaysHere',
    `${provisional},${enterpriseNumber},Jonge Zaak,ordinary,2026-01-01,,,no,no`);
  await importTable(data, 'mandates', 'mandator,mandatary,from,to,revoked',
    `${enterpriseNumber},${secretariat.enterpriseNumber},2026-01-01,,no`);
}

test('what was declared under a provisional number stands under the definitive one', async () => {
  const data = await temporaryFolder();
  try {
    await enterProvisionalEmployer(data);
    const before = await whileServing(data, async (api, { workers }) => {
      const declared = await api.declare(under(provisional, workers[20]));
      assert.equal(declared.result, 'A', declared.errors.join());
      const waiting = await api.declare({ ...under(provisional, {}), worker: described });
      assert.equal(waiting.result, 'S', waiting.errors.join());
      return { declared: declared.id, waiting: waiting.id, workers };
    });

    const { stdout } = await runDimona('admin', 'employer', 'confirm', String(provisional), '--data', data,
      '--operator', 'e2e', '--reason', 'register data completed');
    const definitive = Number(/is now (\d+)/.exec(stdout)[1]);
    await runDimona('admin', 'identify', 'match', String(before.waiting), before.workers[21].ssin, '--data', data,
      '--operator', 'e2e', '--reason', 'identity card seen');
    const flows = await runDimona('admin', 'employer', 'flows', '--json', '--data', data);
    assert.equal(JSON.parse(flows.stdout)[0].definitive, definitive);

    await whileServing(data, async api => {
      const periods = await api.searchAll('periods', { employer: { employerId: definitive } });
      assert.deepEqual(periods.map(period => period.periodId).sort(), [before.declared, before.waiting].sort());
      const dead = await api.declare(under(provisional, before.workers[22]));
      assert.equal(dead.result, 'B');
      assert.ok(dead.errors.includes('00948-235'), dead.errors.join());
      const alive = await api.declare(under(definitive, before.workers[22]));
      assert.equal(alive.result, 'A', alive.errors.join());
    });
    await runDimona('verify', '--data', data);
    const check = await runDimona('rebuild', '--check', '--data', data);
    assert.match(check.stdout, /3 periods/);
  } finally {
    await rm(data, { recursive: true, force: true });
  }
});
