// Multi-Dimona: several workers of the file, tables with good and bad lines, five thousand of them.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { Person } from './support/browser.mjs';
import { addsManyWorkers, declares, head, otherWays, Stage, stillOtherWays, untilDone, uploads } from './support/journey.mjs';

const stage = new Stage();

stage.journey('several workers of the file at once', otherWays, async (person, t) => {
  await person.signsIn('manager4@demo.example');
  const [one, other] = [await stage.addWorker(person), await stage.addWorker(person)];
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
  // A value of one line only.
  await person.page.locator('tbody a[href*="/lines/"]').first().click();
  assert.equal(await person.page.inputValue('#endHour'), '15:00');
  await person.page.fill('#endHour', '16:30');
  await person.picture('multi-line');
  await person.sends();
  assert.match(await person.page.locator('tbody').innerText(), /16:30[\s\S]*15:00/);
  await person.sends();
  await untilDone(person, t('The declarations are sent'));
  await person.picture('multi-sent');
  assert.equal(await person.page.locator('tbody a[href*="/declarations/6"]').count(), 2);
});

stage.journey('a table of workers, some lines wrong', otherWays, async (person, t) => {
  await person.signsIn('manager6@demo.example');
  await person.opens('/multi/upload');
  await person.picture('multi-upload');
  await person.sends();
  assert.match(await person.main(), new RegExp(t('Choose a file')));
  await uploads(person, 'x.csv', 'ssin;shoeSize\n1;2\n');
  assert.match(await person.main(), /shoeSize/);
  await uploads(person, 'x.xlsx', Buffer.from('PK\x03\x04nonsense', 'latin1'));
  assert.match(await person.main(), new RegExp(t('The Excel file is damaged: save it again')));

  const [one, other] = [stage.worker(), stage.worker()];
  const user = stage.server.credentials.employers.find(employer => employer.kind === 'ordinary').enterpriseNumber;
  const head = 'kind;ssin;jointCommittee;workerType;startDate;endDate;userEnterprise;userJointCommittee';
  const line = (ssin, day = '5/5/2026') => `In;${ssin};322;OTH;${day};${day};${user};XXX`;
  await uploads(person, 'workers.csv', `${head}\n${line(one.ssin)}\n${line('123')}\nFire;${other.ssin};;;;;;\n${line(other.ssin)}\n`);
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
  await uploads(person, 'result.csv', result);
  await untilDone(person, t('Check the lines before you send them'));

  const template = await person.page.request.get(person.address('/multi/template?as=xlsx'));
  await uploads(person, 'template.xlsx', await template.body());
  assert.match(await person.main(), new RegExp(t('The file holds no lines: take the template and fill it in')));
});

stage.journey('a table with other columns, and lines corrected on the page', stillOtherWays, async (person, t) => {
  await person.signsIn('manager1@demo.example');
  const [one, other] = [stage.worker(), stage.worker()];
  await uploads(person, 'plan.csv', `Wie,Wann,Bemerkung\n${one.ssin},5/5/2026,früh\n${other.ssin},31/02/2026,"spät, vielleicht"\n`);
  assert.equal(await person.heading(), t('What do the columns mean?'));
  assert.match(await person.main(), new RegExp(`${one.ssin}; ${other.ssin}`));
  await person.picture('multi-columns');
  await person.sends();
  assert.match(await person.main(), new RegExp(t('Choose what at least one column means')));
  await person.page.selectOption('#column-0', 'startDate');
  await person.page.selectOption('#column-1', 'startDate');
  await person.sends();
  assert.equal(await person.page.locator('.govuk-error-summary li').count(), 2);
  await person.page.selectOption('#column-0', 'ssin');
  await person.sends();
  await untilDone(person, t('Check the lines before you send them'));
  assert.equal(await person.page.locator('main form button').count(), 0, 'nothing good, nothing to send');
  for (const day of ['5/5/2026', '31/2/2026', '6.5.2026']) {
    if (!/\/lines\//.test(person.path())) await person.page.getByRole('link', { name: new RegExp(`^${t('Correct')}`) }).first().click();
    assert.match(await person.main(), new RegExp(t('Refused')));
    await person.page.selectOption('#features-workerType', 'OTH');
    await person.page.selectOption('#features-jointCommissionNumber', 'XXX');
    await person.page.fill('#startDate', day);
    await person.sends();
  }
  assert.equal(await person.heading(), t('Check the lines before you send them'));
  await person.sends();
  await untilDone(person, t('The declarations are sent'));
  assert.equal(await person.page.locator('tbody a[href*="/declarations/6"]').count(), 2);
});

stage.journey('a line that is refused when it is sent', stillOtherWays, async (person, t) => {
  await person.signsIn('manager1@demo.example');
  const someone = stage.worker();
  const line = `In;${someone.ssin};XXX;OTH;5/5/2026;5/5/2026`;
  await uploads(person, 'twice.csv', `kind;ssin;jointCommittee;workerType;startDate;endDate\n${line}\n${line}\n`);
  await untilDone(person, t('Check the lines before you send them'));
  await person.sends();
  await untilDone(person, t('The declarations are sent'));
  assert.match(await person.main(), new RegExp(t('Some lines were not declared: correct them below, then send them.')));
  await person.page.getByRole('link', { name: t('Only the lines to correct') }).click();
  assert.equal(await person.page.locator('tbody tr').count(), 1);
  await person.page.locator('tbody a[href*="/lines/"]').click();
  assert.match(await person.main(), /90373-333/);
  await person.page.fill('#startDate', '6/5/2026');
  await person.page.fill('#endDate', '6/5/2026');
  await person.sends();
  assert.match(await person.main(), new RegExp(t('Line {line} is corrected', { line: '2' })));
  assert.match(await person.page.locator('main button').first().innerText(), new RegExp(t('Send {count} declarations', { count: '1' })));
  await person.sends();
  await untilDone(person, t('The declarations are sent'));
  const numbers = await person.page.locator('tbody a[href*="/declarations/6"]').allInnerTexts();
  assert.equal(new Set(numbers).size, 2);
});

test('five thousand lines are checked, sent once and each has its answer', async () => {
  const person = await Person.arrives(stage.browser, stage.server, 'en');
  await person.signsIn('manager2@demo.example');
  const workers = stage.server.credentials.workers.slice(20, 60);
  const lines = Array.from({ length: 5000 }, (_, index) => {
    const day = new Date(Date.UTC(2026, 4, 5 + Math.floor(index / workers.length))).toISOString().slice(0, 10);
    return `In;${workers[index % workers.length].ssin};XXX;OTH;${day};${day}`;
  });
  await uploads(person, 'many.csv', `kind;ssin;jointCommittee;workerType;startDate;endDate\n${lines.join('\n')}\n`);
  await person.picture('multi-progress');
  await untilDone(person, 'Check the lines before you send them');
  await person.sends();
  await untilDone(person, 'The declarations are sent');
  const result = await (await person.page.request.get(person.address(`${person.path()}/result?as=csv`))).text();
  const numbers = result.trim().split('\r\n').slice(1).map(row => /6\d{11}/.exec(row)?.[0]).filter(Boolean);
  assert.equal(numbers.length, 5000);
  assert.equal(new Set(numbers).size, 5000);
  await uploads(person, 'more.csv', `kind;ssin\n${'In;1\n'.repeat(5001)}`);
  assert.match(await person.main(), /more than 5000 lines/);
  await person.leaves();
});

// What the script sees of a page that goes on.
const pageAt = done => ({ contentType: 'text/html', body: `<label for="progress">${done} of 3000 lines</label>
  <progress id="progress" max="3000" value="${done}"></progress><a data-again-ms="2000">Look again</a>` });

test('progress is followed while the server is busy or away, and told in steps', async () => {
  const person = await Person.arrives(stage.browser, stage.server, 'en');
  await person.signsIn('manager2@demo.example');
  const answers = [{ status: 429, headers: { 'Retry-After': '1' }, body: 'busy' }, { status: 503, body: 'away' }, 'abort',
    ...[200, 299, 300, 500, 620].map(pageAt)];
  let asked = 0, told;
  await person.page.route('**/multi/*', async route => {
    if (route.request().resourceType() !== 'fetch') return route.continue();
    assert.equal(route.request().headers()['dimona-follows'], 'yes');
    const answer = answers[asked++];
    if (answer === 'abort') return route.abort();
    if (answer) return route.fulfill(answer);
    told ??= await person.page.evaluate(() => window.told);
    return route.continue();
  });
  await uploads(person, 'many.csv', `${head}\n${`In;${stage.server.credentials.workers[20].ssin};XXX;OTH;4/5/2026;4/5/2026\n`.repeat(3000)}`);
  await person.page.evaluate(() => {
    const status = document.querySelector('[role="status"]');
    window.told = [];
    new MutationObserver(() => window.told.push(status.textContent)).observe(status, { childList: true });
  });
  await untilDone(person, 'Check the lines before you send them');
  assert.ok(asked > answers.length, 'the page was not loaded again before something was over');
  assert.deepEqual(told, ['300 of 3000 lines', '620 of 3000 lines'], 'at each tenth');
  assert.deepEqual(person.complaints, []);
  await person.leaves();
});

test('what is said once is not said to a script that follows', async () => {
  const person = await Person.arrives(stage.browser, stage.server, 'en');
  await person.signsIn('manager2@demo.example');
  await person.opens('/access/options');
  const token = await person.page.locator('main input[name="token"]').inputValue();
  await person.page.request.post(person.address('/access/options'), { form: { token, persons: 'one' }, maxRedirects: 0 });
  await person.page.request.get(person.address('/access'), { headers: { 'Dimona-Follows': 'yes' } });
  await person.opens('/access');
  assert.match(await person.main(), /Your choice is kept/);
  await person.opens('/access');
  assert.doesNotMatch(await person.main(), /Your choice is kept/);
  await person.leaves();
});

const checksTheLines = person => person.page.getByRole('button', { name: 'Check the lines' }).click();
const boxesOf = person => person.page.locator('input[name="workers"]');
const boxOf = (person, someone) => person.page.locator('.govuk-checkboxes__item', { hasText: `${someone.familyName} ${someone.givenName}` });

async function looksFor(person, text) {
  await person.page.fill('#lookedFor', text);
  await person.page.getByRole('button', { name: 'Search' }).click();
}

async function opensManyWorkers() {
  const person = await Person.arrives(stage.browser, stage.server, 'en');
  await person.signsIn('manager5@demo.example');
  await person.opens('/multi/workers');
  return person;
}

test('more than go together are not offered together', async () => {
  const person = await Person.arrives(stage.browser, stage.server, 'en');
  await person.signsIn('manager2@demo.example');
  await addsManyWorkers(person, 5001);
  await person.opens('/multi/workers');
  assert.equal(await person.page.locator('input[name="everybodyHere"]').count(), 0);
  assert.match(await person.main(), /In service today: 50\d\d\. At most 5000 declarations go together/);
  await person.page.getByRole('link', { name: 'Send a table' }).click();
  assert.equal(person.path(), '/multi/upload');
  await person.leaves();
});

// An employer with more workers than the page has boxes for. Beside them one who works on single days, today not, and
// one whose last day is fixed.
describe('among many workers', () => {
  let people, gap, fixed;
  before(async () => {
    const person = await opensManyWorkers();
    people = await addsManyWorkers(person, 230);
    [gap, fixed] = [stage.worker(), stage.worker()];
    await declares(person, [`In;${gap.ssin};XXX;OTH;1/5/2026;1/5/2026`, `In;${gap.ssin};XXX;OTH;7/5/2026;7/5/2026`,
      `In;${fixed.ssin};XXX;OTH;4/5/2026;29/5/2026`]);
    await person.leaves();
  });

  test('one searches, and those chosen stay', async () => {
    const person = await opensManyWorkers();
    const boxes = boxesOf(person);
    assert.equal(await boxes.count(), 200);
    const last = people.at(-1).name;
    await boxes.first().check();
    await looksFor(person, last);
    assert.equal(await boxes.count(), 2, 'the one chosen before, and the one found');
    assert.equal(await boxes.nth(0).isChecked() || await boxes.nth(1).isChecked(), true);
    assert.match(await person.main(), new RegExp(last));
    await person.leaves();
  });

  test('a search that finds nobody says so, and its mistakes lead somewhere', async () => {
    const person = await opensManyWorkers();
    await looksFor(person, 'Nobody at all');
    assert.equal(await boxesOf(person).count(), 0);
    assert.match(await person.main(), /Nobody fits/);
    await checksTheLines(person);
    const links = person.page.locator('.govuk-error-summary a');
    assert.match(await links.innerText(), /Choose at least one worker/);
    assert.equal(await person.page.locator(await links.getAttribute('href')).count(), 1);
    // Those chosen stay, and it is said all the same.
    await looksFor(person, people[3].name);
    await boxesOf(person).first().check();
    await looksFor(person, 'Nobody at all');
    assert.equal(await boxesOf(person).count(), 1);
    assert.match(await person.main(), /Nobody fits/);
    await person.leaves();
  });

  test('Enter checks the lines, and searches in the field of the search', async () => {
    const person = await opensManyWorkers();
    const presses = async field => Promise.all([person.page.waitForNavigation(), person.page.locator(field).press('Enter')]);
    await person.page.fill('#lookedFor', people[100].name);
    await presses('#lookedFor');
    assert.equal(await boxesOf(person).count(), 1);
    assert.equal(await person.page.locator('.govuk-error-summary').count(), 0);
    await person.page.fill('#startDate-day', '31');
    await person.page.fill('#startDate-month', '2');
    await presses('#startDate-month');
    assert.equal(await person.page.locator('.govuk-error-summary a').count(), 2, 'nobody is chosen, and that is no day');
    await boxesOf(person).first().check();
    await person.fillsDate('startDate', '2026-06-01');
    await presses('#startDate-year');
    assert.match(person.path(), /^\/multi\/[\w-]{20}$/);
    await person.leaves();
  });

  test('whoever is between two periods is not in service', async () => {
    const person = await opensManyWorkers();
    await looksFor(person, gap.familyName);
    assert.match(await boxOf(person, gap).innerText(), /not in service today/);
    await person.page.check('input[name="everybodyHere"]');
    await person.fillsDate('startDate', '2026-06-01');
    await checksTheLines(person);
    await untilDone(person, 'Check the lines before you send them');
    const lines = await (await person.page.request.get(person.address(`${person.path()}/result?as=csv`))).text();
    assert.ok(lines.includes(fixed.ssin) && lines.includes(people[0].ssin), 'in service today');
    assert.ok(!lines.includes(gap.ssin), 'worked on the first and will on the seventh');
    for (const [state, name] of [['in', fixed], ['left', gap]]) {
      for (const someone of [fixed, gap]) {
        await person.opens('/workers');
        await person.page.fill('#ssin', someone.ssin);
        await person.page.selectOption('#state', state);
        await person.submits('/workers/search');
        assert.equal((await person.main()).includes(someone.ssin), someone === name, `${state}: ${someone.familyName}`);
      }
    }
    await person.leaves();
  });

  test('it is said who has no line, and the log names those who were looked at', async () => {
    const person = await opensManyWorkers();
    await looksFor(person, people[7].name);
    await boxesOf(person).first().check();
    await looksFor(person, fixed.familyName);
    await boxOf(person, fixed).locator('input').check();
    await person.page.check('input[name="kind"][value="Out"]');
    await person.fillsDate('endDate', '2026-05-29');
    await checksTheLines(person);
    await untilDone(person, 'Check the lines before you send them');
    assert.equal(await person.page.locator('tbody tr').count(), 1);
    assert.match(await person.main(), /Workers without a line, since they have no open period: 1\./);
    await person.opens('/log');
    const looks = (await person.page.locator('tr', { hasText: 'Periods searched' }).allInnerTexts()).join('\n');
    for (const name of [`${people[7].name} Eva`, `${fixed.familyName} ${fixed.givenName}`])
      assert.ok(looks.includes(name), `${name} in ${looks}`);
    await person.leaves();
  });

  test('everybody in service can leave at once', async () => {
    const person = await opensManyWorkers();
    await person.page.check('input[name="everybodyHere"]');
    await person.page.check('input[name="kind"][value="Out"]');
    await person.fillsDate('endDate', '2026-05-29');
    await checksTheLines(person);
    await untilDone(person, 'Check the lines before you send them');
    assert.ok(Number(/Lines\s+(\d+)/.exec(await person.main())[1]) >= 230);
    await person.leaves();
  });
});
