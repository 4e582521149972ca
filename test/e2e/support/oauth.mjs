// Access tokens: by a client library that nobody here wrote, and by hand for what a library would never send.
import { createPrivateKey, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { importPKCS8, SignJWT } from 'jose';
import * as openid from 'openid-client';

export const declareScope = 'scope:dimona:declaration:declarant';
export const consultScope = 'scope:dimona:declaration:consult';
export const bothScopes = `${declareScope} ${consultScope}`;

const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

export async function privateKey(client) {
  const key = createPrivateKey(await readFile(client.privateKeyFile, 'utf8'));
  const algorithm = key.asymmetricKeyType === 'rsa' ? 'RS256' : 'ES256';
  const pem = key.export({ type: 'pkcs8', format: 'pem' });
  return { algorithm, key: await importPKCS8(pem, algorithm, { extractable: true }) };
}

// As an application does it: openid-client signs the assertion and reads the answer.
export async function grant(credentials, client, scope = bothScopes, audience = credentials.oauth.tokenUrl) {
  const { key } = await privateKey(client);
  const authentication = openid.PrivateKeyJwt(key, {
    [openid.modifyAssertion]: (_header, payload) => { payload.aud = audience; },
  });
  const configuration = new openid.Configuration(
    { issuer: credentials.baseUrl, token_endpoint: credentials.oauth.tokenUrl }, client.clientId, undefined, authentication);
  openid.allowInsecureRequests(configuration);
  return openid.clientCredentialsGrant(configuration, scope ? { scope } : {});
}

// An assertion of which every part can be wrong.
export async function assertion(credentials, client, changes = {}) {
  const { algorithm, key } = changes.signWith ?? await privateKey(client);
  const now = Math.floor(Date.now() / 1000);
  const claims = {
    iss: client.clientId, sub: client.clientId, aud: credentials.oauth.tokenUrl, jti: randomUUID(), iat: now, exp: now + 60,
    ...changes.claims,
  };
  return new SignJWT(JSON.parse(JSON.stringify(claims))).setProtectedHeader({ alg: algorithm, typ: 'JWT' }).sign(key);
}

export function unsigned(claims) {
  const part = value => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'none', typ: 'JWT' })}.${part(claims)}.`;
}

export async function requestToken(credentials, form, headers = {}) {
  const response = await fetch(credentials.oauth.tokenUrl, {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded', ...headers },
    body: new URLSearchParams({
      grant_type: 'client_credentials', client_assertion_type: assertionType, scope: bothScopes, ...form,
    }).toString(),
  });
  return { status: response.status, headers: response.headers, body: await response.json() };
}
