// A public load tool against the running server: everything is answered, and everything answered is in the file.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import autocannon from 'autocannon';
import { Api, root } from './support/api.mjs';
import { employerOf, ordinaryIn, ownClientOf } from './support/population.mjs';
import { startServer } from './support/server.mjs';

const amount = Number(process.env.DIMONA_LOAD ?? 1500);
let server, employer, api;
before(async () => {
  server = await startServer();
  employer = employerOf(server.credentials, 'ordinary');
  api = await Api.of(server, ownClientOf(server.credentials, employer));
});
after(() => server?.stop());

// One day of work each: the next worker, and the next day when all workers have been used.
function dayOfWork(index) {
  const { workers } = server.credentials;
  const day = new Date(Date.UTC(2026, 4, 11 + Math.floor(index / workers.length))).toISOString().slice(0, 10);
  return ordinaryIn(employer, workers[index % workers.length], { startDate: day, endDate: day });
}

test(`${amount} declarations under load are all acknowledged and all found`, async () => {
  const acknowledged = [];
  const verdicts = new Map();
  let sent = 0;
  const result = await autocannon({
    url: server.base,
    connections: 32,
    amount,
    requests: [{
      method: 'POST',
      path: `${root}/declarations`,
      headers: { Authorization: `Bearer ${api.token}`, 'Content-Type': 'application/json', Prefer: 'wait=20' },
      setupRequest: request => ({ ...request, body: JSON.stringify(dayOfWork(sent++)) }),
      onResponse: (status, body) => {
        if (status !== 201) return;
        const { declarationId, result: verdict } = JSON.parse(body).declarationStatus;
        acknowledged.push(declarationId);
        verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1);
      },
    }],
  });
  assert.equal(result.errors, 0);
  assert.equal(result.timeouts, 0);
  assert.equal(result.non2xx, 0);
  assert.equal(result['2xx'], amount);
  assert.equal(acknowledged.length, amount);
  assert.equal(new Set(acknowledged).size, amount, 'each declaration has a number of its own');
  assert.deepEqual([...verdicts.keys()], ['A'], JSON.stringify([...verdicts]));

  const fresh = await Api.of(server, api.client);  // a slow machine may have outlived the token
  const found = await fresh.searchAll('declarations', { employer: { enterpriseNumber: employer.enterpriseNumber } }, 100);
  assert.deepEqual(found.map(item => item.declarationStatus.declarationId).sort(), acknowledged.sort());
});

test('reading under load gives the same answer each time', async () => {
  const fresh = await Api.of(server, api.client);
  const [first] = (await fresh.post('/periods/search?page=1&pageSize=1', { employer: { enterpriseNumber: employer.enterpriseNumber } })).body.items;
  const result = await autocannon({
    url: `${server.base}${root}/periods/${first.periodId}`, connections: 16, amount, expectBody: JSON.stringify(first),
    headers: { Authorization: `Bearer ${fresh.token}` },
  });
  assert.equal(result['2xx'], amount);
  assert.equal(result.mismatches, 0);
});
