// The machine's clock is set back and forth under load: nothing is lost, decided twice or out of order.
import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { runDimona, startServer, temporaryFolder } from '../e2e/support/server.mjs';
import { Declarant } from './declarant.mjs';
import { load, pause } from './load.mjs';
import { Orders } from './orders.mjs';
import { randomFrom } from './random.mjs';

const seed = Number(process.env.DIMONA_SEED ?? Math.floor(Math.random() * 2 ** 31));
const hour = 3_600, day = 24 * hour;

test('the clock jumps', { timeout: 60_000 }, async t => {
  t.diagnostic(`seed ${seed}`);
  const folder = await temporaryFolder();
  t.after(() => rm(folder, { recursive: true, force: true }));
  const data = join(folder, 'data');
  const orders = new Orders(folder);
  t.after(() => orders.close());
  const server = await startServer({ data, clock: null, env: orders.environment() });
  const declarant = new Declarant(randomFrom(seed));

  for (const clockShiftS of [0, 2 * hour, -3 * day, 12 * day, -hour, 0]) {
    orders.give({ clockShiftS });
    await declarant.connect(server, { clockShiftS });  // a token of the old time may be of no use any more
    const before = declarant.acknowledged.size;
    await load(declarant, () => pause(250));
    await declarant.repeatUnanswered();
    assert.equal(declarant.unanswered.size, 0);
    assert.ok(declarant.acknowledged.size > before, `nothing was declared at ${clockShiftS} s`);
  }
  await declarant.findAllUnchanged();
  await declarant.findNothingElse();
  assert.equal((await server.stop()).code, 0, server.output());
  await runDimona('verify', '--data', data);
  await runDimona('rebuild', '--check', '--data', data);
});
