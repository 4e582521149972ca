// Under load the server, its database, or both are killed at random moments, again and again. Afterwards every
// declaration that was acknowledged is there once and unchanged, the chain verifies and the rebuild agrees.
//
//   DIMONA_BINARY=build/release/dimona node --test test/fault/kill.test.mjs
//   DIMONA_ROUNDS=60 …                       more of it, for a night
//   DIMONA_SEED=17 …                         repeats the choices of a run (moments depend on the machine as well)
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Declarant } from './declarant.mjs';
import { load, pause } from './load.mjs';
import { randomFrom } from './random.mjs';
import { Stage } from './stage.mjs';

const killAfterMs = { from: 60, to: 450 };
const seed = Number(process.env.DIMONA_SEED ?? Math.floor(Math.random() * 2 ** 31));

const plays = [
  { engine: 'sqlite', rounds: 22, victims: ['server'] },
  { engine: 'postgresql', rounds: 12, victims: ['server', 'database', 'both'] },
];

async function killServer(server) {
  server.signal('SIGKILL');
  await server.ended;
}

// While the database is away the server stays, says so, and goes on by itself when it is back.
async function killDatabase(stage) {
  await stage.killDatabase();
  await stage.restartDatabase();
  await pause(200);
}

async function kill(victim, stage, server) {
  if (victim === 'database') return killDatabase(stage);
  if (victim === 'both') await Promise.all([stage.killDatabase(), killServer(server)]);
  else await killServer(server);
  if (victim === 'both') await stage.restartDatabase();
}

for (const { engine, rounds: fewest, victims } of plays) {
  const rounds = Number(process.env.DIMONA_ROUNDS ?? fewest);

  test(`${engine}: what was acknowledged survives being killed`, { timeout: 60_000 + rounds * 20_000 }, async t => {
    t.diagnostic(`seed ${seed}`);
    const random = randomFrom(seed);
    const stage = await Stage.open(engine);
    t.after(() => stage.close());
    const declarant = new Declarant(random);
    let server;
    const makeSureItRuns = async () => {
      if (!server?.isRunning()) server = await stage.startServer();
      await declarant.connect(server);
    };

    for (let round = 1; round <= rounds; ++round) {
      await makeSureItRuns();
      await declarant.repeatUnanswered();
      await load(declarant, async () => {
        await pause(killAfterMs.from + random() * (killAfterMs.to - killAfterMs.from));
        await kill(victims[round % victims.length], stage, server);
      });
    }
    t.diagnostic(`${rounds} times killed, ${declarant.acknowledged.size} declarations acknowledged so far`);

    await t.test('a polite stop in full load answers what it took', async () => {
      await makeSureItRuns();
      await declarant.repeatUnanswered();
      await load(declarant, async () => {
        await pause(300);
        const end = await server.stop();
        assert.equal(end.code, 0, server.output());
      });
    });

    await t.test('every acknowledged declaration is there once, unchanged', async () => {
      await makeSureItRuns();
      try {
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

    await t.test('the chain verifies and the rebuild agrees', () => stage.verify());
  });
}
