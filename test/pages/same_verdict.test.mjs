// The verdict in the pages is the engine's: the same declarations through the web service on one server and through the
// pages on another, with the same people and the same clock, give the same results and the same anomalies.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Api } from '../e2e/support/api.mjs';
import { startServer } from '../e2e/support/server.mjs';
import { launch, Person } from './support/browser.mjs';

const at = 2;  // index of the employer: the first of the horeca
const declarations = [
  ['EXT', '302', { startDate: '2026-05-04', startHour: '1800', endDate: '2026-05-04', endHour: '2300' }, 16],
  ['EXT', '302', { startDate: '2026-05-04', startHour: '1800', endDate: '2026-05-04', endHour: '2300' }, 16],
  ['EXT', '302', { startDate: '2026-05-04', startHour: '0800', endDate: '2026-05-04', endHour: '1200' }, 17],
  ['EXT', '302', { startDate: '2026-05-05', startHour: '1800', endDate: '2026-05-07', endHour: '2300' }, 18],
  ['OTH', 'XXX', { startDate: '2026-05-05' }, 19],
  ['OTH', 'XXX', { startDate: '2026-05-05', endDate: '2026-05-01' }, 20],
  ['OTH', 'XXX', { startDate: '2026-04-01' }, 21],
  ['STU', 'XXX', { startDate: '2026-05-11', endDate: '2026-06-30', plannedHoursNumber: '400' }, 2],
  ['STU', 'XXX', { startDate: '2026-05-11', endDate: '2026-07-31', plannedHoursNumber: '900' }, 3],
  ['FLX', 'XXX', { startDate: '2026-05-06', startHour: '1800', endDate: '2026-05-06', endHour: '2300' }, 22],
  ['FLX', 'XXX', { startDate: '2026-05-06', endDate: '2026-06-30' }, 23],
];

test('the same declarations get the same verdict in the pages and in the web service', async () => {
  const [one, other] = await Promise.all([startServer(), startServer({ options: ['--page-requests-a-minute', '1000000'] })]);
  const browser = await launch();
  try {
    const client = one.credentials.oauth.clients[at].clientId;
    const api = await Api.of(one, one.credentials.oauth.clients[at]);
    assert.ok(client);
    const person = await Person.arrives(browser, other, 'en');
    await person.signsIn(other.credentials.users.find(user => user.role === 'manager' &&
      user.enterpriseNumber === other.credentials.employers[at].enterpriseNumber).login);
    for (const [type, committee, values, index] of declarations) {
      const ssin = one.credentials.workers[index].ssin;
      const { plannedHoursNumber, ...days } = values;
      const declared = await api.declare({
        employer: { employerId: one.credentials.employers[at].employerId },
        worker: { ssin },
        dimonaIn: { ...days, ...(plannedHoursNumber ? { plannedHoursNumber: Number(plannedHoursNumber) } : {}),
                    features: { jointCommissionNumber: committee, workerType: type } },
      });
      const seen = await throughPages(person, ssin, type, values);
      assert.deepEqual(seen, { result: declared.result, errors: [...declared.errors].sort() },
        `${type} ${JSON.stringify(values)}`);
    }
    await person.leaves();
  } finally {
    await browser.close();
    await one.stop();
    await other.stop();
  }
});

async function throughPages(person, ssin, type, values) {
  await person.opens('/declare/in');
  await person.page.fill('#worker-ssin', ssin);
  await person.sends();
  await person.page.check(`input[value="${type}"]`);
  await person.sends();
  if (person.path().endsWith('/form')) {
    await person.page.check(`input[value="${values.startHour ? 'day' : 'period'}"]`);
    await person.sends();
  }
  for (const place of ['startDate', 'endDate']) if (values[place]) await person.fillsDate(place, values[place]);
  for (const place of ['startHour', 'endHour', 'plannedHoursNumber']) if (values[place]) await person.page.fill(`#${place}`, values[place]);
  await person.sends();
  if (person.path().endsWith('/more')) await person.sends();
  assert.match(person.path(), /\/check$/, await person.main());
  const beforehand = await errorsOn(person);
  await person.sends();
  const errors = await errorsOn(person);
  assert.deepEqual(errors, beforehand, 'what was said before sending is what came');
  const receipt = await person.page.request.get(`${person.page.url().replace('/sent', '')}/receipt.jws`);
  const claims = JSON.parse(Buffer.from((await receipt.text()).split('.')[1], 'base64url').toString());
  return { result: claims.result, errors };
}

const errorsOn = async person =>
  (await person.page.locator('.dimona-anomaly .dimona-code').allInnerTexts()).sort();
