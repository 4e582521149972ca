// The token service, by a client library and by everything a library would never send (RFC 6749, 7521, 7523).
import assert from 'node:assert/strict';
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { decodeJwt, decodeProtectedHeader, createRemoteJWKSet, jwtVerify } from 'jose';
import { Api, assertProblem } from './support/api.mjs';
import { assertion, bothScopes, consultScope, declareScope, grant, privateKey, requestToken, unsigned } from './support/oauth.mjs';
import { employerOf, ordinaryIn, ownClientOf } from './support/population.mjs';
import { startServer } from './support/server.mjs';

let server, credentials, client;
before(async () => {
  server = await startServer();
  credentials = server.credentials;
  client = ownClientOf(credentials, employerOf(credentials, 'ordinary'));
});
after(() => server?.stop());

const seconds = () => Math.floor(Date.now() / 1000);

// RFC 6749 5.2.
function assertOauthError(answer, status, error) {
  assert.equal(answer.status, status, JSON.stringify(answer.body));
  assert.equal(answer.body.error, error);
  assert.equal(typeof answer.body.error_description, 'string');
  assert.match(answer.headers.get('cache-control'), /no-store/);
}

test('openid-client gets a token with RS256 and with ES256', async () => {
  const algorithms = new Set();
  for (const each of credentials.oauth.clients) {
    algorithms.add((await privateKey(each)).algorithm);
    const answer = await grant(credentials, each);
    assert.equal(answer.token_type.toLowerCase(), 'bearer');
    assert.ok(answer.expires_in > 0 && answer.expires_in <= 600);
    assert.deepEqual(answer.scope.split(' ').sort(), bothScopes.split(' ').sort());
  }
  assert.deepEqual([...algorithms].sort(), ['ES256', 'RS256'], 'the demo has clients with both kinds of keys');
});

test('the issuer is accepted as audience too, as newer libraries send it', async () => {
  const answer = await grant(credentials, client, bothScopes, credentials.baseUrl);
  assert.ok(answer.access_token);
});

test('without scope a client gets what it may have', async () => {
  const answer = await grant(credentials, client, undefined);
  assert.deepEqual(answer.scope.split(' ').sort(), bothScopes.split(' ').sort());
});

test('one scope asked is one scope given', async () => {
  assert.equal((await grant(credentials, client, consultScope)).scope, consultScope);
});

test('the token is a signed JWT whose key is published', async () => {
  const { access_token: token } = await grant(credentials, client);
  assert.match(decodeProtectedHeader(token).alg, /^(ES|RS)256$/);
  assert.ok(decodeProtectedHeader(token).kid, 'the header names its key');
  const claims = decodeJwt(token);
  assert.ok(claims.exp > seconds() && claims.exp <= seconds() + 601, 'token times are real time, not the legal clock');
  const candidates = ['/.well-known/jwks.json', '/REST/oauth/v5/.well-known/jwks.json', '/REST/oauth/v5/jwks'];
  for (const path of candidates) {
    if (!(await fetch(credentials.baseUrl + path)).ok) continue;
    await jwtVerify(token, createRemoteJWKSet(new URL(credentials.baseUrl + path)));
    return;
  }
  assert.fail(`no key set at any of ${candidates}`);
});

test('an answer with a token is kept out of every cache', async () => {
  const answer = await requestToken(credentials, { client_assertion: await assertion(credentials, client) });
  assert.equal(answer.status, 200, JSON.stringify(answer.body));
  assert.match(answer.headers.get('cache-control'), /no-store/);
});

test('a replayed assertion is refused', async () => {
  const once = await assertion(credentials, client);
  assert.equal((await requestToken(credentials, { client_assertion: once })).status, 200);
  assertOauthError(await requestToken(credentials, { client_assertion: once }), 401, 'invalid_client');
});

test('a replayed jti is refused also under a new signature', async () => {
  const claims = { jti: randomUUID() };
  assert.equal((await requestToken(credentials, { client_assertion: await assertion(credentials, client, { claims }) })).status, 200);
  const again = await assertion(credentials, client, { claims: { ...claims, exp: seconds() + 90 } });
  assertOauthError(await requestToken(credentials, { client_assertion: again }), 401, 'invalid_client');
});

test('of many simultaneous uses of one assertion one succeeds', async () => {
  const once = await assertion(credentials, client);
  const answers = await Promise.all(Array.from({ length: 12 }, () => requestToken(credentials, { client_assertion: once })));
  assert.equal(answers.filter(answer => answer.status === 200).length, 1);
});

for (const [name, claims] of Object.entries({
  'a wrong audience': { aud: 'https://elsewhere.example/token' },
  'no audience': { aud: undefined },
  'an expiry in the past': { iat: seconds() - 7200, exp: seconds() - 3600 },
  'no expiry': { exp: undefined },
  'an expiry in the far future': { exp: seconds() + 10 * 365 * 86400 },
  'a start in the future': { nbf: seconds() + 3600 },
  'no jti': { jti: undefined },
  'another subject': { sub: 'somebody_else' },
  'another issuer': { iss: 'somebody_else' },
  'an unknown client': { iss: 'self_service_chaman_000000_unknown000', sub: 'self_service_chaman_000000_unknown000' },
})) {
  test(`an assertion with ${name} is refused`, async () => {
    assertOauthError(await requestToken(credentials, { client_assertion: await assertion(credentials, client, { claims }) }), 401, 'invalid_client');
  });
}

test('an assertion signed by a stranger is refused', async () => {
  for (const [algorithm, pair] of [['RS256', generateKeyPairSync('rsa', { modulusLength: 2048 })],
    ['ES256', generateKeyPairSync('ec', { namedCurve: 'P-256' })]]) {
    const forged = await assertion(credentials, client, { signWith: { algorithm, key: pair.privateKey } });
    assertOauthError(await requestToken(credentials, { client_assertion: forged }), 401, 'invalid_client');
  }
});

test('an assertion of one client does not serve another', async () => {
  const other = credentials.oauth.clients.find(candidate => candidate.clientId !== client.clientId);
  const forged = await assertion(credentials, client, { signWith: await privateKey(other) });
  assertOauthError(await requestToken(credentials, { client_assertion: forged }), 401, 'invalid_client');
  const named = await requestToken(credentials, { client_assertion: await assertion(credentials, client), client_id: other.clientId });
  assert.ok(named.status === 400 || named.status === 401, 'client_id must be the subject of the assertion');
});

test('an assertion without signature, or with one made from the public key, is refused', async () => {
  const claims = { iss: client.clientId, sub: client.clientId, aud: credentials.oauth.tokenUrl, jti: randomUUID(), exp: seconds() + 60 };
  assertOauthError(await requestToken(credentials, { client_assertion: unsigned(claims) }), 401, 'invalid_client');
  const secret = new TextEncoder().encode('0123456789abcdef0123456789abcdef');
  const symmetric = await assertion(credentials, client, { signWith: { algorithm: 'HS256', key: secret } });
  assertOauthError(await requestToken(credentials, { client_assertion: symmetric }), 401, 'invalid_client');
});

for (const text of ['', 'x', 'a.b', 'a.b.c', 'e30.e30.', '....']) {
  test(`the assertion "${text}" is refused`, async () => {
    const answer = await requestToken(credentials, { client_assertion: text });
    assert.ok(answer.status === 400 || answer.status === 401);
    assert.match(answer.body.error, /^invalid_(client|request)$/);
  });
}

test('wrong parameters get the error that RFC 6749 names', async () => {
  const valid = async () => assertion(credentials, client);
  assertOauthError(await requestToken(credentials, { client_assertion: await valid(), grant_type: 'password' }), 400, 'unsupported_grant_type');
  assertOauthError(await requestToken(credentials, { client_assertion: await valid(), scope: 'scope:other' }), 400, 'invalid_scope');
  const noGrant = await fetch(credentials.oauth.tokenUrl, { method: 'POST', headers: { 'Content-Type': 'application/x-www-form-urlencoded' }, body: 'scope=x' });
  assert.equal(noGrant.status, 400);
  assert.equal((await noGrant.json()).error, 'invalid_request');
  const json = await fetch(credentials.oauth.tokenUrl, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{}' });
  assert.ok(json.status === 400 || json.status === 415);
  assert.equal((await fetch(credentials.oauth.tokenUrl)).status, 405);
});

test('the service wants a token, a valid one, of the right scope', async () => {
  const api = await Api.of(server, client, bothScopes);
  const employer = employerOf(credentials, 'ordinary');
  const body = ordinaryIn(employer, credentials.workers[0]);

  const without = await api.withToken(undefined).post('/declarations', body);
  assertProblem(without, 401, 'noAccessToken');
  assert.match(without.headers.get('www-authenticate'), /^Bearer/);

  const damaged = await api.withToken(`${api.token.slice(0, -8)}AAAAAAAA`).post('/declarations', body);
  assertProblem(damaged, 401, 'invalidAccessToken');
  assert.match(damaged.headers.get('www-authenticate'), /^Bearer/);

  const forged = await api.withToken(unsigned(decodeJwt(api.token))).post('/declarations', body);
  assertProblem(forged, 401, 'invalidAccessToken');

  const reader = api.withToken((await grant(credentials, client, consultScope)).access_token);
  const refused = await reader.post('/declarations', body);
  assertProblem(refused, 403, 'missingScope');
  assert.deepEqual(refused.body.requiredScopes, [declareScope]);
  assert.match(refused.headers.get('www-authenticate'), /insufficient_scope/);

  const writer = api.withToken((await grant(credentials, client, declareScope)).access_token);
  assertProblem(await writer.post('/declarations/search', { employer: { enterpriseNumber: employer.enterpriseNumber } }), 403, 'missingScope');
});

test('health needs no token', async () => {
  const response = await fetch(`${credentials.baseUrl}/REST/dimona/v2/health`);
  assert.equal(response.status, 200);
  assert.equal((await response.json()).status, 'UP');
});
