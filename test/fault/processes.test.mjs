// Two servers on one database: each worker's declarations are decided in order and exactly once, whichever server
// they reach, and when one of them is killed the other goes on at once.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Declarant } from './declarant.mjs';
import { load, pause } from './load.mjs';
import { randomFrom } from './random.mjs';
import { Stage } from './stage.mjs';

const rounds = Number(process.env.DIMONA_ROUNDS ?? 6);
const seed = Number(process.env.DIMONA_SEED ?? Math.floor(Math.random() * 2 ** 31));

test('two servers share a database, and one of them is killed', { timeout: 60_000 + rounds * 20_000 }, async t => {
  t.diagnostic(`seed ${seed}`);
  const random = randomFrom(seed);
  const stage = await Stage.open('postgresql');
  t.after(() => stage.close());
  const first = new Declarant(random);
  const declarants = [first, new Declarant(random, first)];  // one memory, two addresses
  const servers = [];

  for (let round = 1; round <= rounds; ++round) {
    for (const index of [0, 1])
      if (!servers[index]?.isRunning()) {
        servers[index] = await stage.startServer();
        await declarants[index].connect(servers[index]);
      }
    const before = first.acknowledged.size;
    const victim = Math.floor(random() * 2);
    await load(declarants, async () => {
      await pause(100 + random() * 300);
      servers[victim].signal('SIGKILL');
      await servers[victim].ended;
      await pause(100);
    });
    await declarants[1 - victim].repeatUnanswered();  // what the dead one left open, asked of the other
    assert.equal(first.unanswered.size, 0);
    assert.ok(first.acknowledged.size > before);
  }

  const survivor = servers.findIndex(server => server.isRunning());
  await declarants[survivor].findAllUnchanged();
  await declarants[survivor].findNothingElse();
  assert.equal((await servers[survivor].stop()).code, 0);
  await stage.verify();
  t.diagnostic(`${rounds} times killed, ${first.acknowledged.size} declarations found again`);
});
