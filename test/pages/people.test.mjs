// Who one is, for whom one acts, and what proves that one has declared.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { compactVerify, importJWK } from 'jose';
import { binary, runDimona, temporaryFolder } from '../e2e/support/server.mjs';
import { Person } from './support/browser.mjs';
import { declareEvening, horeca, otherWays, Stage } from './support/journey.mjs';

const run = promisify(execFile);
const stage = new Stage();

stage.journey('a receipt that others can check', otherWays, async (person, t) => {
  await person.signsIn(horeca);
  await stage.addWorker(person);
  await declareEvening(person);
  await person.sends();
  const number = /6\d{11}/.exec(await person.main())[0];
  const get = async what => (await person.page.request.get(person.address(`/declarations/${number}/receipt.${what}`))).body();
  const folder = await temporaryFolder();
  const pdf = join(folder, 'receipt.pdf'), jws = join(folder, 'receipt.jws'), keys = join(folder, 'keys.json');
  await writeFile(pdf, await get('pdf'));
  await writeFile(jws, await get('jws'));
  await run('qpdf', ['--check', pdf]);
  const info = (await run('pdfinfo', [pdf])).stdout;
  assert.match(info, /PDF subtype:\s+PDF\/A-2B|Page size:\s+595/);
  const fonts = (await run('pdffonts', [pdf])).stdout.trim().split('\n').slice(2);
  assert.ok(fonts.length > 0 && fonts.every(line => /\syes\s+yes\s|\syes\s+no\s/.test(line)), 'every font is embedded');
  const text = (await run('pdftotext', ['-layout', pdf, '-'])).stdout;
  assert.match(text, new RegExp(number));
  assert.match(text, new RegExp(t('Accepted')));

  // Somebody else's library, with nothing but the public keys.
  const set = await (await fetch(`${stage.server.base}/verify/keys.json`)).json();
  await writeFile(keys, JSON.stringify(set));
  const compact = (await readFile(jws, 'utf8')).trim();
  const { payload } = await compactVerify(compact, await importJWK(set.keys[0], 'ES256'));
  const claims = JSON.parse(new TextDecoder().decode(payload));
  assert.equal(String(claims.declarationId), number);
  assert.equal(claims.result, 'A');
  assert.ok(!JSON.stringify(claims).includes(stage.server.credentials.workers[stage.nextWorker - 1].ssin), 'who it is, is not in it');

  assert.match((await run(binary, ['verify-receipt', jws, '--keys', keys])).stdout, /genuine[\s\S]*verdict +A/);
  const broken = join(folder, 'broken.jws');
  await writeFile(broken, compact.replace(/.$/, letter => (letter === 'A' ? 'B' : 'A')).replace('.', '.e'));
  await assert.rejects(run(binary, ['verify-receipt', broken, '--keys', keys]));

  const stranger = await Person.arrives(stage.browser, stage.server, person.language);
  await stranger.page.goto(`${stage.server.base}/verify/${compact}`);
  assert.equal(await stranger.heading(), t('This receipt is genuine'));
  await stranger.picture('verify');
  await stranger.opens('/verify');
  await stranger.page.fill('#receipt', 'nonsense');
  await stranger.sends();
  assert.ok(await stranger.page.locator('.govuk-error-summary').count() === 1);
  await stranger.leaves();
});

stage.journey('the secretariat acts for its clients', otherWays, async (person, t) => {
  await person.signsIn('manager13@demo.example');
  assert.equal(await person.heading(), t('For whom do you act?'));
  await person.picture('employers');
  const rows = await person.page.locator('tbody tr').count();
  assert.ok(rows >= 2, 'it has mandates');
  const row = person.page.locator('tbody tr', { hasText: t('by mandate') }).first();
  const name = await row.locator('th').innerText();
  await row.locator('button').click();
  assert.equal(await person.heading(), name);
  assert.match(await person.page.locator('.dimona-acting').innerText(), new RegExp(name));
  // The log of a mandator is the mandator's own.
  assert.equal((await person.opens('/log')).status(), 403);
});

stage.journey('sessions, and a new password', [['nl', true], ['de', false]], async (person, t) => {
  const login = person.language === 'nl' ? 'manager7@demo.example' : 'manager8@demo.example';
  await person.signsIn(login);
  const elsewhere = await Person.arrives(stage.browser, stage.server, person.language);
  await elsewhere.signsIn(login);
  await person.opens('/account');
  assert.equal(await person.page.locator('tbody tr').count(), 2);
  await person.picture('account');
  await person.page.locator('form[action$="/sessions/end"] button.govuk-button').click();
  assert.equal(await person.page.locator('tbody tr').count(), 1);
  await elsewhere.opens('/workers');
  assert.equal(elsewhere.path(), '/sign-in');
  await elsewhere.leaves();

  const user = stage.server.credentials.users.find(one => one.login === login);
  const change = async (old, fresh) => {
    await person.page.fill('#old', old);
    await person.page.fill('#new', fresh);
    await person.page.locator('form[action$="/password"] button').click();
  };
  await change('wrong', 'short');
  assert.equal(await person.page.locator('.govuk-error-summary li').count(), 2);
  await change(user.password, 'a long enough password');
  assert.match(await person.main(), new RegExp(t('Your password is changed; you are signed out everywhere else')));
  user.password = 'a long enough password';
  await person.page.locator('form[action$="/sign-out"] button').click();
  await person.opens('/workers');
  assert.equal(person.path(), '/sign-in');
  await person.signsIn(login);
});

test('a code from another program fits, and the command gives the same one', async () => {
  const user = stage.server.credentials.users.find(one => one.login === 'manager5@demo.example');
  const ours = async () => (await runDimona('admin', 'user', 'code', '--data', stage.server.folder, '--login', user.login)).stdout.trim();
  const theirs = async () => (await run('oathtool', ['--totp', '--base32', user.codeSecret])).stdout.trim();
  const tries = [];
  for (let attempt = 0; attempt < 2; ++attempt) tries.push((await ours()) === (await theirs()));
  assert.ok(tries.includes(true));
});
