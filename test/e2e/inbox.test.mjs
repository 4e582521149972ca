// Requests about the unsecured channels by e-mail, in a mailbox on an IMAP server that nobody here wrote.
import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { chmod, mkdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { runDimona, startServer, temporaryFolder } from './support/server.mjs';

const run = promisify(execFile);
const pause = ms => new Promise(done => setTimeout(done, ms));

async function freePort() {
  const server = createServer();
  await new Promise(done => server.listen(0, '127.0.0.1', done));
  const { port } = server.address();
  await new Promise(done => server.close(done));
  return port;
}

class ImapServer {
  static async start() {
    const server = new ImapServer();
    server.folder = await temporaryFolder();
    server.port = await freePort();
    await mkdir(join(server.folder, 'mail'));
    await chmod(server.folder, 0o755);
    await chmod(join(server.folder, 'mail'), 0o777);
    const { uid, username } = userInfo();
    // The server gives up its rights when it has any: mail is never read as root.
    const owner = uid === 0 ? 'uid=nobody gid=nogroup' : `uid=${username}`;
    const users = uid === 0 ? '' : `default_internal_user = ${username}\ndefault_login_user = ${username}\n`;
    await writeFile(join(server.folder, 'dovecot.conf'), `${users}base_dir = ${server.folder}/run
log_path = ${server.folder}/log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
first_valid_uid = 1
mail_location = maildir:${server.folder}/mail
service imap-login {
  chroot =
  inet_listener imap {
    port = ${server.port}
  }
  inet_listener imaps {
    port = 0
  }
}
service anvil {
  chroot =
}
service stats {
  chroot =
}
passdb {
  driver = static
  args = password=secret
}
userdb {
  driver = static
  args = ${owner} home=${server.folder}/mail
}
`);
    server.process = spawn('dovecot', ['-F', '-c', join(server.folder, 'dovecot.conf')], { stdio: 'ignore' });
    for (let count = 0; count < 100; ++count) {
      if (await server.ask('NOOP').catch(() => undefined) !== undefined) return server;
      await pause(100);
    }
    throw new Error('the IMAP server does not answer');
  }
  get address() { return `imap://127.0.0.1:${this.port}/INBOX`; }
  async ask(...commands) {
    const { stdout } = await run('curl', ['-s', '-u', 'box:secret', this.address, '-X', commands.join(' ')]);
    return stdout;
  }
  async arrives(message) {
    const file = join(this.folder, 'message');
    await writeFile(file, message.replaceAll('\n', '\r\n'));
    await run('curl', ['-s', '-u', 'box:secret', this.address, '-T', file]);
  }
  async stop() {
    const ended = new Promise(done => this.process.on('exit', done));
    this.process.kill('SIGTERM');
    await ended;
    await rm(this.folder, { recursive: true, force: true });
  }
}

const message = (from, subject, text = '') =>
  `Authentication-Results: mx.test.example; dmarc=pass header.from=${from.split('@')[1]}\nFrom: <${from}>\nSubject: ${subject}\n\n${text}\n`;

test('messages of an IMAP mailbox are handled once, and marked as answered', async () => {
  const mailbox = await ImapServer.start();
  const server = await startServer({ options: ['--inbox', mailbox.address, '--inbox-user', 'box', '--inbox-password', 'secret',
    '--inbox-every-s', '1', '--inbox-server-id', 'mx.test.example'] });
  try {
    await mailbox.arrives(message('manager1@demo.example', 'Blokkeren onbeveiligd kanaal Dimona'));
    await mailbox.arrives(message('nobody@elsewhere.example', 'Blokkeren onbeveiligd kanaal Dimona'));
    for (let count = 0; count < 100 && (await mailbox.ask('UID SEARCH UNANSWERED')).trim() !== '* SEARCH'; ++count) await pause(200);
    assert.equal((await mailbox.ask('UID SEARCH UNANSWERED')).trim(), '* SEARCH');
    assert.equal((await mailbox.ask('UID SEARCH ANSWERED')).trim(), '* SEARCH 1 2');
    const number = server.credentials.employers[0].enterpriseNumber;
    const history = async () => (await runDimona('admin', 'unsecured', 'history', number, '--data', server.folder)).stdout;
    assert.match(await history(), /^blocked\n\S+\tunsecured\.blocked\tmanager1@demo\.example\t\n$/);
    assert.match(server.output(), /"outcome":"not-a-manager"/);

    // Taken again after its mark was lost, as after a crash: nothing more is done.
    await runDimona('admin', 'unsecured', 'unblock', number, '--operator', 'test', '--reason', 'in between', '--data', server.folder);
    await mailbox.ask('UID STORE 1 -FLAGS (\\Answered)');
    for (let count = 0; count < 100 && !server.output().includes('"outcome":"known"'); ++count) await pause(200);
    assert.match(server.output(), /"outcome":"known"/);
    assert.match(await history(), /^open\n/);
  } finally {
    await server.stop();
    await mailbox.stop();
  }
});

test('a mailbox that can\'t be reached is no reason to stop', async () => {
  const port = await freePort();
  const server = await startServer({ options: ['--inbox', `imap://127.0.0.1:${port}/INBOX`, '--inbox-every-s', '1'] });
  try {
    for (let count = 0; count < 100 && !server.output().includes('the inbox can\'t be read'); ++count) await pause(100);
    assert.match(server.output(), /the inbox can't be read/);
    assert.equal((await fetch(`${server.base}/en/unsecured`)).status, 200);
  } finally {
    assert.equal((await server.stop()).code, 0);
  }
});
