// Who gets where: every address of the pages for every role, and what attackers try.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { startServer } from '../e2e/support/server.mjs';
import { launch, Person, userOf } from './support/browser.mjs';
import { unlimited } from './support/journey.mjs';

// The table of the program itself, so that no address is forgotten.
const source = readFileSync('src/channel/web/routes.cpp', 'utf8');
const routes = [...source.matchAll(/PageRoute\{"(GET|POST)", "([^"]+)", Need::(\w+)/g)]
  .map(([, method, path, need]) => ({ method, path, need }));

let server, browser;
before(async () => {
  server = await startServer({ options: unlimited });
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

const basic = ['nothing', 'visitor', 'password', 'signed_in'];
const ofReaders = [...basic, 'consult', 'receipt'];
const ofDeclarants = [...ofReaders, 'declare', 'send'];
const ofManagers = [...ofDeclarants, 'people', 'manage', 'mandate', 'identify'];
const visitors = [
  { name: 'nobody', login: null, may: ['nothing', 'visitor'] },
  { name: 'reader', login: 'reader3@demo.example', may: ofReaders },
  { name: 'declarant', login: 'declarant3@demo.example', may: ofDeclarants },
  { name: 'group manager', login: 'groupmanager3@demo.example', may: [...ofDeclarants, 'people'] },
  { name: 'access manager', login: 'accessmanager3@demo.example', may: ofManagers },
  { name: 'co-manager', login: 'comanager3@demo.example', may: ofManagers },
  { name: 'main manager', login: 'manager3@demo.example', may: ofManagers },
  { name: 'legal representative', login: 'representative3@demo.example', may: [...basic, 'people'] },
  { name: 'staff of the authority', login: 'operator@demo.example', may: [...basic, 'operate'] },
];
const leavesTheSession = new Set(['/sign-out', '/account/password', '/account/sessions/end', '/access/leave']);
// Pages about people that are open to some of those who manage people only.
const managers = ['group manager', 'access manager', 'co-manager', 'main manager'];
const onlyFor = {
  '/access/invite': managers, '/access/main': ['legal representative'], '/access/transfer': ['main manager'],
};
const mayGet = (visitor, route) =>
  visitor.may.includes(route.need) && (onlyFor[route.path] ?? [visitor.name]).includes(visitor.name);

const address = path => `/en${path.replaceAll('{}', 'x1')}`;
async function ask(person, route, token) {
  const request = person.page.request;
  const options = { maxRedirects: 0 };
  return route.method === 'GET'
    ? request.get(server.base + address(route.path), options)
    : request.post(server.base + address(route.path), { ...options, form: { token } });
}
const formToken = async person => {
  await person.opens('/account');
  return person.page.locator('input[name="token"]').first().inputValue();
};

// Of forms that are open to everybody.
const openFormToken = async person => {
  await person.opens('/unsecured');
  return person.page.locator('input[name="token"]').first().inputValue();
};

test('there is a table of addresses to go through', () => assert.ok(routes.length > 60, `${routes.length}`));

for (const visitor of visitors) {
  test(`every address for: ${visitor.name}`, async () => {
    const person = await Person.arrives(browser, server, 'en');
    if (visitor.login) await person.signsIn(visitor.login);
    const token = visitor.login ? await formToken(person) : await openFormToken(person);
    for (const route of routes) {
      if (leavesTheSession.has(route.path) && visitor.may.includes(route.need)) continue;
      const response = await ask(person, route, token);
      const name = `${route.method} ${route.path} (${route.need}): ${response.status()}`;
      const location = response.headers().location ?? '';
      if (mayGet(visitor, route)) {
        assert.notEqual(response.status(), 403, name);
        assert.ok(response.status() < 500, name);
        assert.ok(!location.endsWith('/sign-in') || route.path.startsWith('/sign-in'), `${name} ${location}`);
      } else if (visitor.login) {
        assert.equal(response.status(), 403, name);
      } else {
        assert.ok(response.status() === 303 && location.endsWith('/sign-in'), `${name} ${location}`);
      }
    }
    await person.leaves();
  });
}

test('another employer\'s file is not there', async () => {
  const owner = await Person.arrives(browser, server, 'en');
  await owner.signsIn('manager1@demo.example');
  const someone = server.credentials.workers[40];
  await owner.opens('/workers/add');
  await owner.page.fill('#ssin', someone.ssin);
  await owner.page.fill('#name', someone.familyName);
  await owner.sends();
  const worker = owner.path();
  await owner.sends();
  const draft = owner.path();
  await owner.page.check('input[value="OTH"]');
  await owner.sends();
  await owner.fillsDate('startDate', '2026-05-05');
  await owner.sends();
  await owner.sends();
  const declaration = owner.path().replace('/sent', '');
  await owner.page.getByRole('link', { name: /^6\d{11}$/ }).first().click();
  const period = owner.path();

  const stranger = await Person.arrives(browser, server, 'en');
  await stranger.signsIn('manager5@demo.example');
  for (const path of [worker, draft, declaration, `${declaration}/receipt.pdf`, `${declaration}/receipt.jws`, period]) {
    const response = await stranger.page.request.get(stranger.address(path), { maxRedirects: 0 });
    assert.equal(response.status(), 404, path);
    assert.ok(!(await response.text()).includes(someone.familyName), path);
  }
  // Acting for an employer without a mandate is not possible either.
  const token = await formToken(stranger);
  const other = server.credentials.employers[0].employerId;
  const response = await stranger.page.request.post(stranger.address('/employers'), { form: { token, employer: String(other) }, maxRedirects: 0 });
  assert.equal(response.status(), 404);
  await owner.leaves();
  await stranger.leaves();
});

test('a form from elsewhere, or without its token, does nothing', async () => {
  const person = await Person.arrives(browser, server, 'en');
  await person.signsIn('manager8@demo.example');
  const token = await formToken(person);
  const post = (form, headers) => person.page.request.post(person.address('/account'), { form, headers, maxRedirects: 0 });
  assert.equal((await post({ mail: 'yes' })).status(), 403);
  assert.equal((await post({ token: `${token.slice(1)}x`, mail: 'yes' })).status(), 403);
  assert.equal((await post({ token, mail: 'yes' }, { Origin: 'https://evil.example' })).status(), 403);
  assert.equal((await post({ token, mail: 'yes' }, { 'Sec-Fetch-Site': 'cross-site' })).status(), 403);
  assert.equal((await post({ token, mail: 'yes' })).status(), 303);
  await person.leaves();
});

test('the cookie is kept from scripts, and a new one comes with the second factor', async () => {
  const person = await Person.arrives(browser, server, 'en');
  const user = userOf(server, 'manager9@demo.example');
  await person.opens('/sign-in');
  await person.context.addCookies([{ name: 'dimona-session', value: 'planted.by-somebody-else', url: server.base }]);
  await person.page.fill('#login', user.login);
  await person.page.fill('#password', user.password);
  await person.sends();
  const [half] = await person.context.cookies();
  assert.ok(half.httpOnly && half.sameSite === 'Lax');
  assert.notEqual(half.value, 'planted.by-somebody-else');
  assert.equal((await person.page.request.get(person.address('/workers'), { maxRedirects: 0 })).headers().location, '/en/sign-in/code');
  await person.signsIn('manager9@demo.example');
  const [whole] = await person.context.cookies();
  assert.notEqual(whole.value, half.value);
  const headers = { Cookie: `dimona-session=${half.value}` };
  const old = await fetch(person.address('/workers'), { headers, redirect: 'manual' });
  assert.equal(old.status, 303, 'the token of the first step is worth nothing any more');
  await person.leaves();
});

test('every answer carries the headers that keep a browser safe', async () => {
  for (const path of ['/en/', '/en/sign-in', '/en/nothing', '/', '/assets/nothing.css']) {
    const { headers } = await fetch(server.base + path, { redirect: 'manual' });
    assert.match(headers.get('content-security-policy'), /default-src 'none'.*frame-ancestors 'none'/, path);
    assert.ok(!/unsafe/.test(headers.get('content-security-policy')), path);
    assert.equal(headers.get('x-content-type-options'), 'nosniff', path);
    assert.equal(headers.get('referrer-policy'), 'same-origin', path);
  }
});

test('who guesses passwords is stopped, and learns nothing about accounts', async () => {
  const attempt = async (login, password) => {
    const response = await fetch(`${server.base}/en/sign-in`, {
      method: 'POST', redirect: 'manual', headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ login, password }),
    });
    return { status: response.status, text: (await response.text()).replaceAll(login, '') };
  };
  const user = userOf(server, 'manager10@demo.example');
  const known = await attempt(user.login, 'wrong'), unknown = await attempt('nobody@demo.example', 'wrong');
  assert.equal(known.status, 422);
  assert.deepEqual(known, unknown);
  let last;
  for (let tries = 0; tries < 5; ++tries) last = await attempt(user.login, 'wrong');
  assert.equal(last.status, 429);
  assert.equal((await attempt(user.login, user.password)).status, 429, 'also with the right one, for a time');
});

test('a network address that asks too much is told to wait', async () => {
  const own = await startServer({ options: ['--page-requests-a-minute', '10'] });
  try {
    const answers = [];
    for (let count = 0; count < 15; ++count) answers.push(await fetch(`${own.base}/en/`));
    assert.equal(answers[0].status, 200);
    assert.equal(answers.at(-1).status, 429);
    assert.ok(answers.at(-1).headers.get('retry-after'));
  } finally {
    await own.stop();
  }
});

test('malformed forms and uploads are refused with a page, and change nothing', async () => {
  const send = (type, body) => fetch(`${server.base}/en/sign-in`, { method: 'POST', headers: { 'Content-Type': type }, body, redirect: 'manual' });
  for (const [type, body] of [
    ['application/x-www-form-urlencoded', 'login=%ZZ'], ['application/x-www-form-urlencoded', 'login=%FF%FE'],
    ['multipart/form-data', 'x'], ['multipart/form-data; boundary=a', '--a\r\nno head'],
    ['multipart/form-data; boundary=a', '--a\r\nContent-Disposition: form-data; name="x"\r\n\r\ncut off'],
    ['text/plain', 'login=x'],
  ]) {
    const response = await send(type, body);
    assert.equal(response.status, 400, `${type} ${body}`);
    assert.match(await response.text(), /<h1/);
  }
  const large = await send('application/x-www-form-urlencoded', 'a'.repeat(300_000));
  assert.equal(large.status, 413);
});

test('no number and no name of a person stands in the server\'s log', async () => {
  const person = await Person.arrives(browser, server, 'en');
  await person.signsIn('manager1@demo.example');
  await person.opens('/workers');
  await person.page.fill('#ssin', server.credentials.workers[40].ssin);
  await person.sends();
  await person.leaves();
  for (const worker of server.credentials.workers) assert.ok(!server.output().includes(worker.ssin));
  assert.ok(!server.output().includes('/workers/4'), 'addresses are logged as patterns');
});

test('each look into the file is in the log that the access manager reads', async () => {
  const reader = await Person.arrives(browser, server, 'en');
  await reader.signsIn('reader3@demo.example');
  await reader.opens('/workers');
  await reader.opens('/periods');
  await reader.leaves();
  const manager = await Person.arrives(browser, server, 'en');
  await manager.signsIn('manager3@demo.example');
  await manager.opens('/log');
  const text = await manager.main();
  assert.match(text, /reader3@demo\.example[^\n]*List of workers/);
  assert.match(text, /reader3@demo\.example[^\n]*Periods searched/);
  await manager.leaves();
});
