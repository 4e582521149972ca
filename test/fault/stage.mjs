// What a fault test is played on: a data folder and, when the store is PostgreSQL, a server of its own.
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { runDimona, startServer, temporaryFolder } from '../e2e/support/server.mjs';

const postgresqlScript = resolve('test/support/postgresql.sh');

class Postgresql {
  constructor() {
    // Made by the script: the user that the server runs as must be able to reach it.
    this.folder = join(tmpdir(), `dimona-postgresql-${randomUUID().slice(0, 8)}`);
  }
  async run(action) {
    const { stdout } = await promisify(execFile)(postgresqlScript, [action, this.folder], { timeout: 90_000 });
    return stdout.trim();
  }
}

export class Stage {
  static async open(engine) {
    const stage = new Stage();
    stage.engine = engine;
    stage.data = await temporaryFolder();
    stage.storeOptions = [];
    if (engine === 'postgresql') {
      stage.database = new Postgresql();
      stage.storeOptions = ['--store', await stage.database.run('start')];
    }
    return stage;
  }
  async close() {
    if (this.database) await this.database.run('stop');
    await rm(this.data, { recursive: true, force: true });
  }
  startServer() {
    return startServer({ data: this.data, clock: null, options: this.storeOptions });
  }
  async killDatabase() {
    await this.database.run('kill');
  }
  async restartDatabase() {
    await this.database.run('restart');
  }
  // The chain verifies, and the personnel file is what the journal says.
  async verify() {
    await runDimona('verify', '--data', this.data, ...this.storeOptions);
    await runDimona('rebuild', '--check', '--data', this.data, ...this.storeOptions);
  }
}
