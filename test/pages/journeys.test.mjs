// What people come for, done by people with a real browser against the real program. The main journey runs in all four
// languages, the others in two at least, half of them without scripts.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { promisify } from 'node:util';
import { compactVerify, importJWK } from 'jose';
import { binary, runDimona, startServer, temporaryFolder } from '../e2e/support/server.mjs';
import { launch, Person, pictures } from './support/browser.mjs';
import { languages, say } from './support/words.mjs';

const run = promisify(execFile);
const horeca = 'manager3@demo.example';
const ways = [['nl', true], ['fr', false], ['de', true], ['en', false]];
const otherWays = [['nl', false], ['fr', true]];

let server, browser, nextWorker = 16;
before(async () => {
  server = await startServer({ options: ['--page-requests-a-minute', '1000000', '--sign-ins-a-minute', '10000'] });
  browser = await launch();
});
after(async () => {
  await browser?.close();
  const end = await server?.stop();
  assert.equal(end?.code, 0);
});

const worker = () => server.credentials.workers[nextWorker++];

function journey(name, theWays, steps) {
  describe(name, () => {
    for (const [language, scripts] of theWays) {
      test(`${language}, ${scripts ? 'with' : 'without'} scripts`, async () => {
        const person = await Person.arrives(browser, server, language, { scripts });
        try {
          await steps(person, (message, values) => say(language, message, values));
          assert.deepEqual(person.complaints, []);
        } catch (error) {
          await person.picture(`failed-${name.replaceAll(/\W+/g, '-')}`);
          throw error;
        } finally {
          await person.leaves();
        }
      });
    }
  });
}

async function addWorker(person, someone = worker()) {
  await person.opens('/workers/add');
  await person.page.fill('#ssin', someone.ssin);
  await person.page.fill('#name', someone.familyName.toUpperCase());
  await person.sends();
  assert.match(person.path(), /^\/workers\/\d+$/);
  return someone;
}

// An occasional evening, until the page that shows the verdict.
async function declareEvening(person, { day = '2026-05-04', start = '18:00', end = '23:30' } = {}) {
  await person.sends();
  if (person.path().endsWith('/type')) {
    await person.page.check('input[value="EXT"]');
    await person.sends();
  }
  await person.fillsDate('startDate', day);
  await person.page.fill('#startHour', start);
  await person.fillsDate('endDate', day);
  await person.page.fill('#endHour', end);
  await person.sends();
  assert.match(person.path(), /\/check$/);
}

journey('the first worker of the evening', ways, async (person, t) => {
  await person.opens('/');
  await person.picture('start-open');
  await person.signsIn(horeca);
  assert.equal(await person.heading(), 'Brasserie Het Vrolijke Anker');
  await person.picture('start');
  const someone = await addWorker(person);
  assert.equal(await person.heading(), `${someone.familyName} ${someone.givenName}`);
  await person.picture('worker-added');
  await declareEvening(person);
  assert.match(await person.main(), new RegExp(t('Accepted')));
  await person.picture('check-answers');
  await person.sends();
  assert.equal(await person.heading(), t('The declaration is accepted'));
  assert.match(await person.main(), /6\d{11}/);
  assert.match(await person.main(), new RegExp(t('What you can still change')));
  await person.picture('sent');

  // Sent twice is one declaration: going back to the form leads to the same page.
  const sentAt = person.path().replace('/sent', '');
  await person.page.goBack();
  await person.page.goBack();
  await person.page.goForward();
  assert.ok(person.path().startsWith(sentAt) || person.path().endsWith('/check'), person.path());

  await person.opens(sentAt);
  await person.picture('declaration');
  await person.page.getByRole('link', { name: /^6\d{11}$/ }).first().click();
  assert.match(person.path(), /^\/periods\//);
  await person.picture('period');
});

journey('a change, taken back, then cancelled', otherWays, async (person, t) => {
  await person.signsIn(horeca);
  await addWorker(person);
  await declareEvening(person);
  await person.sends();
  await person.page.getByRole('link', { name: /^6\d{11}$/ }).first().click();
  const period = person.path();
  await person.page.locator(`form[action$="/update"] button`).click();
  await person.picture('update');
  await person.sends();
  assert.match(await person.main(), new RegExp(t('Change at least one of the answers')));
  await person.picture('update-error');
  await person.page.fill('#endHour', '22:00');
  await person.sends();
  await person.sends();
  assert.equal(await person.heading(), t('The declaration is accepted'));
  await person.page.locator(`form[action$="/undo"] button`).click();
  assert.match(await person.main(), /23:30/);
  await person.sends();
  await person.opens(period);
  assert.match(await person.main(), /18:00 – 23:30/);
  await person.page.locator(`form[action$="/cancel"] button`).click();
  await person.picture('cancel');
  await person.sends();
  await person.opens(period);
  assert.match(await person.main(), new RegExp(t('Cancelled')));
});

journey('somebody leaves, and comes back after all', otherWays, async (person, t) => {
  await person.signsIn('manager1@demo.example');
  await addWorker(person);
  await person.sends();
  await person.page.check('input[value="OTH"]');
  await person.sends();
  await person.fillsDate('startDate', '2026-05-05');
  await person.sends();
  await person.sends();
  await person.page.getByRole('link', { name: /^6\d{11}$/ }).first().click();
  const period = person.path();
  await person.page.locator(`form[action$="/out"] button`).click();
  await person.fillsDate('endDate', '2026-05-29');
  await person.picture('out');
  await person.sends();
  await person.sends();
  await person.page.locator(`form[action$="/undo"] button`).click();
  assert.match(await person.main(), new RegExp(t('No last day any more')));
  await person.sends();
  await person.opens(period);
  assert.match(await person.main(), new RegExp(t('Open')));
});

journey('the same waiter again, with one click', otherWays, async (person, t) => {
  await person.signsIn(horeca);
  await addWorker(person);
  await declareEvening(person);
  await person.sends();
  await person.page.locator(`form[action$="/repeat"] button`).click();
  assert.match(person.path(), /\/dates$/);
  assert.equal(await person.page.inputValue('#startHour'), '18:00');
  await person.fillsDate('startDate', '2026-05-06');
  await person.fillsDate('endDate', '2026-05-06');
  await person.sends();
  await person.sends();
  assert.equal(await person.heading(), t('The declaration is accepted'));
});

journey('mistakes on purpose', otherWays, async (person, t) => {
  await person.signsIn(horeca);
  await person.opens('/workers/add');
  await person.page.fill('#ssin', '85073003329');
  await person.sends();
  assert.match(await person.page.title(), new RegExp(`^${t('Error:')}`));
  assert.equal(await person.page.inputValue('#ssin'), '85073003329');
  await person.page.locator('.govuk-error-summary a').first().click();
  assert.equal(await person.page.evaluate(() => document.activeElement.id), 'ssin');
  await person.picture('add-error');
  const [one, other] = [worker(), worker()];
  await person.page.fill('#ssin', one.ssin);
  await person.page.fill('#name', `${other.familyName}x`);
  await person.sends();
  assert.match(await person.main(), new RegExp(t('Nobody has this number and this name: check both on the identity document')));

  await addWorker(person, one);
  await person.sends();
  await person.sends();
  assert.match(await person.main(), new RegExp(t('{field}: choose one of the answers', { field: '.*' }).replace('?', '\\?')));
  await person.page.check('input[value="EXT"]');
  await person.sends();
  await person.page.fill('#startDate-day', '31');
  await person.page.fill('#startDate-month', '2');
  await person.page.fill('#startHour', '25:99');
  await person.sends();
  assert.equal(await person.page.inputValue('#startDate-day'), '31');
  assert.equal(await person.page.inputValue('#startHour'), '25:99');
  assert.ok(await person.page.locator('.govuk-error-summary li').count() >= 2);
  await person.picture('dates-error');

  // What the engine would refuse is said before anything is sent, and may be sent all the same.
  await person.fillsDate('startDate', '2026-05-01');
  await person.page.fill('#startHour', '18:00');
  await person.fillsDate('endDate', '2026-04-30');
  await person.page.fill('#endHour', '23:00');
  await person.sends();
  assert.match(await person.main(), new RegExp(t('Refused')));
  await person.picture('check-refused');
  await person.sends();
  assert.equal(await person.heading(), t('The declaration is refused'));
  await person.picture('sent-refused');
  assert.ok(await person.page.locator('a[href$="receipt.pdf"]').count() > 0);
});

journey('a worker without a number', otherWays, async (person, t) => {
  await person.signsIn('manager1@demo.example');
  await person.opens('/workers/add/without-number');
  await person.sends();
  assert.ok(await person.page.locator('.govuk-error-summary li').count() > 5);
  await person.picture('without-number-error');
  const fill = (place, value) => person.page.fill(`#worker-${place}`, value);
  await fill('familyName', `Nováková ${person.language}`);
  await fill('givenName', 'Jana');
  await person.fillsDate('worker.birthDate', '1999-03-27');
  await fill('placeOfBirth', 'Brno');
  await person.page.check('#worker-gender-2');
  for (const place of ['countryOfBirth', 'nationality', 'address-country'])
    await person.page.selectOption(`#worker-${place}`, '150');
  await fill('address-street', 'Grote Markt');
  await fill('address-houseNumber', '1');
  await fill('address-postCode', '1000');
  await fill('address-municipality', 'Brussel');
  await person.sends();
  await person.sends();
  await person.page.check('input[value="OTH"]');
  await person.sends();
  await person.fillsDate('startDate', '2026-05-06');
  await person.sends();
  await person.picture('check-waiting');
  await person.sends();
  assert.equal(await person.heading(), t('The declaration is received; the worker must be identified'));
  await person.opens('/declarations?list=waiting');
  assert.match(await person.main(), /Nováková/);
});

journey('searching, and taking lists along', otherWays, async (person, t) => {
  await person.signsIn(horeca);
  const someone = await addWorker(person);
  await declareEvening(person, { day: '2026-05-07' });
  await person.sends();
  await person.opens('/workers');
  await person.picture('workers');
  // A letter wrong, no accents, no capitals.
  const sloppy = someone.familyName.normalize('NFD').replace(/[^a-z]/gi, '').toLowerCase();
  await person.page.fill('#text', sloppy.length > 4 ? `${sloppy.slice(0, 2)}${sloppy.slice(3)}` : sloppy);
  await person.sends();
  assert.match(await person.main(), new RegExp(someone.familyName));
  assert.ok(!person.page.url().includes(sloppy), 'a name stands in the address');
  await person.opens('/workers');
  await person.page.fill('#ssin', someone.ssin);
  await person.sends();
  assert.match(await person.main(), new RegExp(someone.givenName));
  assert.ok(!person.page.url().includes(someone.ssin), 'a number stands in the address');
  await person.opens('/workers?sort=-name');
  assert.equal(await person.page.locator('th[aria-sort="descending"]').count(), 1);

  await person.opens('/periods?list=in-service');
  await person.picture('periods');
  await person.page.locator('details summary').first().click();
  await person.page.selectOption('#type', 'EXT');
  await person.page.fill('#from', '2026-05-07');
  await person.page.fill('#until', '2026-05-07');
  await person.sends();
  assert.match(await person.main(), new RegExp(someone.familyName));
  for (const list of ['recent', 'open', 'entries', 'exits', 'ending', 'late'])
    assert.equal((await person.opens(`/periods?list=${list}`)).status(), 200);
  for (const list of ['newest', 'refused', 'waiting', 'warnings', 'late'])
    assert.equal((await person.opens(`/declarations?list=${list}`)).status(), 200);
  await person.picture('declarations');

  const get = async path => person.page.request.get(person.address(path));
  const csv = await (await get('/periods/export?list=recent&as=csv')).text();
  assert.ok(csv.startsWith('\uFEFF') && csv.includes(';'), 'a spreadsheet in Belgium opens it');
  assert.match(csv, new RegExp(someone.familyName));
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'workers.xlsx'), await (await get('/workers/export?as=xlsx')).body());
  const { stdout } = await run('unzip', ['-p', join(folder, 'workers.xlsx'), 'xl/sharedStrings.xml']);
  assert.match(stdout, new RegExp(t('Workers') === 'x' ? 'x' : someone.ssin));
  assert.equal((await get('/declarations/export?as=pdf')).status(), 404);
});

journey('several workers of the file at once', otherWays, async (person, t) => {
  await person.signsIn('manager4@demo.example');
  const [one, other] = [await addWorker(person), await addWorker(person)];
  await person.opens('/multi/workers');
  await person.sends();
  assert.match(await person.main(), new RegExp(t('Choose at least one worker')));
  await person.picture('multi-choose');
  for (const someone of [one, other])
    await person.page.locator('.govuk-checkboxes__item', { hasText: `${someone.familyName} ${someone.givenName}` }).first()
      .locator('input').check();
  await person.page.selectOption('#features-workerType', 'EXT');
  await person.fillsDate('startDate', '2026-05-05');
  await person.page.fill('#startHour', '11:00');
  await person.fillsDate('endDate', '2026-05-05');
  await person.page.fill('#endHour', '15:00');
  await person.sends();
  await untilDone(person, t('Check the lines before you send them'));
  assert.equal(await person.page.locator('tbody tr').count(), 2);
  await person.picture('multi-check');
  await person.sends();
  await untilDone(person, t('The declarations are sent'));
  await person.picture('multi-sent');
  assert.equal(await person.page.locator('tbody a[href*="/declarations/6"]').count(), 2);
});

// Without scripts too: the page loads itself again.
async function untilDone(person, heading) {
  for (let attempt = 0; attempt < 120; ++attempt) {
    if (await person.heading() === heading) return;
    await person.page.waitForTimeout(250);
    await person.page.reload();
  }
  assert.fail(`"${heading}" never comes; there is "${await person.heading()}"`);
}

async function upload(person, name, content) {
  await person.opens('/multi/upload');
  await person.page.setInputFiles('#file', { name, mimeType: 'application/octet-stream', buffer: Buffer.from(content) });
  await person.sends();
}

journey('a table of workers, some lines wrong', otherWays, async (person, t) => {
  await person.signsIn('manager6@demo.example');
  await person.opens('/multi/upload');
  await person.picture('multi-upload');
  await person.sends();
  assert.match(await person.main(), new RegExp(t('Choose a file')));
  await upload(person, 'x.csv', 'ssin;shoeSize\n1;2\n');
  assert.match(await person.main(), /shoeSize/);
  await upload(person, 'x.xlsx', Buffer.from('PK\x03\x04nonsense', 'latin1'));
  assert.match(await person.main(), new RegExp(t('The Excel file is damaged: save it again')));

  const [one, other] = [worker(), worker()];
  const user = server.credentials.employers.find(employer => employer.kind === 'ordinary').enterpriseNumber;
  const head = 'kind;ssin;jointCommittee;workerType;startDate;endDate;userEnterprise;userJointCommittee';
  const line = (ssin, day = '5/5/2026') => `In;${ssin};322;OTH;${day};${day};${user};XXX`;
  await upload(person, 'workers.csv', `${head}\n${line(one.ssin)}\n${line('123')}\nFire;${other.ssin};;;;;;\n${line(other.ssin)}\n`);
  await untilDone(person, t('Check the lines before you send them'));
  assert.equal(await person.page.locator('tbody tr').count(), 4);
  assert.match(await person.main(), new RegExp(t('Not readable')));
  await person.picture('multi-upload-check');
  await person.sends();
  await untilDone(person, t('The declarations are sent'));
  assert.equal(await person.page.locator('tbody a[href*="/declarations/6"]').count(), 2);

  // The result file, corrected, is a table again.
  const address = person.path();
  const result = await (await person.page.request.get(person.address(`${address}/result?as=csv`))).text();
  assert.equal(result.trim().split('\n').length, 5);
  assert.match(result, /;A;6\d{11};|;W;6\d{11};/);
  await upload(person, 'result.csv', result);
  await untilDone(person, t('Check the lines before you send them'));

  const template = await person.page.request.get(person.address('/multi/template?as=xlsx'));
  await upload(person, 'template.xlsx', await template.body());
  assert.match(await person.main(), new RegExp(t('The file holds no lines: take the template and fill it in')));
});

journey('the day board', otherWays, async (person, t) => {
  await person.signsIn('manager4@demo.example');
  const someone = await addWorker(person);
  await person.sends();
  await person.page.check('input[value="OTH"]');
  await person.sends();
  await person.fillsDate('startDate', '2026-05-04');
  await person.sends();
  await person.sends();
  await person.opens('/days');
  const name = `${someone.familyName} ${someone.givenName}`;
  const row = () => person.page.locator('tr', { hasText: name });
  const fill = async (hours, slot = 0) => {
    const fields = row().locator('input[type="text"]');
    await fields.nth(slot * 2).fill(hours[0]);
    await fields.nth(slot * 2 + 1).fill(hours[1]);
    await person.page.locator('main form[action$="/days"] button').click();
  };
  await fill(['9', '25:00']);
  assert.match(await person.page.title(), new RegExp(`^${t('Error:')}`));
  await fill(['9', '13:00']);
  assert.match(await person.main(), new RegExp(`${name}: ${t('Accepted')}`));
  await fill(['17:30', '22'], 1);
  await person.picture('days');
  assert.equal(await row().locator('input[type="checkbox"]').count(), 2);
  await person.opens('/days/month');
  assert.match(await person.main(), /17:30/);
  await person.picture('month');
  await person.opens('/days?day=2026-05-05&copy=yes');
  assert.equal(await row().locator('input[type="text"]').first().inputValue(), '09:00');
  await person.opens('/days');
  await row().locator('input[type="checkbox"]').first().check();
  await person.page.locator('main form[action$="/days"] button').click();
  assert.equal(await row().locator('input[type="checkbox"]').count(), 1);
  const csv = await (await person.page.request.get(person.address('/days/month/export?as=csv'))).text();
  assert.match(csv, /17:30/);

  // The employer does not register days here any more: each registration is refused with its code.
  await person.page.locator('form[action$="/days/choose"] button').click();
  await person.opens('/days?day=2026-05-06');
  await fill(['8', '12']);
  assert.match(await person.main(), /00913-461/);
  await person.page.locator('form[action$="/days/choose"] button').click();
});

journey('quotas, calendar and renewals', otherWays, async (person, t) => {
  await person.signsIn(horeca);
  await addWorker(person);
  await declareEvening(person, { day: '2026-05-08' });
  await person.sends();
  await person.opens('/quotas');
  assert.match(await person.main(), new RegExp(t('Quotas of your workers')));
  await person.picture('quotas');
  await person.opens('/quotas/calendar?month=2026-05');
  assert.ok(await person.page.locator('td a[href*="/periods/"]').count() > 0);
  await person.picture('calendar');
  // Flexi-jobs need a career: whoever is entitled has his period renewed in bulk.
  await person.opens('/quotas/renewals');
  await person.picture('renewals');
});

journey('a receipt that others can check', otherWays, async (person, t) => {
  await person.signsIn(horeca);
  await addWorker(person);
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
  const set = await (await fetch(`${server.base}/verify/keys.json`)).json();
  await writeFile(keys, JSON.stringify(set));
  const compact = (await readFile(jws, 'utf8')).trim();
  const { payload } = await compactVerify(compact, await importJWK(set.keys[0], 'ES256'));
  const claims = JSON.parse(new TextDecoder().decode(payload));
  assert.equal(String(claims.declarationId), number);
  assert.equal(claims.result, 'A');
  assert.ok(!JSON.stringify(claims).includes(server.credentials.workers[nextWorker - 1].ssin), 'who it is, is not in it');

  assert.match((await run(binary, ['verify-receipt', jws, '--keys', keys])).stdout, /genuine[\s\S]*verdict +A/);
  const broken = join(folder, 'broken.jws');
  await writeFile(broken, compact.replace(/.$/, letter => (letter === 'A' ? 'B' : 'A')).replace('.', '.e'));
  await assert.rejects(run(binary, ['verify-receipt', broken, '--keys', keys]));

  const stranger = await Person.arrives(browser, server, person.language);
  await stranger.page.goto(`${server.base}/verify/${compact}`);
  assert.equal(await stranger.heading(), t('This receipt is genuine'));
  await stranger.picture('verify');
  await stranger.opens('/verify');
  await stranger.page.fill('#receipt', 'nonsense');
  await stranger.sends();
  assert.ok(await stranger.page.locator('.govuk-error-summary').count() === 1);
  await stranger.leaves();
});

journey('the secretariat acts for its clients', otherWays, async (person, t) => {
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

journey('sessions, and a new password', [['nl', true], ['de', false]], async (person, t) => {
  const login = person.language === 'nl' ? 'manager7@demo.example' : 'manager8@demo.example';
  await person.signsIn(login);
  const elsewhere = await Person.arrives(browser, server, person.language);
  await elsewhere.signsIn(login);
  await person.opens('/account');
  assert.equal(await person.page.locator('tbody tr').count(), 2);
  await person.picture('account');
  await person.page.locator('form[action$="/sessions/end"] button.govuk-button').click();
  assert.equal(await person.page.locator('tbody tr').count(), 1);
  await elsewhere.opens('/workers');
  assert.equal(elsewhere.path(), '/sign-in');
  await elsewhere.leaves();

  const user = server.credentials.users.find(one => one.login === login);
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

test('five thousand lines are checked, sent once and each has its answer', async () => {
  const person = await Person.arrives(browser, server, 'en');
  await person.signsIn('manager2@demo.example');
  const workers = server.credentials.workers.slice(20, 60);
  const lines = Array.from({ length: 5000 }, (_, index) => {
    const day = new Date(Date.UTC(2026, 4, 5 + Math.floor(index / workers.length))).toISOString().slice(0, 10);
    return `In;${workers[index % workers.length].ssin};XXX;OTH;${day};${day}`;
  });
  await upload(person, 'many.csv', `kind;ssin;jointCommittee;workerType;startDate;endDate\n${lines.join('\n')}\n`);
  await person.picture('multi-progress');
  await untilDone(person, 'Check the lines before you send them');
  await person.sends();
  await untilDone(person, 'The declarations are sent');
  const result = await (await person.page.request.get(person.address(`${person.path()}/result?as=csv`))).text();
  const numbers = result.trim().split('\r\n').slice(1).map(row => /6\d{11}/.exec(row)?.[0]).filter(Boolean);
  assert.equal(numbers.length, 5000);
  assert.equal(new Set(numbers).size, 5000);
  await upload(person, 'more.csv', `kind;ssin\n${'In;1\n'.repeat(5001)}`);
  assert.match(await person.main(), /more than 5000 lines/);
  await person.leaves();
});

test('the deadline guardian shows what is near and writes one letter about it', async () => {
  const own = await startServer({ clock: '2026-05-04T20:00:00+02:00', options: ['--mail-every-minutes', '1'] });
  try {
    const person = await Person.arrives(browser, own, 'nl');
    await person.signsIn(horeca);
    const someone = own.credentials.workers[30];
    await addWorker(person, someone);
    await declareEvening(person, { start: '21:00', end: '23:00' });
    await person.sends();
    await person.opens('/');
    assert.match(await person.main(), new RegExp(`${someone.familyName}.*23:00|${someone.familyName}`));
    await person.picture('guardian');
    await person.leaves();
    const folder = join(own.folder, 'mail');
    let letters = [];
    for (let attempt = 0; attempt < 700 && letters.length === 0; ++attempt) {
      await new Promise(done => setTimeout(done, 100));
      letters = (await readdir(folder).catch(() => [])).filter(name => name.endsWith('.eml'));
    }
    assert.ok(letters.length > 0, 'a letter is written');
    const letter = await readFile(join(folder, letters[0]), 'utf8');
    const body = Buffer.from(letter.split('\r\n\r\n')[1].replace(/\s/g, ''), 'base64').toString();
    assert.match(letter, /^To: .*3@demo\.example/m);
    assert.match(body, /\/nl\/periods\/6\d{11}/);
    assert.ok(!body.includes(someone.familyName) && !body.includes(someone.ssin), 'nobody is named in a letter');
  } finally {
    await own.stop();
  }
});

test('a code from another program fits, and the command gives the same one', async () => {
  const user = server.credentials.users.find(one => one.login === 'manager5@demo.example');
  const ours = async () => (await runDimona('admin', 'user', 'code', '--data', server.folder, '--login', user.login)).stdout.trim();
  const theirs = async () => (await run('oathtool', ['--totp', '--base32', user.codeSecret])).stdout.trim();
  const tries = [];
  for (let attempt = 0; attempt < 2; ++attempt) tries.push((await ours()) === (await theirs()));
  assert.ok(tries.includes(true));
});

test('pictures of the pages are kept for whoever wants to look', async () => {
  const kept = await readdir(pictures);
  for (const language of languages) assert.ok(kept.some(name => name.endsWith(`.${language}.png`)), language);
});
