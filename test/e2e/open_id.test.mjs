// What a provider of identities may get wrong, or somebody in its place may try: nobody is let in by a token that is not
// exactly the one that was asked for. A provider that errs on purpose is ours; one that nobody here wrote lets people in
// in test/pages/provider.test.mjs.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { runDimona, startServer } from './support/server.mjs';

const client = 'dimona', acr = 'urn:example:loa:high', subject = 'kim';

let listener, issuer, server, ours, others, next;
before(async () => {
  ours = await generateKeyPair('ES256');
  others = await generateKeyPair('ES256');
  const jwk = await exportJWK(ours.publicKey);
  listener = createServer(async (request, response) => {
    const answers = {
      '/.well-known/openid-configuration': () => ({ issuer, authorization_endpoint: `${issuer}/authorize`, token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/keys` }),
      '/keys': () => ({ keys: [jwk] }),
      '/token': async () => ({ access_token: 'x', token_type: 'Bearer', id_token: await next() }),
    };
    response.setHeader('Content-Type', 'application/json');
    response.end(JSON.stringify(await answers[request.url]()));
  });
  await new Promise(done => listener.listen(0, '127.0.0.1', done));
  issuer = `http://127.0.0.1:${listener.address().port}`;
  server = await startServer({ options: ['--openid-issuer', issuer, '--openid-client', client, '--openid-secret', 'a-secret-between-two-programs',
    '--openid-acr', acr, '--page-requests-a-minute', '1000000'] });
  await runDimona('admin', 'user', 'add', '--data', server.folder, '--login', 'eid@firm.example', '--name', 'Kim Eid',
    '--enterprise', server.credentials.employers[2].enterpriseNumber, '--role', 'declarant', '--subject', `${issuer} ${subject}`);
});
after(async () => {
  await server?.stop();
  listener?.closeAllConnections();
  await new Promise(done => listener ? listener.close(done) : done());
});

// Where somebody stands who comes back from the provider with such a token: signed in, or before the door.
async function comesBack({ claims = {}, key = ours.privateKey } = {}) {
  const leaves = await fetch(`${server.base}/en/sign-in/provider`, { redirect: 'manual' });
  const asked = new URL(leaves.headers.get('location')).searchParams;
  assert.equal(asked.get('acr_values'), acr);
  const now = Math.floor(Date.now() / 1000);
  next = () => new SignJWT({ iss: issuer, aud: client, sub: subject, nonce: asked.get('nonce'), acr, iat: now, exp: now + 300, ...claims })
    .setProtectedHeader({ alg: 'ES256' }).sign(key);
  const cookie = leaves.headers.getSetCookie().map(one => one.split(';')[0]).join('; ');
  const answer = await fetch(`${server.base}/sign-in/return?code=c&state=${encodeURIComponent(asked.get('state'))}`,
    { redirect: 'manual', headers: { Cookie: cookie } });
  return { status: answer.status, session: answer.headers.getSetCookie().some(one => /^(__Host-)?dimona-session=[^;]/.test(one)) };
}

test('the token that was asked for lets its person in', async () => {
  assert.deepEqual(await comesBack(), { status: 303, session: true });
  assert.deepEqual(await comesBack({ claims: { aud: ['somebody', client] } }), { status: 303, session: true });
});

const wrong = {
  'is signed by somebody else': async () => comesBack({ key: others.privateKey }),
  'comes from another issuer': async () => comesBack({ claims: { iss: 'https://elsewhere.example' } }),
  'is meant for another service': async () => comesBack({ claims: { aud: 'elsewhere' } }),
  'has expired': async () => comesBack({ claims: { exp: Math.floor(Date.now() / 1000) - 3600 } }),
  'never expires': async () => comesBack({ claims: { exp: undefined } }),
  'answers another question': async () => comesBack({ claims: { nonce: 'another' } }),
  'names nobody': async () => comesBack({ claims: { sub: '' } }),
  'says that somebody was identified less strongly': async () => comesBack({ claims: { acr: 'urn:example:loa:low' } }),
  'does not say how strongly': async () => comesBack({ claims: { acr: undefined } }),
};
for (const [what, comes] of Object.entries(wrong))
  test(`a token that ${what} lets nobody in`, async () => assert.deepEqual(await comes(), { status: 422, session: false }));
