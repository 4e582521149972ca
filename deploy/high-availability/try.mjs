// Tries it: declarations run, the primary is killed, and everything acknowledged must be there. Prints for how long
// nothing was acknowledged.
//   node deploy/high-availability/try.mjs [ROUNDS]
import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { runDimona, startServer, temporaryFolder } from '../../test/e2e/support/server.mjs';
import { Declarant } from '../../test/fault/declarant.mjs';
import { load, pause } from '../../test/fault/load.mjs';
import { randomFrom } from '../../test/fault/random.mjs';

const rounds = Number(process.argv[2] ?? 2);
const cluster = join(tmpdir(), `dimona-cluster-${process.pid}`);
const run = async (...args) => (await promisify(execFile)(resolve('deploy/high-availability/cluster.sh'), args)).stdout.trim();

const data = await temporaryFolder();
const uri = await run('start', cluster);
let server;
try {
  server = await startServer({ data, clock: null, options: ['--store', uri] });
  const declarant = new Declarant(randomFrom(1));
  await declarant.connect(server);
  for (let round = 1; round <= rounds; ++round) {
    const primary = await run('primary', cluster);
    let last, longest = 0;
    const watch = setInterval(() => {
      if (declarant.acknowledged.size !== last?.size) last = { size: declarant.acknowledged.size, at: Date.now() };
      longest = Math.max(longest, Date.now() - last.at);
    }, 10);
    await load(declarant, async () => {
      await pause(2_000);
      await run('kill', cluster, primary);
      const killed = declarant.acknowledged.size;
      for (let waited = 0; declarant.acknowledged.size < killed + 200; ++waited) {
        if (waited > 1_200) throw new Error('no new primary took over');
        await pause(100);
      }
    });
    clearInterval(watch);
    await declarant.connect(server);
    await declarant.repeatUnanswered();
    console.log(`round ${round}: ${primary} was killed, ${await run('primary', cluster)} took over; nothing was acknowledged for ${(longest / 1000).toFixed(1)} s`);
    await run('revive', cluster, primary);
    await pause(15_000);  // it joins as a standby again
  }
  await declarant.connect(server);
  await declarant.findAllUnchanged();
  await declarant.findNothingElse();
  await server.stop();
  await runDimona('verify', '--store', uri);
  await runDimona('rebuild', '--check', '--store', uri);
  console.log(`${declarant.acknowledged.size} declarations were acknowledged, all of them are there once`);
} finally {
  if (server?.isRunning()) await server.stop();
  await run('stop', cluster);
  await rm(data, { recursive: true, force: true });
}
