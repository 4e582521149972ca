// An access token with nothing but Node.js: client_credentials with private_key_jwt (RFC 7523).
import assert from 'node:assert/strict';
import { createPrivateKey, randomUUID, sign } from 'node:crypto';
import { readFile } from 'node:fs/promises';

const base64url = value => Buffer.from(JSON.stringify(value)).toString('base64url');

// `clockShiftS`: how far the server's clock is ahead of ours.
export async function accessToken(credentials, client, { clockShiftS = 0 } = {}) {
  const key = createPrivateKey(await readFile(client.privateKeyFile));
  const algorithm = key.asymmetricKeyType === 'rsa' ? 'RS256' : 'ES256';
  const now = Math.floor(Date.now() / 1000) + clockShiftS;
  const text = `${base64url({ alg: algorithm, typ: 'JWT' })}.${base64url({
    iss: client.clientId, sub: client.clientId, aud: credentials.oauth.tokenUrl, jti: randomUUID(), iat: now, exp: now + 60,
  })}`;
  const signature = sign('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url');
  const response = await fetch(credentials.oauth.tokenUrl, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: `${text}.${signature}`,
    }),
  });
  const answer = await response.json();
  assert.equal(response.status, 200, JSON.stringify(answer));
  return answer.access_token;
}
