// Declaring for one worker, by people with a real browser against the real program.
import assert from 'node:assert/strict';
import { declareEvening, everyWay, horeca, openPeriodPage, otherWays, Stage } from './support/journey.mjs';

const stage = new Stage();

stage.journey('the first worker of the evening', everyWay, async (person, t) => {
  await person.opens('/');
  await person.picture('start-open');
  await person.signsIn(horeca);
  assert.equal(await person.heading(), 'Brasserie Het Vrolijke Anker');
  await person.picture('start');
  const someone = await stage.addWorker(person);
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

stage.journey('a change, taken back, then cancelled', otherWays, async (person, t) => {
  await person.signsIn(horeca);
  await stage.addWorker(person);
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

stage.journey('somebody leaves, and comes back after all', otherWays, async (person, t) => {
  await person.signsIn('manager1@demo.example');
  await stage.addWorker(person);
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

stage.journey('the same waiter again, with one click', otherWays, async (person, t) => {
  await person.signsIn(horeca);
  await stage.addWorker(person);
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

stage.journey('mistakes on purpose', otherWays, async (person, t) => {
  await person.signsIn(horeca);
  await person.opens('/workers/add');
  await person.page.fill('#ssin', '85073003329');
  await person.sends();
  assert.match(await person.page.title(), new RegExp(`^${t('Error:')}`));
  assert.equal(await person.page.inputValue('#ssin'), '85073003329');
  await person.page.locator('.govuk-error-summary a').first().click();
  assert.equal(await person.page.evaluate(() => document.activeElement.id), 'ssin');
  await person.picture('add-error');
  const [one, other] = [stage.worker(), stage.worker()];
  await person.page.fill('#ssin', one.ssin);
  await person.page.fill('#name', `${other.familyName}x`);
  await person.sends();
  assert.match(await person.main(), new RegExp(t('Nobody has this number and this name: check both on the identity document')));

  await stage.addWorker(person, one);
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

stage.journey('a worker without a number', otherWays, async (person, t) => {
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
