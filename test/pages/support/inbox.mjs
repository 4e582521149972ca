// Letters to the service: a folder as mail programs keep it (Maildir), which the server looks through.
import assert from 'node:assert/strict';
import { mkdir, readdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

// Whose word about the sender counts: the server is started with it.
export const mailServer = 'mx.test.example';

let arrived = 0;
// Returns when the server has taken it. `vouched`: the mail server has checked who sent it; `more`: header lines.
export async function letterArrives(inbox, { from, subject, text = '', vouched = true, more = '' }) {
  const domain = from.split('@')[1];
  const results = vouched ? `Authentication-Results: ${mailServer}; dmarc=pass header.from=${domain}\r\n` : '';
  const message = `${results}From: <${from}>\r\nTo: contact@authority.example\r\nSubject: ${subject}\r\nMessage-ID: <${++arrived}@test>\r\n${more}\r\n${text}\r\n`;
  await mkdir(join(inbox, 'tmp'), { recursive: true });
  await writeFile(join(inbox, 'tmp', `${arrived}.m`), message);
  await rename(join(inbox, 'tmp', `${arrived}.m`), join(inbox, 'new', `${arrived}.m`));
  for (let count = 0; count < 100 && (await readdir(join(inbox, 'new'))).length; ++count) await new Promise(done => setTimeout(done, 200));
  assert.deepEqual(await readdir(join(inbox, 'new')), []);
}
