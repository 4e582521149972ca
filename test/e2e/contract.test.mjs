// The OpenAPI document is served and clean under linters that nobody here wrote.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { startServer } from './support/server.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const tool = name => join(here, '..', '..', 'node_modules', '.bin', name);
const quiet = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' };

let server, file, document;
before(async () => {
  server = await startServer();
  const response = await fetch(`${server.base}/REST/dimona/v2/openapi.json`);
  assert.equal(response.status, 200);
  assert.match(response.headers.get('content-type'), /^application\/json/);
  document = await response.json();
  file = join(server.folder, 'openapi.json');
  await writeFile(file, JSON.stringify(document, null, 2));
});
after(() => server?.stop());

async function findings(command, args) {
  try {
    await promisify(execFile)(command, args, { env: quiet, maxBuffer: 1 << 26 });
    return '';
  } catch (error) {
    return `${error.stdout}\n${error.stderr}`;
  }
}

test('the document is OpenAPI 3.0 and describes every operation of the service', () => {
  assert.match(document.openapi, /^3\.0\./);
  const operations = Object.entries(document.paths).flatMap(([path, item]) =>
    Object.keys(item).filter(key => ['get', 'post'].includes(key)).map(method => `${method} ${path.replace(/\{[^}]+\}/g, '{}')}`));
  for (const expected of ['post /declarations', 'get /declarations/{}', 'post /declarations/search',
    'get /declarations/{}/explanation', 'get /periods/{}', 'post /periods/search', 'post /relations/search',
    'get /dailyRegistrations/{}', 'get /health']) {
    assert.ok(operations.includes(expected), `${expected} is not described`);
  }
});

test('Redocly finds nothing', async () => {
  assert.equal(await findings(tool('redocly'), ['lint', file, '--config', join(here, 'lint', 'redocly.yaml'), '--max-problems', '200']), '');
});

test('Spectral finds nothing under the rules made after the belgif guide', async () => {
  assert.equal(await findings(tool('spectral'), ['lint', file, '--ruleset', join(here, 'lint', 'belgif.yaml'), '--fail-severity', 'warn']), '');
});
