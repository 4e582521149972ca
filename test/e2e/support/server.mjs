// Starts the real program on a free port with demo data in a temporary folder, and stops it by its process id.
import { spawn, execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { cp, mkdtemp, readFile, rename, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, isAbsolute, join, resolve } from 'node:path';
import { promisify } from 'node:util';

export const binary = resolve(process.env.DIMONA_BINARY ?? 'build/release/dimona');

// Monday morning in Belgium; no holiday near enough to matter.
export const legalNow = '2026-05-04T10:00:00+02:00';

const startPatienceMs = 120_000;
const stopPatienceMs = 60_000;

const pause = ms => new Promise(done => setTimeout(done, ms));

export async function temporaryFolder() {
  return mkdtemp(join(tmpdir(), 'dimona-e2e-'));
}

// With DIMONA_E2E_POSTGRESQL, a file with the address of a server, each data folder has a schema of its own there instead
// of the embedded store: the same tests on the other engine.
async function storeOptions(folder, options) {
  if (!process.env.DIMONA_E2E_POSTGRESQL || options.includes('--store')) return [];
  const server = readFileSync(process.env.DIMONA_E2E_POSTGRESQL, 'utf8').trim();
  const schema = basename(folder).replace(/[^a-z0-9]/gi, '_').toLowerCase();
  await promisify(execFile)('psql', ['--quiet', server, '--command',
    `SET client_min_messages = error; CREATE SCHEMA IF NOT EXISTS ${schema}`]);
  return ['--store', `${server}?options=-csearch_path%3D${schema}`];
}

export async function runDimona(...args) {
  const data = args.indexOf('--data');
  const store = data < 0 ? [] : await storeOptions(args[data + 1], args);
  return promisify(execFile)(binary, [...args, ...store], { timeout: 60_000 });
}

// Making the people and keys of the demonstration takes seconds: it is done once for this program, and copied.
async function copyOfDemonstration(folder) {
  const { mtimeMs, size } = await stat(binary);
  const ready = resolve('build', `demonstration-${size}-${Math.round(mtimeMs)}`);
  if (!existsSync(ready)) {
    const made = await mkdtemp(resolve('build', 'demonstration-'));
    await (await startServer({ data: made })).stop();
    // Whoever comes second leaves that of the first.
    await rename(made, ready).catch(() => rm(made, { recursive: true }));
  }
  await cp(ready, folder, { recursive: true });
}

// `data`: an existing folder to continue with; the caller then removes it.
export async function startServer({ data, clock = legalNow, options = [], env = {} } = {}) {
  const folder = data ?? await temporaryFolder();
  const isEmbedded = !process.env.DIMONA_E2E_POSTGRESQL && !options.includes('--store');
  if (!data && clock === legalNow && isEmbedded) await copyOfDemonstration(folder);
  const args = ['serve', '--demo', '--data', folder, '--listen', '127.0.0.1:0', ...(clock ? ['--clock', clock] : []), ...options,
    ...await storeOptions(folder, options)];
  const started = Date.now();
  const child = spawn(binary, args, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...env } });
  let output = '';
  child.stdout.on('data', part => { output += part; });
  child.stderr.on('data', part => { output += part; });
  const ended = new Promise(done => child.on('exit', (code, signal) => done({ code, signal })));

  const credentials = await readyCredentials(folder, started, child, () => output);
  return {
    folder,
    credentials,
    base: credentials.baseUrl,
    pid: child.pid,
    output: () => output,
    // SIGTERM and the exit code; a server that does not end is killed and reported.
    async stop() {
      child.kill('SIGTERM');
      const guard = setTimeout(() => child.kill('SIGKILL'), stopPatienceMs);
      const end = await ended;
      clearTimeout(guard);
      if (!data) await rm(folder, { recursive: true, force: true });
      return end;
    },
    ended,
    isRunning: () => child.exitCode === null && child.signalCode === null,
    signal: name => child.kill(name),
  };
}

// Ready when it says so and answers. Several servers may share a folder: each is asked at its own address.
async function readyCredentials(folder, started, child, output) {
  let last = 'it has not said that it is ready';
  while (Date.now() - started < startPatienceMs) {
    if (child.exitCode !== null) throw new Error(`dimona ended with code ${child.exitCode}:\n${output()}`);
    const base = /Dimona is ready at (\S+)/.exec(output())?.[1];
    try {
      if (base) {
        const health = await fetch(`${base}/REST/dimona/v2/health`);
        if (health.ok) return await credentialsOf(folder, base);
        last = `health is ${health.status}`;
      }
    } catch (error) {
      last = String(error.cause ?? error);
    }
    await pause(20);
  }
  child.kill('SIGKILL');
  throw new Error(`dimona did not become ready (${last}):\n${output()}`);
}

async function credentialsOf(folder, base) {
  const credentials = JSON.parse(await readFile(join(folder, 'demo', 'credentials.json'), 'utf8'));
  credentials.oauth.tokenUrl = credentials.oauth.tokenUrl.replace(credentials.baseUrl, base);
  credentials.baseUrl = base;
  return withAbsoluteKeys(credentials, join(folder, 'demo'));
}

function withAbsoluteKeys(credentials, folder) {
  for (const client of credentials.oauth.clients) {
    if (!isAbsolute(client.privateKeyFile)) client.privateKeyFile = join(folder, client.privateKeyFile);
  }
  return credentials;
}
