// A copy made under load is complete up to its moment: a server goes on from it.
import assert from 'node:assert/strict';
import { cp, mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { runDimona, startServer, temporaryFolder } from '../e2e/support/server.mjs';
import { Declarant } from './declarant.mjs';
import { load, pause } from './load.mjs';
import { randomFrom } from './random.mjs';

const seed = Number(process.env.DIMONA_SEED ?? Math.floor(Math.random() * 2 ** 31));

test('backup under load, restore, verify, go on', { timeout: 60_000 }, async t => {
  const folder = await temporaryFolder();
  t.after(() => rm(folder, { recursive: true, force: true }));
  const data = join(folder, 'data'), restored = join(folder, 'restored'), copy = join(folder, 'copy.sqlite');
  const declarant = new Declarant(randomFrom(seed));
  const server = await startServer({ data, clock: null });
  await declarant.connect(server);
  let before;
  await load(declarant, async () => {
    await pause(400);
    before = new Map(declarant.acknowledged);
    await runDimona('backup', copy, '--data', data);
    await pause(200);
  });
  assert.ok(declarant.acknowledged.size > before.size, 'the server went on meanwhile');
  await server.stop();

  await mkdir(restored);
  for (const part of ['keys', 'demo']) await cp(join(data, part), join(restored, part), { recursive: true });
  await rename(copy, join(restored, 'dimona.sqlite'));
  await runDimona('verify', '--data', restored);
  await runDimona('rebuild', '--check', '--data', restored);

  const again = await startServer({ data: restored, clock: null });
  const continued = new Declarant(randomFrom(seed + 1));
  await continued.connect(again);
  continued.acknowledged = before;
  await continued.findAllUnchanged();
  continued.count.declared = declarant.count.declared;  // on days that nobody has declared yet
  await load(continued, () => pause(300));
  assert.ok(continued.acknowledged.size > before.size - 1);
  assert.equal((await again.stop()).code, 0);
  await runDimona('verify', '--data', restored);
});
