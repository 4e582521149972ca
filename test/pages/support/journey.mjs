// What people come for, as steps that a test goes through in several languages, with and without scripts.
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { runDimona, startServer } from '../../e2e/support/server.mjs';
import { launch, Person } from './browser.mjs';
import { say } from './words.mjs';

export const horeca = 'manager3@demo.example';
// The main journey runs in all four languages, the others in two: with scripts and without.
export const everyWay = [['nl', true], ['fr', false], ['de', true], ['en', false]];
export const otherWays = [['nl', false], ['fr', true]];
export const stillOtherWays = [['de', false], ['en', true]];

export const unlimited = ['--page-requests-a-minute', '1000000', '--sign-ins-a-minute', '10000'];

// One server and one browser for the tests of a file. `workers`: the first of the people whom nobody else takes.
export class Stage {
  constructor({ clock, workers = 16, options = [] } = {}) {
    this.nextWorker = workers;
    before(async () => {
      this.server = await startServer({ clock, options: [...unlimited, ...options] });
      this.browser = await launch();
    });
    after(async () => {
      await this.browser?.close();
      const end = await this.server?.stop();
      assert.equal(end?.code, 0);
    });
  }

  worker() {
    const someone = this.server.credentials.workers[this.nextWorker++];
    assert.ok(someone, 'the demonstration has no more people');
    return someone;
  }

  journey(name, ways, steps) {
    describe(name, () => {
      for (const [language, scripts] of ways) {
        test(`${language}, ${scripts ? 'with' : 'without'} scripts`, async () => {
          const person = await Person.arrives(this.browser, this.server, language, { scripts });
          try {
            await steps(person, (message, values) => say(language, message, values));
            assert.deepEqual(person.complaints, []);
          } catch (error) {
            await person.picture(`failed-${name.replaceAll(/\W+/g, '-')}`).catch(() => {});
            throw error;
          } finally {
            await person.leaves();
          }
        });
      }
    });
  }

  async addWorker(person, someone = this.worker()) {
    await person.opens('/workers/add');
    await person.page.fill('#ssin', someone.ssin);
    await person.page.fill('#name', someone.familyName.toUpperCase());
    await person.sends();
    assert.match(person.path(), /^\/workers\/\d+$/, await person.main());
    return someone;
  }
}

// From the page of a worker: an occasional evening, until the page that shows the verdict.
export async function declareEvening(person, { day = '2026-05-04', start = '18:00', end = '23:30' } = {}) {
  await person.sends();
  if (person.path().endsWith('/type')) {
    await person.page.check('input[value="EXT"]');
    await person.sends();
  }
  await person.fillsDate('startDate', day);
  await person.page.fill('#startHour', start);
  await person.fillsDate('endDate', day);
  await person.page.fill('#endHour', end);
  await person.sends();
  assert.match(person.path(), /\/check$/, await person.main());
}

export const openPeriodPage = person => person.page.getByRole('link', { name: /^6\d{11}$/ }).first().click();

// Something goes on at the server: with scripts the page follows it, without them one looks again.
export async function untilDone(person, heading) {
  for (let attempt = 0; attempt < 1200; ++attempt) {
    if (await person.heading() === heading) return;
    await person.page.waitForTimeout(100);
    if (!person.scripts) await person.page.reload();
  }
  assert.fail(`"${heading}" never comes; there is "${await person.heading()}"`);
}

// The open service takes a declaration only after some seconds: until then, the link leads to the same page.
export async function goesOn(person) {
  for (let attempt = 0; attempt < 100 && !await person.page.locator('#confirm').count(); ++attempt) {
    await person.page.waitForTimeout(500);
    await person.page.locator('a[data-again-ms]').click();
  }
}

export async function uploads(person, name, content) {
  await person.opens('/multi/upload');
  await person.page.setInputFiles('#file', { name, mimeType: 'application/octet-stream', buffer: Buffer.from(content) });
  await person.sends();
}

// Of a table of entries, and what becomes of its lines.
export const head = 'kind;ssin;jointCommittee;workerType;startDate;endDate';

export async function declares(person, lines) {
  await uploads(person, 'many.csv', `${head}\n${lines.join('\n')}\n`);
  await untilDone(person, 'Check the lines before you send them');
  await person.sends();
  await untilDone(person, 'The declarations are sent');
}

// The people of a file, who work without end from today on.
export async function addsManyWorkers(person, count) {
  const people = Array.from({ length: count }, (_, index) => {
    const day = String(3 + Math.floor(index / 900)).padStart(2, '0');
    const first = `8001${day}${String(index % 900 + 1).padStart(3, '0')}`;
    const check = String(97 - Number(first) % 97).padStart(2, '0');
    return { ssin: `${first}${check}`, name: `Kastanje${String.fromCharCode(97 + index % 26)}${index}`, born: `1980-01-${day}` };
  });
  const file = join(person.server.folder, 'people.csv');
  await writeFile(file, 'ssin,replacedSsins,familyName,givenName,birthDate,gender,nationality\n' +
    people.map(({ ssin, name, born }) => `${ssin},,${name},Eva,${born},2,150\n`).join(''));
  await runDimona('admin', 'import', 'persons', file, '--data', person.server.folder);
  for (let first = 0; first < count; first += 5000)
    await declares(person, people.slice(first, first + 5000).map(({ ssin }) => `In;${ssin};XXX;OTH;4/5/2026;`));
  return people;
}
