// Finding people and declarations, lists to take along, quotas and days.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { temporaryFolder } from '../e2e/support/server.mjs';
import { Person } from './support/browser.mjs';
import { declareEvening, head, horeca, otherWays, Stage, untilDone, uploads } from './support/journey.mjs';

const run = promisify(execFile);
const stage = new Stage();

// A letter less, no accents, no capitals.
function sloppy(name) {
  const plain = name.normalize('NFD').replace(/[^a-z]/gi, '').toLowerCase();
  return plain.length > 4 ? `${plain.slice(0, 2)}${plain.slice(3)}` : plain;
}

stage.journey('searching workers', otherWays, async (person, t) => {
  await person.signsIn(horeca);
  const someone = await stage.addWorker(person);
  await person.page.fill('#reference', `staff-${person.language}`);
  await person.submits('/card');
  await person.opens(person.path());
  await declareEvening(person, { day: '2026-05-07' });
  await person.sends();
  const finds = async fields => {
    await person.opens('/workers');
    for (const [place, value] of Object.entries(fields)) {
      const field = person.page.locator(`#${place}`);
      if (!await field.isVisible()) await person.page.locator('main details summary').first().click();
      if (await field.evaluate(element => element.tagName) === 'SELECT') await field.selectOption(value);
      else await field.fill(value);
    }
    await person.submits('/workers/search');
    // Codes are short enough to stand in a port or in the number of a search by chance.
    const { pathname, search } = new URL(person.page.url());
    for (const value of Object.values(fields)) assert.ok(value.length < 5 || !`${pathname}${search}`.includes(value), 'it stands in the address');
    return person.main();
  };
  const name = new RegExp(`${someone.familyName} ${someone.givenName}`);
  assert.match(await finds({ text: sloppy(someone.familyName) }), name);
  await person.picture('workers');
  assert.match(await finds({ text: `staff-${person.language}` }), name);
  assert.match(await finds({ ssin: someone.ssin }), name);
  assert.match(await finds({ text: sloppy(someone.familyName), state: 'all', type: 'EXT', committee: '302', from: '2026-05-07', until: '2026-05-07' }), name);
  assert.doesNotMatch(await finds({ text: sloppy(someone.familyName), type: 'STU' }), name);
  assert.doesNotMatch(await finds({ ssin: someone.ssin, from: '2026-05-08' }), name);
  assert.match(await finds({ ssin: '85073003329', user: '1' }), new RegExp(t('This is no valid number: check its 11 digits')));
  assert.equal(await person.page.locator('.govuk-error-summary li').count(), 2);
  assert.equal(await person.page.inputValue('#user'), '1');
  await person.opens('/workers?sort=-name');
  assert.equal(await person.page.locator('th[aria-sort="descending"]').count(), 1);
});

stage.journey('searching periods and declarations', otherWays, async (person, t) => {
  await person.signsIn(horeca);
  const someone = await stage.addWorker(person);
  await declareEvening(person, { day: '2026-05-07' });
  await person.sends();
  const number = /6\d{11}/.exec(await person.main())[0];
  const name = new RegExp(`${someone.familyName} ${someone.givenName}`);
  const finds = async (where, fields) => {
    await person.opens(where);
    if (!await person.page.locator(`form[action$="${where}/search"]`).isVisible()) await person.page.locator('main details summary').first().click();
    for (const [place, value] of Object.entries(fields)) {
      const field = person.page.locator(`#${place}`);
      if (await field.evaluate(element => element.tagName) === 'SELECT') await field.selectOption(value);
      else await field.fill(value);
    }
    await person.submits(`${where}/search`);
    return person.main();
  };
  assert.match(await finds('/periods', { text: sloppy(someone.familyName), type: 'EXT', committee: '302', from: '2026-05-07', until: '2026-05-07', state: 'closed' }), name);
  await person.picture('periods-found');
  assert.doesNotMatch(await finds('/periods', { text: 'nobody of this name', type: 'EXT' }), name);
  assert.match(await finds('/periods', { ssin: someone.ssin, channel: 'webSecured' }), name);
  assert.doesNotMatch(await finds('/periods', { ssin: someone.ssin, channel: 'webUnsecured' }), name);
  assert.match(await finds('/declarations', { text: sloppy(someone.familyName), number, kind: 'In', result: 'A', channel: 'webSecured', type: 'EXT', committee: '302',
    from: '2026-01-01', 'start-from': '2026-05-07', 'start-until': '2026-05-07' }), name);
  assert.doesNotMatch(await finds('/declarations', { ssin: someone.ssin, 'start-from': '2026-05-08' }), name);
  assert.match(await finds('/declarations', { number: '123', user: 'x' }), new RegExp(t('This is no declaration number: check its 12 digits')));
  assert.equal(await person.page.locator('.govuk-error-summary li').count(), 2);
});

stage.journey('ready-made lists, and taking them along', otherWays, async (person, t) => {
  await person.signsIn(horeca);
  const someone = await stage.addWorker(person);
  await declareEvening(person, { day: '2026-05-09' });
  await person.sends();
  const name = new RegExp(`${someone.familyName} ${someone.givenName}`);
  for (const list of ['recent', 'in-service', 'open', 'entries', 'exits', 'ending', 'late'])
    assert.equal((await person.opens(`/periods?list=${list}`)).status(), 200);
  for (const list of ['newest', 'refused', 'waiting', 'warnings', 'late'])
    assert.equal((await person.opens(`/declarations?list=${list}`)).status(), 200);
  await person.picture('declarations');
  await person.opens('/periods?list=in-service');
  assert.doesNotMatch(await person.main(), name);
  await person.page.fill('#list-from', '2026-05-09');
  await person.submits('/periods');
  assert.match(await person.main(), name);
  await person.picture('periods');
  await person.opens('/periods?list=entries&from=2026-05-09&until=2026-05-09');
  assert.match(await person.main(), name);
  await person.opens('/periods?list=exits&from=2026-05-10&until=2026-05-31');
  assert.doesNotMatch(await person.main(), name);
  const wrong = await person.opens('/periods?list=entries&from=2026-05-10&until=2026-05-01');
  assert.equal(wrong.status(), 422);
  assert.match(await person.main(), new RegExp(t('The last day lies before the first day')));

  const get = async path => person.page.request.get(person.address(path));
  const csv = await (await get('/periods/export?list=recent&sort=name&as=csv')).text();
  assert.ok(csv.startsWith('\uFEFF') && csv.includes(';'), 'a spreadsheet in Belgium opens it');
  assert.match(csv, name);
  const names = csv.trim().split('\r\n').slice(1).map(line => line.split(';')[1]);
  assert.deepEqual(names, [...names].sort((one, other) => one.localeCompare(other, 'en', { ignorePunctuation: true })), 'in the order of the screen');
  const folder = await temporaryFolder();
  for (const list of ['workers', 'periods', 'declarations', 'quotas', 'days/month']) {
    const file = join(folder, 'list.xlsx');
    await writeFile(file, await (await get(`/${list}/export?as=xlsx`)).body());
    const { stdout } = await run('unzip', ['-p', file, 'xl/sharedStrings.xml']);
    assert.ok(stdout.length > 100, list);
    if (list === 'workers') assert.match(stdout, new RegExp(someone.ssin));
  }
  assert.equal((await get('/declarations/export?as=pdf')).status(), 404);
});

// More than a page of them, in an order that is not the one in which they came.
test('declarations in another order, over two pages and in the file to take along', async () => {
  const person = await Person.arrives(stage.browser, stage.server, 'en');
  await person.signsIn('manager6@demo.example');
  const people = stage.server.credentials.workers.slice(20, 46);
  // The second one of each is refused once the first one is there.
  const rows = people.flatMap(({ ssin }) => Array(2).fill(`In;${ssin};XXX;OTH;5/5/2026;5/5/2026`));
  await uploads(person, 'twice.csv', `${head}\n${rows.join('\n')}\n`);
  await untilDone(person, 'Check the lines before you send them');
  await person.sends();
  await untilDone(person, 'The declarations are sent');
  const columns = { name: 2, verdict: 6 };
  const cellsOn = async (path, column) => {
    assert.equal((await person.opens(path)).status(), 200);
    return person.page.locator(`main tbody tr > :nth-child(${column + 1})`).allInnerTexts();
  };
  const inFile = async (order, column) => {
    const text = await (await person.page.request.get(person.address(`/declarations/export?list=newest&sort=${order}&as=csv`))).text();
    return text.trim().split('\r\n').slice(1).map(line => line.split(';')[column]);
  };
  for (const order of ['name', '-name', 'verdict', '-verdict']) {
    const column = columns[order.replace('-', '')];
    const [first, second] = [await cellsOn(`/declarations?list=newest&sort=${order}`, column),
      await cellsOn(`/declarations?list=newest&sort=${order}&page=2`, column)];
    assert.equal(first.length, 50, order);
    assert.ok(second.length > 1, `${order}: ${second.length}`);
    const all = await inFile(order, column);
    assert.deepEqual([...first, ...second], all.slice(0, first.length + second.length), `${order}: as in the file`);
    // Equal ones stand together, and the other direction begins where this one ends.
    assert.equal(all.filter((text, index) => text !== all[index - 1]).length, new Set(all).size, order);
    assert.equal(all[0], (await inFile(order.startsWith('-') ? order.slice(1) : `-${order}`, column)).at(-1), order);
  }
  const names = await inFile('name', columns.name);
  assert.deepEqual(names, [...names].sort((one, other) => one.localeCompare(other, 'en', { ignorePunctuation: true })));
  await person.leaves();
});

stage.journey('the day board', otherWays, async (person, t) => {
  await person.signsIn('manager4@demo.example');
  const someone = await stage.addWorker(person);
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
  assert.match(await person.main(), new RegExp(t('{what}: {which}', { what: name, which: t('Accepted') })));
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

stage.journey('hours of a day are corrected, and go over midnight', otherWays, async (person, t) => {
  await person.signsIn('manager4@demo.example');
  const someone = await stage.addWorker(person);
  await person.sends();
  await person.page.check('input[value="OTH"]');
  await person.sends();
  await person.fillsDate('startDate', '2026-05-04');
  await person.sends();
  await person.sends();
  const name = `${someone.familyName} ${someone.givenName}`;
  const row = () => person.page.locator('tr', { hasText: name });
  const fields = () => row().locator('input[type="text"]');
  const shown = () => fields().evaluateAll(inputs => inputs.map(input => input.value));
  const registers = async (slot, start, end) => {
    await fields().nth(slot * 2).fill(start);
    await fields().nth(slot * 2 + 1).fill(end);
    await person.page.locator('main form[action$="/days"] button').click();
    assert.match(await person.main(), new RegExp(t('{what}: {which}', { what: name, which: t('Accepted') })));
  };
  const monthOf = async () => {
    const csv = await (await person.page.request.get(person.address('/days/month/export?month=2026-05&as=csv'))).text();
    return csv.trim().split('\r\n').filter(line => line.includes(name)).map(line => line.split(';').slice(2));
  };
  await person.opens('/days?day=2026-05-04');
  await registers(0, '9', '13:00');

  // Both hours, then one of them; the board, the next visit and the month show the last ones only.
  await registers(0, '10:15', '14:45');
  assert.deepEqual(await shown(), ['10:15', '14:45', '', '']);
  await registers(0, '10:15', '15');
  await person.opens('/days?day=2026-05-04');
  assert.deepEqual(await shown(), ['10:15', '15:00', '', '']);
  assert.deepEqual(await monthOf(), [['10:15', '15:00', '4:45']]);
  await person.page.locator('main form[action$="/days"] button').click();
  assert.match(await person.main(), new RegExp(t('Nothing was changed')));

  // An end before the start is that of the next morning; the slot stays one of the evening.
  await registers(1, '22:00', '2:30');
  await person.picture('days-midnight');
  assert.deepEqual(await shown(), ['10:15', '15:00', '22:00', '02:30', '', '']);
  assert.deepEqual(await monthOf(), [['10:15', '15:00', '4:45'], ['22:00', '02:30', '4:30']]);
  await person.opens('/days?day=2026-05-05');
  assert.deepEqual(await shown(), ['', '']);
  await person.opens('/days?day=2026-05-05&copy=yes');
  assert.deepEqual(await shown(), ['10:15', '15:00', '22:00', '02:30', '', '']);

  // Corrected within the night, then to before midnight and back.
  await person.opens('/days?day=2026-05-04');
  await registers(1, '21:30', '2:30');
  assert.deepEqual((await monthOf())[1], ['21:30', '02:30', '5:00']);
  await registers(1, '21:30', '23:45');
  assert.deepEqual((await monthOf())[1], ['21:30', '23:45', '2:15']);
  await registers(1, '21:30', '0:15');
  assert.deepEqual(await shown(), ['10:15', '15:00', '21:30', '00:15', '', '']);
  assert.deepEqual((await monthOf())[1], ['21:30', '00:15', '2:45']);
});

stage.journey('quotas and the calendar', otherWays, async (person, t) => {
  await person.signsIn(horeca);
  const someone = await stage.addWorker(person);
  await declareEvening(person, { day: '2026-05-08' });
  await person.sends();
  await person.opens('/quotas');
  assert.match(await person.main(), new RegExp(`${someone.familyName} ${someone.givenName}.*50.*1.*49`));
  await person.picture('quotas');
  await person.opens('/quotas?list=warnings');
  assert.match(await person.main(), new RegExp(t('No quota is exceeded or nearly used up.')));
  await person.opens('/quotas/calendar?month=2026-05');
  assert.match(await person.page.locator('td', { hasText: someone.familyName }).first().innerText(), /^8/);
  await person.picture('calendar');
});

stage.journey('a student who works more than he may', otherWays, async (person, t) => {
  await person.signsIn('manager2@demo.example');
  const student = stage.server.credentials.workers[person.language === 'nl' ? 1 : 2];
  await stage.addWorker(person, student);
  await person.sends();
  await person.page.check('input[value="STU"]');
  await person.sends();
  await person.fillsDate('startDate', '2026-05-11');
  await person.fillsDate('endDate', '2026-06-30');
  await person.page.fill('#plannedHoursNumber', '700');
  await person.sends();
  while (!person.path().endsWith('/check')) await person.sends();
  assert.match(await person.main(), /90017-369/);
  await person.picture('check-warning');
  await person.sends();
  await person.opens('/quotas?list=warnings');
  assert.match(await person.main(), new RegExp(`${student.familyName} ${student.givenName}[\\s\\S]*${t('Exceeded')}`, 'i'));
  await person.picture('quota-warnings');
});
