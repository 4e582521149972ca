// The people of an enterprise, from the legal representative's letter to a user who may only look; mistakes on purpose.
import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { test } from 'node:test';
import { runDimona, startServer } from '../e2e/support/server.mjs';
import { launch, Person } from './support/browser.mjs';
import { otherWays, Stage, stillOtherWays, unlimited } from './support/journey.mjs';
import { invitationFor, lettersTo } from './support/letters.mjs';
import { oneTimeCode } from './support/one_time_code.mjs';
import { say } from './support/words.mjs';

const stage = new Stage();
const password = 'correct horse battery';
const enterprises = [1, 3, 4, 5, 6, 7];  // of the demonstration, one a journey: its main manager is replaced

const errors = person => person.page.locator('.govuk-error-summary').innerText();
const says = async (person, text) => assert.ok((await person.main()).includes(text), `${text} in: ${await person.main()}`);

// Opens the link of a letter, with a few mistakes on the way, and is in.
async function comesIn(link, language, { scripts = true, mistakes = false, name = 'Noor Maes' } = {}) {
  const person = await Person.arrives(stage.browser, stage.server, language, { scripts });
  const t = (message, values) => say(language, message, values);
  await person.page.goto(link);
  assert.equal(await person.heading(), t('Your access to Dimona'));
  await person.page.fill('#name', name);
  if (mistakes) {
    await person.picture('invitation-password');
    await person.page.fill('#password', 'short');
    await person.sends();
    assert.match(await errors(person), new RegExp(t('Enter a password of at least 12 characters')));
    assert.equal(await person.page.inputValue('#name'), name, 'what was typed is kept');
  }
  await person.page.fill('#password', password);
  await person.sends();
  assert.equal(await person.heading(), t('Set up your authenticator app'));
  assert.equal(await person.page.locator('svg.dimona-qr').count(), 1);
  const secret = (await person.page.locator('#secret').innerText()).trim();
  if (mistakes) {
    await person.picture('invitation-app');
    await person.page.fill('#code', '000000');
    await person.sends();
    assert.equal(await person.page.locator('.govuk-error-summary').count(), 1);
    assert.equal((await person.page.locator('#secret').innerText()).trim(), secret, 'the secret stays the same');
  }
  await person.page.fill('#code', oneTimeCode(secret, Math.floor(Date.now() / 30_000)));
  await person.sends();
  await says(person, t('Your account is ready, and you are signed in'));
  return person;
}

async function invites(person, t, { login, role, rights = [], groups, name = 'Noor Maes' }) {
  await person.opens('/access/invite');
  await person.page.fill('#name', name);
  await person.page.fill('#login', login);
  await person.page.selectOption('#language', person.language);
  await person.page.check(`input[name="role"][value="${role}"]`);
  for (const right of rights) await person.page.check(`input[name="right"][value="${right}"]`);
  if (groups) for (const box of await person.page.locator('input[name="group"]').all())
    await box.setChecked(groups.includes(await box.getAttribute('value')));
  await person.sends();
}

// The page of somebody else, from the list.
async function looksAt(person, login) {
  await person.opens('/access');
  await person.page.locator('tr', { hasText: login }).getByRole('link').click();
}

// An enterprise whose legal representative has just got his letter.
async function representative(person, t, mistakes) {
  const index = enterprises.shift();
  const employer = stage.server.credentials.employers[index];
  const at = `${person.language}${index}.example`;
  await runDimona('admin', 'user', 'invite', '--data', stage.server.folder, '--login', `boss@${at}`, '--name', 'Noor Maes',
    '--enterprise', employer.enterpriseNumber, '--role', 'representative', '--language', person.language, '--base-url', stage.server.base);
  const link = await invitationFor(stage.server, `boss@${at}`);
  const boss = await comesIn(link, person.language, { mistakes, scripts: person.scripts });
  return { at, boss, link };
}

stage.journey('from the legal representative to a user who may only look', otherWays, async (person, t) => {
  const { at, boss, link } = await representative(person, t, true);
  assert.equal(await boss.heading(), t('Access: people and what they may do'));

  // The link holds once.
  await person.page.goto(link);
  assert.equal(await person.heading(), t('This invitation does not hold'));

  // He names the main manager; he does nothing else.
  await boss.opens('/access/invite');
  assert.equal(await boss.heading(), t('You may not do this'));
  await boss.opens('/workers');
  assert.equal(await boss.heading(), t('You may not do this'));
  await boss.opens('/access/main');
  await boss.sends();
  assert.match(await errors(boss), new RegExp(t('Choose a person')));
  await boss.page.check('input[value="new"]');
  await boss.page.fill('#name', 'Mila Peeters');
  await boss.page.fill('#login', 'no address');
  await boss.sends();
  assert.match(await errors(boss), new RegExp(t('Enter an e-mail address, like me@firm.example').replace('.', '\\.')));
  assert.equal(await boss.page.inputValue('#login'), 'no address');
  await boss.page.fill('#login', `main@${at}`);
  await boss.picture('name-main-manager');
  await boss.sends();
  await says(boss, t('A letter goes to {address}', { address: `main@${at}` }));

  const main = await comesIn(await invitationFor(stage.server, `main@${at}`), person.language, { scripts: person.scripts, name: 'Mila Peeters' });
  await main.opens('/access');
  await says(main, t('Main access manager'));
  await main.picture('access');

  // Mistakes: nothing chosen, a user without rights, a group manager with two groups, an address that is there.
  await main.opens('/access/invite');
  await main.sends();
  assert.match(await errors(main), new RegExp(t('Choose a role')));
  await invites(main, t, { login: `user@${at}`, role: 'user', groups: [] });
  assert.match(await errors(main), new RegExp(t('Choose at least one right')));
  assert.equal(await main.page.inputValue('#login'), `user@${at}`, 'what was typed is kept');
  await main.picture('invite-errors');
  await invites(main, t, { login: `user@${at}`, role: 'group-manager', rights: ['consult'], groups: ['employer', 'service-provider'] });
  assert.match(await errors(main), new RegExp(t('A group manager has exactly one group')));
  await invites(main, t, { login: `boss@${at}`, role: 'user', rights: ['consult'], groups: ['employer'] });
  assert.match(await errors(main), new RegExp(t('this address has an account of the enterprise already'), 'i'));

  await invites(main, t, { login: `co@${at}`, role: 'co-manager', name: 'Lou Jacobs' });
  await invites(main, t, { login: `user@${at}`, role: 'user', rights: ['consult'], groups: ['employer'], name: 'Kim Claes' });
  await says(main, t('Invited'));
  const co = await comesIn(await invitationFor(stage.server, `co@${at}`), person.language, { scripts: person.scripts, name: 'Lou Jacobs' });
  const user = await comesIn(await invitationFor(stage.server, `user@${at}`), person.language, { scripts: person.scripts, name: 'Kim Claes' });

  // The user looks, and does not declare, invite, or manage programs.
  await user.opens('/workers');
  assert.equal(await user.heading(), t('Workers'));
  for (const path of ['/declare', '/workers/add', '/access', '/access/invite', '/channels', '/log']) {
    await user.opens(path);
    assert.equal(await user.heading(), t('You may not do this'), path);
  }
  // What is given holds at once.
  await looksAt(main, `user@${at}`);
  await main.page.check('input[name="right"][value="declare"]');
  await main.picture('person');
  await main.submits(main.path());
  await user.opens('/declare');
  assert.notEqual(await user.heading(), t('You may not do this'));

  // The co-manager names no co-managers, and changes nobody of his rank.
  await co.opens('/access/invite');
  assert.equal(await co.page.locator('input[value="co-manager"]').count(), 0);
  assert.equal(await co.page.locator('input[value="access-manager"]').count(), 1);
  await looksAt(co, `main@${at}`);
  await says(co, t('You may not change what this person may do.'));

  // Departure: the next page of whoever left asks to sign in.
  await looksAt(co, `user@${at}`);
  await co.page.fill('#reason', 'left the firm');
  await co.submits('/remove');
  await user.opens('/workers');
  assert.equal(user.path(), '/sign-in');
  await co.opens('/access/history');
  await says(co, 'left the firm');
  await co.picture('access-history');
  for (const one of [boss, main, co, user]) {
    assert.deepEqual(one.complaints, []);
    await one.leaves();
  }
});

stage.journey('the main manager hands his role over', otherWays, async (person, t) => {
  const { at, boss } = await representative(person, t, false);
  await boss.opens('/access/main');
  await boss.page.check('input[value="new"]');
  await boss.page.fill('#name', 'Mila Peeters');
  await boss.page.fill('#login', `main@${at}`);
  await boss.sends();
  const main = await comesIn(await invitationFor(stage.server, `main@${at}`), person.language, { scripts: person.scripts, name: 'Mila Peeters' });
  await invites(main, t, { login: `next@${at}`, role: 'user', rights: ['consult'], groups: ['employer'], name: 'Kim Claes' });
  const next = await comesIn(await invitationFor(stage.server, `next@${at}`), person.language, { scripts: person.scripts, name: 'Kim Claes' });

  // He can't just go.
  await main.opens('/access/leave');
  await says(main, t('You are the main access manager: hand the role over first.'));
  await main.opens('/access/transfer');
  await main.sends();
  assert.match(await errors(main), new RegExp(t('Choose a person')));
  await main.page.locator('.govuk-radios__item', { hasText: 'Kim Claes' }).locator('input').check();
  await main.picture('hand-over');
  await main.sends();

  // Declined first, then accepted.
  await next.opens('/');
  await next.page.getByRole('link', { name: t("The main manager's role is offered to you: answer") }).click();
  await next.picture('offer');
  await next.page.locator('button[value="decline"]').click();
  await says(next, t('You declined the role'));
  await main.opens('/access/transfer');
  await main.page.locator('.govuk-radios__item', { hasText: 'Kim Claes' }).locator('input').check();
  await main.sends();
  await next.opens('/access/offer');
  await next.page.locator('button[value="accept"]').click();
  await says(next, t('You are the main access manager now'));
  await main.opens('/access/transfer');
  assert.equal(await main.heading(), t('You may not do this'));

  // Now he may go.
  await main.opens('/access/leave');
  await main.picture('leave');
  await main.sends();
  await main.opens('/account');
  assert.equal(main.path(), '/sign-in');
  for (const one of [boss, main, next]) await one.leaves();
});

stage.journey('two persons for what is sensitive', otherWays, async (person, t) => {
  const number = person.language === 'nl' ? 9 : 10;
  const at = `two-${person.language}.example`;
  await person.signsIn(`manager${number}@demo.example`);
  await person.opens('/access/options');
  await person.page.check('input[value="two"]');
  await person.sends();
  assert.match(await errors(person), new RegExp(t('nobody else at your enterprise could confirm'), 'i'));
  await invites(person, t, { login: `second@${at}`, role: 'access-manager', name: 'Lou Jacobs' });
  const second = await comesIn(await invitationFor(stage.server, `second@${at}`), person.language, { scripts: person.scripts, name: 'Lou Jacobs' });
  await person.opens('/access/options');
  await person.page.check('input[value="two"]');
  await person.sends();
  await says(person, t('Your choice is kept'));

  // A manager: waits; whoever asked has nothing to confirm with.
  await invites(person, t, { login: `third@${at}`, role: 'co-manager' });
  await says(person, t('It waits until a second person confirms it'));
  assert.equal(await person.page.locator('button[value="confirm"]').count(), 0);
  assert.deepEqual(await lettersTo(stage.server, `third@${at}`), []);
  await person.picture('approvals');
  await second.opens('/access/approvals');
  await second.picture('approvals-second');
  await second.page.locator('button[value="confirm"]').click();
  await says(second, t('Confirmed, and done'));
  await invitationFor(stage.server, `third@${at}`);

  // A key: refused by the second person, so it is not made.
  const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  await second.opens('/channels/new-client');
  await second.page.fill('#name', 'Payroll');
  await second.page.fill('#key', publicKey.export({ type: 'spki', format: 'pem' }));
  await second.sends();
  await says(second, t('It waits until a second person confirms it'));
  await person.opens('/access/approvals');
  await person.page.locator('input[name="reason"]').fill('not agreed');
  await person.page.locator('button[value="refuse"]').click();
  await person.opens('/channels');
  assert.ok(!(await person.main()).includes('Payroll'));

  // Blocking is done at once; opening again waits.
  await person.opens('/blocking');
  await person.page.locator('main form button').click();
  await person.page.fill('#motive', 'The agency declares for us again');
  await person.page.locator('main form button').click();
  await says(person, t('It waits until a second person confirms it'));
  await person.opens('/blocking');
  await says(person, t('Blocked'));
  await second.opens('/access/approvals');
  await says(second, 'The agency declares for us again');
  await second.page.locator('button[value="confirm"]').first().click();
  await second.opens('/blocking');
  await says(second, t('Opened again'));

  // The choice itself is not undone alone.
  await person.opens('/access/options');
  await person.page.check('input[value="one"]');
  await person.sends();
  await says(person, t('It waits until a second person confirms it'));
  await person.opens('/access/history');
  await says(person, t('Sensitive changes need two persons'));
  await says(person, 'not agreed');
  await second.leaves();
});

stage.journey('a program gets its key on the page', stillOtherWays, async (person, t) => {
  await person.signsIn('manager11@demo.example');
  await person.opens('/channels');
  await person.page.getByRole('button', { name: t('Add a client') }).click();
  await person.sends();
  assert.match(await errors(person), new RegExp(t('Enter a name of at most 60 characters')));
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  await person.page.fill('#name', 'Payroll');
  const file = (name, key, type) => ({ name, mimeType: 'application/x-pem-file', buffer: Buffer.from(key.export({ type, format: 'pem' })) });
  await person.page.setInputFiles('#key-file', file('private.pem', privateKey, 'pkcs8'));
  await person.sends();
  assert.match(await errors(person), new RegExp(t('this is a private key: nobody but you may have it'), 'i'));
  assert.ok(!(await person.page.content()).includes('PRIVATE KEY'), 'a private key is not sent back');
  await person.page.setInputFiles('#key-file', file('public.pem', publicKey, 'spki'));
  await person.picture('new-client');
  await person.sends();
  assert.match(person.path(), /^\/channels\/self_service_dimona_\d{6}_\w{10}$/);
  await person.page.locator('details summary').click();
  await person.picture('client');
  await person.page.fill('#key', publicKey.export({ type: 'spki', format: 'pem' }));
  await person.submits('/keys');
  assert.match(await errors(person), new RegExp(t('the program has this key already'), 'i'));
  await person.picture('client-errors');
  await person.opens('/channels');
  await person.picture('channels');
});

test('older ones of what happened, with other acts between them', async () => {
  const login = 'manager12@demo.example';
  const person = await Person.arrives(stage.browser, stage.server, 'en');
  await person.signsIn(login);
  const invited = [];
  for (let index = 0; index < 35; ++index) {
    invited.push(`guest${index}@twelve.example`);
    await invites(person, null, { login: invited.at(-1), role: 'user', rights: ['consult'], groups: ['employer'] });
    // What is told elsewhere: the employer's data.
    if (index % 5) continue;
    await person.opens('/employer/change/contact');
    await person.page.fill('#contactName', `Noor ${index}`);
    await person.page.fill('#contactMail', `noor${index}@twelve.example`);
    await person.page.locator('main form button').last().click();
  }
  const told = async () => (await person.page.locator('main tbody tr').allInnerTexts()).map(row => /guest\d+@/.exec(row)?.[0]);
  await person.opens('/access/history');
  const newest = await told();
  assert.equal(newest.length, 30);
  await person.page.getByRole('link', { name: 'Older ones' }).click();
  const older = await told();
  assert.deepEqual([...newest, ...older].filter(Boolean), invited.map(address => `${address.split('@')[0]}@`).reverse());
  assert.equal(await person.page.getByRole('link', { name: 'Older ones' }).count(), 0);
  await person.opens('/employer/history');
  assert.match(await person.main(), /noor30@[\s\S]*noor0@/);
  await person.leaves();
});

test('a sensitive change asks who it is, when that was proved a while ago', async () => {
  const server = await startServer({ options: [...unlimited, '--ask-again-minutes', '0'] });
  const browser = await launch();
  try {
    for (const [language, scripts] of otherWays) {
      const t = (message, values) => say(language, message, values);
      const login = language === 'nl' ? 'manager3@demo.example' : 'manager1@demo.example';
      const user = server.credentials.users.find(one => one.login === login);
      const person = await Person.arrives(browser, server, language, { scripts });
      await person.signsIn(login);
      await invites(person, t, { login: `new-${language}@firm.example`, role: 'user', rights: ['consult'], groups: ['employer'] });
      assert.equal(await person.heading(), t('Is it still you?'));
      await person.picture('proof');
      await person.page.fill('#proof', 'not my password');
      await person.sends();
      assert.match(await errors(person), new RegExp(t('This is neither your password nor a code that still holds')));
      await person.page.fill('#proof', user.password);
      await person.sends();
      assert.ok((await person.main()).includes(t('A letter goes to {address}', { address: `new-${language}@firm.example` })), 'what was typed is kept');
      assert.deepEqual(person.complaints, []);
      await person.leaves();
    }
    // Guessing here is guessing a password: the account is locked, and the session ends.
    const guesser = await Person.arrives(browser, server, 'en');
    await guesser.signsIn('manager5@demo.example');
    await invites(guesser, null, { login: 'x@firm.example', role: 'user', rights: ['consult'], groups: ['employer'] });
    for (let tries = 0; tries < 5; ++tries) {
      await guesser.page.fill('#proof', `guess ${tries}`);
      await guesser.sends();
    }
    assert.equal(guesser.path(), '/sign-in');
    await guesser.opens('/access');
    assert.equal(guesser.path(), '/sign-in');
    await guesser.leaves();
  } finally {
    await browser.close();
    await server.stop();
  }
});

test('on a telephone', async () => {
  const person = await Person.arrives(stage.browser, stage.server, 'nl', { width: 390, height: 844 });
  await person.signsIn('manager12@demo.example');
  for (const path of ['/access', '/access/invite', '/access/options', '/access/approvals', '/access/history', '/channels', '/channels/new-client']) {
    await person.opens(path);
    const overflow = await person.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.ok(overflow <= 0, `${path}: ${overflow} px too wide`);
    await person.picture(`telephone${path.replaceAll('/', '-')}`);
  }
  await person.leaves();
});
