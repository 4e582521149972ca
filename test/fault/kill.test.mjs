// The server under load is killed at random moments, again and again, on one data folder. Afterwards every
// declaration that was acknowledged is there once and unchanged, the chain verifies and the rebuild agrees.
//
//   DIMONA_BINARY=build/release/dimona node --test test/fault/
//   DIMONA_SEED=17 …                         repeats the choices of a run (moments depend on the machine as well)
import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { test } from 'node:test';
import { runDimona, startServer, temporaryFolder } from '../e2e/support/server.mjs';
import { Declarant } from './declarant.mjs';
import { randomFrom } from './random.mjs';

const rounds = 22;
const clients = 12;
const killAfterMs = { from: 60, to: 450 };

const seed = Number(process.env.DIMONA_SEED ?? Math.floor(Math.random() * 2 ** 31));
const pause = ms => new Promise(done => setTimeout(done, ms));

// Declares from all clients at once until `stop` happens; what is in flight then stays unanswered.
async function load(declarant, stop) {
  let going = true;
  const work = Array.from({ length: clients }, async () => {
    while (going) await declarant.declareOne();
  });
  await stop();
  going = false;
  await Promise.all(work);
}

test('what was acknowledged survives being killed', { timeout: 240_000 }, async t => {
  t.diagnostic(`seed ${seed}`);
  const random = randomFrom(seed);
  const data = await temporaryFolder();
  t.after(() => rm(data, { recursive: true, force: true }));
  const declarant = new Declarant(random);

  for (let round = 1; round <= rounds; ++round) {
    const server = await startServer({ data, clock: null });
    await declarant.connect(server);
    await declarant.repeatUnanswered();
    await load(declarant, async () => {
      await pause(killAfterMs.from + random() * (killAfterMs.to - killAfterMs.from));
      server.signal('SIGKILL');
      await server.ended;
    });
  }
  t.diagnostic(`${rounds} times killed, ${declarant.acknowledged.size} declarations acknowledged so far`);

  await t.test('a polite stop in full load answers what it took', async () => {
    const server = await startServer({ data, clock: null });
    await declarant.connect(server);
    await declarant.repeatUnanswered();
    await load(declarant, async () => {
      await pause(300);
      const end = await server.stop();
      assert.equal(end.code, 0, server.output());
    });
  });

  await t.test('every acknowledged declaration is there once, unchanged', async () => {
    const server = await startServer({ data, clock: null });
    try {
      await declarant.connect(server);
      await declarant.repeatUnanswered();
      assert.equal(declarant.unanswered.size, 0);
      await declarant.findAllUnchanged();
      await declarant.findNothingElse();
    } finally {
      await server.stop();
    }
    assert.ok(declarant.acknowledged.size > rounds, 'too few declarations for a test');
    t.diagnostic(`${declarant.acknowledged.size} declarations found again`);
  });

  await t.test('the chain verifies and the rebuild agrees', async () => {
    await runDimona('verify', '--data', data);
    await runDimona('rebuild', '--check', '--data', data);
  });
});
