// The key that signs receipts is replaced: those of the former key stay genuine, as long as its public half is kept.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { Api } from './support/api.mjs';
import { ordinaryIn, ownClientOf, workersOf } from './support/population.mjs';
import { startServer, temporaryFolder } from './support/server.mjs';
import { Visitor } from './support/visitor.mjs';

const run = promisify(execFile);
const login = 'manager1@demo.example';

async function receiptOf(visitor, declaration) {
  const { status, text } = await visitor.gets(`/declarations/${declaration}/receipt.jws`);
  assert.equal(status, 200);
  return text.trim();
}
const keyOf = receipt => JSON.parse(Buffer.from(receipt.split('.')[0], 'base64url')).kid;
const isGenuine = async (server, receipt) => (await (await fetch(`${server.base}/verify/${receipt}`, { headers: { 'Accept-Language': 'en' } })).text())
  .includes('This receipt is genuine');
const keysOf = async server => (await (await fetch(`${server.base}/verify/keys.json`)).json()).keys.map(key => key.kid);

test('receipts of a former key stay genuine', async () => {
  const folder = await temporaryFolder();
  const first = await startServer({ data: folder });
  const employer = first.credentials.employers[0];
  const api = await Api.of(first, ownClientOf(first.credentials, employer));
  const { id } = await api.declare(ordinaryIn(employer, workersOf(first.credentials)()));
  const visitor = await Visitor.signsIn(first, login);
  const before = await receiptOf(visitor, id);
  assert.deepEqual(await keysOf(first), [keyOf(before)]);
  await first.stop();

  const keys = join(folder, 'keys');
  await mkdir(join(keys, 'former-receipts'));
  await run('openssl', ['pkey', '-in', join(keys, 'receipt-signing.pem'), '-pubout', '-out', join(keys, 'former-receipts', '2026.pem')]);
  await rm(join(keys, 'receipt-signing.pem'));

  const second = await startServer({ data: folder });
  visitor.server = second;
  const after = await receiptOf(visitor, id);
  assert.notEqual(keyOf(after), keyOf(before));
  assert.deepEqual(await keysOf(second), [keyOf(after), keyOf(before)]);
  assert.ok(await isGenuine(second, before));
  assert.ok(await isGenuine(second, after));
  assert.ok(!await isGenuine(second, before.replace(/.$/, letter => (letter === 'A' ? 'Q' : 'A')).replace('.ey', '.eY')));
  await second.stop();

  await rm(join(keys, 'former-receipts'), { recursive: true });
  const third = await startServer({ data: folder });
  assert.ok(!await isGenuine(third, before), 'nothing says any more whose it was');
  await third.stop();
  await rm(folder, { recursive: true });
});
