// Clients that flood, dawdle or send nonsense: the others are served, nothing is stored, memory keeps its bounds.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { test } from 'node:test';
import { startServer } from '../e2e/support/server.mjs';
import { Declarant } from './declarant.mjs';
import { load, pause } from './load.mjs';
import { malformedRequest } from './malformed.mjs';
import { randomFrom } from './random.mjs';

const seed = Number(process.env.DIMONA_SEED ?? Math.floor(Math.random() * 2 ** 31));
const memoryMaxMiB = 512;

const address = server => ({ host: '127.0.0.1', port: Number(new URL(server.base).port) });
const residentMiB = server => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${server.pid}/status`, 'utf8'))[1]) / 1024;

// A connection that sends this, bit by bit, and what came back until it was closed.
function talk(server, pieces, { pauseMs = 0, patienceMs = 20_000 } = {}) {
  return new Promise(done => {
    const socket = connect(address(server));
    const guard = setTimeout(() => socket.destroy(), patienceMs);
    let answer = '';
    socket.on('data', part => { answer += part.toString('latin1'); });
    socket.on('error', () => {});
    socket.on('close', () => { clearTimeout(guard); done(answer); });
    socket.on('connect', async () => {
      for (const piece of pieces) {
        if (socket.destroyed) return;
        socket.write(piece);
        if (pauseMs > 0) await pause(pauseMs);
      }
      if (pauseMs === 0) socket.end();
    });
  });
}

const statusOf = answer => Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 0);

test('bad clients do not harm good ones', { timeout: 120_000 }, async t => {
  t.diagnostic(`seed ${seed}`);
  const random = randomFrom(seed);
  const server = await startServer({ clock: null, options: ['--connections-max', '1500'] });
  const declarant = new Declarant(random);
  try {
    await declarant.connect(server);
    await load(declarant, () => pause(200));

    await t.test('a flood of connections', async () => {
      const flood = Array.from({ length: 3_000 }, () => connect(address(server)).on('error', () => {}));
      await pause(500);
      const before = declarant.acknowledged.size;
      await load(declarant, () => pause(500));  // on connections that were there before
      assert.ok(declarant.acknowledged.size > before);
      assert.ok(residentMiB(server) < memoryMaxMiB);
      for (const socket of flood) socket.destroy();
      await pause(200);
      assert.equal((await fetch(`${server.base}/REST/dimona/v2/health`, { headers: { connection: 'close' } })).status, 200);
    });

    await t.test('clients that never finish are cut off, while others are served', async () => {
      const head = 'POST /REST/dimona/v2/declarations HTTP/1.1\r\nHost: h\r\n';
      const slowHeads = Array.from({ length: 100 }, () => talk(server, [...`${head}X-Slow: ${'a'.repeat(40)}`], { pauseMs: 400 }));
      const before = declarant.acknowledged.size;
      await load(declarant, () => pause(1_000));
      assert.ok(declarant.acknowledged.size > before);
      for (const answer of await Promise.all(slowHeads)) assert.ok([0, 408].includes(statusOf(answer)), answer);
    });

    await t.test('ten thousand malformed requests', async () => {
      const before = declarant.acknowledged.size;
      const seen = new Map();
      let left = 10_000;
      await Promise.all(Array.from({ length: 24 }, async () => {
        while (left-- > 0) {
          const { kind, bytes } = malformedRequest(random, declarant.token);
          const status = statusOf(await talk(server, [bytes]));
          seen.set(status, (seen.get(status) ?? 0) + 1);
          // 501: a transfer coding or a method that nobody has; 505: another protocol.
          assert.ok(status === 0 || (status >= 400 && status < 500) || status === 501 || status === 505,
            `${kind}: ${status} for ${JSON.stringify(bytes.slice(0, 300).toString('latin1'))}`);
        }
      }));
      t.diagnostic([...seen].sort().map(([status, count]) => `${status || 'closed'}: ${count}`).join(', '));
      assert.ok(server.isRunning());
      assert.ok(residentMiB(server) < memoryMaxMiB);
      assert.equal(declarant.acknowledged.size, before);
    });

    await t.test('nothing of it was stored', async () => {
      await declarant.repeatUnanswered();
      await declarant.findAllUnchanged();
      await declarant.findNothingElse();
    });
  } finally {
    assert.equal((await server.stop()).code, 0);
  }
});
