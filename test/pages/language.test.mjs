// In which language somebody reads: that of the browser until another one is chosen, then that one, on each later visit.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { startServer } from '../e2e/support/server.mjs';
import { launch, Person } from './support/browser.mjs';
import { unlimited } from './support/journey.mjs';
import { languages, say } from './support/words.mjs';

const nameOf = { nl: 'Nederlands', fr: 'Français', de: 'Deutsch', en: 'English' };
const chosen = 'dimona-language';

let server, browser;
before(async () => {
  server = await startServer({ options: unlimited });
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

const opensStart = person => person.page.goto(`${server.base}/`);
async function reads(person, language, path = '/') {
  assert.equal(new URL(person.page.url()).pathname, `/${language}${path}`);
  assert.equal(await person.page.getAttribute('html', 'lang'), language);
  assert.equal(await person.page.locator('.govuk-language-navigation [aria-current="true"]').innerText(), nameOf[language]);
}
async function chooses(person, language) {
  await person.page.getByRole('link', { name: nameOf[language], exact: true }).click();
  await person.page.waitForURL(url => url.pathname.startsWith(`/${language}/`));
}
const choice = async person => (await person.context.cookies()).find(one => one.name === chosen);

// A browser that was closed has only what it keeps beyond the session.
async function closesAndComesBack(person) {
  const kept = (await person.context.cookies()).filter(one => one.expires > 0);
  await person.page.close();
  await person.context.clearCookies();
  await person.context.addCookies(kept);
  person.page = await person.context.newPage();
}

describe('the language of the browser', () => {
  for (const language of languages)
    test(language, async () => {
      const person = await Person.arrives(browser, server, language);
      await opensStart(person);
      await reads(person, language);
      assert.ok((await person.main()).includes(say(language, 'Identify yourself as an employer')));
      assert.equal(await choice(person), undefined, 'nothing was chosen, so nothing is kept');
      await person.leaves();
    });

  test('the first of ours that the browser asks for', async () => {
    for (const [accepted, language] of [
      ['de-BE,fr;q=0.8', 'de'], ['es,fr;q=0.5,nl;q=0.9', 'nl'], ['pt,sv;q=0.9', 'en'], ['fr;q=0,nl;q=0.1', 'nl'], ['*', 'en'],
      ['', 'en'], [',;q=,,x;q=9', 'en'], ['FR-be', 'fr'], ['nl;q=0.8, fr;q=0.85', 'fr'],
    ]) {
      const response = await fetch(`${server.base}/`, { headers: { 'Accept-Language': accepted }, redirect: 'manual' });
      assert.equal(response.status, 303, accepted);
      assert.equal(response.headers.get('location'), `/${language}/`, accepted);
      assert.match(response.headers.get('vary'), /Accept-Language/, accepted);
    }
  });
});

for (const scripts of [true, false])
  test(`a language that is chosen is kept, ${scripts ? 'with' : 'without'} scripts`, async () => {
    const person = await Person.arrives(browser, server, 'nl', { scripts });
    await opensStart(person);
    await chooses(person, 'fr');
    await reads(person, 'fr');
    const { value, httpOnly, sameSite, expires } = await choice(person);
    assert.deepEqual({ value, httpOnly, sameSite }, { value: 'fr', httpOnly: true, sameSite: 'Lax' });
    assert.ok(expires * 1000 > Date.now() + 300 * 24 * 3_600_000, 'for months');
    await opensStart(person);
    await reads(person, 'fr');
    await closesAndComesBack(person);
    await opensStart(person);
    await reads(person, 'fr');

    // Back to the language of the browser: that is a choice, too.
    await chooses(person, 'nl');
    await closesAndComesBack(person);
    await opensStart(person);
    await reads(person, 'nl');
    await person.leaves();
  });

test('the page stays the same one in another language, also for whoever is signed in', async () => {
  const person = await Person.arrives(browser, server, 'de');
  await person.signsIn('manager3@demo.example');
  await person.opens('/periods?list=late');
  await chooses(person, 'en');
  await reads(person, 'en', '/periods');
  assert.equal(new URL(person.page.url()).search, '?list=late');
  assert.ok((await person.heading()).startsWith(say('en', 'Periods')));
  await opensStart(person);
  await reads(person, 'en');
  assert.deepEqual(person.complaints, []);
  await person.leaves();
});

test('a choice that is no language changes nothing', async () => {
  const person = await Person.arrives(browser, server, 'fr');
  await person.context.addCookies([{ name: chosen, value: 'xx', url: server.base }]);
  await opensStart(person);
  await reads(person, 'fr');
  await person.leaves();
});
