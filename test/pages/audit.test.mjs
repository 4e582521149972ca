// Every page in every language, looked at by judges that nobody here wrote: axe-core (WCAG 2.2 AA), html-validate; at
// 320 px width, which is 400 % zoom of 1280 px; and that nobody reads English where he chose another language.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { after, before, describe, test } from 'node:test';
import { HtmlValidate } from 'html-validate';
import { runDimona, startServer, temporaryFolder } from '../e2e/support/server.mjs';
import { launch, Person, pictures, userOf, wantsPictures } from './support/browser.mjs';
import { letterArrives, mailServer } from './support/inbox.mjs';
import { addsManyWorkers, head, unlimited, untilDone, uploads } from './support/journey.mjs';
import { invitationFor, letterTo } from './support/letters.mjs';
import { languages, messages, say } from './support/words.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

const validator = new HtmlValidate({
  extends: ['html-validate:recommended', 'html-validate:a11y'],
  rules: {
    'require-sri': ['error', { target: 'crossorigin' }],  // our own files stand under the digest of their content
    'no-redundant-role': 'off',                           // lists without bullets, as GOV.UK Frontend marks them
    'heading-level': ['error', { minInitialRank: 'any' }],
    'prefer-native-element': ['error', { exclude: ['region', 'alert', 'button', 'group'] }],
    'no-inline-style': 'error',
    'long-title': 'off',                                  // names of periods and lists are as long as they are
    'no-trailing-whitespace': 'off',
    'attribute-boolean-style': 'off',
    'void-style': 'off',
    'element-required-attributes': 'error',
    'wcag/h30': 'error',
    'no-raw-characters': 'off',
    'valid-autocomplete': 'error',
    // Boxes of one question have one name.
    'form-dup-name': ['error', { shared: ['radio', 'checkbox', 'button', 'reset', 'submit'] }],
    'tel-non-breaking': 'off',                            // numbers of declarations are no telephone numbers
  },
});

const openPages = ['/', '/sign-in', '/instructions', '/technical', '/accessibility', '/privacy', '/verify', '/nothing-here', '/unsecured',
  '/identify', '/identify/resume'];
const ownPages = ['/', '/account', '/employers', '/log', '/blocking', '/workers', '/workers?sort=-name', '/workers/add',
  '/workers/add/without-number', '/periods', '/periods?list=late', '/periods?list=entries', '/quotas?list=warnings', '/declarations', '/declare', '/declare/in', '/multi',
  '/multi/workers', '/multi/upload', '/days', '/days?day=2026-05-05', '/days/month', '/quotas', '/quotas/calendar',
  '/quotas/renewals', '/emergency', '/employer', '/employer/history', '/employer/no-staff', '/employer/strike-off',
  '/employer/change/activity', '/employer/change/committees', '/employer/change/contact', '/employer/change/establishments',
  '/employer/change/insurer',
  '/mandates', '/mandates/given', '/mandates/received?number=0870', '/mandates/give', '/mandates/ask',
  '/access', '/access/invite', '/access/options', '/access/approvals', '/access/transfer', '/access/offer',
  '/access/leave', '/access/history', '/channels', '/channels/new-client', '/channels/new-sender'];

const deskPages = ['/desk', '/account', '/desk/workers', '/desk/periods', '/desk/periods/new', '/desk/changes', '/desk/unsecured', '/desk/outages',
  '/desk/emergencies', '/desk/emergencies/new', '/desk/employers', '/desk/public-bodies', '/desk/procurations', '/desk/approvals', '/desk/history'];

const inbox = await temporaryFolder();
const pictured = languages[0];  // pictures take time

let server, browser;
let invitation;  // the link of a letter, with its language
let receipt;     // the address where a receipt is checked
// The employer that has stopped, acts for another one, and has shut the unsecured service.
const stopped = 'manager4@demo.example';
const foundByStopped = ['/employer/again'];
// One with more workers than a page has boxes for.
const crowded = 'manager5@demo.example';
const foundAtDesk = [];
const found = [];  // pages that exist only after something was declared
before(async () => {
  server = await startServer({ options: [...unlimited, '--unsecured-wait-s', '600', '--inbox', inbox, '--inbox-every-s', '1', '--inbox-server-id', mailServer] });
  browser = await launch();
  await declareSomething();
  await askForMandates();
  await lookAfterAccess();
  await writeLetters();
  const person = await Person.arrives(browser, server, 'en');
  await addsManyWorkers(await person.signsIn(crowded), 230);
  await person.leaves();
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

// Somebody who was invited and has chosen a password; a person, a client and a sender, each with a page of its own.
async function lookAfterAccess() {
  const person = await Person.arrives(browser, server, 'en');
  await person.signsIn('manager3@demo.example');
  await person.opens('/access/invite');
  await person.page.fill('#name', 'Noor Maes');
  await person.page.fill('#login', 'noor@firm.example');
  await person.page.check('input[name="role"][value="user"]');
  await person.page.check('input[name="right"][value="consult"]');
  await person.sends();
  await person.page.locator('tr', { hasText: 'reader3@' }).getByRole('link').click();
  found.push(person.path());
  const certificate = execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '30',
    '-subj', '/O=Brasserie/CN=payroll', '-keyout', '/dev/null'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  for (const kind of ['client', 'sender']) {
    await person.opens(`/channels/new-${kind}`);
    await person.page.fill('#name', 'Payroll');
    await person.page.fill('#key', certificate);
    await person.sends();
    assert.match(person.path(), /^\/channels\/[a-z]*_?.*\d/, await person.main());
    found.push(person.path());
  }
  await person.page.locator('form[action$="/sign-out"] button').click();
  await person.page.goto(await invitationFor(server, 'noor@firm.example'));
  invitation = person.path();
  await person.page.fill('#password', 'correct horse battery');
  await person.sends();
  await person.leaves();
}

async function declareSomething() {
  const person = await Person.arrives(browser, server, 'en');
  await person.signsIn('manager3@demo.example');
  const someone = server.credentials.workers[25];
  await person.opens('/workers/add');
  await person.page.fill('#ssin', someone.ssin);
  await person.page.fill('#name', someone.familyName);
  await person.sends();
  found.push(person.path());
  await person.sends();
  found.push(person.path());
  await person.page.check('input[value="OTH"]');
  await person.sends();
  found.push(person.path());
  await person.fillsDate('startDate', '2026-05-04');
  await person.sends();
  found.push(person.path());
  await person.sends();
  found.push(person.path(), person.path().replace('/sent', ''));
  receipt = `/verify/${await (await person.page.request.get(person.address(`${found.at(-1)}/receipt.jws`))).text()}`;
  await person.page.getByRole('link', { name: /^6\d{11}$/ }).first().click();
  found.push(person.path());
  for (const kind of ['out', 'update', 'cancel']) {
    await person.opens(found.at(-1).startsWith('/periods') ? found.at(-1) : found.find(path => path.startsWith('/periods')));
    await person.page.locator(`form[action$="/${kind}"] button`).click();
    found.push(person.path());
  }
  // A refused one too: its page shows anomalies.
  await person.opens('/declare/in');
  await person.page.fill('#worker-ssin', server.credentials.workers[26].ssin);
  await person.sends();
  await person.page.check('input[value="EXT"]');
  await person.sends();
  await person.fillsDate('startDate', '2026-05-01');
  await person.page.fill('#startHour', '10:00');
  await person.page.fill('#endHour', '12:00');
  await person.fillsDate('endDate', '2026-05-03');
  await person.sends();
  found.push(person.path());
  await person.sends();
  found.push(person.path());
  // A table whose columns are not all known, then its lines.
  await uploads(person, 'plan.csv', `who;day\n${server.credentials.workers[27].ssin};5/5/2026\n1;2\n`);
  found.push(person.path());
  await person.page.selectOption('#column-0', 'ssin');
  await person.page.selectOption('#column-1', 'startDate');
  await person.sends();
  await untilDone(person, 'Check the lines before you send them');
  found.push(person.path(), `${person.path()}/lines/2`);
  await uploads(person, 'again.csv', 'who;day\n1;2\n');
  found.push(person.path());
  found.splice(found.indexOf(found.find(path => path.startsWith('/multi/columns/'))), 1);
  await askTheAuthority(person);
  await person.leaves();
}

// What the desk has to decide about, and what the employer sees of it.
async function askTheAuthority(person) {
  const period = found.find(path => path.startsWith('/periods'));
  await person.opens('/emergency');
  await person.page.check('input[name="kind"][value="Out"]');
  await person.page.fill('#about', 'an exit');
  await person.page.fill('#evidence', 'picture.png');
  await person.sends();
  found.push(person.path());
  foundAtDesk.push(`/desk${person.path().replace('emergency', 'emergencies')}`, period.replace('/periods', '/desk/periods'));
  await person.opens('/workers/add/without-number');
  const fields = { familyName: 'Nova', givenName: 'Jana', placeOfBirth: 'Brno', 'address-street': 'Markt', 'address-houseNumber': '1',
    'address-postCode': '1000', 'address-municipality': 'Brussel' };
  for (const [place, value] of Object.entries(fields)) await person.page.fill(`#worker-${place}`, value);
  await person.fillsDate('worker.birthDate', '1999-03-27');
  await person.page.check('#worker-gender-2');
  for (const place of ['countryOfBirth', 'nationality', 'address-country']) await person.page.selectOption(`#worker-${place}`, '150');
  await person.sends();
  await person.sends();
  await person.page.check('input[value="OTH"]');
  await person.sends();
  await person.fillsDate('startDate', '2026-05-06');
  await person.sends();
  await person.sends();
  foundAtDesk.push(`/desk/workers/${person.path().match(/\d{12}/)[0]}`);
  // A period of last Saturday: its first day can't be put later any more.
  await person.opens('/declare/in');
  await person.page.fill('#worker-ssin', server.credentials.workers[28].ssin);
  await person.sends();
  await person.page.check('input[value="OTH"]');
  await person.sends();
  await person.fillsDate('startDate', '2026-05-02');
  await person.sends();
  await person.sends();
  await person.page.getByRole('link', { name: /^6\d{11}$/ }).first().click();
  await person.opens(`${person.path()}/request`);
  found.push(person.path());
  for (const field of ['wanted', 'reason', 'evidence']) await person.page.fill(`#${field}`, field);
  await person.sends();
  found.push(person.path());
  foundAtDesk.push(person.path().replace('/requests', '/desk/changes'));
}

async function askForMandates() {
  const number = at => server.credentials.employers[at - 1].enterpriseNumber;
  const asks = async (person, direction, party, pages = []) => {
    await person.opens(`/mandates/${direction}`);
    await person.page.fill('#party', party);
    await person.sends();
    pages.push(person.path(), person.path().replace('/kind', '/party'));
    await person.page.check('input[value="service_provider"]');
    await person.sends();
    pages.push(person.path());
    await person.sends();
    pages.push(person.path());
  };
  const owner = await Person.arrives(browser, server, 'en');
  await owner.signsIn('manager3@demo.example');
  await asks(owner, 'give', number(7), found);
  await asks(owner, 'give', number(8));
  await owner.sends();
  const sent = owner.path().replace('/sent', '');
  found.push(`${sent}/sent`, sent, `${sent}/revoke`);
  await owner.leaves();
  const other = await Person.arrives(browser, server, 'en');
  await other.signsIn('manager9@demo.example');
  await asks(other, 'ask', number(3));
  await other.sends();
  const waiting = other.path().replace('/sent', '');
  found.push(`${waiting}/confirm`, `${waiting}/refuse`);
  await other.leaves();
  const imported = `/mandates/${number(13)}-${number(3)}-20200101`;
  found.push(imported, `${imported}/end`, `${imported}/revoke`);

  // One that holds, and can be handed on.
  const mandator = await Person.arrives(browser, server, 'en');
  await mandator.signsIn('manager11@demo.example');
  await asks(mandator, 'give', number(4));
  await mandator.sends();
  const active = mandator.path().replace('/sent', '');
  await mandator.leaves();
  const mandatary = await Person.arrives(browser, server, 'en');
  await mandatary.signsIn(stopped);
  await mandatary.opens('/employer/strike-off');
  await mandatary.fillsDate('lastDay', '2026-05-31');
  await mandatary.sends();
  assert.match(await mandatary.main(), /Struck off/);
  await mandatary.opens(`${active}/confirm`);
  await mandatary.sends();
  foundByStopped.push(`${active}/hand-on`);
  await mandatary.leaves();
}

// What is asked by e-mail: a block for which nobody vouches, which the manager confirms; one that holds, and is to be lifted.
async function writeLetters() {
  await letterArrives(inbox, { from: 'manager3@demo.example', subject: 'Block unsecured Dimona channel', vouched: false });
  const { text } = await letterTo(server, 'manager3@demo.example', /\/blocking\/requests\//);
  found.push(/\/blocking\/requests\/[^\s/]+/.exec(text)[0]);
  await letterArrives(inbox, { from: stopped, subject: 'Block unsecured Dimona channel' });
  await letterArrives(inbox, { from: stopped, subject: 'Annulation of security', text: 'Our line was cut by a digger.' });
  const { stdout } = await runDimona('admin', 'unsecured', 'requests', '--data', server.folder);
  foundAtDesk.push(`/desk/unsecured/${/^(\S+)\t.*digger/m.exec(stdout)[1]}`);
  // And a change of an employer's data that makes another category of it.
  const person = await Person.arrives(browser, server, 'en');
  await person.signsIn('manager1@demo.example');
  await person.opens('/employer/change/committees');
  await person.page.check('input[name="committee"][value="302"]');
  await person.page.locator('main form button').last().click();
  foundAtDesk.push(`/desk/profiles/${server.credentials.employers[0].enterpriseNumber}`);
  await person.leaves();
}

// Anything shown that is an English message with a translation of its own.
function foreignWords(text, language) {
  if (language === 'en') return [];
  const lines = new Set(text.split('\n').map(line => line.trim()).filter(Boolean));
  return messages.filter(message => lines.has(message) && say(language, message) !== message);
}

// `onPhone` is done while the window is as narrow as that of a telephone.
async function judge(person, path, problems, onPhone = async () => {}) {
  const note = what => problems.push(`${person.language} ${path}: ${what}`);
  await person.page.evaluate(axe);
  const result = await person.page.evaluate(only => window.axe.run(document, { runOnly: only, resultTypes: ['violations'] }), tags);
  for (const violation of result.violations)
    note(`${violation.id}: ${violation.nodes.slice(0, 2).map(node => node.html.slice(0, 160)).join(' | ')}`);
  for (const word of foreignWords(await person.page.locator('body').innerText(), person.language)) note(`English: "${word}"`);
  if (await person.page.getAttribute('html', 'lang') !== person.language) note('another language in the markup');
  await person.page.setViewportSize({ width: 320, height: 640 });
  const overflow = await person.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (overflow > 0) note(`${overflow} px too wide at 320 px`);
  await onPhone();
  await person.page.setViewportSize({ width: 1100, height: 900 });
}

async function validate(person, path, markup, problems) {
  const report = await validator.validateString(markup);
  // Programs written for the form of the portal look for an input there.
  const isExpected = message => message.ruleId === 'prefer-button' && path === '/unsecured/confirm';
  for (const message of report.results.flatMap(one => one.messages).filter(one => !isExpected(one)))
    problems.push(`${person.language} ${path}: html-validate ${message.ruleId}: ${message.message}`);
}

// The steps of a declaration without signing in: each page exists only after the one before.
async function lookAtOpenService(person, lookAt) {
  const someone = server.credentials.workers[28];
  await person.opens('/unsecured');
  await person.page.fill('#idemployerNumber', server.credentials.employers[2].enterpriseNumber);
  const answers = {
    confirm: async () => {},
    worker: async page => page.fill('#idinss', someone.ssin),
    characteristics: async page => {
      await page.selectOption('#typeSelect', 'FLX');
      await page.selectOption('#comSelect', 'XXX');
    },
    period: async page => {
      await page.check('#idflexiRadioButtonsOnStep3_D');
      await page.fill('#iddateFlexi', '20/05/2026');
      await page.fill('#idstartTime0', '18:00');
      await page.fill('#idendTime0', '22:00');
    },
  };
  await person.page.click('#next');
  for (const [step, answer] of Object.entries(answers)) {
    await lookAt(`/unsecured/${step}`);
    if (step === 'worker') await lookAt('/unsecured/identity');
    await person.opens(`/unsecured/${step}`);
    await answer(person.page);
    await person.page.click('#next');
  }
  await lookAt('/unsecured/summary');
  // Who has done no work for it waits.
  await person.opens('/unsecured/summary');
  await person.page.evaluate(() => {
    document.querySelector('input[name="proof"]').value = '';
    document.querySelector('main form').submit();
  });
  await person.page.waitForURL(/\/unsecured\/wait$/);
  await lookAt('/unsecured/wait');
  await person.opens('/unsecured/summary');
  await person.page.click('#confirm');
  await person.page.waitForURL(/\/unsecured\/result$/, { timeout: 30_000 });
  await lookAt('/unsecured/result');
}

// The questions of an identification, up to the number. Gives the page of the employer at the desk.
async function lookAtIdentification(person, lookAt) {
  const sends = () => Promise.all([person.page.waitForLoadState('load'), person.page.locator('main form button').last().click()]);
  const base = 4_300_001 + languages.indexOf(person.language);
  await person.opens('/identify');
  await sends();
  await lookAt('/identify/tasks');
  await lookAt('/identify/kind');
  await person.page.check('input[value="other"]');
  await sends();
  await lookAt('/identify/enterprise');
  // One that the register knows, with a unit; then one that it does not know, which tells more itself.
  await person.page.check('input[name="hasNumber"][value="yes"]');
  await person.page.fill('#enterprise', server.credentials.enterprises[0].enterpriseNumber);
  await sends();
  await lookAt('/identify/establishments');
  await person.opens('/identify/enterprise');
  await person.page.fill('#enterprise', `0${base}${String(97 - (base % 97)).padStart(2, '0')}`);
  await sends();
  await lookAt('/identify/identity');
  const fill = async values => { for (const [id, text] of Object.entries(values)) await person.page.fill(`#${id}`, text); };
  await fill({ name: 'Zebra & Co', street: 'Kerkstraat', houseNumber: '1', postCode: '9000', municipality: 'Gent' });
  await sends();
  await lookAt('/identify/contact');
  await fill({ contactName: 'Noor', contactMail: 'noor@zebra.example' });
  await sends();
  await lookAt('/identify/activity');
  await fill({ activity: 'Café', search: '5630' });
  await person.page.locator('main button[name="look"]').click();
  await person.page.check('input[name="nace"][value="56301"]');
  await sends();
  await lookAt('/identify/first-hire');
  await person.fillsDate('firstHire', '2026-05-05');
  await sends();
  await lookAt('/identify/workers');
  await fill({ students: '2' });
  await sends();
  await lookAt('/identify/committees');
  await person.page.check('input[name="committee"][value="302"]');
  await sends();
  await lookAt('/identify/insurer');
  await fill({ insurer: 'Verzekering NV' });
  await sends();
  await lookAt('/identify/take-over');
  await person.page.check('input[name="takesOver"][value="no"]');
  await sends();
  await lookAt('/identify/mandatary');
  await person.page.check('input[name="hasMandatary"][value="no"]');
  await sends();
  await lookAt('/identify/tasks');
  await lookAt('/identify/check');
  await sends();
  await lookAt('/identify/notification');
  await lookAt('/identify/done');
  return `/desk/employers/${/\b5\d{9}\b/.exec(await person.main())[0]}`;
}

// Work that goes on for as long as one looks at it: the second table waits for the first one.
async function lookAtProgress(person, lookAt) {
  const table = `${head}\n${`In;${server.credentials.workers[24].ssin};XXX;OTH;4/5/2026;4/5/2026\n`.repeat(5000)}`;
  for (let time = 0; time < 2; ++time) await uploads(person, 'long.csv', table);
  await lookAt(person.path());
  assert.equal(await person.page.locator('progress').count(), 1, 'it was over too early');
}

describe('every page', { concurrency: 2 }, () => {
  for (const language of languages) {
    test(`in ${language}`, async () => {
      const person = await Person.arrives(browser, server, language);
      const problems = [];
      const lookAt = async path => {
        const response = await person.opens(path);
        const name = path.replaceAll(/\/\d[^/]*|[\w.-]{20,}(?=\/|$)/g, '').replaceAll(/[^a-z]+/gi, '-').slice(0, 60).replace(/-$/, '');
        if (language === pictured) await person.picture(`page${name}`);
        await validate(person, path, await response.text(), problems);
        await judge(person, path, problems, language === pictured ? () => person.picture(`phone${name}`) : undefined);
      };
      for (const path of [...openPages, receipt, invitation, `${invitation}/app`]) await lookAt(path);
      await lookAtOpenService(person, lookAt);
      const identified = await lookAtIdentification(person, lookAt);
      await person.opens('/sign-in');
      const { login, password } = userOf(server, 'manager3@demo.example');
      await person.page.fill('#login', login);
      await person.page.fill('#password', password);
      await person.sends();
      await lookAt('/sign-in/code');
      await person.signsIn('manager3@demo.example');
      for (const path of [...ownPages, ...found]) await lookAt(path);
      await person.page.locator('form[action$="/sign-out"] button').click();
      await person.signsIn('representative3@demo.example');
      await lookAt('/access/main');
      await person.page.locator('form[action$="/sign-out"] button').click();
      await person.signsIn(stopped);
      for (const path of foundByStopped) await lookAt(path);
      await person.page.locator('form[action$="/sign-out"] button').click();
      await person.signsIn(crowded);
      await lookAt('/multi/workers');
      await lookAtProgress(person, lookAt);
      await person.page.locator('form[action$="/sign-out"] button').click();
      await person.signsIn('operator@demo.example');
      for (const path of [...deskPages, ...foundAtDesk, identified]) await lookAt(path);
      await person.opens('/desk/approvals');
      const approval = await person.page.locator('main table a').first().getAttribute('href');
      await lookAt(approval.replace(`/${language}`, ''));
      assert.deepEqual(problems, []);
      assert.deepEqual(person.complaints.filter(text => !text.includes('eval')), []);
      await person.leaves();
    });
  }
});

// Forms of every kind of person that are sent as they come: empty.
const openForms = ['/sign-in', '/verify', '/identify/resume'];
const ownForms = ['/workers/add/without-number', '/declare/in', '/mandates/give', '/access/invite', '/employer/no-staff', '/multi/upload',
  '/emergency'];
const deskForms = ['/desk/emergencies/new', '/desk/outages'];

test('errors on a page are announced, in every language', async () => {
  const problems = [];
  for (const language of languages) {
    const person = await Person.arrives(browser, server, language);
    const sendsEmpty = async path => {
      const name = `${path} with mistakes`;
      await person.opens(path);
      const answered = person.page.waitForResponse(response => response.request().method() === 'POST');
      await person.sends();
      const answer = await answered;
      assert.equal(answer.status(), 422, path);
      await person.page.waitForFunction(() => document.activeElement.className === 'govuk-error-summary');
      assert.ok((await person.page.title()).startsWith(say(language, 'Error:')), name);
      await validate(person, name, await answer.text(), problems);
      await judge(person, name, problems);
    };
    for (const path of openForms) await sendsEmpty(path);
    await person.signsIn('manager3@demo.example');
    for (const path of ownForms) await sendsEmpty(path);
    await person.page.locator('form[action$="/sign-out"] button').click();
    await person.signsIn('operator@demo.example');
    for (const path of deskForms) await sendsEmpty(path);
    await person.leaves();
  }
  assert.deepEqual(problems, []);
});

test('the form to sign in is reached, filled in and sent with the keyboard alone', async () => {
  const person = await Person.arrives(browser, server, 'nl');
  await person.opens('/sign-in');
  await person.page.keyboard.press('Tab');
  assert.equal(await person.page.evaluate(() => document.activeElement.className), 'govuk-skip-link');
  await person.page.keyboard.press('Enter');
  for (let presses = 0; presses < 6; ++presses) {
    await person.page.keyboard.press('Tab');
    if (await person.page.evaluate(() => document.activeElement.id) === 'login') break;
  }
  await person.page.keyboard.type('nobody@demo.example');
  await person.page.keyboard.press('Tab');
  await person.page.keyboard.type('not this one');
  await person.page.keyboard.press('Enter');
  await person.page.waitForSelector('.govuk-error-summary');
  await person.leaves();
});

// Tab after Tab, as somebody goes who has no mouse.
async function tabsTo(person, selector) {
  for (let presses = 0; presses < 80; ++presses) {
    await person.page.keyboard.press('Tab');
    if (await person.page.evaluate(wanted => document.activeElement.matches(wanted), selector)) return;
  }
  assert.fail(`${selector} is not reached on ${person.path()}`);
}
async function pressesEnter(person, path) {
  await Promise.all([person.page.waitForURL(path), person.page.keyboard.press('Enter')]);
}

test('a worker is declared with the keyboard alone, from the first page to the verdict', async () => {
  const person = await Person.arrives(browser, server, 'fr');
  const { keyboard } = person.page;
  const button = 'main form button.govuk-button';
  await person.signsIn('manager3@demo.example');
  await tabsTo(person, 'a[href$="/declare"]');
  await pressesEnter(person, /\/declare$/);
  await tabsTo(person, 'main a[href$="/declare/in"]');
  await pressesEnter(person, /\/declare\/in$/);
  // The worker.
  await tabsTo(person, '#worker-ssin');
  await keyboard.type(server.credentials.workers[29].ssin);
  await pressesEnter(person, /\/declare\/[\w-]+\/type$/);
  // The kind of worker: arrows go from one answer to the next.
  await tabsTo(person, 'input[type="radio"]');
  await keyboard.press('Space');
  for (let presses = 0; presses < 40 && await person.page.locator('input[type="radio"]:checked').inputValue() !== 'OTH'; ++presses)
    await keyboard.press('ArrowDown');
  await tabsTo(person, button);
  await pressesEnter(person, /\/dates$/);
  await tabsTo(person, '#startDate-day');
  for (const part of ['5', '5', '2026']) {
    await keyboard.type(part);
    await keyboard.press('Tab');
  }
  await tabsTo(person, button);
  await pressesEnter(person, /\/check$/);
  await tabsTo(person, button);
  await pressesEnter(person, /\/sent$/);
  assert.equal(await person.heading(), say('fr', 'The declaration is accepted'), await person.main());
  assert.deepEqual(person.complaints, []);
  await person.leaves();
});

test('a first visit weighs at most 100 kB', async () => {
  const person = await Person.arrives(browser, server, 'fr');
  const client = await person.context.newCDPSession(person.page);
  await client.send('Network.enable');
  let bytes = 0;
  client.on('Network.loadingFinished', event => { bytes += event.encodedDataLength; });
  await person.page.goto(person.address('/'), { waitUntil: 'networkidle' });
  assert.ok(bytes > 20_000 && bytes <= 100_000, `${bytes} bytes`);
  await person.leaves();
});

test('in print there is no navigation', async () => {
  const person = await Person.arrives(browser, server, 'de');
  await person.signsIn('manager3@demo.example');
  await person.opens(found.find(path => path.startsWith('/periods')));
  await person.page.emulateMedia({ media: 'print' });
  for (const part of ['.govuk-service-navigation', '.govuk-language-navigation', '.govuk-footer', '.dimona-acting'])
    assert.equal(await person.page.locator(part).first().isVisible(), false, part);
  await person.leaves();
});

test('pictures of the pages are kept for whoever wants to look', { skip: !wantsPictures }, async () => {
  const kept = await readdir(pictures);
  assert.ok(kept.some(name => name.startsWith('page') && name.endsWith(`.${pictured}.png`)));
});
