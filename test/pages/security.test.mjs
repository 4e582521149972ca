// Who gets where: every address of the pages for every role, and what attackers try.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { runDimona, startServer } from '../e2e/support/server.mjs';
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
  for (const { login, rights } of visitors) if (rights) await addUser(login, rights);
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

// Somebody of the third enterprise who may do nothing but this.
async function addUser(login, rights) {
  const { enterpriseNumber } = userOf(server, 'manager3@demo.example');
  const { stdout } = await runDimona('admin', 'user', 'add', '--data', server.folder, '--login', login, '--name', 'Charlie Demo',
    '--role', 'user', '--enterprise', enterpriseNumber, ...rights.flatMap(right => ['--right', right]));
  server.credentials.users.push({ login, role: 'user', enterpriseNumber, password: /password +(\S+)/.exec(stdout)[1],
    codeSecret: /secret=(\w+)/.exec(stdout)[1] });
}

// The mandate of the demonstration: the secretariat acts for the third employer from here on.
async function actsByMandate(person) {
  const token = await formToken(person);
  const employer = String(server.credentials.employers[2].employerId);
  await person.page.request.post(person.address('/employers'), { form: { token, employer }, maxRedirects: 0 });
  await person.opens('/employers');
  assert.match(await person.page.locator('tr', { hasText: employer }).innerText(), /by mandate\s+you act for this one/);
}

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
  { name: 'user for mandates only', login: 'mandates3@demo.example', rights: ['mandate'], may: [...basic, 'mandate'] },
  { name: 'user for identification only', login: 'identifies3@demo.example', rights: ['identify'], may: [...basic, 'identify'] },
  // Mandates are those of the own enterprise; of the mandator's only its file and its declarations are open.
  { name: 'main manager of a secretariat, by mandate', login: 'manager13@demo.example', begins: actsByMandate,
    may: [...ofDeclarants, 'mandate'] },
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
    await visitor.begins?.(person);
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

// Mass assignment: fields that no form has, sent along with those it has.
async function signedIn(login) {
  const person = await Person.arrives(browser, server, 'en');
  await person.signsIn(login);
  const token = await formToken(person);
  const send = (path, form) => person.page.request.post(person.address(path), { form: { token, ...form }, maxRedirects: 0 });
  // As forms send several boxes of one name.
  const sendPairs = (path, pairs) => person.page.request.post(person.address(path), {
    data: new URLSearchParams([['token', token], ...pairs]).toString(),
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' }, maxRedirects: 0 });
  return { person, send, sendPairs };
}
const usersAsListed = async () => (await runDimona('admin', 'user', 'list', '--data', server.folder)).stdout;
const summaryOf = async (person, path) => {
  assert.equal((await person.opens(path)).status(), 200, path);
  return person.page.locator('main .govuk-summary-list').allInnerTexts();
};
const everything = ['main-manager', 'co-manager', 'access-manager', 'authority', 'representative'];

test('fields that are not asked make nobody more than he is: own account', async () => {
  const { person, send } = await signedIn('reader3@demo.example');
  const before = await usersAsListed(), summary = await summaryOf(person, '/account');
  const own = { mail: 'yes', right: 'declare', group: 'employer', represents: 'yes', enterprise: server.credentials.employers[0].enterpriseNumber,
    employer: String(server.credentials.employers[0].employerId), login: 'manager3@demo.example', name: 'Somebody Else', isLocked: 'false' };
  for (const role of everything) assert.equal((await send('/account', { ...own, role })).status(), 303, role);
  assert.deepEqual(await summaryOf(person, '/account'), summary);
  assert.equal(await usersAsListed(), before);
  assert.match(await person.main(), /Your choice is kept/);
  assert.ok(await person.page.locator('input[name="mail"]').isChecked(), 'what was asked is kept');
  assert.equal((await person.opens('/access')).status(), 403);
  assert.equal((await person.opens('/declare')).status(), 403);
  await person.leaves();
});

test('fields that are not asked make nobody more than he is: rights of others', async () => {
  const pageOf = async (person, login) => {
    await person.opens('/access');
    await person.page.locator('tr', { hasText: login }).getByRole('link').click();
    return person.path();
  };
  const along = [['represents', 'yes'], ['enterprise', server.credentials.employers[0].enterpriseNumber], ['login', 'evil@demo.example'],
    ['name', 'Somebody Else'], ['password', 'correct horse battery'], ['codeSecret', 'AAAAAAAA']];
  const before = await usersAsListed();
  const manager = await signedIn('manager3@demo.example');
  const declarant = await pageOf(manager.person, 'declarant3@demo.example');
  const usual = [['role', 'user'], ['right', 'consult'], ['right', 'declare'], ['group', 'employer'], ['group', 'service-provider'],
    ['group', 'social-secretariat']];
  assert.equal((await manager.sendPairs(declarant, [...usual, ...along])).status(), 303);
  assert.equal(await usersAsListed(), before);
  for (const right of ['operate', 'people', 'manage']) {
    assert.equal((await manager.sendPairs(declarant, [...usual, ['right', right]])).status(), 422, right);
    assert.equal(await usersAsListed(), before, right);
  }
  for (const role of ['main-manager', 'authority', 'representative']) {
    assert.equal((await manager.sendPairs(declarant, [['role', role], ...usual.slice(1), ...along])).status(), 422, role);
    assert.equal(await usersAsListed(), before, role);
  }
  const invited = [['name', 'Noor Maes'], ['login', 'noor@evil.example'], ['language', 'nl'], ['right', 'consult'], ['group', 'employer'],
    ['represents', 'yes']];
  for (const role of ['main-manager', 'authority', 'representative'])
    assert.equal((await manager.sendPairs('/access/invite', [...invited, ['role', role]])).status(), 422, role);

  // Who manages the people of one group gives neither more than he has, nor anything to himself.
  const group = await signedIn('groupmanager3@demo.example');
  const own = await pageOf(manager.person, 'groupmanager3@demo.example');
  for (const role of [...everything, 'group-manager', 'user'])
    for (const path of [own, declarant]) {
      const fields = [['role', role], ['right', 'mandate'], ['right', 'identify'], ['group', 'employer'], ...along];
      const status = (await group.sendPairs(path, fields)).status();
      assert.ok([403, 404, 422].includes(status), `${role} ${path}: ${status}`);
      assert.equal(await usersAsListed(), before, role);
    }
  await manager.person.leaves();
  await group.person.leaves();
});

test('fields that are not asked change nothing of a declaration', async () => {
  const { person, send } = await signedIn('manager3@demo.example');
  const [someone, other] = [server.credentials.workers[45], server.credentials.workers[46]];
  const foreign = server.credentials.employers[0];
  const along = {
    employer: String(foreign.employerId), employerId: String(foreign.employerId), 'employer.employerId': String(foreign.employerId),
    enterpriseNumber: foreign.enterpriseNumber, 'employer.enterpriseNumber': foreign.enterpriseNumber, channel: 'webUnsecured',
    caller: 'manager1@demo.example', user: 'manager1@demo.example', kind: 'Cancel', periodId: '600000000001', sent: '600000000001',
    receivedAt: '2020-01-01T00:00:00Z', result: 'A', id: 'x', owner: 'x',
  };
  const worker = { 'worker.ssin': other.ssin, who: '1' };
  const entry = await send('/declare/in', { 'worker.ssin': someone.ssin, ...along });
  const draft = entry.headers().location.replace('/en', '').replace(/\/\w+$/, '');
  assert.match(draft, /^\/declare\/[\w-]+$/);
  assert.equal((await send(`${draft}/type`, { 'features.workerType': 'OTH', ...along, ...worker })).status(), 303);
  await send(`${draft}/committee`, { 'features.jointCommissionNumber': 'XXX', ...along, ...worker });
  const dates = { 'startDate-day': '5', 'startDate-month': '5', 'startDate-year': '2026' };
  const dated = await send(`${draft}/dates`, { ...dates, ...along, ...worker, 'features.workerType': 'STU' });
  assert.equal(dated.headers().location, `/en${draft}/check`);
  await person.opens(`${draft}/check`);
  const shown = await person.main();
  assert.ok(shown.includes('Brasserie Het Vrolijke Anker') && shown.includes(someone.ssin) && !shown.includes(someone.familyName) && !shown.includes(other.ssin), shown);
  const sent = (await send(`${draft}/check`, { ...along, ...worker, ...dates, 'startDate-day': '20' })).headers().location;
  const number = /\d{12}/.exec(sent)[0];
  assert.notEqual(number, along.sent);

  const receipt = await (await person.page.request.get(person.address(`/declarations/${number}/receipt.jws`))).text();
  const claims = JSON.parse(Buffer.from(receipt.split('.')[1], 'base64url'));
  assert.equal(claims.employerId, server.credentials.employers[2].employerId);
  assert.match(claims.receivedAt, /^2026-05-04/);
  assert.equal(claims.kind, 'In');
  await person.opens(`/declarations/${number}`);
  const text = await person.main();
  assert.ok(text.includes(someone.familyName) && text.includes('5 May 2026'), text);
  assert.ok(!text.includes('manager1@demo.example') && !text.includes(foreign.name), text);
  const stranger = await signedIn('manager1@demo.example');
  assert.equal((await stranger.person.opens(`/declarations/${number}`)).status(), 404);
  await stranger.person.leaves();
  await person.leaves();
});

test('fields that are not asked change nothing of a mandate', async () => {
  const { person, send } = await signedIn('manager8@demo.example');
  const enterprise = number => server.credentials.employers[number - 1].enterpriseNumber;
  const along = { mandator: enterprise(1), mandatary: enterprise(9), parent: `${enterprise(13)}-${enterprise(3)}-20200101`, state: 'confirmed',
    confirmed: 'yes', direction: 'ask', asker: enterprise(7), owner: 'manager1@demo.example', id: 'x', confirmedAt: '2026-05-04T08:00:00Z' };
  let location = (await send('/mandates/give', { party: enterprise(7), ...along })).headers().location;
  const draft = location.replace('/en', '').replace(/\/\w+$/, '');
  assert.match(draft, /^\/mandates\/draft\/[\w-]+$/);
  const page = step => `${draft}/${step}`;
  location = (await send(page('kind'), { kind: 'service_provider', party: enterprise(9), ...along })).headers().location;
  assert.equal(location, `/en${page('quarters')}`);
  await person.opens(page('quarters'));
  const first = await person.page.inputValue('#first');
  location = (await send(page('quarters'), { first, last: 'none', kind: 'social_secretariat', ...along })).headers().location;
  assert.equal(location, `/en${page('check')}`);
  location = (await send(page('check'), { ...along, party: enterprise(9) })).headers().location;
  assert.match(location, /\/sent$/);
  const id = location.split('/')[3];
  await person.opens(`/mandates/${id}`);
  const text = await person.main();
  assert.ok(text.includes(enterprise(8)) && text.includes(enterprise(7)), text);
  for (const number of [1, 9, 13, 3]) assert.ok(!text.includes(enterprise(number)), `${number}: ${text}`);
  assert.match(text, /[Ww]aits/);
  // Nor does the one who has asked confirm it himself.
  const confirmation = (await send(`/mandates/${id}/confirm`, along)).status();
  assert.ok([403, 404, 409, 422].includes(confirmation), `${confirmation}`);
  assert.ok(!/Confirmed/.test((await summaryOf(person, `/mandates/${id}`)).join()));
  await person.leaves();
});

test('fields that are not asked change nothing of an employer', async () => {
  const { person, send } = await signedIn('manager5@demo.example');
  const before = await summaryOf(person, '/employer');
  const along = { kind: 'provincial_local', number: '170100169', employerId: '170100169', enterprise: server.credentials.employers[0].enterpriseNumber,
    hasNumber: 'yes', name: 'Evil & Co', category: 'horeca', categories: 'horeca', nace: '56301', committee: '302', committees: '302', insurer: 'Evil NV',
    firstHire: '2020-01-01', lastDay: '2026-05-04', takesOver: 'yes', takeOverFrom: server.credentials.employers[0].enterpriseNumber, unit: '2000000000' };
  const contact = { contactName: 'Sam Contact', contactMail: 'sam@firm.example', contactPhone: '', contactLanguage: 'nl' };
  assert.equal((await send('/employer/change/contact', { ...contact, ...along })).status(), 303);
  const after = await summaryOf(person, '/employer');
  assert.deepEqual(after[0], before[0]);
  for (const secret of ['Evil', 'Drukkerij', '302', '56301']) assert.ok(!after.join().includes(secret), `${secret}: ${after.join()}`);
  assert.match(after.join(), /Sam Contact/);
  for (const step of ['kind', 'enterprise', 'identity', 'number', 'take-over', 'first-hire', 'workers'])
    assert.equal((await send(`/employer/change/${step}`, along)).status(), 404, step);
  assert.deepEqual(await summaryOf(person, '/employer'), after);
  await person.opens('/employer/history');
  assert.doesNotMatch(await person.main(), /Evil|302|56301/);
  await person.leaves();
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
  const session = async () => (await person.context.cookies()).find(one => one.name === 'dimona-session');
  const half = await session();
  assert.ok(half.httpOnly && half.sameSite === 'Lax');
  assert.notEqual(half.value, 'planted.by-somebody-else');
  assert.equal((await person.page.request.get(person.address('/workers'), { maxRedirects: 0 })).headers().location, '/en/sign-in/code');
  await person.signsIn('manager9@demo.example');
  const whole = await session();
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
  const page = await fetch(`${server.base}/en/sign-in`);
  const cookie = page.headers.getSetCookie()[0].split(';')[0];
  const token = /name="token" value="([^"]+)"/.exec(await page.text())[1];
  const attempt = async (login, password) => {
    const response = await fetch(`${server.base}/en/sign-in`, {
      method: 'POST', redirect: 'manual', headers: { 'Content-Type': 'application/x-www-form-urlencoded', Cookie: cookie },
      body: new URLSearchParams({ token, login, password }),
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
