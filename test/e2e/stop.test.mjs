// SIGTERM while declarations pour in: what was acknowledged is there after the restart, unchanged and once.
import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { test } from 'node:test';
import { Api, root } from './support/api.mjs';
import { employerOf, ordinaryIn, ownClientOf } from './support/population.mjs';
import { runDimona, startServer, temporaryFolder } from './support/server.mjs';

const acknowledgedBeforeStop = 300;
const callers = 16;

// Addresses hold the port, which is another after the restart.
const withoutAddresses = value => JSON.parse(JSON.stringify(value, (key, member) => (key === 'href' ? undefined : member)));

test('nothing acknowledged is lost by a stop under load', async () => {
  const data = await temporaryFolder();
  try {
    const server = await startServer({ data });
    const employer = employerOf(server.credentials, 'ordinary');
    const client = ownClientOf(server.credentials, employer);
    const api = await Api.of(server, client);
    const { workers } = server.credentials;

    const acknowledged = new Map();
    let sent = 0;
    let stopping;
    const caller = async () => {
      for (;;) {
        const index = sent++;
        const day = new Date(Date.UTC(2026, 4, 11 + Math.floor(index / workers.length))).toISOString().slice(0, 10);
        let answer;
        try {
          answer = await fetch(`${server.base}${root}/declarations`, {
            method: 'POST',
            headers: { Authorization: `Bearer ${api.token}`, 'Content-Type': 'application/json', Prefer: 'wait=20' },
            body: JSON.stringify(ordinaryIn(employer, workers[index % workers.length], { startDate: day, endDate: day })),
          });
          const body = await answer.json();
          if (answer.status === 201) acknowledged.set(body.declarationStatus.declarationId, withoutAddresses(body));
          else assert.equal(answer.status, 503, JSON.stringify(body));
        } catch (error) {
          if (error instanceof assert.AssertionError) throw error;
          assert.ok(stopping, `an answer was lost before the stop: ${error.cause ?? error}`);
          return;
        }
        if (acknowledged.size >= acknowledgedBeforeStop && !stopping) stopping = server.stop();
      }
    };
    await Promise.all(Array.from({ length: callers }, caller));
    assert.deepEqual(await stopping, { code: 0, signal: null }, server.output());

    const again = await startServer({ data });
    try {
      const after = await Api.of(again, again.credentials.oauth.clients.find(each => each.clientId === client.clientId));
      for (const [id, before] of acknowledged) {
        const read = await after.get(`/declarations/${id}`);
        assert.equal(read.status, 200, `declaration ${id} is gone`);
        assert.deepEqual(withoutAddresses(read.body), before);
      }
      const found = await after.searchAll('declarations', { employer: { enterpriseNumber: employer.enterpriseNumber } }, 100);
      const ids = found.map(item => item.declarationStatus.declarationId);
      assert.equal(new Set(ids).size, ids.length, 'no declaration is there twice');
      for (const id of acknowledged.keys()) assert.ok(ids.includes(id));
    } finally {
      await again.stop();
    }
    await runDimona('verify', '--data', data);
    await runDimona('rebuild', '--check', '--data', data);
  } finally {
    await rm(data, { recursive: true, force: true });
  }
});
