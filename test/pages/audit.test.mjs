// Every page in every language, looked at by judges that nobody here wrote: axe-core (WCAG 2.2 AA), html-validate; at
// 320 px width; and that nobody reads English where he chose another language.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { HtmlValidate } from 'html-validate';
import { startServer } from '../e2e/support/server.mjs';
import { launch, Person } from './support/browser.mjs';
import { languages, messages, say } from './support/words.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

const validator = new HtmlValidate({
  extends: ['html-validate:recommended', 'html-validate:a11y'],
  rules: {
    'require-sri': ['error', { target: 'crossorigin' }],  // our own files stand under the digest of their content
    'no-redundant-role': 'off',                           // lists without bullets, as GOV.UK Frontend marks them
    'heading-level': ['error', { minInitialRank: 'any' }],
    'prefer-native-element': ['error', { exclude: ['region', 'alert', 'button', 'group'] }],
    'no-inline-style': 'error',
    'long-title': 'off',                                  // names of periods and lists are as long as they are
    'no-trailing-whitespace': 'off',
    'attribute-boolean-style': 'off',
    'void-style': 'off',
    'element-required-attributes': 'error',
    'wcag/h30': 'error',
    'no-raw-characters': 'off',
    'valid-autocomplete': 'error',
    'tel-non-breaking': 'off',                            // numbers of declarations are no telephone numbers
  },
});

const openPages = ['/', '/sign-in', '/instructions', '/technical', '/accessibility', '/privacy', '/verify', '/nothing-here'];
const ownPages = ['/', '/account', '/employers', '/log', '/workers', '/workers?sort=-name', '/workers/add',
  '/workers/add/without-number', '/periods', '/periods?list=late', '/declarations', '/declare', '/declare/in', '/multi',
  '/multi/workers', '/multi/upload', '/days', '/days?day=2026-05-05', '/days/month', '/quotas', '/quotas/calendar',
  '/quotas/renewals'];

let server, browser;
const found = [];  // pages that exist only after something was declared
before(async () => {
  server = await startServer({ options: ['--page-requests-a-minute', '1000000', '--sign-ins-a-minute', '10000'] });
  browser = await launch();
  await declareSomething();
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

async function declareSomething() {
  const person = await Person.arrives(browser, server, 'en');
  await person.signsIn('manager3@demo.example');
  const someone = server.credentials.workers[25];
  await person.opens('/workers/add');
  await person.page.fill('#ssin', someone.ssin);
  await person.page.fill('#name', someone.familyName);
  await person.sends();
  found.push(person.path());
  await person.sends();
  found.push(person.path());
  await person.page.check('input[value="OTH"]');
  await person.sends();
  found.push(person.path());
  await person.fillsDate('startDate', '2026-05-04');
  await person.sends();
  found.push(person.path());
  await person.sends();
  found.push(person.path(), person.path().replace('/sent', ''));
  await person.page.getByRole('link', { name: /^6\d{11}$/ }).first().click();
  found.push(person.path());
  for (const kind of ['out', 'update', 'cancel']) {
    await person.opens(found.at(-1).startsWith('/periods') ? found.at(-1) : found.find(path => path.startsWith('/periods')));
    await person.page.locator(`form[action$="/${kind}"] button`).click();
    found.push(person.path());
  }
  // A refused one too: its page shows anomalies.
  await person.opens('/declare/in');
  await person.page.fill('#worker-ssin', server.credentials.workers[26].ssin);
  await person.sends();
  await person.page.check('input[value="EXT"]');
  await person.sends();
  await person.fillsDate('startDate', '2026-05-01');
  await person.page.fill('#startHour', '10:00');
  await person.page.fill('#endHour', '12:00');
  await person.fillsDate('endDate', '2026-05-03');
  await person.sends();
  found.push(person.path());
  await person.sends();
  found.push(person.path());
  await person.leaves();
}

// Anything shown that is an English message with a translation of its own.
function foreignWords(text, language) {
  if (language === 'en') return [];
  const lines = new Set(text.split('\n').map(line => line.trim()).filter(Boolean));
  return messages.filter(message => lines.has(message) && say(language, message) !== message);
}

async function judge(person, path, problems) {
  const note = what => problems.push(`${person.language} ${path}: ${what}`);
  await person.page.evaluate(axe);
  const result = await person.page.evaluate(only => window.axe.run(document, { runOnly: only }), tags);
  for (const violation of result.violations)
    note(`${violation.id}: ${violation.nodes.slice(0, 2).map(node => node.html.slice(0, 160)).join(' | ')}`);
  for (const word of foreignWords(await person.page.locator('body').innerText(), person.language)) note(`English: "${word}"`);
  if (await person.page.getAttribute('html', 'lang') !== person.language) note('another language in the markup');
  await person.page.setViewportSize({ width: 320, height: 640 });
  const overflow = await person.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (overflow > 0) note(`${overflow} px too wide at 320 px`);
  await person.page.setViewportSize({ width: 1100, height: 900 });
}

async function validate(person, path, problems) {
  const response = await person.page.request.get(person.address(path));
  const report = await validator.validateString(await response.text());
  for (const message of report.results.flatMap(one => one.messages))
    problems.push(`${person.language} ${path}: html-validate ${message.ruleId}: ${message.message}`);
}

for (const language of languages) {
  test(`pages in ${language}`, async () => {
    const person = await Person.arrives(browser, server, language);
    const problems = [];
    const lookAt = async path => {
      await person.opens(path);
      await judge(person, path, problems);
      await validate(person, path, problems);
      await person.picture(`page${path.replaceAll(/[^a-z]+/gi, '-').replace(/-$/, '')}`);
    };
    for (const path of openPages) await lookAt(path);
    await person.signsIn('manager3@demo.example');
    for (const path of [...ownPages, ...found]) await lookAt(path);
    assert.deepEqual(problems, []);
    assert.deepEqual(person.complaints.filter(text => !text.includes('eval')), []);
    await person.leaves();
  });
}

test('errors on a page are announced, in every language', async () => {
  const problems = [];
  for (const language of languages) {
    const person = await Person.arrives(browser, server, language);
    await person.signsIn('manager3@demo.example');
    await person.opens('/workers/add/without-number');
    await person.sends();
    await judge(person, 'errors', problems);
    assert.equal(await person.page.evaluate(() => document.activeElement.className), 'govuk-error-summary');
    assert.ok((await person.page.title()).startsWith(say(language, 'Error:')));
    await person.leaves();
  }
  assert.deepEqual(problems, []);
});

test('everything is reached and sent with the keyboard alone', async () => {
  const person = await Person.arrives(browser, server, 'nl');
  await person.opens('/sign-in');
  await person.page.keyboard.press('Tab');
  assert.equal(await person.page.evaluate(() => document.activeElement.className), 'govuk-skip-link');
  await person.page.keyboard.press('Enter');
  for (let presses = 0; presses < 6; ++presses) {
    await person.page.keyboard.press('Tab');
    if (await person.page.evaluate(() => document.activeElement.id) === 'login') break;
  }
  await person.page.keyboard.type('nobody@demo.example');
  await person.page.keyboard.press('Tab');
  await person.page.keyboard.type('not this one');
  await person.page.keyboard.press('Enter');
  await person.page.waitForSelector('.govuk-error-summary');
  await person.leaves();
});

test('a first visit weighs at most 100 kB', async () => {
  const person = await Person.arrives(browser, server, 'fr');
  const client = await person.context.newCDPSession(person.page);
  await client.send('Network.enable');
  let bytes = 0;
  client.on('Network.loadingFinished', event => { bytes += event.encodedDataLength; });
  await person.page.goto(person.address('/'), { waitUntil: 'networkidle' });
  assert.ok(bytes > 20_000 && bytes <= 100_000, `${bytes} bytes`);
  await person.leaves();
});

test('in print there is no navigation', async () => {
  const person = await Person.arrives(browser, server, 'de');
  await person.signsIn('manager3@demo.example');
  await person.opens(found.find(path => path.startsWith('/periods')));
  await person.page.emulateMedia({ media: 'print' });
  for (const part of ['.govuk-service-navigation', '.govuk-language-navigation', '.govuk-footer', '.dimona-acting'])
    assert.equal(await person.page.locator(part).first().isVisible(), false, part);
  await person.leaves();
});
