// The disk fails: it is full, it reports errors, it writes half of what it is given, it does not flush. Requests get a
// clear 503, nothing that was acknowledged is lost, and the service goes on by itself when the disk does.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { appendFileSync, rmSync, writeFileSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { runDimona, startServer, temporaryFolder } from '../e2e/support/server.mjs';
import { Declarant } from './declarant.mjs';
import { load, pause } from './load.mjs';
import { EIO, ENOSPC, Orders } from './orders.mjs';
import { randomFrom } from './random.mjs';

const seed = Number(process.env.DIMONA_SEED ?? Math.floor(Math.random() * 2 ** 31));

async function declareUntilRefused(declarant) {
  for (let count = 0; count < 50_000; ++count) {
    const answer = await declarant.call('POST', '/declarations', declarant.nextBody(), { Prefer: 'wait=10' });
    if (answer.status === 503) return answer;
    assert.equal(answer.status, 201, JSON.stringify(answer.body));
    declarant.acknowledged.set(Number(answer.location.split('/').at(-1)), undefined);
  }
  throw new Error('the disk never got full');
}

function fillUp(file) {
  for (const size of [65_536, 4_096, 1])
    try {
      for (;;) appendFileSync(file, Buffer.alloc(size));
    } catch (error) {
      assert.equal(error.code, 'ENOSPC');
    }
}

async function health(server) {
  const response = await fetch(`${server.base}/REST/dimona/v2/health`);
  return { status: response.status, ...await response.json() };
}

async function isHealthyAgain(server) {
  for (let attempt = 0; attempt < 200; ++attempt) {
    if ((await health(server)).status === 'UP') return;
    await pause(50);
  }
  assert.fail('the service does not recover');
}

test('errors at every turn', { timeout: 120_000 }, async t => {
  t.diagnostic(`seed ${seed}`);
  const folder = await temporaryFolder();
  t.after(() => rm(folder, { recursive: true, force: true }));
  const data = join(folder, 'data');
  const orders = new Orders(folder);
  t.after(() => orders.close());
  const server = await startServer({ data, clock: null, env: orders.environment() });
  const declarant = new Declarant(randomFrom(seed));
  await declarant.connect(server);

  const faults = {
    'a full disk': { writeError: ENOSPC, writePermille: 1000 },
    'write errors now and then': { writeError: EIO, writePermille: 30 },
    'flush errors now and then': { flushError: EIO, flushPermille: 100 },
    'flushes that never succeed': { flushError: EIO, flushPermille: 1000 },
    'half writes': { shortPermille: 100 },
    'everything together': { writeError: ENOSPC, writePermille: 20, shortPermille: 50, flushError: EIO, flushPermille: 30 },
  };
  for (const [name, fault] of Object.entries(faults)) {
    await t.test(name, async () => {
      const before = declarant.acknowledged.size;
      await load(declarant, async () => {
        await pause(150);
        orders.give(fault);
        await pause(500);
        orders.give({});
        await isHealthyAgain(server);
        await pause(150);
      });
      await declarant.repeatUnanswered();
      assert.equal(declarant.unanswered.size, 0);
      assert.ok(declarant.acknowledged.size > before);
    });
  }

  await t.test('a refusal says what to do', async () => {
    orders.give({ writeError: ENOSPC, writePermille: 1000 });
    const answer = await declareUntilRefused(declarant);
    assert.match(answer.body.type, /serviceUnavailable/);
    assert.ok(answer.body.detail.length > 20, answer.body.detail);
    assert.equal((await health(server)).status, 'DOWN');
    orders.give({});
    await isHealthyAgain(server);
  });

  await t.test('everything acknowledged is there once, and the file is sound', async () => {
    for (const [id, known] of declarant.acknowledged) if (!known) declarant.acknowledged.delete(id);
    await declarant.findAllUnchanged();
    assert.equal((await server.stop()).code, 0, server.output());
    await runDimona('verify', '--data', data);
    await runDimona('rebuild', '--check', '--data', data);
  });
});

test('a small disk really runs full', { timeout: 120_000 }, async t => {
  const folder = await temporaryFolder();
  const disk = join(folder, 'disk');
  await mkdir(disk);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=16m', 'tmpfs', disk], { stdio: 'ignore' });
  } catch {
    await rm(folder, { recursive: true, force: true });
    return t.skip('mounting a small file system needs root');
  }
  let server;
  t.after(async () => {
    if (server?.isRunning()) await server.stop();
    execFileSync('umount', [disk]);
    await rm(folder, { recursive: true, force: true });
  });
  const data = join(disk, 'data'), ballast = join(disk, 'ballast'), rest = join(disk, 'rest');
  writeFileSync(ballast, Buffer.alloc(10_000_000));
  server = await startServer({ data, clock: null });
  const declarant = new Declarant(randomFrom(seed));
  await declarant.connect(server);

  const refusal = await declareUntilRefused(declarant);
  assert.equal(refusal.status, 503);
  fillUp(rest);
  await declareUntilRefused(declarant);  // a log that began anew has a little room in itself
  rmSync(ballast);
  rmSync(rest);
  await isHealthyAgain(server);
  const after = await declarant.call('POST', '/declarations', declarant.nextBody(), { Prefer: 'wait=10' });
  assert.equal(after.status, 201);
  declarant.acknowledged.set(Number(after.location.split('/').at(-1)), undefined);

  await declarant.findNothingElse();
  assert.equal((await server.stop()).code, 0, server.output());
  await runDimona('verify', '--data', data);
  await runDimona('rebuild', '--check', '--data', data);
  t.diagnostic(`${declarant.acknowledged.size} declarations fitted, all are there`);
});
