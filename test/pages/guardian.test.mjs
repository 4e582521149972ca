// The deadline guardian: what is near stands on the start page, and one letter is written about it, in the language of
// its reader, into a folder or to a mail server.
import assert from 'node:assert/strict';
import { readdir, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { startServer, temporaryFolder } from '../e2e/support/server.mjs';
import { launch, Person } from './support/browser.mjs';
import { declareEvening, unlimited } from './support/journey.mjs';
import { say } from './support/words.mjs';

// In the demonstration each enterprise has the language of its name; who wants another one says so on his page.
const readers = { nl: 'manager3@demo.example', fr: 'manager4@demo.example', de: 'reader3@demo.example', en: 'declarant3@demo.example' };
const clock = '2026-05-04T20:00:00+02:00';

// Takes letters as a mail server does (RFC 5321), and keeps them.
function mailServer() {
  const letters = [];
  const server = createServer(socket => {
    let text = '', letter = null;
    socket.write('220 test\r\n');
    socket.on('data', part => {
      text += part;
      for (let end; (end = text.indexOf('\r\n')) >= 0; text = text.slice(end + 2)) {
        const line = text.slice(0, end);
        if (letter !== null) {
          if (line !== '.') { letter += `${line}\r\n`; continue; }
          letters.push(letter);
          letter = null;
          socket.write('250 kept\r\n');
        } else if (/^DATA/i.test(line)) {
          letter = '';
          socket.write('354 go on\r\n');
        } else {
          socket.write(/^QUIT/i.test(line) ? '221 bye\r\n' : '250 good\r\n');
        }
      }
    });
    socket.on('error', () => {});
  });
  return { letters, server };
}

const bodyOf = letter => Buffer.from(letter.split('\r\n\r\n').slice(1).join('').replace(/\s/g, ''), 'base64').toString();
const subjectOf = letter => Buffer.from(/^Subject: =\?UTF-8\?B\?([^?]+)/m.exec(letter)[1], 'base64').toString();

let folder, browser;
const workers = [];
before(async () => {
  folder = await temporaryFolder();
  browser = await launch();
  const server = await startServer({ data: folder, clock, options: [...unlimited, '--mail-every-minutes', '0'] });
  try {
    for (const [language, login] of Object.entries(readers)) {
      const person = await Person.arrives(browser, server, language);
      await person.signsIn(login);
      await person.opens('/account');
      await person.submits('/account');
      if (language === 'nl' || language === 'fr') await declareAndSee(person, server);
      else {
        await person.opens('/');
        assert.match(await person.main(), new RegExp(workers[0].familyName));
        await person.picture('guardian');
      }
      await person.leaves();
    }
  } finally {
    await server.stop();
  }
});
after(async () => {
  await browser?.close();
  await rm(folder, { recursive: true, force: true });
});

async function declareAndSee(person, server) {
  const someone = server.credentials.workers[30 + workers.length];
  workers.push(someone);
  await person.opens('/workers/add');
  await person.page.fill('#ssin', someone.ssin);
  await person.page.fill('#name', someone.familyName);
  await person.sends();
  await declareEvening(person, { start: '21:00', end: '23:00' });
  await person.sends();
  await person.opens('/');
  const what = say(person.language, 'You can still change the start hour until {until}', { until: '.*20:59' });
  assert.match(await person.main(), new RegExp(say(person.language, '{what}: {which}',
    { what: `${someone.familyName} ${someone.givenName}`, which: what })));
  await person.picture('guardian');
}

// A server that looks after deadlines does so when it starts; others than these readers get letters, too.
async function lettersOf(options, collect) {
  const server = await startServer({ data: folder, clock, options: [...options, '--mail-every-minutes', '60'] });
  try {
    for (let attempt = 0; attempt < 600; ++attempt) {
      const letters = await collect();
      if (Object.values(readers).every(login => letters.some(letter => letter.includes(`To: ${login}`)))) return letters;
      await new Promise(done => setTimeout(done, 100));
    }
    return await collect();
  } finally {
    await server.stop();
  }
}

test('letters go to a mail server, each in the language of its reader', async () => {
  const { letters, server } = mailServer();
  await new Promise(done => server.listen(0, '127.0.0.1', done));
  const address = `smtp://127.0.0.1:${server.address().port}`;
  const got = await lettersOf(['--mail-server', address], async () => [...letters]);
  await new Promise(done => server.close(done));
  assert.ok(!got.some(one => one.includes('To: representative3@demo.example')), 'who may not look at the file is told nothing');
  for (const [language, login] of Object.entries(readers)) {
    const letter = got.find(one => one.includes(`To: ${login}`));
    assert.ok(letter, `${login} has a letter: ${got.length}`);
    const body = bodyOf(letter);
    assert.equal(subjectOf(letter), say(language, 'Dimona: deadlines that come near'));
    assert.match(body, new RegExp(say(language, 'Good day,')));
    assert.match(body, new RegExp(say(language, 'You can still change the start hour until {until}', { until: '.*20:59' })));
    assert.match(body, new RegExp(`/${language}/periods/6\\d{11}`));
    for (const someone of workers)
      assert.ok(!body.includes(someone.familyName) && !body.includes(someone.ssin), 'nobody is named in a letter');
  }
});

test('what was told once is not told again', async () => {
  const mail = join(folder, 'mail');
  const server = await startServer({ data: folder, clock, options: ['--mail-every-minutes', '60'] });
  // Its first look is over when the sessions that expired are tidied away; asking it something comes later than that.
  for (let count = 0; count < 20; ++count) await fetch(`${server.base}/nl/`);
  await server.stop();
  assert.deepEqual((await readdir(mail).catch(() => [])).filter(name => name.endsWith('.eml')), []);
});

test('without a mail server, letters are files', async () => {
  const fresh = await temporaryFolder();
  const own = await startServer({ data: fresh, clock, options: [...unlimited, '--mail-every-minutes', '0'] });
  const person = await Person.arrives(browser, own, 'nl');
  await person.signsIn(readers.nl);
  await declareAndSee(person, own);
  await person.leaves();
  await own.stop();
  const again = await startServer({ data: fresh, clock, options: ['--mail-every-minutes', '60'] });
  try {
    let letters = [];
    for (let attempt = 0; attempt < 600 && letters.length === 0; ++attempt) {
      await new Promise(done => setTimeout(done, 100));
      letters = (await readdir(join(fresh, 'mail')).catch(() => [])).filter(name => name.endsWith('.eml'));
    }
    assert.ok(letters.length > 0, 'a letter is written');
    assert.match(await readFile(join(fresh, 'mail', letters[0]), 'utf8'), /^To: .*3@demo\.example/m);
  } finally {
    await again.stop();
    await rm(fresh, { recursive: true, force: true });
  }
});
