// The programs of an enterprise, managed on its pages, against the running program: a key is changed without a gap, a
// removed key and a revoked client are refused, with the tokens that came from them.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Api, assertProblem } from './support/api.mjs';
import { assertion, bothScopes, consultScope, declareScope, grant, requestToken } from './support/oauth.mjs';
import { startServer } from './support/server.mjs';
import { Visitor } from './support/visitor.mjs';

const manager = 'manager3@demo.example';
const secondsUntilRefused = 20;

let server, folder, visitor;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dimona-keys-'));
  server = await startServer({ options: ['--page-requests-a-minute', '100000', '--sign-ins-a-minute', '10000'] });
  visitor = await Visitor.signsIn(server, manager);
});
after(async () => {
  await server?.stop();
  await rm(folder, { recursive: true, force: true });
});

async function makeKey(name, { rsa = false } = {}) {
  const pair = rsa ? generateKeyPairSync('rsa', { modulusLength: 2048 }) : generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const privateKeyFile = join(folder, `${name}.pem`);
  await writeFile(privateKeyFile, pair.privateKey.export({ type: 'pkcs8', format: 'pem' }));
  return { privateKeyFile, pem: pair.publicKey.export({ type: 'spki', format: 'pem' }), jwk: JSON.stringify(pair.publicKey.export({ format: 'jwk' })) };
}

// Self-signed, by a tool that nobody here wrote.
async function makeCertificate(name, days = 30, more = []) {
  const privateKeyFile = join(folder, `${name}.pem`), file = join(folder, `${name}.crt`);
  execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', String(days),
    '-subj', `/O=Brasserie/CN=${name}`, '-keyout', privateKeyFile, '-out', file, ...more], { stdio: 'ignore' });
  return { privateKeyFile, pem: await readFile(file, 'utf8') };
}

async function makeClient(key, scopes = [declareScope, consultScope]) {
  const answer = await visitor.must('/channels/new-client', { name: 'Payroll', scope: scopes, key });
  return /\/channels\/(.+)$/.exec(answer.location)[1];
}

const thumbprints = page => [...page.matchAll(/name="thumbprint" value="([^"]+)"/g)].map(found => found[1]);
const tokenOf = (clientId, key) => grant(server.credentials, { clientId, privateKeyFile: key.privateKeyFile }, bothScopes);
const isGiven = async (clientId, key) => {
  const signed = await assertion(server.credentials, { clientId, privateKeyFile: key.privateKeyFile });
  return requestToken(server.credentials, { client_assertion: signed, scope: '' });
};
const search = api => api.post('/periods/search', { employer: { enterpriseNumber: enterpriseOf(manager) } });
const enterpriseOf = login => server.credentials.users.find(one => one.login === login).enterpriseNumber;

async function apiWith(token) {
  return (await Api.of(server, server.credentials.oauth.clients[0])).withToken(token);
}
async function isRefusedSoon(api) {
  for (let second = 0; second < secondsUntilRefused; ++second) {
    const answer = await search(api);
    if (answer.status === 401) return assertProblem(answer, 401, 'invalidAccessToken');
    await new Promise(done => setTimeout(done, 1000));
  }
  assert.fail('the token is still taken');
}

test('a key is changed without a gap: both work side by side, then the old one is refused with its tokens', async () => {
  const oldKey = await makeKey('old'), newKey = await makeKey('new', { rsa: true });
  const clientId = await makeClient(oldKey.pem);
  assert.match(clientId, /^self_service_dimona_\d{6}_[a-z0-9]{10}$/);
  const withOld = await apiWith((await tokenOf(clientId, oldKey)).access_token);
  assert.equal((await search(withOld)).status, 200);

  assert.equal((await isGiven(clientId, newKey)).status, 401, 'not before it is added');
  await visitor.must(`/channels/${clientId}/keys`, { key: newKey.pem });
  const withNew = await apiWith((await tokenOf(clientId, newKey)).access_token);
  await tokenOf(clientId, oldKey);
  assert.equal((await search(withOld)).status, 200);
  assert.equal((await search(withNew)).status, 200);

  const prints = thumbprints((await visitor.gets(`/channels/${clientId}`)).text);
  assert.equal(prints.length, 2);
  await visitor.must(`/channels/${clientId}/keys/remove`, { thumbprint: prints[0] });
  const refused = await isGiven(clientId, oldKey);
  assert.equal(refused.status, 401);
  assert.equal(refused.body.error, 'invalid_client');
  await isRefusedSoon(withOld);
  assert.equal((await search(withNew)).status, 200, 'what came from the new key goes on');
  await tokenOf(clientId, newKey);

  const last = await visitor.posts(`/channels/${clientId}/keys/remove`, { thumbprint: prints[1] });
  assert.equal(last.status, 422);
  assert.match(last.text, /This is the last key/);
});

test('a revoked client is refused, also with a token that it had', async () => {
  const key = await makeKey('revoked');
  const clientId = await makeClient(key.jwk);
  const api = await apiWith((await tokenOf(clientId, key)).access_token);
  assert.equal((await search(api)).status, 200);
  await visitor.must(`/channels/${clientId}/revoke`, { reason: 'laptop stolen' });
  assert.equal((await isGiven(clientId, key)).status, 401);
  await isRefusedSoon(api);
  const page = (await visitor.gets(`/channels/${clientId}`)).text;
  assert.match(page, /laptop stolen/);
  assert.match(page, /revoked/);
  assert.equal((await visitor.posts(`/channels/${clientId}/keys`, { key: (await makeKey('again')).pem })).status, 422);
});

test('a certificate is taken, its end is shown, and a client has the scopes that were chosen', async () => {
  const certificate = await makeCertificate('client');
  const clientId = await makeClient(certificate.pem, [consultScope]);
  assert.match((await visitor.gets(`/channels/${clientId}`)).text, /CN=client,O=Brasserie/);
  const granted = await isGiven(clientId, certificate);
  assert.equal(granted.status, 200);
  assert.equal(granted.body.scope, consultScope);
  await visitor.must(`/channels/${clientId}/scopes`, { scope: [declareScope] });
  assert.equal((await isGiven(clientId, certificate)).body.scope, declareScope);
});

test('what is no key, no longer one, or private, is refused with its reason, and nothing is made', async () => {
  const before = (await visitor.gets('/channels')).text;
  const expired = await makeCertificate('expired', 1, ['-days', '-1']).catch(() => null);
  const privatePem = await readFile((await makeKey('private')).privateKeyFile, 'utf8');
  const cases = [['', /PEM public key/], ['hello', /PEM public key/], ['{}', /neither RSA nor EC/], [privatePem, /private key/],
    ['-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----', /certificate/]];
  if (expired) cases.push([expired.pem, /has expired/]);
  for (const [key, reason] of cases) {
    const answer = await visitor.posts('/channels/new-client', { name: 'Payroll', scope: [declareScope], key });
    assert.equal(answer.status, 422, key);
    assert.match(answer.text, reason, key);
  }
  const nameless = await visitor.posts('/channels/new-client', { name: '', key: (await makeKey('nameless')).pem });
  assert.match(nameless.text, /Enter a name/);
  assert.match(nameless.text, /Choose at least one/);
  assert.equal((await visitor.gets('/channels')).text.match(/self_service/g)?.length, before.match(/self_service/g)?.length);
});

test('a sender of batches has a number and a certificate', async () => {
  const first = await makeCertificate('batch');
  const bare = await visitor.posts('/channels/new-sender', { name: 'Batch', key: (await makeKey('bare')).pem });
  assert.equal(bare.status, 422);
  const made = await visitor.must('/channels/new-sender', { name: 'Batch', key: first.pem });
  const number = /\/channels\/(\d{6})$/.exec(made.location)[1];
  await visitor.must(`/channels/${number}/keys`, { key: (await makeCertificate('batch2')).pem });
  const page = (await visitor.gets(`/channels/${number}`)).text;
  assert.match(page, /CN=batch2/);
  await visitor.must(`/channels/${number}/keys/remove`, { thumbprint: thumbprints(page)[0] });
  await visitor.must(`/channels/${number}/revoke`, { reason: '' });
});

test('programs of another enterprise are not there, nor for whoever may not manage channels', async () => {
  const clientId = await makeClient((await makeKey('own')).pem);
  const stranger = await Visitor.signsIn(server, 'manager1@demo.example');
  assert.equal((await stranger.gets(`/channels/${clientId}`)).status, 404);
  assert.ok(!(await stranger.gets('/channels')).text.includes(clientId));
  for (const [path, fields] of [['keys', { key: (await makeKey('strange')).pem }], ['keys/remove', { thumbprint: 'x' }],
    ['scopes', { scope: [consultScope] }], ['revoke', { reason: '' }]])
    assert.equal((await stranger.posts(`/channels/${clientId}/${path}`, fields)).status, 404, path);
  const reader = await Visitor.signsIn(server, 'reader3@demo.example');
  assert.equal((await reader.gets(`/channels/${clientId}`)).status, 403);
});

test('with self-signed certificates refused, an authority must stand behind them', async () => {
  const authorities = await mkdtemp(join(tmpdir(), 'dimona-authorities-'));
  const strict = await startServer({ options: ['--self-signed-certificates', 'refuse', '--certificate-authorities', authorities] })
    .then(started => started.stop().then(() => 'started'), error => String(error));
  assert.match(strict, /no certificates of trusted authorities/);
  const root = await makeCertificate('root', 30, ['-addext', 'basicConstraints=critical,CA:TRUE']);
  await writeFile(join(authorities, 'root.pem'), root.pem);
  const request = join(folder, 'leaf.csr'), leafKey = join(folder, 'leaf.pem'), leaf = join(folder, 'leaf.crt');
  execFileSync('openssl', ['req', '-new', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-subj', '/CN=leaf',
    '-keyout', leafKey, '-out', request], { stdio: 'ignore' });
  execFileSync('openssl', ['x509', '-req', '-in', request, '-CA', join(folder, 'root.crt'), '-CAkey', root.privateKeyFile,
    '-CAcreateserial', '-days', '10', '-out', leaf], { stdio: 'ignore' });
  const own = await startServer({ options: ['--self-signed-certificates', 'refuse', '--certificate-authorities', authorities] });
  try {
    const strictVisitor = await Visitor.signsIn(own, manager);
    const send = async key => strictVisitor.posts('/channels/new-client', { name: 'Payroll', scope: [consultScope], key });
    assert.match((await send((await makeKey('bare again')).pem)).text, /does not say whose it is/);
    assert.match((await send((await makeCertificate('alone')).pem)).text, /no trusted authority/i);
    assert.equal((await send(await readFile(leaf, 'utf8'))).status, 303);
  } finally {
    await own.stop();
    await rm(authorities, { recursive: true, force: true });
  }
});
