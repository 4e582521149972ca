// From an enterprise that is no employer yet to its number and its first declaration, and what an employer changes
// afterwards. The main journey runs in all four languages; pages and answers are counted.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Person } from './support/browser.mjs';
import { invitationFor, lettersTo } from './support/letters.mjs';
import { everyWay, goesOn, otherWays, Stage, stillOtherWays, unlimited } from './support/journey.mjs';
import { runDimona, startServer } from '../e2e/support/server.mjs';
import { say } from './support/words.mjs';

// The open service makes whoever declares work or wait a little: here as little as it goes.
const stage = new Stage({ workers: 30, options: ['--unsecured-visits-an-hour', '100000', '--unsecured-an-hour', '100000',
  '--unsecured-of-employer-an-hour', '100000', '--unsecured-of-worker-an-hour', '100000', '--unsecured-proof-bits', '10',
  '--unsecured-fill-s', '1', '--unsecured-wait-s', '2', '--mail-every-minutes', '1'] });
const operator = 'operator@demo.example';

// Enterprises of the demonstration's register that are no employers yet, by what the register knows of them.
const numberOf = base => `${String(base).padStart(8, '0')}${String(97 - (base % 97)).padStart(2, '0')}`;
const candidate = index => numberOf(8_800_201 + 1_013 * index);
const complete = [0, 1, 2, 4].map(candidate);
const [withoutMail, incomplete, inactive] = [3, 5, 6].map(candidate);
let nextUnknown = 4_200_001;
const unknown = () => numberOf(nextUnknown++);

// Counts what somebody sees and does on the way.
class Way {
  // `base`: where the questions stand; those of somebody who is signed in are elsewhere.
  constructor(person, t, base = '/identify') { Object.assign(this, { person, t, base, pages: 0, answers: 0 }); }
  async fill(place, text) { this.answers++; await this.person.page.fill(`#${place}`, text); }
  async choose(name, value) { this.answers++; await this.person.page.check(`input[name="${name}"][value="${value}"]`); }
  async date(place, text) { this.answers++; await this.person.fillsDate(place, text); }
  // The last button of the page's form: the first one may search.
  async goes() {
    this.pages++;
    await Promise.all([this.person.page.waitForLoadState('load'), this.person.page.locator('main form button').last().click()]);
  }
  async asks(step) { await this.is(`${this.base}/${step}`); }
  async is(path) { assert.equal(this.person.path(), path, await this.person.main()); }
}

async function begins(person, t) {
  const way = new Way(person, t);
  await person.opens('/');
  await person.page.getByRole('link', { name: t('Identify yourself as an employer') }).click();
  way.pages++;
  await way.is('/identify');
  await way.goes();
  await way.is('/identify/kind');
  return way;
}

async function answersKindAndNumber(way, number) {
  await way.choose('kind', 'other');
  await way.goes();
  await way.is('/identify/enterprise');
  await way.choose('hasNumber', 'yes');
  await way.fill('enterprise', number);
  await way.goes();
}

async function tellsWhatTheRegisterLacks(way, { country = '', postCode = '9000', municipality = 'Gent' } = {}) {
  await way.asks('identity');
  if (await way.person.page.locator('#name').count()) {
    await way.fill('name', 'Nieuw & Co');
    await way.fill('street', 'Kerkstraat');
    await way.fill('houseNumber', '1');
    await way.fill('postCode', postCode);
    await way.fill('municipality', municipality);
    if (country) await way.person.page.selectOption('#country', country);
  }
  await way.goes();
}

async function answersYesOrNo(way, name, isYes, details) {
  await way.choose(name, isYes ? 'yes' : 'no');
  if (isYes) await details();
  await way.goes();
}

const unitBoxes = way => way.person.page.locator('input[name="unit"]');
async function choosesUnits(way, units) {
  for (const box of await unitBoxes(way).all()) await box.setChecked(units.includes(await box.getAttribute('value')));
}

// `units`: the establishment units where somebody works; left as proposed without it.
async function answersTheRest(way, { mail = 'noor@firm.example', units, takesOverFrom, mandatary } = {}) {
  const { person } = way;
  await way.asks('contact');
  await way.fill('contactName', 'Noor Peeters');
  await way.fill('contactMail', mail);
  await way.goes();
  await way.asks('activity');
  await way.fill('activity', 'Een bakkerij met tearoom');
  await way.fill('search', 'artisanale pain');
  await person.page.locator('main button[name="look"]').click();
  await way.choose('nace', '10712');
  await way.goes();
  await way.asks('first-hire');
  await way.date('firstHire', '2026-05-05');
  await way.goes();
  await way.asks('workers');
  await way.fill('blueCollar', '2');
  await way.fill('students', '1');
  await way.goes();
  await way.asks('committees');
  await way.fill('committees', '118.03');
  await way.goes();
  if (units) await choosesUnits(way, units);
  if (person.path() === `${way.base}/establishments`) await way.goes();
  await way.asks('insurer');
  await way.fill('insurer', 'Verzekering NV');
  await way.goes();
  await way.asks('take-over');
  await answersYesOrNo(way, 'takesOver', takesOverFrom, async () => {
    await way.fill('takeOverFrom', takesOverFrom);
    await way.date('takeOverOn', '2026-05-01');
  });
  await way.asks('mandatary');
  await answersYesOrNo(way, 'hasMandatary', mandatary, () => way.fill('mandatary', mandatary));
  await way.asks('check');
}

// Where the enterprise register says that the enterprise is written to.
const registeredMail = ['guldenbrood', 'quatrechenes', 'talbruecke', 'nele.kapster'].map(name => `${name}@demo.example`);
const typedMail = 'noor@firm.example';
const isInvitation = letter => letter.text.includes('/invitation/');

// The first declaration, by the open service, from the link of the confirmation to the verdict.
async function declaresTheFirst(way, nsso) {
  const { person, t } = way;
  const someone = stage.worker();
  const next = () => { way.pages++; return Promise.all([person.page.waitForLoadState('load'), person.page.click('#next')]); };
  await person.page.getByRole('link', { name: t('Declare your first worker at once, without signing in') }).click();
  await way.choose('kind', 'In');
  await way.fill('idemployerNumber', nsso);
  await next();
  await next();
  await way.fill('idinss', someone.ssin);
  await next();
  way.answers += 2;
  await person.page.selectOption('#typeSelect', 'OTH');
  await person.page.selectOption('#comSelect', 'XXX');
  await next();
  await way.fill('idstartDate', '05/05/2026');
  await next();
  way.pages++;
  await person.page.click('#confirm');
  if (person.path() === '/unsecured/wait') {
    await goesOn(person);
    way.pages++;
    await person.page.click('#confirm');
  }
  await person.page.waitForURL(/\/unsecured\/result$/, { timeout: 30_000 });
  assert.equal(await person.heading(), t('The declaration is accepted'));
}

let nextComplete = 0;
stage.journey('an unknown enterprise becomes an employer, and declares its first worker', everyWay, async (person, t) => {
  const way = await begins(person, t);
  const mail = registeredMail[nextComplete];
  const number = complete[nextComplete++];
  await answersKindAndNumber(way, number);
  await person.picture('identify-register');
  assert.ok((await person.main()).includes(t('Active')));
  await tellsWhatTheRegisterLacks(way);
  await answersTheRest(way);
  await person.picture('identify-check');
  await way.goes();
  await way.is('/identify/done');
  await person.picture('identify-done');
  assert.match(await person.heading(), new RegExp(t('You are identified as an employer')));
  const nsso = /\b1\d{8}\b/.exec(await person.main())?.[0];
  assert.ok(nsso, await person.main());

  // To take along: on paper and as a file; nothing is sent twice.
  const file = await person.page.request.get(person.address('/identify/notification.txt'));
  const text = await file.text();
  for (const part of [nsso, '10712', t('Category of employer')]) assert.ok(text.includes(part), text);
  await person.opens('/identify/notification');
  assert.ok((await person.main()).includes(nsso));
  await person.opens('/identify/check');
  await way.is('/identify/done');
  assert.ok((await person.main()).includes(nsso));

  // The legal representative's way in: by the address of the register, never by the one that was typed.
  await person.page.goto(await invitationFor(stage.server, mail));
  assert.ok((await person.main()).includes(mail));
  assert.ok(!(await lettersTo(stage.server, typedMail)).some(isInvitation));

  await person.opens('/identify/done');
  const { pages, answers } = way;
  assert.ok(pages <= 16 && answers <= 18, `${pages} pages, ${answers} answers`);
  await declaresTheFirst(way, nsso);
  await person.picture('identify-first-declaration');
  console.log(`${person.language}: identified in ${pages} pages with ${answers} answers; first declaration accepted after ` +
    `${way.pages} pages and ${way.answers} answers in all`);
});

stage.journey('without an address in the register the authority lets the legal representative in', [['nl', false]], async (person, t) => {
  const way = await begins(person, t);
  await answersKindAndNumber(way, withoutMail);
  await tellsWhatTheRegisterLacks(way);
  await answersTheRest(way, { mail: 'boss@harmonica.example' });
  await way.goes();
  await way.is('/identify/done');
  const staff = await Person.arrives(stage.browser, stage.server, person.language, { scripts: person.scripts });
  await staff.signsIn(operator);
  await staff.opens('/desk/approvals');
  await staff.page.getByRole('link', { name: t('Access for the legal representative of an enterprise') }).click();
  assert.ok((await staff.main()).includes('boss@harmonica.example'));
  await staff.picture('desk-access-request');
  assert.ok(!(await lettersTo(stage.server, 'boss@harmonica.example')).some(isInvitation), 'not before somebody has looked');
  await staff.page.check('input[name="decision"][value="confirm"]');
  await staff.sends();
  await person.page.goto(await invitationFor(stage.server, 'boss@harmonica.example'));
  assert.ok((await person.main()).includes(t('Legal representative')));
  await staff.leaves();
});

stage.journey('what the register lacks makes the number provisional', otherWays, async (person, t) => {
  const way = await begins(person, t);
  await answersKindAndNumber(way, person.language === 'nl' ? incomplete : inactive);
  assert.ok((await person.main()).includes(
    t('The number will be provisional at first: you can declare with it, and get a definitive one when the data are complete.')));
  await person.picture('identify-incomplete');
  await tellsWhatTheRegisterLacks(way);
  await answersTheRest(way);
  await way.goes();
  assert.match(await person.heading(), new RegExp(t('You have a provisional number')));
  const nsso = /\b5\d{9}\b/.exec(await person.main())?.[0];
  assert.ok(nsso, await person.main());
  await person.picture('identify-provisional');
  await declaresTheFirst(way, nsso);

  // The authority's staff look at it, and give a definitive number: the declaration goes over to it.
  const clerk = await Person.arrives(stage.browser, stage.server, person.language);
  await clerk.signsIn(operator);
  await clerk.opens('/desk/employers');
  await clerk.picture('desk-employers');
  await clerk.page.getByRole('row', { name: nsso }).getByRole('link').click();
  await clerk.picture('desk-employer');
  await clerk.sends();
  assert.equal(await clerk.page.locator('.govuk-error-summary a').count(), 1, 'a reason');
  await clerk.page.fill('#reason', 'The register is complete now.');
  await clerk.sends();
  assert.match(await clerk.main(), new RegExp(t('Definitive number')));
  await clerk.opens('/desk/employers');
  assert.equal(await clerk.page.getByRole('row', { name: nsso }).count(), 0);
  await clerk.leaves();
});

stage.journey('domestic staff: the authority assigns the enterprise number', stillOtherWays, async (person, t) => {
  const way = await begins(person, t);
  await way.choose('kind', 'domestic_staff');
  await way.goes();
  await way.choose('hasNumber', 'no');
  await way.goes();
  await tellsWhatTheRegisterLacks(way);
  await answersTheRest(way);
  await way.goes();
  assert.match(await person.heading(), new RegExp(t('You have a provisional number')));
  assert.match(await person.main(), /\b19\d\d\.\d{3}\.\d{3}\b/);
});

// Who has an account of an enterprise that is no employer yet. The enterprises are those of a demonstration of its own: the
// journeys above have made employers of them.
describe('somebody with an account identifies his enterprise', () => {
  let own;
  before(async () => { own = await startServer({ options: unlimited }); });
  after(() => own?.stop());

  for (const [index, [language, scripts]] of otherWays.entries()) {
    test(`${language}, ${scripts ? 'with' : 'without'} scripts`, async () => {
      const t = (message, values) => say(language, message, values);
      const number = complete[index], login = `boss-${index}@candidate.example`;
      const { stdout } = await runDimona('admin', 'user', 'add', '--data', own.folder, '--login', login, '--name', 'Noor Peeters',
        '--role', 'main-manager', '--enterprise', number);
      own.credentials.users.push({ login, role: 'main-manager', enterpriseNumber: number,
        password: /password +(\S+)/.exec(stdout)[1], codeSecret: /secret=(\w+)/.exec(stdout)[1] });
      const person = await Person.arrives(stage.browser, own, language, { scripts });
      await person.signsIn(login);
      const way = new Way(person, t, '/employer/identify');

      // There is nothing to declare for, and nothing to change.
      await person.opens('/declare');
      assert.equal(person.path(), '/employers');
      await person.opens('/employer/change/contact');
      await way.is('/employer');
      await person.page.getByRole('button', { name: t('Identify yourself as an employer') }).click();
      await way.is('/employer/identify');
      await person.picture('own-identification');
      await way.goes();
      await way.asks('kind');
      await way.choose('kind', 'other');
      await way.goes();
      // The number is that of the account: it is not asked.
      await way.asks('identity');
      assert.match((await person.main()).replaceAll('.', ''), new RegExp(number));
      await person.opens('/employer/identify/enterprise');
      await way.asks('tasks');
      await person.picture('own-identification-tasks');
      await person.page.getByRole('button', { name: t('Continue') }).click();
      await tellsWhatTheRegisterLacks(way);
      const [former, office] = [own.credentials.employers[1].enterpriseNumber, own.credentials.employers[12].enterpriseNumber];
      await answersTheRest(way, { units: [], takesOverFrom: former, mandatary: office });
      const dotted = text => `${text.slice(0, 4)}.${text.slice(4, 7)}.${text.slice(7)}`;
      const shown = await person.main();
      for (const part of [t('None of those in the register'), dotted(former), dotted(office)]) assert.ok(shown.includes(part), `${part} in: ${shown}`);
      await person.picture('own-identification-check');

      // A mistake is seen before it is sent: the unit of the register after all, and nobody takes over from himself.
      await person.opens('/employer/identify/take-over');
      await way.fill('takeOverFrom', number);
      await way.goes();
      assert.ok((await person.main()).includes(t('This is the enterprise itself')));
      await person.opens('/employer/identify/mandatary');
      await way.fill('mandatary', '0206.731.646');
      await way.goes();
      assert.ok((await person.main()).includes(t('This is no valid enterprise number: check its 10 digits')));
      await person.opens('/employer/identify/establishments');
      assert.equal(await unitBoxes(way).count(), 1);
      const known = await unitBoxes(way).first().getAttribute('value');
      await choosesUnits(way, [known]);
      await way.goes();
      await way.asks('check');
      const corrected = await person.main();
      for (const part of [known, dotted(former), dotted(office)]) assert.ok(corrected.includes(part), `${part} in: ${corrected}`);
      await way.goes();
      await way.asks('done');
      const nsso = /\b1\d{8}\b/.exec(await person.main())?.[0];
      assert.ok(nsso, await person.main());
      assert.ok((await person.main()).includes(t('Give your social secretariat or service provider its mandate in the secured service.')));
      await person.picture('own-identification-done');
      assert.ok((await (await person.page.request.get(person.address('/employer/identify/notification.txt'))).text()).includes(nsso));
      await person.opens('/employer/identify/notification');
      assert.ok((await person.main()).includes(nsso));
      // Sent twice is sent once.
      await person.opens('/employer/identify');
      await way.asks('done');

      // The employer is there at once, for whoever is signed in: with its data, and to declare for.
      await person.opens('/declare');
      await way.is('/declare');
      await person.opens('/employer');
      for (const part of [nsso, known]) assert.ok((await person.main()).includes(part), part);
      await changesUnits(way, known);
      assert.deepEqual(person.complaints, []);
      await person.leaves();
    });
  }
});

async function changesUnits(way, unit) {
  const { person, t } = way;
  await person.opens('/employer/change/establishments');
  assert.ok(await unitBoxes(way).first().isChecked());
  await person.picture('employer-establishments');
  await choosesUnits(way, []);
  await way.goes();
  await way.is('/employer');
  const none = t('None of those in the register');
  assert.ok((await person.main()).includes(none), await person.main());
  await person.opens('/employer/change/establishments');
  assert.equal(await unitBoxes(way).first().isChecked(), false);
  await choosesUnits(way, [unit]);
  await way.goes();
  assert.ok(!(await person.main()).includes(none));
  await person.opens('/employer/history');
  const change = (before, after) => t('{what}: {which}', { what: t('Establishment units'), which: t('{before}, then {after}', { before, after }) });
  for (const line of [change(unit, t('nothing')), change(t('nothing'), unit)])
    assert.ok((await person.main()).includes(line), `${line} in: ${await person.main()}`);
}

// Those for whom the authority assigns the enterprise number: what the register lacks they tell, wherever they are.
const inTheNetherlands = { country: '129', postCode: '4531 EP', municipality: 'Terneuzen' };
for (const [kind, place] of [['foreign', inTheNetherlands], ['co_owners', {}]])
  stage.journey(`without an enterprise number: ${kind.replace('_', '-')}`, otherWays, async (person, t) => {
    const way = await begins(person, t);
    await way.choose('kind', kind);
    await way.goes();
    await way.is('/identify/enterprise');
    await person.picture(`identify-${kind}`);
    await way.choose('hasNumber', 'no');
    await way.goes();
    await way.is('/identify/identity');
    await tellsWhatTheRegisterLacks(way, place);
    await answersTheRest(way, { takesOverFrom: stage.server.credentials.employers[0].enterpriseNumber });
    await way.goes();
    assert.match(await person.heading(), new RegExp(t('You have a provisional number')));
    assert.match(await person.main(), /\b19\d\d\.\d{3}\.\d{3}\b/);
    await declaresTheFirst(way, /\b5\d{9}\b/.exec(await person.main())[0]);
  });

stage.journey('a second identification is refused, and tells nothing about the employer', otherWays, async (person, t) => {
  const employer = stage.server.credentials.employers[1];
  const way = await begins(person, t);
  await answersKindAndNumber(way, employer.enterpriseNumber);
  assert.equal(await person.heading(), t('This enterprise is an employer already'));
  await person.picture('identify-refused');
  const text = await person.main();
  for (const secret of [employer.name, String(employer.employerId)]) assert.ok(!text.includes(secret), text);
  assert.ok(text.includes(t('Sign in')));
  // Nor does the draft hold anything of it.
  await person.opens('/identify/identity');
  assert.equal(person.path(), '/identify/enterprise');
});

stage.journey('mistakes are explained beside the question, and what was typed stays', stillOtherWays, async (person, t) => {
  const way = await begins(person, t);
  const fails = async (text, id) => {
    await way.goes();
    assert.ok((await person.page.title()).startsWith(t('Error:')));
    const link = person.page.locator('.govuk-error-summary a').first();
    assert.ok((await link.innerText()).startsWith(text), await link.innerText());
    assert.equal(await link.getAttribute('href'), `#${id}`);
    assert.equal(await person.page.locator(`#${id}`).count(), 1, id);
  };
  await fails(t('Choose what kind of employer it is'), 'kind');
  await way.choose('kind', 'other');
  await way.goes();
  await fails(t('Choose whether there is an enterprise number'), 'hasNumber');
  await way.choose('hasNumber', 'yes');
  await way.fill('enterprise', '0206.731.646');
  await fails(t('This is no valid enterprise number: check its 10 digits'), 'enterprise');
  assert.equal(await person.page.inputValue('#enterprise'), '0206.731.646');
  await way.fill('enterprise', unknown());
  await way.goes();
  await fails(t('Enter the name'), 'name');
  await person.picture('identify-mistakes');
  await way.fill('postCode', '0001');
  await fails(t('Enter the name'), 'name');
  assert.ok((await person.main()).includes(t('There is no such postcode in Belgium')));
  await tellsWhatTheRegisterLacks(way);
  await way.fill('contactName', 'Noor');
  await way.fill('contactMail', 'no address');
  await fails(t('This is no e-mail address, such as name@firm.example'), 'contactMail');
  await way.fill('contactMail', 'noor@firm.example');
  await way.goes();
  await fails(t('Say in a few words what the enterprise does'), 'activity');
  await way.fill('search', 'zzzz');
  await person.page.locator('main button[name="look"]').click();
  assert.ok((await person.main()).includes(t('Nothing found: try another word, or the first digits of the code.')));
  await way.fill('activity', 'Café');
  await way.fill('search', '56.30');
  await person.page.locator('main button[name="look"]').click();
  assert.equal(await person.page.inputValue('#activity'), 'Café');
  await way.choose('nace', '56301');
  await way.goes();
  await way.date('firstHire', '2126-05-05');
  await fails(t('Enter a day between {first} and {last}').split('{')[0], 'firstHire-year');
  await way.date('firstHire', '2026-05-05');
  await way.goes();
  await fails(t('Enter at least one worker'), 'blueCollar');
  await way.fill('blueCollar', 'two');
  await fails(t('Enter a whole number, or leave it empty'), 'blueCollar');
  await way.fill('blueCollar', '2');
  await way.goes();
  await way.fill('committees', '999');
  await fails(t('There is no joint committee {number}', { number: '999' }), 'committees');
  await way.fill('committees', '');
  await way.choose('committee', 'unknown');
  await way.goes();
  await fails(t('Enter the insurer, or choose that there is none yet'), 'insurer');
});

stage.journey('somebody stops, and goes on elsewhere with a code', otherWays, async (person, t) => {
  const way = await begins(person, t);
  await answersKindAndNumber(way, unknown());
  await tellsWhatTheRegisterLacks(way);
  await person.opens('/identify/tasks');
  await person.picture('identify-tasks');
  await way.goes();
  const code = (await person.page.locator('.dimona-code').innerText()).trim();
  assert.match(code, /^([0-9A-Z]{4}-){4}[0-9A-Z]{4}$/);
  await person.picture('identify-code');

  const elsewhere = await Person.arrives(stage.browser, stage.server, person.language, { scripts: false });
  await elsewhere.opens('/identify/tasks');
  assert.equal(elsewhere.path(), '/identify');
  await elsewhere.opens('/identify/resume');
  for (const wrong of ['x', 'AAAA-AAAA-AAAA-AAAA-AAAA']) {
    await elsewhere.page.fill('#code', wrong);
    await elsewhere.sends();
    assert.equal(await elsewhere.page.locator('.govuk-error-summary').count(), 1, wrong);
  }
  await elsewhere.page.fill('#code', code.toLowerCase().replaceAll('-', ' '));
  await elsewhere.sends();
  assert.equal(elsewhere.path(), '/identify/tasks');
  const there = new Way(elsewhere, t);
  await elsewhere.page.getByRole('button', { name: t('Continue') }).click();
  await answersTheRest(there);
  assert.deepEqual(elsewhere.complaints, []);
  await elsewhere.leaves();
});

stage.journey('the employer sees its data, changes them, and finds who did it', otherWays, async (person, t) => {
  await person.signsIn('manager2@demo.example');
  await person.opens('/employer');
  await person.picture('employer');
  await person.opens('/employer/change/contact');
  const way = new Way(person, t);
  await way.fill('contactName', `Sam ${person.language}`);
  await way.fill('contactMail', `sam-${person.language}@firm.example`);
  await way.goes();
  await way.is('/employer');
  assert.ok((await person.main()).includes(t('Your data are changed')));
  assert.ok((await person.main()).includes(`sam-${person.language}@firm.example`));
  await person.opens('/employer/history');
  await person.picture('employer-history');
  assert.match(await person.main(), new RegExp(`manager2@demo\\.example|colleague`));
  assert.ok((await person.main()).includes(`sam-${person.language}@firm.example`));
});

test('a change that makes another category waits for the authority', async () => {
  const person = await Person.arrives(stage.browser, stage.server, 'en');
  await person.signsIn('manager1@demo.example');
  await person.opens('/employer/change/committees');
  await person.page.check('input[name="committee"][value="302"]');
  await person.page.locator('main form button').last().click();
  assert.match(await person.main(), /it holds when it has agreed/);
  assert.match(await person.main(), /A change waits for the authority: from Ordinary employer to Hotel and catering industry/);
  await person.opens('/employer/change/committees');
  await person.page.check('input[name="committee"][value="124"]');
  await person.page.locator('main form button').last().click();
  assert.equal(await person.heading(), 'A change waits for the authority already');

  const clerk = await Person.arrives(stage.browser, stage.server, 'en');
  await clerk.signsIn(operator);
  await clerk.opens('/desk/employers');
  await clerk.page.getByRole('row', { name: /Hotel and catering industry/ }).getByRole('link').click();
  assert.match(await clerk.main(), /Categories after the change\s+Hotel and catering industry/);
  await clerk.page.check('input[name="decision"][value="change"]');
  await clerk.page.fill('#reason', 'The kitchen was inspected.');
  await clerk.sends();
  await clerk.leaves();
  await person.opens('/employer');
  assert.match(await person.main(), /Category of employer\s+Hotel and catering industry/);
  await person.opens('/employer/history');
  assert.match(await person.main(), /the authority[\s\S]*agreed[\s\S]*The kitchen was inspected\./);
  await person.leaves();
});

test('a quarter without staff, striking off with open periods, staff again', async () => {
  const person = await Person.arrives(stage.browser, stage.server, 'en');
  await person.signsIn('manager4@demo.example');
  const someone = stage.worker();
  await stage.addWorker(person, someone);
  await person.sends();
  await person.page.check('input[value="OTH"]');
  await person.sends();
  if (person.path().endsWith('/committee')) {
    await person.page.check('input[value="XXX"]');
    await person.sends();
  }
  await person.fillsDate('startDate', '2026-05-04');
  await person.sends();
  await person.sends();
  assert.match(await person.heading(), /accepted/);

  await person.opens('/employer/no-staff');
  await person.page.check('input[value="2026Q2"]');
  await person.sends();
  assert.match(await person.main(), /Somebody was in service in this quarter/);
  await person.page.check('input[value="2026Q1"]');
  await person.sends();
  assert.match(await person.main(), /Reported: no staff in quarter 1 of 2026/);

  await person.opens('/employer/strike-off');
  await person.fillsDate('lastDay', '2026-05-31');
  await person.sends();
  assert.match(await person.main(), /Periods that go on after this day: 1/);
  await person.picture('employer-strike-off');
  await person.page.check('input[name="sure"]');
  await person.sends();
  assert.match(await person.main(), /Struck off: the last day is 31 May 2026/);
  await person.opens('/employer/again');
  await person.fillsDate('firstDay', '2026-05-10');
  await person.sends();
  assert.match(await person.main(), /You were an employer on this day already/);
  await person.fillsDate('firstDay', '2026-09-01');
  await person.sends();
  assert.match(await person.main(), /You are an employer again/);
  await person.leaves();
});

test('another browser, or another site, gets nothing of a draft', async () => {
  const owner = await Person.arrives(stage.browser, stage.server, 'en');
  const way = await begins(owner, message => message);
  await answersKindAndNumber(way, unknown());
  const token = await owner.page.locator('input[name="token"]').first().inputValue();
  const stranger = await Person.arrives(stage.browser, stage.server, 'en');
  await stranger.opens('/identify');
  const post = (form, headers) => stranger.page.request.post(stranger.address('/identify/contact'), { form, headers, maxRedirects: 0 });
  assert.equal((await post({ token })).status(), 403, 'the token of another browser');
  assert.equal((await post({})).status(), 403);
  assert.equal((await fetch(owner.address('/identify/kind'), { method: 'POST', redirect: 'manual',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' }, body: `token=${token}&kind=other` })).status, 403, 'no cookie');
  await stranger.opens('/identify/check');
  assert.equal(stranger.path(), '/identify');
  const cookie = (await owner.context.cookies()).find(one => one.name === 'dimona-visitor');
  assert.ok(cookie.httpOnly && cookie.sameSite === 'Lax');
  await owner.leaves();
  await stranger.leaves();
});

test('who guesses codes is stopped', async () => {
  const own = await startServer({ options: [...unlimited.slice(0, 2), '--sign-ins-a-minute', '5'] });
  try {
    const person = await Person.arrives(stage.browser, own, 'en');
    await person.opens('/identify/resume');
    let status = 0;
    for (let attempt = 0; attempt < 8 && status !== 429; ++attempt) {
      const token = await person.page.locator('input[name="token"]').first().inputValue();
      status = (await person.page.request.post(person.address('/identify/resume'),
        { form: { token, code: 'AAAA-AAAA-AAAA-AAAA-AAAA' }, maxRedirects: 0 })).status();
    }
    assert.equal(status, 429);
    await person.leaves();
  } finally {
    await own.stop();
  }
});

test('on a telephone too', async () => {
  const person = await Person.arrives(stage.browser, stage.server, 'de', { width: 390, height: 800 });
  await person.opens('/');
  await person.picture('phone-start');
  const way = new Way(person, message => message);
  await person.opens('/identify');
  await way.goes();
  await person.picture('phone-identify-kind');
  await answersKindAndNumber(way, unknown());
  await person.picture('phone-identify-identity');
  await tellsWhatTheRegisterLacks(way);
  await answersTheRest(way);
  await person.picture('phone-identify-check');
  const overflow = await person.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.equal(overflow, 0);
  await way.goes();
  await person.picture('phone-identify-done');
  await person.leaves();
});
