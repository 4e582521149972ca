// The unsecured service: people with and without scripts, programs that fill in the form, and those who mean harm. And
// its lock: by page and by e-mail.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { compactVerify, importJWK } from 'jose';
import { binary, runDimona, startServer, temporaryFolder } from '../e2e/support/server.mjs';
import { launch, Person, pictures } from './support/browser.mjs';
import { letterArrives, mailServer } from './support/inbox.mjs';
import { goesOn } from './support/journey.mjs';
import { letterTo } from './support/letters.mjs';
import { OpenVisitor } from './support/open_visitor.mjs';
import { languages, say } from './support/words.mjs';

const run = promisify(execFile);
const generous = ['--page-requests-a-minute', '1000000', '--sign-ins-a-minute', '10000', '--unsecured-visits-an-hour', '100000',
  '--unsecured-an-hour', '100000', '--unsecured-of-employer-an-hour', '100000', '--unsecured-of-worker-an-hour', '100000',
  '--unsecured-proof-bits', '10', '--unsecured-fill-s', '1', '--unsecured-wait-s', '2', '--mail-every-minutes', '1'];
const inbox = await temporaryFolder();
const ways = [['de', true], ['fr', false]];
const otherWays = [['nl', false], ['fr', true]];

let server, browser, nextWorker = 30;
before(async () => {
  server = await startServer({ options: [...generous, '--inbox', inbox, '--inbox-every-s', '1', '--inbox-server-id', mailServer] });
  browser = await launch();
});
after(async () => {
  await browser?.close();
  const end = await server?.stop();
  assert.equal(end?.code, 0);
});

const worker = () => server.credentials.workers[nextWorker++ % 60];
const employer = index => server.credentials.employers[index];
const horeca = () => employer(2);

function journey(name, theWays, steps) {
  describe(name, () => {
    for (const [language, scripts] of theWays) {
      test(`${language}, ${scripts ? 'with' : 'without'} scripts`, async () => {
        const person = await Person.arrives(browser, server, language, { scripts });
        try {
          await steps(person, (message, values) => say(language, message, values), scripts);
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

const next = person => Promise.all([person.page.waitForLoadState('load'), person.page.click('#next')]);

// With scripts the browser works for it, without it waits.
async function confirms(person, scripts) {
  assert.equal(person.path(), '/unsecured/summary');
  await person.page.click('#confirm');
  if (!scripts) {
    assert.equal(person.path(), '/unsecured/wait');
    await person.picture('unsecured-wait');
    await goesOn(person);
    await person.page.click('#confirm');
  }
  await person.page.waitForURL(/\/unsecured\/result$/, { timeout: 30_000 });
}

async function upToPeriod(person, someone, kind, number = horeca().enterpriseNumber) {
  await person.opens('/unsecured');
  await person.page.check(`input[name="kind"][value="${kind}"]`);
  await person.page.fill('#idemployerNumber', number);
  await next(person);
  await next(person);
  await person.page.fill('#idinss', someone.ssin);
  await next(person);
}

async function declaresEvening(person, someone, scripts) {
  await upToPeriod(person, someone, 'In');
  await person.page.selectOption('#typeSelect', 'EXT');
  await person.page.selectOption('#comSelect', '302');
  await next(person);
  await person.page.fill('#idstartDate', '04/05/2026');
  await person.page.fill('#idstartTime0', '18:00');
  await person.page.fill('#idendDate', '4.5.2026');
  await person.page.fill('#idendTime0', '23:30');
  await next(person);
  await confirms(person, scripts);
  return /\b\d{12}\b/.exec(await person.main())[0];
}

const nothingKnown = async (person, someone) => {
  const text = await person.page.content();
  for (const known of [someone.familyName, horeca().name ?? 'Brasserie Het Vrolijke Anker', 'Brasserie', String(horeca().employerId)])
    assert.ok(!text.includes(known), `${known} was not typed`);
};

journey('an evening, without signing in', ways, async (person, t, scripts) => {
  const someone = worker();
  await person.opens('/');
  assert.match(await person.main(), new RegExp(t('Dimona (unsecured)').replace(/[()]/g, '\\$&')));
  await person.opens('/unsecured');
  await person.picture('unsecured');
  await next(person);
  assert.ok(await person.page.locator('.govuk-error-summary a[href="#idemployerNumber"]').count());
  await upToPeriod(person, someone, 'In');
  await nothingKnown(person, someone);
  await person.picture('unsecured-characteristics');
  const number = await declaresEvening(person, someone, scripts);
  assert.equal(await person.heading(), t('The declaration is accepted'));
  assert.equal(await person.page.locator('div.content.sendConfirm').count(), 1);
  await nothingKnown(person, someone);
  await person.picture('unsecured-result');
  const own = person.page.request;
  const document = await (await own.get(person.address('/unsecured/receipt.pdf'))).body();
  await writeFile(join(pictures, `unsecured.${person.language}.pdf`), document);
  const { stdout } = await run('pdftotext', ['-layout', join(pictures, `unsecured.${person.language}.pdf`), '-']);
  assert.ok(stdout.includes(number) && stdout.includes(someone.ssin));
  assert.ok(!stdout.includes(someone.familyName) && !stdout.includes('Brasserie') && !stdout.includes(String(horeca().employerId)));

  const compact = (await (await own.get(person.address('/unsecured/receipt.jws'))).text()).trim();
  const { keys: [key] } = await (await fetch(`${server.base}/verify/keys.json`)).json();
  const { payload } = await compactVerify(compact, await importJWK(key, 'ES256'));
  const claims = JSON.parse(Buffer.from(payload).toString());
  assert.equal(String(claims.declarationId), number);
  assert.equal(claims.employerId, undefined, 'the number that was not typed');
  await person.opens(`/verify/${compact}`);
  assert.equal(await person.heading(), t('This receipt is genuine'));

  // Only in this visit.
  const stranger = await Person.arrives(browser, server, person.language);
  for (const path of ['/unsecured/receipt.pdf', '/unsecured/receipt.jws'])
    assert.equal((await stranger.page.request.get(stranger.address(path))).status(), 404);
  await stranger.opens('/unsecured/result');
  assert.equal(stranger.path(), '/unsecured');
  await stranger.leaves();

  // In the personnel file, with its channel.
  const manager = await Person.arrives(browser, server, person.language);
  await manager.signsIn('manager3@demo.example');
  await manager.opens(`/declarations/${number}`);
  assert.match(await manager.main(), new RegExp(t('Unsecured online service')));
  assert.match(await manager.main(), new RegExp(t('Somebody who did not sign in')));
  assert.match(await manager.main(), new RegExp(someone.familyName));
  await manager.leaves();
});

journey('changed, ended and cancelled with its numbers', otherWays, async (person, t, scripts) => {
  const someone = worker();
  const number = await declaresEvening(person, someone, scripts);
  await upToPeriod(person, someone, 'Update');
  await person.page.fill('#iddimonaNumber', number);
  await next(person);
  assert.match(await person.main(), new RegExp(t('Change at least one of the answers')));
  await person.picture('unsecured-update');
  await person.page.fill('#idendTime0', '22:00');
  await next(person);
  await confirms(person, scripts);
  assert.equal(await person.heading(), t('The declaration is accepted'), await person.main());

  await upToPeriod(person, someone, 'Out');
  await person.page.fill('#iddimonaNumber', number);
  await person.page.fill('#idendDate', '04/05/2026');
  await next(person);
  await confirms(person, scripts);
  assert.equal(await person.heading(), t('The declaration is refused'));
  assert.match(await person.main(), /00913-356/);
  assert.ok(!(await person.main()).includes('22:00'), 'the end that was not typed in this declaration');

  await upToPeriod(person, someone, 'Cancel');
  await person.page.fill('#iddimonaNumber', number);
  await next(person);
  await confirms(person, scripts);
  assert.equal(await person.heading(), t('The declaration is accepted'));
});

journey('a worker without a number, and a flexi-job over midnight', otherWays, async (person, t, scripts) => {
  await person.opens('/unsecured');
  await person.page.fill('#idemployerNumber', String(employer(0).employerId));
  await next(person);
  await next(person);
  await person.page.getByRole('link', { name: t('The worker has no number yet') }).click();
  await next(person);
  assert.ok(await person.page.locator('.govuk-error-summary li').count() > 5);
  await person.picture('unsecured-identity-error');
  const fill = (place, value) => person.page.fill(`#worker-${place}`, value);
  await fill('familyName', `Dvořák ${person.language}`);
  await fill('givenName', 'Petra');
  await fill('birthDate', '27/03/1999');
  await fill('placeOfBirth', 'Brno');
  await person.page.check('#worker-gender-2');
  for (const place of ['countryOfBirth', 'nationality', 'address-country']) await person.page.selectOption(`#worker-${place}`, '150');
  await fill('address-street', 'Grote Markt');
  await fill('address-postCode', '1000');
  await fill('address-municipality', 'Brussel');
  await next(person);
  await person.page.selectOption('#typeSelect', 'OTH');
  await person.page.selectOption('#comSelect', 'XXX');
  await next(person);
  await person.page.fill('#idstartDate', '06/05/2026');
  await next(person);
  await confirms(person, scripts);
  assert.equal(await person.heading(), t('The declaration is received; the worker must be identified'));

  await upToPeriod(person, worker(), 'In');
  await person.page.selectOption('#typeSelect', 'FLX');
  await person.page.selectOption('#comSelect', 'XXX');
  await next(person);
  await person.page.check('#idflexiRadioButtonsOnStep3_D');
  await person.page.fill('#iddateFlexi', '31/02/2026');
  await person.page.fill('[name=startTime0]', '20:00');
  await person.page.fill('[name=endTime0]', '01:00');
  await next(person);
  assert.equal(await person.page.inputValue('#iddateFlexi'), '31/02/2026');
  await person.picture('unsecured-flexi-error');
  await person.page.fill('#iddateFlexi', '06/05/2026');
  await next(person);
  assert.match(await person.main(), /01:00/);
  await confirms(person, scripts);
  assert.match(await person.main(), /\b\d{12}\b/);
});

test('a program written for the form of the portal goes through', async () => {
  const person = await Person.arrives(browser, server, 'nl');
  const { page } = person;
  await page.goto(`${server.base}/unsecured/`);
  await page.fill('#idemployerNumber', horeca().enterpriseNumber);
  await page.click('#next');
  await page.waitForSelector("input[name='next']");
  await page.click("input[name='next']");
  await page.waitForSelector('#idinss');
  await page.fill('#idinss', worker().ssin);
  await page.click('#next');
  await page.waitForSelector('#comSelect');
  await page.selectOption('#comSelect', 'XXX');
  await page.selectOption('#typeSelect', 'FLX');
  await page.click('#next');
  await page.waitForSelector('#idflexiRadioButtonsOnStep3_D');
  await page.click('#idflexiRadioButtonsOnStep3_D');
  await page.fill('#iddateFlexi', '07/05/2026');
  await page.fill('[name=startTime0]', '18:00');
  await page.fill('[name=endTime0]', '22:00');
  await page.click('#next');
  await page.waitForSelector('#confirm');
  await page.click('#confirm');
  await page.waitForSelector('div.content.sendConfirm', { timeout: 30_000 });
  assert.match(await page.locator('div.content.sendConfirm').innerText(), /\b\d{12}\b/);
  await person.leaves();
});

test('on a telephone nothing is too wide, and its fields are large enough', async () => {
  const person = await Person.arrives(browser, server, 'nl', { width: 360, height: 740 });
  const fits = async name => {
    await person.picture(`telephone-${name}`);
    assert.ok(await person.page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth), name);
  };
  await person.opens('/unsecured');
  await fits('unsecured');
  await declaresEvening(person, worker(), true);
  await fits('unsecured-result');
  await person.leaves();
});

// --- what attackers try

const ordinary = () => ({ employer: employer(0).enterpriseNumber, dates: { startDate: '11/05/2026', endDate: '' } });
// Valid, and nobody's.
const ssinOfNobody = () => {
  const nine = '700101' + '777';
  return nine + String(97 - Number(nine) % 97).padStart(2, '0');
};
const numberOfNoPeriod = () => {
  const ten = '9876543210';
  return ten + String(Number(ten) % 97 || 97).padStart(2, '0');
};
const enterpriseOfNobody = () => {
  const eight = '07654321';
  return eight + String(97 - Number(eight) % 97).padStart(2, '0');
};

// Everything that a page says, without what was typed and what differs on each page anyhow.
const pageOf = (visitor, response, typed) => {
  let html = visitor.html;
  for (const value of typed) html = html.replaceAll(value, '#');
  html = html.replace(/name="(token|visit)" value="[^"]*"/g, '').replace(/data-proof-seed="[^"]*"/g, '').replace(/data-wait-ms="\d+"/g, '');
  const headers = [...response.headers].filter(([name]) => !['set-cookie', 'date', 'content-length', 'belgov-trace-id'].includes(name));
  return { status: response.status, html, headers };
};

test('until the verdict the pages are the same for known and unknown, blocked and open', async () => {
  const blocked = employer(1).enterpriseNumber;
  await runDimona('admin', 'unsecured', 'block', blocked, '--operator', 'test', '--reason', 'for this test', '--data', server.folder);
  const walk = async (number, ssin) => {
    const visitor = new OpenVisitor(server.base), pages = [];
    const typed = [number, ssin];
    pages.push(pageOf(visitor, await visitor.opens(), typed));
    for (const [step, values] of [['', { kind: 'In', employerNumber: number }], ['confirm', {}], ['worker', { inss: ssin }],
      ['characteristics', { typeSelect: 'OTH', comSelect: 'XXX' }], ['period', { startDate: '11/05/2026' }]]) {
      const response = await visitor.sends(step, values);
      pages.push(response.headers.get('location'), response.status);
      pages.push(pageOf(visitor, await visitor.read(await visitor.ask(server.base + response.headers.get('location'))), typed));
    }
    return { pages, visitor };
  };
  const known = await walk(employer(0).enterpriseNumber, worker().ssin);
  assert.match(known.visitor.html, /id="confirm"/);
  for (const [number, ssin] of [[employer(0).enterpriseNumber, ssinOfNobody()], [enterpriseOfNobody(), worker().ssin], [blocked, worker().ssin],
    [blocked, ssinOfNobody()], [employer(9).enterpriseNumber, worker().ssin]])
    assert.deepEqual((await walk(number, ssin)).pages, known.pages, `${number} ${ssin}`);

  // The verdict of a blocked employer is the same whoever the worker is.
  const verdict = async ssin => {
    const { visitor } = await walk(blocked, ssin);
    assert.equal(await visitor.confirms(), 'result');
    return visitor.codes();
  };
  assert.deepEqual(await verdict(worker().ssin), ['90256-342']);
  assert.deepEqual(await verdict(ssinOfNobody()), ['90256-342']);
  await runDimona('admin', 'unsecured', 'unblock', blocked, '--operator', 'test', '--reason', 'the test is over', '--data', server.folder);
});

test('a period is unknown to whoever does not name its worker and its employer', async () => {
  const someone = worker(), owner = new OpenVisitor(server.base);
  assert.equal(await owner.declares({ ...ordinary(), ssin: someone.ssin }), 'result');
  const number = owner.number();
  const refused = async (values, kind) => {
    const visitor = new OpenVisitor(server.base);
    const end = await visitor.declares({ kind, employer: employer(0).enterpriseNumber, ssin: someone.ssin, period: number,
      dates: kind === 'Cancel' ? {} : { endDate: '29/05/2026' }, ...values });
    assert.equal(end, 'result');
    const text = visitor.html.slice(visitor.html.indexOf('<main'), visitor.html.indexOf('<dl'));
    return text.replace(/\b\d{12}\b/g, '#').replace(/\s+/g, ' ');
  };
  for (const kind of ['Out', 'Update', 'Cancel']) {
    const unknown = await refused({ period: numberOfNoPeriod() }, kind);
    assert.match(unknown, /00913-354/);
    for (const values of [{ ssin: worker().ssin }, { ssin: ssinOfNobody() }, { employer: employer(1).enterpriseNumber }, { employer: enterpriseOfNobody() }])
      assert.equal(await refused(values, kind), unknown, `${kind} ${JSON.stringify(values)}`);
  }
  const rightful = new OpenVisitor(server.base);
  assert.equal(await rightful.declares({ kind: 'Cancel', employer: employer(0).enterpriseNumber, ssin: someone.ssin, period: number }), 'result');
  assert.deepEqual(rightful.codes(), []);
});

test('an overlap is refused without a day or a number of the other period', async () => {
  const someone = worker(), first = new OpenVisitor(server.base), second = new OpenVisitor(server.base);
  await first.declares({ ...ordinary(), ssin: someone.ssin, dates: { startDate: '11/05/2026', endDate: '29/05/2026' } });
  await second.declares({ ...ordinary(), ssin: someone.ssin, dates: { startDate: '18/05/2026', endDate: '30/06/2026' } });
  assert.deepEqual(second.codes(), ['90373-334']);
  assert.ok(!second.html.includes(first.number()));
  assert.ok(!/11 May|29 May|2026-05-11|2026-05-29/.test(second.html));
});

test('steps can\'t be skipped, forms can\'t be made up, and what is sent twice is one declaration', async () => {
  const visitor = new OpenVisitor(server.base);
  for (const step of ['confirm', 'worker', 'characteristics', 'period', 'summary', 'result', 'wait', 'nonsense'])
    assert.match((await visitor.opens(step)).headers.get('location') ?? '', /\/en\/unsecured$/, step);
  await visitor.opens();
  const forged = { ...visitor.fields };
  await visitor.goes('', { kind: 'In', employerNumber: employer(0).enterpriseNumber });
  for (const step of ['worker', 'characteristics', 'period', 'summary']) {
    const opened = await visitor.ask(visitor.address(step));
    assert.match(opened.headers.get('location'), /\/unsecured\/confirm$/, step);
    // The token of another step does not hold.
    assert.equal((await visitor.sends(step, { inss: worker().ssin })).status, 409, step);
  }
  assert.equal((await visitor.sends('confirm', { visit: '' })).status, 409);
  assert.equal((await visitor.sends('confirm', { token: 'x' })).status, 403);
  assert.equal((await visitor.sends('confirm', forged)).status, 409);
  const elsewhere = new OpenVisitor(server.base);
  assert.equal((await elsewhere.ask(elsewhere.address(''), { method: 'POST', body: new URLSearchParams(forged) })).status, 403);
  assert.equal((await visitor.ask(visitor.address('confirm'), { method: 'POST', body: new URLSearchParams(visitor.fields), headers: { Origin: 'https://evil.example' } })).status, 403);

  const sender = new OpenVisitor(server.base);
  await sender.upToSummary({ ...ordinary(), ssin: worker().ssin });
  await new Promise(done => setTimeout(done, 1_100));
  const form = { ...sender.fields, proof: sender.work() };
  const answers = await Promise.all([1, 2, 3, 4].map(() => sender.ask(sender.address('summary'), { method: 'POST', body: new URLSearchParams(form) })));
  for (const answer of answers) assert.equal(answer.status, 303);
  await sender.opens('result');
  const number = sender.number();
  await sender.ask(sender.address('summary'), { method: 'POST', body: new URLSearchParams(form) });
  await sender.opens('result');
  assert.equal(sender.number(), number);
  const manager = await Person.arrives(browser, server, 'en');
  await manager.signsIn('manager1@demo.example');
  await manager.opens(`/periods/${number}`);
  assert.equal(await manager.page.locator('tbody a[href*="/declarations/"]').count(), 1, 'one declaration');
  await manager.leaves();
});

test('without work and without waiting nothing is taken', async () => {
  const visitor = new OpenVisitor(server.base);
  await visitor.upToSummary({ ...ordinary(), ssin: worker().ssin });
  assert.equal(await visitor.goes('summary', { proof: '' }), 'wait');
  await visitor.opens('summary');
  assert.equal(await visitor.goes('summary', { proof: '12345678901234567890' }), 'wait');
  await visitor.opens('result');
  assert.equal(visitor.number(), undefined);
});

test('the cookie of a visit is kept from scripts and from other sites; addresses and logs hold no number', async () => {
  const { headers } = await fetch(`${server.base}/nl/unsecured`);
  assert.match(headers.getSetCookie().join(), /dimona-visitor=[^;]+; Path=\/; HttpOnly; SameSite=Lax(,|$)/);
  assert.equal(headers.get('cache-control'), 'no-store');
  for (const someone of server.credentials.workers) assert.ok(!server.output().includes(someone.ssin));
  assert.ok(!server.output().includes(ssinOfNobody()));
});

test('floods are told to wait, whichever way they come', async () => {
  const own = await startServer({ options: ['--unsecured-an-hour', '4', '--unsecured-of-employer-an-hour', '3', '--unsecured-of-worker-an-hour', '2',
    '--unsecured-refused-costs', '2', '--unsecured-visits-an-hour', '9', '--unsecured-proof-bits', '0', '--unsecured-fill-s', '0', '--trusted-proxy', '127.0.0.1'] });
  try {
    const workers = own.credentials.workers.map(one => one.ssin), employers = own.credentials.employers.map(one => one.enterpriseNumber);
    const declare = async (address, at, who) => {
      const visitor = new OpenVisitor(own.base, 'en', { 'X-Forwarded-For': address });
      const end = await visitor.declares({ employer: employers[at], ssin: workers[who], dates: { startDate: '11/05/2026' } });
      return { end, visitor };
    };
    // The worker's third, from three addresses, is too many.
    assert.equal((await declare('192.0.2.1', 0, 20)).end, 'result');
    assert.equal((await declare('192.0.2.2', 4, 20)).end, 'result');
    const third = await declare('192.0.2.3', 8, 20);
    assert.equal(third.end, '429');
    assert.match(third.visitor.html, /Too many declarations/);
    // The employer's: one accepted, one refused that counts for two.
    assert.equal((await declare('192.0.2.4', 0, 21)).end, 'result');
    assert.equal((await declare('192.0.2.5', 0, 22)).end, 'result');
    assert.equal((await declare('192.0.2.6', 0, 23)).end, '429');
    // The address: all addresses of a /64 are one.
    let last;
    for (let count = 0; count < 5; ++count) last = await declare(`2001:db8::${count + 1}`, 5 + count % 3, 30 + count);
    assert.equal(last.end, '429');
    await last.visitor.opens('summary');
    const answer = await last.visitor.sends('summary', { proof: '0' });
    assert.equal(answer.status, 429);
    assert.ok(Number(answer.headers.get('retry-after')) > 0);
    // Visits that are begun and left.
    let begun;
    for (let count = 0; count < 10; ++count) {
      const visitor = new OpenVisitor(own.base, 'en', { 'X-Forwarded-For': '198.51.100.7' });
      await visitor.opens();
      begun = await visitor.sends('', { kind: 'In', employerNumber: employers[0] });
    }
    assert.equal(begun.status, 429);
  } finally {
    await own.stop();
  }
});

test('what was used up is remembered after a restart', async () => {
  const data = await temporaryFolder();
  const options = ['--unsecured-an-hour', '1', '--unsecured-proof-bits', '0', '--unsecured-fill-s', '0'];
  const declare = async at => {
    const visitor = new OpenVisitor(at.base);
    return visitor.declares({ employer: at.credentials.employers[0].enterpriseNumber, ssin: at.credentials.workers[20].ssin, dates: { startDate: '11/05/2026' } });
  };
  let own = await startServer({ data, options });
  assert.equal(await declare(own), 'result');
  await own.stop();
  own = await startServer({ data, options });
  try {
    assert.equal(await declare(own), '429');
  } finally {
    await own.stop();
  }
});

// --- the lock

const lockedAt = 4, lockingManager = 'manager5@demo.example';
const lockedNumber = () => employer(lockedAt).enterpriseNumber;
const tries = async (number = lockedNumber()) => {
  const visitor = new OpenVisitor(server.base);
  assert.equal(await visitor.declares({ employer: number, ssin: worker().ssin, committee: 'XXX', type: 'OTH', dates: { startDate: '11/05/2026' } }), 'result');
  return visitor.codes();
};

journey('blocked and opened again on the page', otherWays, async (person, t) => {
  await person.signsIn(lockingManager);
  await person.opens('/blocking');
  await person.picture('blocking-open');
  await person.sends();
  assert.match(await person.main(), new RegExp(t('The unsecured channels are blocked: from now on no declaration is accepted there')));
  assert.deepEqual(await tries(), ['90256-342']);
  await person.sends();
  assert.match(await person.main(), new RegExp(t('Say why, in 10 to 1000 characters')));
  await person.picture('blocking-no-motive');
  await person.page.fill('#motive', 'We declare by telephone in summer');
  await person.sends();
  assert.match(await person.main(), /We declare by telephone in summer/);
  await person.picture('blocking-history');
  assert.ok(!(await tries()).includes('90256-342'));
});

test('only the employer\'s own access manager may', async () => {
  for (const [login, status] of [['declarant3@demo.example', 403], ['reader3@demo.example', 403], ['manager3@demo.example', 200]]) {
    const person = await Person.arrives(browser, server, 'en');
    await person.signsIn(login);
    assert.equal((await person.opens('/blocking')).status(), status, login);
    await person.leaves();
  }
  // A mandatary who acts for somebody else changes nothing there.
  const secretariat = await Person.arrives(browser, server, 'en');
  await secretariat.signsIn('manager13@demo.example');
  await secretariat.opens('/employers');
  const token = await secretariat.page.locator('input[name="token"]').first().inputValue();
  const choices = await secretariat.page.locator('input[name="employer"], button[name="employer"]').evaluateAll(all => all.map(one => one.value));
  for (const choice of choices) {
    await secretariat.page.request.post(secretariat.address('/employers'), { form: { token, employer: choice } });
    const response = await secretariat.page.request.post(secretariat.address('/blocking'), { form: { token, wanted: 'block' }, maxRedirects: 0 });
    if (choice !== String(server.credentials.employers.at(-1).employerId)) assert.equal(response.status(), 403, choice);
  }
  await secretariat.leaves();
});

const arrives = letter => letterArrives(inbox, { from: lockingManager, ...letter });
const untilLetter = async (to, pattern) => (await letterTo(server, to, pattern)).text;

test('blocked by e-mail, asked to be opened by e-mail, decided by the authority', async () => {
  await arrives({ subject: 'Ungesicherten Kanal Dimona blockieren' });
  assert.deepEqual(await tries(), ['90256-342']);
  await untilLetter(lockingManager, /gesperrt/);
  await arrives({ subject: 'Annullierung Sicherung', text: '' });
  await untilLetter(lockingManager, /Begründung/);
  await arrives({ subject: 'Annullierung Sicherung', text: 'Im Sommer melden wir per Telefon.' });
  await untilLetter(lockingManager, /Antrag.*eingegangen/);
  assert.deepEqual(await tries(), ['90256-342']);
  const { stdout } = await runDimona('admin', 'unsecured', 'requests', '--data', server.folder);
  assert.match(stdout, /unblock\tmanager5@demo\.example\tIm Sommer melden wir per Telefon\./);
  const [id] = stdout.split('\t');
  await runDimona('admin', 'unsecured', 'grant', id, '--operator', 'desk', '--reason', 'called back', '--data', server.folder);
  assert.ok(!(await tries()).includes('90256-342'));
  const history = await runDimona('admin', 'unsecured', 'history', lockedNumber(), '--data', server.folder);
  assert.match(history.stdout, /^open\n.*unsecured\.unblocked\tdesk\tIm Sommer melden wir per Telefon\. \/ called back/);
});

test('the desk refuses a request, grants another, and tells the manager', async () => {
  await arrives({ subject: 'Block unsecured Dimona channel' });
  const staff = await Person.arrives(browser, server, 'en');
  await staff.signsIn('operator@demo.example');
  const decides = async (motive, decision, reason) => {
    await arrives({ subject: 'Annulation of security', text: motive });
    await staff.opens('/desk');
    assert.match(await staff.main(), /Requests about the unsecured channels\s+1/);
    await staff.opens('/desk/unsecured');
    await staff.page.locator('tbody a').first().click();
    assert.match(await staff.main(), new RegExp(motive));
    await staff.page.locator(`button[value="${decision}"]`).click();
    assert.ok(await staff.page.locator('.govuk-error-summary').count(), 'a reason is needed');
    await staff.page.fill('[name="reason"]', reason);
    await staff.picture('desk-unsecured-request');
    await staff.page.locator(`button[value="${decision}"]`).click();
  };
  await decides('We would rather not sign in', 'refuse', 'That is no motive for us');
  assert.deepEqual(await tries(), ['90256-342']);
  await untilLetter(lockingManager, /abgelehnt|geweigerd|refus/i);
  await decides('Our line was cut by a digger', 'grant', 'Called back, confirmed');
  assert.ok(!(await tries()).includes('90256-342'));
  await untilLetter(lockingManager, /stattgegeben|ingewilligd|accept/i);

  // What the authority does by itself needs a reason too, and stands in the history of both.
  await staff.opens('/desk/unsecured');
  await staff.page.fill('#number', '123');
  await staff.sends();
  assert.match(await staff.main(), /No employer has this number/);
  await staff.page.fill('#number', lockedNumber());
  await staff.sends();
  await staff.page.fill('[name="reason"]', 'Asked by telephone, identity checked');
  await staff.sends();
  await staff.picture('desk-unsecured-employer');
  assert.match(await staff.main(), /Asked by telephone, identity checked/);
  assert.deepEqual(await tries(), ['90256-342']);
  await staff.page.fill('[name="reason"]', 'Asked by telephone again');
  await staff.sends();
  assert.ok(!(await tries()).includes('90256-342'));
  await staff.opens('/desk/history');
  assert.match(await staff.main(), /Asked by telephone again/);
  await staff.leaves();
});

test('opened again by two persons, where the enterprise wants two', async () => {
  const one = await Person.arrives(browser, server, 'en'), other = await Person.arrives(browser, server, 'en');
  await one.signsIn('manager3@demo.example');
  await other.signsIn('comanager3@demo.example');
  await one.opens('/access/options');
  await one.page.check('input[value="two"]');
  await one.sends();
  await one.opens('/blocking');
  await one.sends();
  assert.deepEqual(await tries(horeca().enterpriseNumber), ['90256-342'], 'a block needs nobody else');
  await one.page.fill('#motive', 'The season has begun');
  await one.sends();
  assert.deepEqual(await tries(horeca().enterpriseNumber), ['90256-342']);
  await one.opens('/blocking');
  assert.equal(await one.page.locator('#motive').count(), 0);
  await one.picture('blocking-waits');
  await other.opens('/access/approvals');
  assert.match(await other.main(), /The season has begun/);
  await other.page.locator('button[value="confirm"]').click();
  assert.ok(!(await tries(horeca().enterpriseNumber)).includes('90256-342'));
  await one.opens('/blocking');
  assert.match(await one.main(), /The season has begun \/ comanager3@demo\.example/);
  await one.leaves();
  await other.leaves();
});

test('an e-mail for which nobody vouches does nothing until the manager confirms it, signed in', async () => {
  await arrives({ subject: 'Block unsecured Dimona channel', vouched: false });
  assert.ok(!(await tries()).includes('90256-342'));
  const [address] = /http\S+\/blocking\/requests\/\S+/.exec(await untilLetter(lockingManager, /blocking\/requests/));
  const path = new URL(address).pathname.replace(/^\/\w\w/, '');
  const stranger = await Person.arrives(browser, server, 'en');
  await stranger.opens(path);
  assert.equal(stranger.path(), '/sign-in');
  await stranger.signsIn('manager6@demo.example');
  const token = await stranger.page.locator('input[name="token"]').first().inputValue();
  assert.equal((await stranger.page.request.post(stranger.address(path), { form: { token, decision: 'confirm' }, maxRedirects: 0 })).status(), 404);
  await stranger.leaves();
  assert.ok(!(await tries()).includes('90256-342'));
  const manager = await Person.arrives(browser, server, 'en');
  await manager.signsIn(lockingManager);
  await manager.opens(path);
  await manager.picture('blocking-request');
  await manager.sends();
  assert.deepEqual(await tries(), ['90256-342']);
  await manager.page.fill('#motive', 'It was only a test');
  await manager.sends();
  await manager.leaves();
  assert.ok(!(await tries()).includes('90256-342'));
});

test('e-mails of others, of machines and about other things change nothing', async () => {
  await arrives({ from: 'declarant3@demo.example', subject: 'Block unsecured Dimona channel' });
  await untilLetter('declarant3@demo.example', /access manager/);
  await arrives({ subject: 'Block unsecured Dimona channel', more: 'Auto-Submitted: auto-replied\r\n' });
  await arrives({ subject: 'Hello' });
  await arrives({ subject: 'Block unsecured Dimona channel', text: `For ${horeca().enterpriseNumber}` });
  assert.ok(!(await tries()).includes('90256-342'));
  assert.ok(!(await tries(horeca().enterpriseNumber)).includes('90256-342'));
  assert.match(server.output(), /"outcome":"automatic"/);
});

test('access managers are told of what was declared without signing in', async () => {
  const text = await untilLetter('manager3@demo.example', /zonder aanmelding|did not sign in|niet aangemeld/i);
  assert.match(text, /\/declarations\/\d{12}/);
  for (const someone of server.credentials.workers) assert.ok(!text.includes(someone.ssin) && !text.includes(someone.familyName));
});

test('the subjects that the pages name are those that the inbox knows', () => {
  const known = readFileSync('reference/texts/mail_subjects.csv', 'utf8').toLowerCase();
  for (const language of languages)
    for (const message of ['Block unsecured Dimona channel', 'Annulation of security'])
      assert.ok(known.includes(`,${language},${say(language, message)},`.toLowerCase()), `${language} ${message}`);
});

test('the limits are shown', async () => {
  const { stdout } = await run(binary, ['limits']);
  for (const option of ['--unsecured-an-hour', '--unsecured-of-worker-an-hour', '--unsecured-proof-bits', '--inbox-every-s']) assert.ok(stdout.includes(option), option);
});
