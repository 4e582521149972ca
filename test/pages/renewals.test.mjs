// Flexi-jobs of the next quarter, renewed in bulk: from 31 days before it begins.
import assert from 'node:assert/strict';
import { openPeriodPage, otherWays, Stage, untilDone } from './support/journey.mjs';

const stage = new Stage({ clock: '2026-06-10T10:00:00+02:00', workers: 12 });

stage.journey('flexi-jobs are renewed for everybody at once', otherWays, async (person, t) => {
  await person.signsIn(person.language === 'nl' ? 'manager3@demo.example' : 'manager4@demo.example');
  await person.opens('/quotas/renewals');
  assert.match(await person.main(), new RegExp(t('There is no flexi-job to renew.')));
  // Pensioners may have a flexi-job whatever their career.
  const [one, other] = [await declareFlexi(person), await declareFlexi(person)];
  await person.opens('/');
  assert.match(await person.main(), new RegExp(`${one.familyName}.*${t('{who}: the flexi-job ends on {day}; there is none for the next quarter yet',
    { who: '', day: '.*' })}`));
  await person.opens('/quotas/renewals');
  assert.equal(await person.page.locator('main input[type=checkbox]:checked').count(), 2);
  await person.picture('renewals');
  for (const box of await person.page.locator('main input[type=checkbox]').all()) await box.uncheck();
  await person.sends();
  assert.match(await person.main(), new RegExp(t('Choose at least one worker')));
  for (const box of await person.page.locator('main input[type=checkbox]').all()) await box.check();
  await person.sends();
  await untilDone(person, t('Check the lines before you send them'));
  assert.equal(await person.page.locator('tbody tr').count(), 2);
  await person.sends();
  await untilDone(person, t('The declarations are sent'));
  await person.page.locator('tbody a[href*="/declarations/6"]').first().click();
  await openPeriodPage(person);
  assert.match(await person.main(), /2026/);
  await person.opens('/quotas/renewals');
  assert.match(await person.main(), new RegExp(t('There is no flexi-job to renew.')), `${one.ssin === other.ssin}`);
});

async function declareFlexi(person) {
  const someone = await stage.addWorker(person);
  await person.sends();
  await person.page.check('input[value="FLX"]');
  await person.sends();
  await person.page.check('input[value="period"]');
  await person.sends();
  await person.fillsDate('startDate', '2026-06-10');
  await person.fillsDate('endDate', '2026-06-30');
  await person.sends();
  assert.match(person.path(), /\/check$/, await person.main());
  await person.sends();
  return someone;
}
