// Stands before the service while a scanner is signed in: hands everything on but what would end the session. A form
// that ends it is handed on only with a token that is not the session's: the service itself has to refuse that one.
//   node test/scan/door.mjs http://127.0.0.1:PORT     prints its own address
import { createServer, request } from 'node:http';

const [service] = process.argv.slice(2);
const ends = /\/(sign-out|account\/sessions\/end|account\/password)$/;
const inForm = /name="token" value="([^"]+)"/;
let token = '';

async function bodyOf(stream) {
  const parts = [];
  for await (const part of stream) parts.push(part);
  return Buffer.concat(parts);
}

async function handOn(asked, body) {
  const headers = { ...asked.headers, 'accept-encoding': 'identity' };
  return new Promise((done, fail) => request(service + asked.url, { method: asked.method, headers }, done).on('error', fail).end(body));
}

const door = createServer(async (asked, answer) => {
  try {
    const body = await bodyOf(asked);
    const endsIt = ends.test(new URL(asked.url, service).pathname);
    if (endsIt && (asked.method !== 'POST' || new URLSearchParams(body.toString()).get('token') === token)) {
      answer.writeHead(404).end();
      return;
    }
    const got = await handOn(asked, body);
    const page = await bodyOf(got);
    token = inForm.exec(page.toString())?.[1] ?? token;
    answer.writeHead(got.statusCode, got.rawHeaders).end(page);
  } catch {
    answer.writeHead(502).end();
  }
});
door.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${door.address().port}`));
