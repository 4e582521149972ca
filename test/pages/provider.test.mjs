// Signing in at an OpenID Connect provider that nobody here wrote (oidc-provider): the way in of eID or itsme.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import Provider from 'oidc-provider';
import { runDimona, startServer } from '../e2e/support/server.mjs';
import { launch, Person } from './support/browser.mjs';
import { say } from './support/words.mjs';

const client = { client_id: 'dimona', client_secret: 'a-secret-between-two-programs' };

let listener, issuer, server, browser;
before(async () => {
  // The provider's address is told to the server, and the server's to the provider: first a socket, then both.
  let answer = (_, response) => response.writeHead(503).end();
  listener = createServer((request, response) => answer(request, response));
  await new Promise(done => listener.listen(0, '127.0.0.1', done));
  issuer = `http://127.0.0.1:${listener.address().port}`;
  server = await startServer({ options: ['--openid-issuer', issuer, '--openid-client', client.client_id,
    '--openid-secret', client.client_secret, '--openid-name', 'eID', '--page-requests-a-minute', '1000000'] });
  const provider = new Provider(issuer, {
    clients: [{ ...client, redirect_uris: [`${server.base}/sign-in/return`], response_types: ['code'], grant_types: ['authorization_code'] }],
    pkce: { required: () => true },
  });
  provider.on('server_error', (_, error) => console.error(error));
  answer = provider.callback();
  await runDimona('admin', 'user', 'add', '--data', server.folder, '--login', 'eid@firm.example', '--name', 'Kim Eid',
    '--enterprise', server.credentials.employers[2].enterpriseNumber, '--role', 'declarant', '--subject', `${issuer} kim`);
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await server?.stop();
  listener?.closeAllConnections();
  await new Promise(done => listener ? listener.close(done) : done());
});

async function identifiesAs(person, who) {
  await person.opens('/sign-in');
  await person.page.getByRole('link', { name: say(person.language, 'Sign in with {name}', { name: 'eID' }) }).click();
  await person.page.fill('input[name=login]', who);
  await person.page.fill('input[name=password]', 'any');
  await person.page.click('button[type=submit]');  // signing in there
  await person.page.click('button[type=submit]');  // and allowing us to know
  await person.page.waitForURL(url => url.origin === server.base);
}

for (const [language, scripts] of [['nl', false], ['fr', true], ['de', false], ['en', true]])
  test(`somebody comes in through a provider: ${language}, ${scripts ? 'with' : 'without'} scripts`, async () => {
    const person = await Person.arrives(browser, server, language, { scripts });
    await identifiesAs(person, 'kim');
    assert.equal(new URL(person.page.url()).pathname, `/${language}/`);
    assert.equal(await person.heading(), 'Brasserie Het Vrolijke Anker');
    await person.leaves();
  });

test('somebody whom only the provider knows is told so, and is not let in', async () => {
  const person = await Person.arrives(browser, server, 'nl');
  await identifiesAs(person, 'stranger');
  assert.match(await person.main(), new RegExp(say('nl', 'You are known there, but have no account here: ask the access manager')));
  await person.opens('/workers');
  assert.equal(person.path(), '/sign-in');
  await person.leaves();
});

test('an answer that nobody asked for, or that comes twice, lets nobody in', async () => {
  const person = await Person.arrives(browser, server, 'en');
  for (const query of ['', '?code=x', '?code=x&state=y', `?error=access_denied&state=y&iss=${encodeURIComponent(issuer)}`]) {
    const response = await person.page.goto(`${server.base}/sign-in/return${query}`);
    assert.equal(response.status(), 422, query);
  }
  const answers = [];
  person.page.on('request', request => { if (request.url().includes('/sign-in/return')) answers.push(request.url()); });
  await identifiesAs(person, 'kim');
  await person.context.clearCookies({ name: 'dimona-session' });
  const again = await person.page.goto(answers.at(-1));
  assert.equal(again.status(), 422);
  await person.opens('/workers');
  assert.equal(person.path(), '/sign-in');
  await person.leaves();
});
