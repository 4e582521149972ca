// A mandate from its request to a declaration by the secretariat to its revocation; handing on; paper; and what every
// role and state may see and do, through pages and web service.
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { Api } from '../e2e/support/api.mjs';
import { ordinaryIn } from '../e2e/support/population.mjs';
import { runDimona, startServer } from '../e2e/support/server.mjs';
import { launch, Person, pictures } from './support/browser.mjs';
import { otherWays, unlimited } from './support/journey.mjs';
import { say } from './support/words.mjs';

let server, browser;
before(async () => {
  server = await startServer({ options: unlimited });
  browser = await launch();
});
after(async () => {
  await browser?.close();
  const end = await server?.stop();
  assert.equal(end?.code, 0);
});

// People whom nobody at this employer has declared yet.
const declaredAt = new Map();
function worker(number) {
  const index = declaredAt.get(number) ?? 16;
  declaredAt.set(number, index + 1);
  assert.ok(server.credentials.workers[index], 'the demonstration has no more people');
  return server.credentials.workers[index];
}
const employer = number => server.credentials.employers[number - 1];
const manager = number => `manager${number}@demo.example`;
const secretariat = 13;
const apiOf = async number => Api.of(server, server.credentials.oauth.clients[number - 1]);
const noMandate = '90256-155';

async function declares(number, forNumber) {
  return (await apiOf(number)).declare(ordinaryIn(employer(forNumber), worker(forNumber)));
}
async function mayDeclare(number, forNumber) {
  const declared = await declares(number, forNumber);
  const refused = declared.errors.includes(noMandate);
  assert.equal(declared.result === 'B', refused, declared.errors.join());
  return !refused;
}

const people = [];
async function arrives(language, login, options = {}) {
  const person = await Person.arrives(browser, server, language, options);
  people.push(person);
  await person.signsIn(login);
  return person;
}

function journey(name, ways, steps) {
  describe(name, () => {
    for (const [language, scripts] of ways) {
      test(`${language}, ${scripts ? 'with' : 'without'} scripts`, async () => {
        people.length = 0;
        const index = ways.findIndex(way => way[0] === language && way[1] === scripts);
        try {
          await steps({ index, language, options: { scripts }, t: (message, values) => say(language, message, values) });
          for (const person of people) assert.deepEqual(person.complaints, []);
        } catch (error) {
          for (const [number, person] of people.entries()) await person.picture(`failed-mandate-${number}`);
          throw error;
        } finally {
          for (const person of people) await person.leaves();
        }
      });
    }
  });
}

const errorLinks = person => person.page.locator('.govuk-error-summary a').allInnerTexts();
async function sendsWrong(person, text) {
  await person.sends();
  assert.deepEqual(await errorLinks(person), [text]);
  assert.match(await person.page.title(), /^(Error|Fout|Erreur|Fehler)/);
}
const opensAction = (person, name) => person.page.getByRole('button', { name, exact: true }).click();

// From the overview to the panel; gives the number of the mandate.
async function asks(person, t, door, number, { kind = 'service_provider', licence = '', last = 'none' } = {}) {
  await person.opens('/mandates');
  await opensAction(person, t(door));
  await person.page.fill('#party', employer(number).enterpriseNumber);
  await person.sends();
  await person.page.check(`input[value="${kind}"]`);
  if (licence) await person.page.fill('#licence', licence);
  await person.sends();
  await person.page.selectOption('#last', last);
  await person.sends();
  await person.sends();
  assert.equal(await person.heading(), t('The request is sent'));
  return person.path().split('/')[2];
}

async function confirms(person, t, id) {
  await person.opens(`/mandates/${id}`);
  await opensAction(person, t('Confirm'));
  await person.sends();
  assert.match(await person.main(), new RegExp(t('The mandate is confirmed')));
}

// The secretariat's declaration for this employer, until the page before the last click.
async function preparesDeclaration(person, number, someone = worker(number)) {
  await person.opens('/employers');
  const row = person.page.locator('main tr', { hasText: String(employer(number).employerId) });
  if (await row.locator('button').count() > 0) await row.locator('button').click();
  await person.opens('/workers/add');
  await person.page.fill('#ssin', someone.ssin);
  await person.page.fill('#name', someone.familyName);
  await person.sends();
  await person.sends();
  await person.page.check('input[value="OTH"]');
  await person.sends();
  await person.fillsDate('startDate', '2026-05-05');
  await person.sends();
  assert.match(person.path(), /\/check$/);
}

journey('a secretariat gets a mandate, declares, and loses it', otherWays,
  async ({ index, language, options, t }) => {
    const number = [2, 4, 5, 7][index];
    const owner = await arrives(language, manager(number), options);
    const office = await arrives(language, manager(secretariat), options);
    assert.equal(await mayDeclare(secretariat, number), false);

    // Question pages, with mistakes on purpose.
    await owner.opens('/');
    await owner.page.getByRole('link', { name: t('Mandates'), exact: true }).click();
    assert.equal(await owner.heading(), t('Mandates'));
    await opensAction(owner, t('Give a mandate'));
    await sendsWrong(owner, t('Enter the enterprise number'));
    await owner.page.fill('#party', '0123456789');
    await sendsWrong(owner, t('This is no valid enterprise number: check its 10 digits'));
    assert.equal(await owner.page.inputValue('#party'), '0123456789', 'what was typed is kept');
    await owner.picture('mandate-party-error');
    await owner.page.fill('#party', employer(number).enterpriseNumber);
    await sendsWrong(owner, t('This is the number of your own enterprise'));
    const wanted = employer(secretariat).enterpriseNumber;
    await owner.page.fill('#party', `BE ${wanted.slice(0, 4)}.${wanted.slice(4, 7)}.${wanted.slice(7)}`);
    await owner.sends();
    assert.match(await owner.heading(), /Sociaal Secretariaat Kompas/);
    await sendsWrong(owner, t('Choose what the mandatary is'));
    await owner.page.check('input[value="social_secretariat"]');
    await owner.page.fill('#licence', 'ten');
    await sendsWrong(owner, t('Enter the licence number with digits only'));
    assert.equal(await owner.page.inputValue('#licence'), 'ten');
    await owner.picture('mandate-kind-error');
    await owner.page.fill('#licence', '');
    await owner.sends();
    await owner.page.selectOption('#first', '2026Q4');
    await owner.page.selectOption('#last', '2026Q3');
    await sendsWrong(owner, t("The last quarter can't lie before the first one"));
    assert.equal(await owner.page.inputValue('#first'), '2026Q4');
    await owner.page.selectOption('#first', '2026Q2');
    await owner.page.selectOption('#last', '2026Q4');
    await owner.picture('mandate-quarters');
    await owner.sends();
    assert.match(await owner.main(), /Sociaal Secretariaat Kompas/);
    await owner.picture('mandate-check');
    await owner.sends();
    assert.equal(await owner.heading(), t('The request is sent'));
    await owner.picture('mandate-sent');
    const id = owner.path().split('/')[2];
    assert.equal(await mayDeclare(secretariat, number), false, 'a request opens nothing');

    // On paper, in the language of the visitor.
    const pdf = await owner.page.request.get(owner.address(`/mandates/${id}/procuration.pdf`));
    assert.equal(pdf.headers()['content-type'], 'application/pdf');
    assert.equal((await pdf.body()).subarray(0, 5).toString(), '%PDF-');
    await writeFile(join(pictures, `procuration.${language}.pdf`), await pdf.body());

    // The secretariat confirms; its licence number is missing.
    await office.opens('/mandates');
    await office.picture('mandates-waiting');
    await office.page.getByRole('link', { name: t('Answer the request of {name}', { name: employer(number).name }) }).click();
    await opensAction(office, t('Confirm'));
    await sendsWrong(office, t('Enter the licence number of the social secretariat'));
    await office.picture('mandate-confirm');
    await office.page.fill('#licence', '950');
    await office.sends();
    assert.match(await office.main(), new RegExp(t('The mandate is confirmed')));
    assert.match(await office.main(), new RegExp(t('Confirmed')));
    assert.ok(!(await office.main()).includes(manager(number)), 'people of the other side are not named');
    await office.picture('mandate');

    // It declares, on the pages and through the web service; the employer sees both.
    const own = await declares(secretariat, number);
    assert.equal(own.result, 'A');
    await preparesDeclaration(office, number);
    await office.sends();
    assert.equal(await office.heading(), t('The declaration is accepted'));
    const declared = office.path().split('/')[2];
    for (const seen of [declared, String(own.id)]) {
      await owner.opens(`/declarations/${seen}`);
      assert.match(await owner.main(), new RegExp(seen));
    }
    await owner.opens('/declarations');
    assert.match(await owner.main(), new RegExp(manager(secretariat).replaceAll('.', '\\.')));
    const others = await declares(number, number);

    // Nothing outside the group.
    assert.equal((await office.page.request.get(office.address('/log'), { maxRedirects: 0 })).status(), 403);
    await office.opens('/mandates');
    assert.match(await office.main(), /Sociaal Secretariaat Kompas/, 'its own mandates, not those of the employer');

    // Revoked while the secretariat is about to send.
    await preparesDeclaration(office, number);
    await owner.opens(`/mandates/${id}`);
    await opensAction(owner, t('Revoke at once'));
    await owner.page.fill('#reason', 'x'.repeat(501));
    await sendsWrong(owner, t('Enter a shorter reason (500 characters at most)'));
    await owner.page.fill('#reason', 'We declare ourselves from now on.');
    await owner.picture('mandate-revoke');
    await owner.sends();
    assert.match(await owner.main(), new RegExp(t('It is revoked, at once')));
    assert.match(await owner.main(), /We declare ourselves from now on\./);
    await owner.picture('mandate-revoked');
    await office.sends();
    assert.equal(await office.heading(), t('The declaration is refused'));
    assert.match(await office.main(), /90256-155/);
    await office.picture('mandate-over');
    assert.equal(await mayDeclare(secretariat, number), false);

    // What it declared itself stays visible, the rest not.
    const api = await apiOf(secretariat);
    assert.equal((await api.get(`/declarations/${own.id}`)).status, 200);
    assert.equal((await api.get(`/declarations/${others.id}`)).status, 404);
    assert.equal((await api.get(`/periods/${own.id}`)).status, 404);
    assert.equal((await office.page.request.get(office.address(`/declarations/${declared}`))).status(), 200);
    assert.equal((await office.page.request.get(office.address(`/declarations/${declared}/receipt.pdf`))).status(), 200);
    assert.equal((await office.page.request.get(office.address(`/declarations/${others.id}`))).status(), 404);

    // Again for the same quarters it is another mandate; refused this time.
    const again = await asks(owner, t, 'Give a mandate', secretariat);
    assert.equal(again, `${id}-2`);
    await office.opens(`/mandates/${again}`);
    await opensAction(office, t('Refuse'));
    await office.sends();
    assert.match(await office.main(), new RegExp(t('The mandate is refused')));
    assert.equal(await mayDeclare(secretariat, number), false);
  });

journey('a provider asks, hands on, and all of it ends with the root', otherWays,
  async ({ index, language, options, t }) => {
    const [root, provider, second] = [[8, 9, 10], [11, 12, 6]][index];
    const owner = await arrives(language, manager(root), options);
    const firm = await arrives(language, manager(provider), options);
    const other = await arrives(language, manager(second), options);
    const id = await asks(firm, t, 'Ask an employer for a mandate', root);
    assert.equal(await mayDeclare(provider, root), false);
    await confirms(owner, t, id);
    assert.equal(await mayDeclare(provider, root), true);

    await firm.opens(`/mandates/${id}`);
    await opensAction(firm, t('Hand on'));
    assert.equal(await firm.heading(), t('To whom do you hand this mandate on?'));
    await firm.page.fill('#party', employer(second).enterpriseNumber);
    await firm.sends();
    await firm.page.check('input[value="service_provider"]');
    await firm.sends();
    await firm.sends();
    await firm.sends();
    const below = firm.path().split('/')[2];
    await confirms(other, t, below);
    assert.equal(await mayDeclare(second, root), true);
    assert.equal(await other.page.getByRole('button', { name: t('Hand on'), exact: true }).count(), 0);

    // The employer sees who acts for him, and ends it with the quarter, then at once.
    await owner.opens('/mandates');
    assert.match(await owner.main(), new RegExp(employer(second).name));
    await owner.opens(`/mandates/${id}`);
    assert.match(await owner.main(), new RegExp(t('Handed on to')));
    await owner.picture('mandate-handed-on');
    await opensAction(owner, t('End at a quarter'));
    await owner.page.selectOption('#last', '2026Q3');
    await owner.picture('mandate-end');
    await owner.sends();
    assert.match(await owner.main(), new RegExp(t('The end of the mandate is kept')));
    assert.equal(await mayDeclare(second, root), true);
    await opensAction(owner, t('Revoke at once'));
    await owner.sends();
    assert.equal(await mayDeclare(provider, root), false);
    assert.equal(await mayDeclare(second, root), false);
    await other.opens(`/mandates/${below}`);
    assert.match(await other.main(), new RegExp(t('Revoked')));

    // A request that is taken back can't be confirmed any more.
    const open = await asks(firm, t, 'Ask an employer for a mandate', root);
    await firm.opens(`/mandates/${open}`);
    await opensAction(firm, t('Take the request back'));
    await firm.sends();
    await owner.opens(`/mandates/${open}/confirm`);
    assert.equal(owner.path(), `/mandates/${open}`);
    assert.equal(await mayDeclare(provider, root), false);

    // On a telephone.
    const small = await arrives(language, manager(provider), { ...options, width: 375, height: 800 });
    for (const path of ['/mandates', `/mandates/${id}`, '/mandates/give', '/mandates/received']) {
      await small.opens(path);
      const width = await small.page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(width <= 375, `${path} is ${width} wide`);
      await small.picture(`telephone${path.replaceAll('/', '-').replace(id, 'one')}`);
    }
  });

test('an enterprise that is no employer takes mandates and acts under them', async () => {
  const number = '0987654394';
  const file = join(server.folder, 'enterprises.csv');
  await writeFile(file, `enterpriseNumber,name\n${number},Boekhouding De Kade\n`);
  await runDimona('admin', 'import', 'enterprises', file, '--data', server.folder);
  const { stdout } = await runDimona('admin', 'user', 'add', '--login', 'books@kade.example', '--name', 'Kim Kade',
    '--enterprise', number, '--role', 'manager', '--language', 'nl', '--data', server.folder);
  server.credentials.users.push({ login: 'books@kade.example', password: /password +(\S+)/.exec(stdout)[1],
    codeSecret: /secret=(\w+)/.exec(stdout)[1], enterpriseNumber: number, role: 'manager' });
  const t = message => message;
  const kade = await Person.arrives(browser, server, 'en');
  await kade.signsIn('books@kade.example');
  assert.equal(await kade.heading(), 'You act for no employer');
  await kade.page.getByRole('link', { name: 'Mandates of your enterprise' }).click();
  assert.equal(await kade.heading(), 'Mandates');
  const id = await asks(kade, t, 'Ask an employer for a mandate', 1);
  const owner = await Person.arrives(browser, server, 'en');
  await owner.signsIn(manager(1));
  await confirms(owner, t, id);
  // The only employer for whom it acts: its own mandates are still at hand.
  await kade.opens('/');
  assert.equal(await kade.heading(), employer(1).name);
  await kade.opens('/mandates');
  assert.match(await kade.main(), /0987654394/);
  for (const path of ['/log']) assert.equal((await kade.page.request.get(kade.address(path))).status(), 403, path);
  await owner.leaves();
  await kade.leaves();
});

test('a procuration on paper is entered with a reason, and revoked by the authority', async () => {
  const [mandator, mandatary] = [employer(3), employer(1)].map(one => one.enterpriseNumber);
  const admin = (...words) => runDimona('admin', 'mandate', ...words, '--data', server.folder);
  const entering = ['enter', '--mandator', mandator, '--mandatary', mandatary, '--from', '2026Q1', '--operator', 'desk'];
  await assert.rejects(admin(...entering), /--reason/);
  await assert.rejects(admin(...entering, '--reason', ' '), /reason/);
  assert.equal(await mayDeclare(1, 3), false);
  const entered = await admin(...entering, '--reason', 'signed on 2 May, seen both identity cards');
  const id = /^(\S+) is active/.exec(entered.stdout)[1];
  assert.equal(await mayDeclare(1, 3), true);
  const listed = JSON.parse((await admin('list', '--enterprise', mandator, '--json')).stdout);
  assert.deepEqual(listed.filter(one => one.mandate === id).map(one => [one.state, one.form]), [['active', 'procuration']]);
  await admin('revoke', id, '--operator', 'desk', '--reason', 'letter of the employer');
  assert.equal(await mayDeclare(1, 3), false);
  await assert.rejects(admin('revoke', id, '--operator', 'desk', '--reason', 'again'), /over already/);
  const owner = await Person.arrives(browser, server, 'en');
  await owner.signsIn(manager(3));
  await owner.opens(`/mandates/${id}`);
  assert.match(await owner.main(), /The authority/);
  assert.match(await owner.main(), /letter of the employer/);
  await owner.leaves();
});

// Who may do what for employer 3 (a restaurant), by what he is to it. `row`: what the registers say of the mandate.
const roles = [
  { name: 'the employer himself', number: 3, declares: true, sees: true },
  { name: 'a mandatary', number: 8, row: ['2026-01-01', '', 'no'], declares: true, sees: true },
  { name: 'until the end of the quarter', number: 7, row: ['2026-01-01', '2026-06-30', 'no'], declares: true, sees: true },
  { name: 'a mandatary of next quarter', number: 9, row: ['2026-07-01', '', 'no'], declares: false, sees: false },
  { name: 'of the past', number: 10, row: ['2020-01-01', '2026-03-31', 'no'], declares: false, sees: false },
  { name: 'revoked', number: 11, row: ['2020-01-01', '', 'yes'], declares: false, sees: false },
  { name: 'a stranger', number: 12, declares: false, sees: false },
];
describe('every role and state, through pages and web service', () => {
  let file, theirs;
  before(async () => {
    file = join(server.folder, 'mandates.csv');
    const lines = roles.filter(role => role.row).map(role =>
      [employer(3).enterpriseNumber, employer(role.number).enterpriseNumber, ...role.row].join(','));
    await writeFile(file, `mandator,mandatary,from,to,revoked\n${lines.join('\n')}\n`);
    await runDimona('admin', 'import', 'mandates', file, '--data', server.folder);
    theirs = await declares(3, 3);
    assert.equal(theirs.result, 'A');
  });
  for (const role of roles) {
    test(role.name, async () => {
      const api = await apiOf(role.number);
      const declared = await declares(role.number, 3);
      assert.equal(declared.result, role.declares ? 'A' : 'B', declared.errors.join());
      assert.equal(declared.errors.includes(noMandate), !role.declares);
      const search = await api.post('/periods/search', { employer: { enterpriseNumber: employer(3).enterpriseNumber } });
      assert.equal(search.status, role.sees ? 200 : 403);
      const unlimited = await api.searchAll('declarations', {});
      assert.equal(unlimited.some(one => one.declarationStatus.declarationId === theirs.id), role.sees, 'without naming an employer');
      for (const path of [`/declarations/${theirs.id}`, `/periods/${theirs.id}`])
        assert.equal((await api.get(path)).status, role.sees ? 200 : 404, path);
      assert.equal((await api.get(`/declarations/${declared.id}`)).status, 200, 'his own declaration');

      const person = await Person.arrives(browser, server, 'en');
      await person.signsIn(manager(role.number));
      await person.opens('/account');
      const token = await person.page.locator('input[name="token"]').first().inputValue();
      const chosen = await person.page.request.post(person.address('/employers'),
        { form: { token, employer: String(employer(3).employerId) }, maxRedirects: 0 });
      assert.equal(chosen.status(), role.sees ? 303 : 404);
      const get = async path => (await person.page.request.get(person.address(path), { maxRedirects: 0 })).status();
      for (const path of [`/declarations/${theirs.id}`, `/declarations/${theirs.id}/receipt.pdf`, `/periods/${theirs.id}`])
        assert.equal(await get(path), role.sees ? 200 : 404, path);
      // The log of the file is the employer's own, whoever acts for him.
      const isOwn = role.number === 3;
      if (role.sees) assert.equal(await get('/log'), isOwn ? 200 : 403);
      // Mandates of others are not there.
      const between = `${employer(8).enterpriseNumber}-${employer(3).enterpriseNumber}-20260101`;
      for (const path of ['', '/confirm', '/end', '/revoke', '/procuration.pdf']) {
        const status = await get(`/mandates/${between}${path}`);
        assert.equal(status === 404, !(isOwn || role.number === 8), `${path} ${status}`);
      }
      for (const path of ['confirm', 'refuse', 'end', 'revoke', 'hand-on']) {
        if (isOwn || role.number === 8) continue;
        const posted = await person.page.request.post(person.address(`/mandates/${between}/${path}`),
          { form: { token, last: '2026Q2', party: employer(1).enterpriseNumber }, maxRedirects: 0 });
        assert.equal(posted.status(), 404, path);
      }
      await person.leaves();
    });
  }
});

test('a declarant and a reader have no say in mandates', async () => {
  for (const login of ['declarant3@demo.example', 'reader3@demo.example']) {
    const person = await Person.arrives(browser, server, 'en');
    await person.signsIn(login);
    for (const path of ['/mandates', '/mandates/give', '/mandates/ask', '/mandates/given', '/mandates/received'])
      assert.equal((await person.page.request.get(person.address(path))).status(), 403, path);
    await person.leaves();
  }
});
