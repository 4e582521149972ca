// Requests with one thing wrong, each in its own way.
const path = '/REST/dimona/v2/declarations';
const body = JSON.stringify({
  employer: { enterpriseNumber: '0870010123' }, worker: { ssin: '85073003328' },
  dimonaIn: { startDate: '2027-06-01', features: { workerType: 'OTH', jointCommissionNumber: 'XXX' } },
});

const pick = (random, list) => list[Math.floor(random() * list.length)];
const noise = (random, length) => Buffer.from(Array.from({ length }, () => Math.floor(random() * 256)));

function post(token, content, { line = `POST ${path} HTTP/1.1`, headers = [], length = Buffer.byteLength(content) } = {}) {
  const head = [line, 'Host: 127.0.0.1', `Authorization: Bearer ${token}`, 'Content-Type: application/json',
    ...(length === null ? [] : [`Content-Length: ${length}`]), ...headers, 'Connection: close', '', ''].join('\r\n');
  return Buffer.concat([Buffer.from(head, 'latin1'), Buffer.from(content)]);
}

const kinds = {
  'request line': (random, token) => post(token, body, {
    line: pick(random, [`POST ${path}`, `POST  ${path} HTTP/1.1`, `P(ST ${path} HTTP/1.1`, `POST ${path} HTTP/9.9`,
      `POST ${path} HTTQ/1.1`, 'POST  HTTP/1.1', `POST ${path}\u0001 HTTP/1.1`, `POST /${'a'.repeat(9_000)} HTTP/1.1`, `POST ../.. HTTP/1.1`]),
  }),
  header: (random, token) => post(token, body, {
    headers: [pick(random, ['No colon', ': empty', 'Bad Name: x', 'Folded: a\r\n b', 'Null: \u0000', `Long: ${'x'.repeat(20_000)}`,
      'Content-Length: 7', 'Transfer-Encoding: chunked', 'Transfer-Encoding: gzip', 'Host: other',
      ...[Array.from({ length: 150 }, (_, index) => `X-${index}: y`).join('\r\n')]])],
  }),
  length: (random, token) => post(token, body, { length: pick(random, ['-1', '1e9', '99999999999999999999', 'x', '0x10', '', '999999999']) }),
  chunks: (random, token) => post(token, pick(random, ['zz\r\n{}\r\n0\r\n\r\n', '5\r\n{}\r\n0\r\n\r\n', 'ffffffffffffffff\r\n', '1\n{\n0\n\n', '-1\r\n{}\r\n']),
    { length: null, headers: ['Transfer-Encoding: chunked'] }),
  'cut JSON': (random, token) => post(token, body.slice(0, 1 + Math.floor(random() * (body.length - 2)))),
  'broken JSON': (random, token) => {
    const at = pick(random, [...body.matchAll(/[{:,]/g)].map(match => match.index + 1));  // between two members
    return post(token, body.slice(0, at) + pick(random, ['\u0001', '{', ']', '\\x', ',,', 'NaN', '#']) + body.slice(at));
  },
  'bytes that are no text': (random, token) => post(token, noise(random, 1 + Math.floor(random() * 400))),
  'wrong members': (random, token) => post(token, JSON.stringify(pick(random, [
    { ...JSON.parse(body), unknown: 1 }, { ...JSON.parse(body), employer: 7 }, { ...JSON.parse(body), dimonaIn: [] },
    { ...JSON.parse(body), dimonaOut: { periodId: 'x' } }, [], 'text', null, 1e400, {}, { dimonaCancel: {} },
    { dimonaOut: { periodId: {}, endDate: true } }]))),
  deep: (random, token) => post(token, '['.repeat(5_000) + ']'.repeat(5_000)),
  token: random => post(pick(random, ['', 'x', 'a.b.c', `${'e'.repeat(8_000)}`, 'eyJhbGciOiJub25lIn0.e30.', '..', '\u00ff']), body),
  path: (random, token) => post(token, body, { line: `POST ${pick(random, ['/nowhere', `${path}/x`, `${path}/../../etc/passwd`, '/%00', '/%zz', '//', '*'])} HTTP/1.1` }),
  method: (random, token) => post(token, body, { line: `${pick(random, ['PUT', 'DELETE', 'PATCH', 'TRACE', 'FOO'])} ${path} HTTP/1.1` }),
  noise: random => noise(random, 1 + Math.floor(random() * 2_000)),
  nothing: () => Buffer.from('\r\n\r\n\r\n'),
};

export function malformedRequest(random, token) {
  const kind = pick(random, Object.keys(kinds));
  return { kind, bytes: kinds[kind](random, token) };
}
