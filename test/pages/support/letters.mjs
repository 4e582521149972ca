// Letters that the service writes into its folder, as their readers get them.
import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

const patienceMs = 60_000;

async function lettersIn(folder) {
  const names = (await readdir(join(folder, 'mail')).catch(() => [])).filter(name => name.endsWith('.eml'));
  return Promise.all(names.map(async name => {
    const [head, body] = (await readFile(join(folder, 'mail', name), 'utf8')).split('\r\n\r\n');
    return { to: /^To: (.*)$/m.exec(head)[1].trim(), text: Buffer.from(body.replaceAll('\r\n', ''), 'base64').toString('utf8') };
  }));
}

export const lettersTo = async (server, address) => (await lettersIn(server.folder)).filter(letter => letter.to === address);

async function letterWith(server, address, find) {
  const end = Date.now() + patienceMs;
  while (Date.now() < end) {
    for (const letter of await lettersTo(server, address)) {
      const found = find(letter);
      if (found) return found;
    }
    await new Promise(done => setTimeout(done, 250));
  }
  assert.fail(`no such letter comes to ${address}`);
}

export const letterTo = (server, address, pattern) => letterWith(server, address, letter => pattern.test(letter.text) && letter);

// The link of the invitation in the letter to this address that is not among `known`.
export const invitationFor = (server, address, known = []) => letterWith(server, address, letter => {
  const link = /https?:\/\/\S+\/invitation\/\S+/.exec(letter.text)?.[0];
  return link && !known.includes(link) && link;
});
