// The operator's desk, by its staff and by the employers who ask something of it: with and without scripts, in two
// languages.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { promisify } from 'node:util';
import { binary, startServer } from '../e2e/support/server.mjs';
import { launch, Person } from './support/browser.mjs';
import { invitationFor, lettersTo } from './support/letters.mjs';
import { say } from './support/words.mjs';

const ways = [['nl', true], ['fr', false]];
const employer = 'manager1@demo.example', staff = 'operator@demo.example', second = 'operator2@demo.example';
const manyRequests = ['--page-requests-a-minute', '1000000', '--sign-ins-a-minute', '10000'];

let server, browser, nextWorker = 16;
before(async () => {
  server = await startServer({ options: manyRequests });
  browser = await launch();
});
after(async () => {
  await browser?.close();
  const end = await server?.stop();
  assert.equal(end?.code, 0);
});

const worker = () => server.credentials.workers[nextWorker++];

function journey(name, steps) {
  describe(name, () => {
    for (const [language, scripts] of ways) {
      test(`${language}, ${scripts ? 'with' : 'without'} scripts`, async () => {
        const people = [];
        const arrive = async (login, at = server, options = {}) => {
          const person = await Person.arrives(browser, at, language, { scripts, ...options });
          people.push(person);
          return login ? person.signsIn(login) : person;
        };
        try {
          await steps(arrive, (message, values) => say(language, message, values), language);
          for (const person of people) assert.deepEqual(person.complaints, []);
        } catch (error) {
          for (const [index, person] of people.entries()) await person.picture(`failed-desk-${index}`);
          throw error;
        } finally {
          for (const person of people) await person.leaves();
        }
      });
    }
  });
}

// A radio button by its value, also when a script has hidden it behind its label.
const chooses = (person, value, name = 'decision') => person.page.check(`input[name="${name}"][value="${value}"]`);
async function decides(person, value, reason) {
  await chooses(person, value);
  await person.page.fill('#reason', reason);
  await person.sends();
}

async function declaresStranger(person, { familyName, givenName, birthDate, gender = '2' }) {
  await person.opens('/workers/add/without-number');
  const fill = (place, value) => person.page.fill(`#worker-${place}`, value);
  await fill('familyName', familyName);
  await fill('givenName', givenName);
  await person.fillsDate('worker.birthDate', birthDate);
  await fill('placeOfBirth', 'Brno');
  await person.page.check(`#worker-gender-${gender}`);
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
  await person.sends();
  return person.path().match(/\d{12}/)[0];
}

async function declaresPeriod(person, { type = 'OTH', start = '2026-05-04' } = {}) {
  const someone = worker();
  await person.opens('/declare/in');
  await person.page.fill('#worker-ssin', someone.ssin);
  await person.sends();
  await person.page.check(`input[value="${type}"]`);
  await person.sends();
  await person.fillsDate('startDate', start);
  await person.sends();
  await person.sends();
  const declaration = person.path().match(/\d{12}/)[0];
  await person.opens(`/declarations/${declaration}`);
  await person.page.getByRole('link', { name: /^6\d{11}$/ }).first().click();
  return { path: person.path(), number: person.path().match(/\d{12}/)[0], declaration, someone };
}

// Whoever signs in may be a colleague: a letter is found by the number that it is about.
async function lettersAbout(number) {
  for (let tries = 0; tries < 40; ++tries) {
    const folder = join(server.folder, 'mail');
    const names = await readdir(folder).catch(() => []);
    const letters = await Promise.all(names.map(name => readFile(join(folder, name), 'utf8')));
    const found = letters.map(letter => Buffer.from(letter.split('\r\n\r\n').slice(1).join(''), 'base64').toString('utf8'))
      .filter(letter => letter.includes(number));
    if (found.length) return found;
    await new Promise(done => setTimeout(done, 250));
  }
  return [];
}

// --- workers without a number

journey('a worker is identified, and the declaration that waited is accepted', async (arrive, t) => {
  const boss = await arrive(employer);
  const someone = worker();
  // A letter too many: the register finds nobody, the desk finds who is near.
  const number = await declaresStranger(boss, { familyName: `${someone.familyName}x`, givenName: someone.givenName,
    birthDate: someone.birthDate });
  const clerk = await arrive(staff);
  assert.equal(clerk.path(), '/desk', 'staff come to the desk');
  await clerk.picture('desk');
  await clerk.opens('/desk/workers');
  await clerk.picture('desk-workers');
  await clerk.page.getByRole('link', { name: number }).click();
  await clerk.picture('desk-worker');
  assert.ok(!clerk.page.url().includes(someone.ssin));
  assert.match(await clerk.main(), new RegExp(t('one letter of a name differs')));

  await clerk.sends();
  assert.match(await clerk.main(), new RegExp(t('Enter the reason of your decision')), 'nothing without a reason');
  const choice = await clerk.page.locator('input[name="decision"][value^="person-"]').first().getAttribute('value');
  await decides(clerk, choice, 'identity card seen');
  const done = await clerk.main();
  assert.match(done, new RegExp(t('Identified')));
  assert.match(done, new RegExp(t('Worker identified')));
  await clerk.picture('desk-worker-decided');
  await boss.opens(`/declarations/${number}`);
  assert.match(await boss.main(), new RegExp(t('Accepted')));
  const letters = await lettersAbout(number);
  assert.equal(letters.length, 1, 'a letter tells the declarant');
  for (const letter of letters) assert.ok(!letter.includes(someone.familyName) && !letter.includes(someone.ssin));
  await clerk.opens('/desk/workers');
  assert.ok(!(await clerk.main()).includes(number));
});

journey('nobody is found, and the declaration is refused', async (arrive, t, language) => {
  const boss = await arrive(employer);
  const number = await declaresStranger(boss, { familyName: `Nemo ${language}`, givenName: 'Niemand', birthDate: '1971-02-03' });
  const clerk = await arrive(staff);
  await clerk.opens(`/desk/workers/${number}`);
  await decides(clerk, 'refuse', 'no papers after two weeks');
  assert.match(await clerk.main(), new RegExp(t('Not identified')));
  assert.match(await clerk.main(), /90017-151/);
  await boss.opens(`/declarations/${number}`);
  assert.match(await boss.main(), /90017-151/);
  // Decided is decided.
  await clerk.opens(`/desk/workers/${number}`);
  assert.equal(await clerk.page.locator('input[name="decision"]').count(), 0);
});

journey('a worker without any number gets a BIS number', async (arrive, t, language) => {
  const boss = await arrive(employer);
  const birth = language === 'nl' ? '1994-11-03' : '1994-11-04';
  const number = await declaresStranger(boss, { familyName: `Nová ${language}`, givenName: 'Léa', birthDate: birth });
  const clerk = await arrive(staff);
  await clerk.opens(`/desk/workers/${number}`);
  await decides(clerk, 'assign', 'passport seen');
  const text = await clerk.main();
  assert.match(text, new RegExp(t('Identified')));
  const day = birth.slice(8);
  assert.match(text, new RegExp(`9451${day}\\d{5}`), 'month + 40: the sex is known');
  await boss.opens('/workers');
  assert.match(await boss.main(), /Nová/);
  await clerk.opens('/desk/history');
  await clerk.picture('desk-history');
  assert.match(await clerk.main(), new RegExp(t('Number given to a worker')));
  assert.match(await clerk.main(), /passport seen/);
  assert.ok(!(await clerk.main()).includes('Nová'), 'the history names nobody');
});

// --- periods

journey('a locked period is changed by staff only', async (arrive, t) => {
  const boss = await arrive(employer);
  const clerk = await arrive(staff);
  const someone = worker();
  const number = server.credentials.employers[0].employerId;
  await clerk.opens('/desk/periods/new');
  await clerk.picture('desk-period-new');
  await clerk.sends();
  assert.match(await clerk.main(), new RegExp(t('No employer has this number')));
  await clerk.picture('desk-period-new-error');
  await clerk.page.fill('#employer', String(number));
  await clerk.page.fill('#worker-ssin', someone.ssin);
  await clerk.page.check('input[value="OTH"]');
  await clerk.page.check('input[value="XXX"]');
  await clerk.fillsDate('startDate', '2026-03-02');
  await clerk.page.check('input[name="locks"]');
  await clerk.page.fill('#reason', 'found by the inspection');
  await clerk.sends();
  assert.match(clerk.path(), /^\/desk\/periods\/\d{12}$/);
  const period = clerk.path().match(/\d{12}/)[0];
  assert.match(await clerk.main(), new RegExp(t('Locked')));
  await clerk.picture('desk-period');

  await boss.opens(`/periods/${period}`);
  assert.match(await boss.main(), new RegExp(t('Locked')));
  assert.match(await boss.main(), new RegExp(t('Staff of the authority')));
  await boss.page.locator('form[action$="/out"] button').click();
  await boss.fillsDate('endDate', '2026-05-04');
  await boss.sends();
  assert.match(await boss.main(), /00913-362/);
  await boss.sends();

  await chooses(clerk, 'change');
  await clerk.fillsDate('endDate', '2026-03-31');
  await clerk.page.fill('#reason', 'last day known');
  await clerk.sends();
  assert.match(await clerk.main(), new RegExp(t('It is entered in the personnel file')));
  await decides(clerk, 'unlock', 'settled with the employer');
  assert.ok(!new RegExp(`^${t('Locked')}$`, 'm').test(await clerk.main()));
  await clerk.opens('/desk/periods');
  await clerk.page.fill('#number', '123');
  await clerk.sends();
  assert.match(await clerk.main(), new RegExp(t('This is no period number: check its 12 digits')));
  await clerk.page.fill('#number', period);
  await clerk.sends();
  assert.equal(clerk.path(), `/desk/periods/${period}`);
});

journey('an employer asks for a change after its time: granted once, refused once', async (arrive, t) => {
  const boss = await arrive(employer);
  const clerk = await arrive(staff);
  const ask = async () => {
    const { path } = await declaresPeriod(boss, { start: '2026-05-02' });
    await boss.opens(path);
    await boss.page.locator('a[href$="/request"]').click();
    await boss.sends();
    assert.equal(await boss.page.locator('.govuk-error-summary li').count(), 3);
    await boss.picture('request-error');
    await boss.page.fill('#wanted', 'the first day is 5 May');
    await boss.page.fill('#reason', 'she was ill');
    await boss.page.fill('#evidence', 'certificate, file 12');
    await boss.sends();
    await boss.picture('request');
    return { path, request: boss.path().match(/\d{12}/)[0] };
  };
  const granted = await ask();
  await boss.opens(granted.path);
  assert.equal(await boss.page.locator('a[href$="/request"]').count(), 0, 'one at a time');
  await clerk.opens('/desk/changes');
  await clerk.picture('desk-changes');
  await clerk.page.getByRole('link', { name: granted.request, exact: true }).click();
  await clerk.picture('desk-change');
  await chooses(clerk, 'change');
  await clerk.page.fill('#reason', 'certificate seen');
  await clerk.sends();
  assert.match(await clerk.main(), new RegExp(t('Change at least one of the answers')));
  await clerk.fillsDate('startDate', '2026-05-05');
  await clerk.sends();
  assert.match(await clerk.main(), new RegExp(t('Granted')));
  await boss.opens(granted.path);
  assert.match(await boss.main(), new RegExp(t('Staff of the authority')));
  await boss.opens(`/requests/${granted.request}`);
  assert.match(await boss.main(), /certificate seen/);

  const refused = await ask();
  await clerk.opens(`/desk/changes/${refused.request}`);
  await decides(clerk, 'refuse', 'no evidence was sent');
  await boss.opens(`/requests/${refused.request}`);
  assert.match(await boss.main(), /no evidence was sent/);
  assert.match(await boss.main(), new RegExp(t('Refused')));
  assert.equal((await lettersAbout(refused.request)).length, 1);
});

// --- the emergency procedure

journey('an outage, an emergency case, and the declaration that solves it', async (arrive, t) => {
  const clerk = await arrive(staff);
  await clerk.opens('/desk/outages');
  await clerk.sends();
  assert.match(await clerk.main(), new RegExp(t('Choose what does not work')));
  await clerk.page.check('input[name="channels"][value="webService"]');
  await clerk.page.fill('#note', 'Line to the data centre');
  await clerk.page.fill('#reason', 'seen by the monitoring');
  await clerk.sends();
  await clerk.picture('desk-outages');
  const visitor = await arrive(null);
  await visitor.opens('/');
  assert.match(await visitor.main(), /Line to the data centre/);
  await visitor.picture('start-outage');

  // What the employer told by telephone two days ago.
  const number = server.credentials.employers[0].employerId;
  await clerk.opens('/desk/emergencies/new');
  await clerk.page.fill('#employer', String(number));
  await clerk.fillsDate('reported', '2026-05-02');
  await clerk.page.fill('#reportedHour', '07:30');
  await chooses(clerk, 'In', 'kind');
  await clerk.page.fill('#about', 'a clerk, from 3 May');
  await clerk.page.fill('#evidence', 'call 4711');
  await clerk.picture('desk-emergency-new');
  await clerk.sends();
  const number_of_case = clerk.path().match(/\d{12}/)[0];
  const boss = await arrive(employer);
  await boss.opens(`/emergency/${number_of_case}`);
  assert.equal(await boss.page.locator('form[action$="/declare"]').count(), 0, 'not before the decision');
  await decides(clerk, 'recognise', 'the outage was ours');
  await clerk.picture('desk-emergency');

  await boss.opens(`/emergency/${number_of_case}`);
  await boss.page.locator('form[action$="/declare"] button').click();
  const someone = worker();
  await boss.page.fill('#worker-ssin', someone.ssin);
  await boss.sends();
  await boss.page.check('input[value="OTH"]');
  await boss.sends();
  await boss.fillsDate('startDate', '2026-05-03');
  await boss.sends();
  const check = await boss.main();
  assert.match(check, new RegExp(number_of_case));
  assert.ok(!check.includes('90373-460'), 'it counts from the moment of the report');
  await boss.sends();
  assert.equal(await boss.heading(), t('The declaration is accepted'));
  await boss.opens(`/emergency/${number_of_case}`);
  assert.match(await boss.main(), new RegExp(t('Solved')));
  assert.match(await boss.main(), /call 4711/, 'the evidence is kept');

  // The same without a case is late; and an employer may report by himself.
  const late = await declaresPeriod(boss, { start: '2026-05-03' });
  await boss.opens(`/declarations/${late.declaration}`);
  assert.match(await boss.main(), /90373-460/);
  await boss.opens('/emergency');
  await boss.sends();
  assert.equal(await boss.page.locator('.govuk-error-summary li').count(), 3);
  await chooses(boss, 'Out', 'kind');
  await boss.page.fill('#about', 'the exit of a clerk on 1 May');
  await boss.page.fill('#evidence', 'picture.png');
  await boss.sends();
  await boss.picture('emergency');
  const own = boss.path().match(/\d{12}/)[0];
  await clerk.opens(`/desk/emergencies/${own}`);
  await decides(clerk, 'refuse', 'the service was up');
  await boss.opens(`/emergency/${own}`);
  assert.match(await boss.main(), /the service was up/);
  const stranger = await arrive('manager5@demo.example');
  assert.equal((await stranger.opens(`/emergency/${own}`)).status(), 404);

  await clerk.opens('/desk/outages');
  await clerk.page.locator('form[action$="/end"] button').first().click();
  assert.match(await clerk.main(), new RegExp(t('The outage is over')));
  await visitor.opens('/');
  assert.ok(!(await visitor.main()).includes('Line to the data centre'));
});

// --- employers

// An enterprise that the register does not know identifies itself: its number is provisional.
let nextUnknown = 4_300_001;
const enterpriseNumber = base => `${String(base).padStart(8, '0')}${String(97 - (base % 97)).padStart(2, '0')}`;
async function identifiesUnknown(person, mail) {
  const { page } = person;
  const answers = {
    kind: () => page.check('input[name="kind"][value="other"]'),
    enterprise: async () => {
      await page.check('input[name="hasNumber"][value="yes"]');
      await page.fill('#enterprise', enterpriseNumber(nextUnknown++));
    },
    identity: async () => {
      for (const [field, text] of Object.entries({ name: 'Nieuw & Co', street: 'Kerkstraat', houseNumber: '1', postCode: '9000', municipality: 'Gent' }))
        await page.fill(`#${field}`, text);
    },
    contact: async () => {
      await page.fill('#contactName', 'Noor Peeters');
      await page.fill('#contactMail', mail);
    },
    activity: async () => {
      await page.fill('#activity', 'Een bakkerij');
      await page.fill('#search', 'artisanale pain');
      await page.locator('main button[name="look"]').click();
      await page.check('input[name="nace"][value="10712"]');
    },
    'first-hire': () => person.fillsDate('firstHire', '2026-05-05'),
    workers: () => page.fill('#blueCollar', '2'),
    committees: () => page.fill('#committees', '118'),
    insurer: () => page.fill('#insurer', 'Verzekering NV'),
    'take-over': () => page.check('input[name="takesOver"][value="no"]'),
    mandatary: () => page.check('input[name="hasMandatary"][value="no"]'),
  };
  await person.opens('/identify');
  for (let pages = 0; pages < 30 && person.path() !== '/identify/done'; ++pages) {
    await answers[person.path().replace('/identify/', '')]?.();
    await Promise.all([page.waitForLoadState('load'), page.locator('main form button').last().click()]);
  }
  return /\b5\d{9}\b/.exec(await person.main())[0];
}

journey('an employer with a provisional number gets its definitive one', async (arrive, t, language) => {
  const visitor = await arrive(null);
  const provisional = await identifiesUnknown(visitor, `noor-${language}@firm.example`);
  const clerk = await arrive(staff);
  await clerk.opens('/desk/employers');
  await clerk.picture('desk-employers');
  await clerk.page.getByRole('link', { name: provisional }).click();
  await clerk.picture('desk-employer');
  assert.match(await clerk.main(), new RegExp(t('the enterprise: the register does not know it')));
  await clerk.sends();
  assert.match(await clerk.main(), new RegExp(t('Enter the reason of your decision')));
  await clerk.page.fill('#reason', 'documents seen');
  await clerk.sends();
  const [definitive] = /\b1\d{8}\b/.exec(await clerk.main());
  assert.equal(clerk.path(), `/desk/employers/${provisional}`, 'the old address leads on');
  const [letter] = await lettersAbout(definitive);
  assert.ok(letter, 'the contact of the enterprise is told');
  await clerk.opens('/desk/employers');
  assert.ok(!(await clerk.main()).includes(provisional));
  await clerk.opens('/desk/history');
  assert.match(await clerk.main(), new RegExp(t('Definitive number given')));
});

journey('a public body is entered by form', async (arrive, t, language) => {
  const clerk = await arrive(staff);
  await clerk.opens('/desk/public-bodies');
  await clerk.sends();
  assert.match(await clerk.main(), new RegExp(t('Choose the kind of public body')));
  await clerk.picture('desk-public-bodies-error');
  await chooses(clerk, 'provincialLocal', 'kind');
  await clerk.page.fill('#name', `Gemeente ${language}`);
  await clerk.fillsDate('from', '2026-05-01');
  await clerk.page.fill('#reason', 'form of 28 April');
  await clerk.page.fill('#enterpriseNumber', '0123');
  await clerk.sends();
  assert.match(await clerk.main(), new RegExp(t('This is missing or not valid: check it')));
  await clerk.page.fill('#enterpriseNumber', enterpriseNumber(nextUnknown++));
  await clerk.sends();
  assert.match(await clerk.main(), new RegExp(`Gemeente ${language}`));
  await clerk.picture('desk-public-bodies');
});

journey('a procuration signed on paper gives a mandate at once', async (arrive, t, language) => {
  const { employers } = server.credentials;
  const [mandator, mandatary] = language === 'nl' ? [employers[1], employers[4]] : [employers[5], employers[6]];
  const clerk = await arrive(staff);
  await clerk.opens('/desk/procurations');
  await clerk.picture('desk-procurations');
  await clerk.sends();
  assert.match(await clerk.main(), new RegExp(t('Choose what the mandatary is')));
  await clerk.page.fill('#mandator', mandator.enterpriseNumber);
  await clerk.page.fill('#mandatary', mandator.enterpriseNumber);
  await clerk.page.locator('input[name="kind"]').nth(1).check();
  await clerk.page.fill('#reason', 'binder 12, signatures checked');
  await clerk.sends();
  assert.match(await clerk.main(), new RegExp(t('An enterprise can\'t give itself a mandate')));
  await clerk.page.fill('#mandatary', mandatary.enterpriseNumber);
  await clerk.sends();
  assert.match(await clerk.main(), new RegExp(t('The mandate is entered')));
  const { login } = server.credentials.users.find(user => user.role.includes('manager') && user.enterpriseNumber === mandatary.enterpriseNumber);
  const boss = await arrive(login);
  await boss.opens('/employers');
  assert.match(await boss.main(), new RegExp(mandator.name ?? String(mandator.employerId)));
});

// --- four eyes

test('with --four-eyes a decision waits for a second person', async () => {
  const own = await startServer({ options: [...manyRequests, '--four-eyes'] });
  const t = (message, values) => say('en', message, values);
  const arrive = async login => (await Person.arrives(browser, own, 'en')).signsIn(login);
  try {
    const boss = await arrive(employer), one = await arrive(staff);
    const number = await declaresStranger(boss, { familyName: 'Nemo', givenName: 'Niemand', birthDate: '1971-02-03' });
    await one.opens(`/desk/workers/${number}`);
    await decides(one, 'refuse', 'no papers');
    assert.match(await one.main(), new RegExp(t('Your decision waits for a second person')));
    assert.equal(await one.page.locator('input[name="decision"]').count(), 0);
    await boss.opens(`/declarations/${number}`);
    assert.ok(!(await boss.main()).includes('90017-151'), 'nothing is decided yet');
    await one.opens('/desk/approvals');
    await one.page.locator('main table a').first().click();
    await one.picture('desk-approval-own');
    assert.equal(await one.page.locator('input[value="confirm"]').count(), 0, 'not by the same person');
    // Nor by a form of one's own making.
    const token = await one.page.locator('main input[name="token"]').inputValue();
    await one.page.request.post(one.page.url(), { form: { token, decision: 'confirm' } });
    await boss.opens(`/declarations/${number}`);
    assert.ok(!(await boss.main()).includes('90017-151'));
    const two = await arrive(second);
    await two.opens('/desk/approvals');
    await two.page.locator('main table a').first().click();
    await two.picture('desk-approval');
    await two.page.check('input[value="confirm"]');
    await two.sends();
    await boss.opens(`/declarations/${number}`);
    assert.match(await boss.main(), /90017-151/);
    await two.opens('/desk/history');
    assert.match(await two.main(), new RegExp(t('Confirmed by a second person')));

    // Access for an enterprise whose address nobody knows: the service asks, two persons agree, then the letter goes.
    const visitor = await Person.arrives(browser, own, 'en');
    const address = 'noor@unknown.example';
    await identifiesUnknown(visitor, address);
    const opensRequest = async person => {
      await person.opens('/desk/approvals');
      await person.page.getByRole('link', { name: t('Access for the legal representative of an enterprise') }).click();
    };
    const confirmations = async () => {
      await one.opens('/desk/history');
      return (await one.main()).split(t('Confirmed by a second person')).length - 1;
    };
    const before = await confirmations();
    await opensRequest(one);
    await chooses(one, 'confirm');
    await one.sends();
    assert.match(await one.main(), new RegExp(t('Your decision waits for a second person')));
    assert.equal(await confirmations(), before, 'nobody has confirmed what one of two agrees to');
    await opensRequest(one);
    assert.equal(await one.page.locator('input[value="confirm"]').count(), 0, 'not by the same person');
    assert.deepEqual((await lettersTo(own, address)).filter(letter => letter.text.includes('/invitation/')), []);
    await opensRequest(two);
    await chooses(two, 'confirm');
    await two.sends();
    await visitor.page.goto(await invitationFor(own, address));
    assert.equal(await visitor.heading(), t('Your access to Dimona'));
    for (const person of [boss, one, two, visitor]) await person.leaves();
  } finally {
    await own.stop();
  }
});

// --- who gets in, and what stays

test('each look of the staff at a person or a file is in the log of the employer', async () => {
  const boss = await (await Person.arrives(browser, server, 'en')).signsIn(employer);
  const { number } = await declaresPeriod(boss);
  const clerk = await (await Person.arrives(browser, server, 'en')).signsIn(staff);
  await clerk.opens(`/desk/periods/${number}`);
  await boss.opens('/log');
  assert.match(await boss.main(), new RegExp(`operator@demo\\.example[^\\n]*One period, by the authority[^\\n]*${number}`));
  await clerk.leaves();
  await boss.leaves();
});

test('the desk on a telephone', async () => {
  const clerk = await (await Person.arrives(browser, server, 'en', { width: 360, height: 740 })).signsIn(staff);
  for (const path of ['/desk', '/desk/workers', '/desk/periods/new', '/desk/outages', '/desk/history']) {
    await clerk.opens(path);
    await clerk.picture(`telephone${path.replaceAll('/', '-')}`);
    const overflow = await clerk.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.equal(overflow, 0, path);
  }
  await clerk.leaves();
});

test('what the desk did is derived again from the journal', async () => {
  const own = await startServer({ options: manyRequests });
  const clerk = await (await Person.arrives(browser, own, 'en')).signsIn(staff);
  const boss = await (await Person.arrives(browser, own, 'en')).signsIn(employer);
  const { number } = await declaresPeriod(boss);
  await clerk.opens(`/desk/periods/${number}`);
  await decides(clerk, 'lock', 'dispute');
  const stranger = await declaresStranger(boss, { familyName: 'Nemo', givenName: 'Niemand', birthDate: '1971-02-03' });
  await clerk.opens(`/desk/workers/${stranger}`);
  await decides(clerk, 'assign', 'passport');
  await clerk.leaves();
  await boss.leaves();
  own.signal('SIGTERM');
  await own.ended;
  const { stdout } = await promisify(execFile)(binary, ['rebuild', '--check', '--data', own.folder]);
  assert.match(stdout, /The personnel file is what its \d+ journal entries say/);
  await own.stop();
});
