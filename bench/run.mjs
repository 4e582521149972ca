// The orchestra of bench/run: fills stores, starts the real program, drives it, and prints what was measured.
import { execFile, execFileSync, spawn } from 'node:child_process';
import { appendFileSync, closeSync, cpSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { accessToken } from '../test/fault/token.mjs';
import { pgbenchScript } from './pgbench_script.mjs';

const { values: options } = parseArgs({
  options: {
    sizes: { type: 'string', default: '10000' },
    store: { type: 'string', default: 'sqlite' },
    seconds: { type: 'string', default: '8' },
    'no-stages': { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
if (options.help) {
  console.log(`bench/run [--sizes 10000,1000000] [--store sqlite|postgresql] [--seconds 8] [--no-stages]
Measures the whole system on this machine and adds a line for each size to bench/history.csv.
Stores of a size are made once and kept in build/bench-data; ten million periods take two hours, and twice 24 GB.`);
  process.exit(0);
}
const seconds = Number(options.seconds);
const dimona = 'build/release/dimona';
const kept = 'build/bench-data';
const work = join(tmpdir(), `dimona-bench-${process.pid}`);
const pause = ms => new Promise(done => setTimeout(done, ms));
const run = async (program, ...args) => (await promisify(execFile)(program, args, { maxBuffer: 1e8 })).stdout.trim();
const round = (value, digits = 0) => Number(value.toFixed(digits));

mkdirSync(kept, { recursive: true });
mkdirSync(work, { recursive: true });

// --- a store of a size: made once for SQLite, imported for PostgreSQL

async function filled(size) {
  const folder = join(kept, `${size}`);
  if (!existsSync(join(folder, 'summary.json'))) {
    rmSync(folder, { recursive: true, force: true });
    console.error(`making a store of ${size} periods …`);
    await run(dimona, 'simulate', '--data', folder, '--periods', `${size}`, '--summary', join(folder, 'summary.unfinished'));
    cpSync(join(folder, 'summary.unfinished'), join(folder, 'summary.json'));
  }
  return folder;
}

class Sqlite {
  async prepare(source, place) {
    this.file = join(place, 'dimona.sqlite');
    cpSync(join(source, 'dimona.sqlite'), this.file);
    return [];
  }
  async close() {}
  // The same rows without the program.
  async bare(source, place, batch) {
    return JSON.parse(await run('build/bench/bench_bare_store', this.file, join(source, 'dimona.sqlite'), `${batch}`)).rate;
  }
}

class Postgresql {
  folder = join(tmpdir(), `dimona-postgresql-bench-${process.pid}`);
  async prepare(source, place) {
    this.uri = await run('test/support/postgresql.sh', 'start', this.folder);
    const file = join(place, 'export.jsonl');
    await run(dimona, 'export', file, '--data', source);
    await run(dimona, 'import', file, '--store', this.uri);
    rmSync(file);
    await run('psql', '--quiet', '--command=VACUUM ANALYZE', this.uri);
    return ['--store', this.uri];
  }
  async close() {
    await run('test/support/postgresql.sh', 'stop', this.folder);
  }
  // pgbench: the statements of as many declarations as the program had in a transaction, on the same tables.
  async bare(source, place, batch) {
    const declarations = Math.max(1, Math.min(batch, 100));
    const query = async sql => JSON.parse(await run('psql', '--no-align', '--tuples-only', `--command=${sql}`, this.uri));
    const some = (columns, from, count) =>
      query(`SELECT json_agg(row) FROM (SELECT ${columns} FROM ${from} ORDER BY random() LIMIT ${count}) AS row`);
    const facts = {
      batch: declarations,
      employers: await some('number, enterprise', 'employer WHERE enterprise IS NOT NULL', declarations),
      ssins: (await some('ssin', 'person_number', declarations)).map(row => row.ssin),
      lastPerson: await query('SELECT max(key) FROM person'),
      journalBytes: await query("SELECT avg(length(document))::int FROM (SELECT document FROM journal ORDER BY sequence DESC LIMIT 1000) AS newest"),
      periodBytes: await query('SELECT avg(length(document))::int FROM (SELECT document FROM period ORDER BY id DESC LIMIT 1000) AS newest'),
    };
    const script = join(work, 'pgbench.sql');
    writeFileSync(script, pgbenchScript(facts));
    await run('psql', '--quiet', '--command=CREATE SEQUENCE bench_number START 1000000000', this.uri);
    const output = await run('/usr/lib/postgresql/15/bin/pgbench', '--no-vacuum', '--protocol=prepared', '--client=1',
      `--time=${seconds}`, `--file=${script}`, this.uri);
    return Number(/tps = ([\d.]+)/.exec(output)[1]) * declarations;
  }
}

// --- the program, driven from outside

// What it logs goes to a file: a reader of a pipe would take processor time from what is measured.
async function startServer(place, storeOptions) {
  const began = Date.now();
  const log = join(place, 'log');
  const file = openSync(log, 'w');
  const child = spawn(dimona, ['serve', '--data', place, '--listen', '127.0.0.1:0', '--log-level', 'info', ...storeOptions],
    { stdio: ['ignore', 'ignore', file] });
  closeSync(file);
  let address;
  while (!address) {
    address = /"address":"(http[^"]+)"/.exec(readFileSync(log, 'utf8'))?.[1];
    if (child.exitCode !== null) throw new Error(`the server ended: ${readFileSync(log, 'utf8')}`);
    if (!address) await pause(2);
  }
  while (!(await fetch(`${address}/REST/dimona/v2/health`)).ok) await pause(5);
  return { child, address, startMs: Date.now() - began };
}

function usage(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
  const ticks = Number(fields[11]) + Number(fields[12]);
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return { cpuSeconds: ticks / 100, peakMiB: Number(/VmHWM:\s+(\d+)/.exec(status)[1]) / 1024 };
}

async function batches(address) {
  const text = await (await fetch(`${address}/metrics`)).text();
  const value = name => Number(new RegExp(`^${name} ([\\d.e+]+)`, 'm').exec(text)?.[1] ?? 0);
  return { jobs: value('dimona_lane_jobs_total'), batches: value('dimona_lane_batches_total') };
}

async function load(server, token, folder, ...args) {
  const url = new URL(server.address);
  return JSON.parse(await run('build/bench/bench_load', '--host', url.hostname, '--port', url.port, '--token-file', token,
    '--summary', join(folder, 'summary.json'), '--seconds', `${seconds}`, ...args));
}

async function measure(engine, size) {
  const folder = await filled(size);
  const place = join(work, `${size}`);
  mkdirSync(place, { recursive: true });
  const storeOptions = await engine.prepare(folder, place);
  const summary = JSON.parse(readFileSync(join(folder, 'summary.json'), 'utf8'));
  execFileSync('openssl', ['ecparam', '-name', 'prime256v1', '-genkey', '-noout', '-out', join(place, 'key.pem')]);
  execFileSync('openssl', ['pkey', '-in', join(place, 'key.pem'), '-pubout', '-out', join(place, 'public.pem')]);
  await run(dimona, 'admin', 'client', 'add', 'bench', '--data', place, ...storeOptions,
    '--enterprise', summary.secretariat, '--key', join(place, 'public.pem'));

  const server = await startServer(place, storeOptions);
  try {
    const credentials = { oauth: { tokenUrl: `${server.address}/REST/oauth/v5/token` } };
    const token = join(place, 'token');
    const renew = async () => writeFileSync(token, await accessToken(credentials,
      { clientId: 'bench', privateKeyFile: join(place, 'key.pem') }));
    await renew();
    await load(server, token, folder, '--requests-max', '500');  // warms caches and connections

    const before = { ...usage(server.child.pid), ...await batches(server.address) };
    const full = await load(server, token, folder, '--start', '1000000');
    const after = { ...usage(server.child.pid), ...await batches(server.address) };
    const half = await load(server, token, folder, '--start', '2000000', '--rate', `${full.rate / 2}`);
    await renew();
    const searches = {};
    for (const kind of ['employer', 'worker', 'date', 'name'])
      searches[kind] = await load(server, token, folder, '--search', kind, '--connections', '4', '--requests-max', '4000');
    const { peakMiB } = usage(server.child.pid);
    const batch = (after.jobs - before.jobs) / Math.max(1, after.batches - before.batches);
    server.child.kill('SIGTERM');
    await new Promise(done => server.child.on('exit', done));
    const bare = await engine.bare(folder, place, round(batch));
    return {
      size, full, half, searches, peakMiB, bare, batch, startMs: server.startMs,
      cpuMicroseconds: 1e6 * (after.cpuSeconds - before.cpuSeconds) / full.requests,
    };
  } finally {
    server.child.kill('SIGKILL');
    await engine.close();
    rmSync(place, { recursive: true, force: true });
  }
}

// --- what is printed and kept

function report(rows, stages) {
  const line = (name, of) => console.log(name.padEnd(44) + rows.map(row => `${of(row)}`.padStart(14)).join(''));
  console.log(`\n${options.store} on ${cpus().length} cores (${cpus()[0].model}), client and server on the same machine\n`);
  line('periods in the file', row => row.size.toLocaleString('en'));
  line('declarations a second, end to end', row => round(row.full.rate));
  line('bare store, same rows, a second', row => round(row.bare));
  line('ratio to the bare store', row => round(row.full.rate / row.bare, 2));
  line('declarations a transaction', row => round(row.batch));
  line('refused or failed', row => row.full.refused + row.full.failed + row.half.refused + row.half.failed);
  line('at half load: p50 ms', row => round(row.half.p50, 1));
  line('at half load: p99 ms', row => round(row.half.p99, 1));
  line('at half load: p99.9 ms', row => round(row.half.p999, 1));
  for (const kind of ['employer', 'worker', 'date', 'name'])
    line(`search by ${kind}: p50 / p99 ms`, row => `${round(row.searches[kind].p50, 1)} / ${round(row.searches[kind].p99, 1)}`);
  line('processor time a declaration, µs', row => round(row.cpuMicroseconds));
  line('… of the client, µs', row => round(row.full.cpuMicroseconds));
  line('peak resident memory, MiB', row => round(row.peakMiB));
  line('start, ms', row => row.startMs);
  if (stages.length > 0) console.log('\nprocessor time by stage, µs (one thread, without network and disk)');
  for (const stage of stages) console.log(`  ${stage.name.padEnd(42)}${`${round(stage.cpu_time / 1e3, 1)}`.padStart(14)}`);
}

async function remember(rows) {
  const commit = await run('git', 'rev-parse', '--short', 'HEAD');
  const file = 'bench/history.csv';
  if (!existsSync(file)) writeFileSync(file, 'date,commit,store,cores,periods,declarations_per_second,bare_per_second,half_load_p99_ms,peak_mib\n');
  for (const row of rows)
    appendFileSync(file, [new Date().toISOString().slice(0, 10), commit, options.store, cpus().length, row.size, round(row.full.rate),
      round(row.bare), round(row.half.p99, 1), round(row.peakMiB)].join(',') + '\n');
}

const rows = [];
try {
  for (const size of options.sizes.split(',').map(Number))
    rows.push(await measure(options.store === 'postgresql' ? new Postgresql() : new Sqlite(), size));
  const stages = options['no-stages'] ? []
    : JSON.parse(await run('build/bench/bench_stages', '--benchmark_format=json')).benchmarks;
  report(rows, stages);
  await remember(rows);
} finally {
  rmSync(work, { recursive: true, force: true });
}
