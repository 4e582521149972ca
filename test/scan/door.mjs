// Stands before the service while a scanner is signed in: hands everything on but what would end the session.
//   node test/scan/door.mjs http://127.0.0.1:PORT     prints its own address
import { createServer, request } from 'node:http';

const [service] = process.argv.slice(2);
const ends = /\/(sign-out|account\/sessions\/end|account\/password)$/;

const door = createServer((asked, answer) => {
  if (ends.test(new URL(asked.url, service).pathname)) {
    asked.resume();
    answer.writeHead(404).end();
    return;
  }
  const handed = request(service + asked.url, { method: asked.method, headers: asked.headers }, got => {
    answer.writeHead(got.statusCode, got.rawHeaders);
    got.pipe(answer);
  });
  handed.on('error', () => answer.writeHead(502).end());
  asked.pipe(handed);
});
door.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${door.address().port}`));
