// What can't be understood is refused with a problem that says where and why; nothing is stored.
import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { after, before, test } from 'node:test';
import { Api, assertProblem, root } from './support/api.mjs';
import { employerOf, ordinaryIn, ownClientOf, workersOf } from './support/population.mjs';
import { startServer } from './support/server.mjs';

let server, employer, worker, api;
before(async () => {
  server = await startServer();
  employer = employerOf(server.credentials, 'ordinary');
  api = await Api.of(server, ownClientOf(server.credentials, employer));
  worker = workersOf(server.credentials)();
});
after(async () => {
  const kept = await api.searchAll('declarations', { employer: { enterpriseNumber: employer.enterpriseNumber } });
  await server?.stop();
  assert.deepEqual(kept, [], 'a refused request leaves no declaration');
});

function assertIssue(answer, name, type) {
  assertProblem(answer, 400, 'badRequest');
  const issue = answer.body.issues?.find(candidate => candidate.name === name);
  assert.ok(issue, `no issue for ${name} in ${JSON.stringify(answer.body)}`);
  assert.equal(issue.in, 'body');
  if (type) assert.match(issue.type, new RegExp(`:${type}$`));
}

for (const text of ['', '{', '{}x', 'null', '[]', '"text"', '1', '{"a":1,}', "{'a':1}", '{"employer":}', '\u0000', '{"a":"\n"}', '{"a":1e999}',
  '['.repeat(5000), `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`]) {
  test(`the text ${JSON.stringify(text.slice(0, 20))} is no declaration`, async () => {
    assertProblem(await api.call('POST', '/declarations', { text }), 400, 'badRequest');
  });
}

test('bytes that are not UTF-8 are refused', async () => {
  const bytes = Buffer.concat([Buffer.from('{"employer":{"enterpriseNumber":"'), Buffer.from([0xff, 0xfe]), Buffer.from('"}}')]);
  assertProblem(await api.call('POST', '/declarations', { text: bytes }), 400, 'badRequest');
});

test('a wrong JSON type is an issue with its place', async () => {
  assertIssue(await api.post('/declarations', { ...ordinaryIn(employer, worker), worker: { ssin: 85073003328 } }), 'worker.ssin', 'schemaViolation');
  assertIssue(await api.post('/declarations', { ...ordinaryIn(employer, worker), worker: 'x' }), 'worker', 'schemaViolation');
  assertIssue(await api.post('/declarations', ordinaryIn(employer, worker, { startDate: 20260511 })), 'dimonaIn.startDate', 'schemaViolation');
  assertIssue(await api.post('/declarations', ordinaryIn(employer, worker, { plannedHoursNumber: '5' })), 'dimonaIn.plannedHoursNumber', 'schemaViolation');
  assertIssue(await api.post('/declarations', ordinaryIn(employer, worker, { endDate: null })), 'dimonaIn.endDate', 'schemaViolation');
});

test('a missing member is an issue with its place', async () => {
  const body = ordinaryIn(employer, worker);
  delete body.dimonaIn.features;
  assertIssue(await api.post('/declarations', body), 'dimonaIn.features');
  const noStart = ordinaryIn(employer, worker);
  delete noStart.dimonaIn.startDate;
  assertIssue(await api.post('/declarations', noStart), 'dimonaIn.startDate');
  assertIssue(await api.post('/declarations', { dimonaOut: { endDate: '2026-05-30' } }), 'dimonaOut.periodId');
  assertIssue(await api.post('/declarations', { dimonaCancel: {} }), 'dimonaCancel.periodId');
});

test('an unknown member is an issue with its place', async () => {
  assertIssue(await api.post('/declarations', { ...ordinaryIn(employer, worker), colour: 'red' }), 'colour', 'unknownInput');
  assertIssue(await api.post('/declarations', ordinaryIn(employer, worker, { features: { salary: 1 } })), 'dimonaIn.features.salary', 'unknownInput');
});

test('a member that stands there twice is refused', async () => {
  const once = JSON.stringify(ordinaryIn(employer, worker));
  const twice = once.replace('"startDate"', '"startDate":"2026-05-12","startDate"');
  assertProblem(await api.call('POST', '/declarations', { text: twice }), 400, 'badRequest');
});

test('several wrong members are several issues of one answer', async () => {
  const answer = await api.post('/declarations', { ...ordinaryIn(employer, worker, { startDate: 1, endDate: 2 }), worker: { ssin: 3 } });
  const names = answer.body.issues.map(issue => issue.name);
  for (const name of ['dimonaIn.startDate', 'dimonaIn.endDate', 'worker.ssin']) assert.ok(names.includes(name), names.join());
});

test('exactly one operation is declared', async () => {
  const body = ordinaryIn(employer, worker);
  assertProblem(await api.post('/declarations', { ...body, dimonaCancel: { periodId: 123456789012 } }), 400, 'badRequest');
  assertProblem(await api.post('/declarations', { employer: body.employer, worker: body.worker }), 400, 'badRequest');
});

test('an oversized body is refused with 413', async () => {
  const answer = await api.call('POST', '/declarations', { text: `{"employer":"${'x'.repeat(4 << 20)}"}` });
  assertProblem(answer, 413, 'payloadTooLarge');
});

test('another media type is refused with 415', async () => {
  for (const type of ['text/plain', 'application/xml', 'application/x-www-form-urlencoded']) {
    const answer = await api.call('POST', '/declarations', { text: JSON.stringify(ordinaryIn(employer, worker)), headers: { 'Content-Type': type } });
    assert.equal(answer.status, 415, type);
    assert.equal(answer.mediaType, 'application/problem+json');
  }
});

test('another method is refused with 405 and what is allowed', async () => {
  for (const [method, path, allowed] of [['GET', '/declarations', 'POST'], ['DELETE', '/declarations/123456789012', 'GET'],
    ['PUT', '/periods/123456789012', 'GET'], ['GET', '/relations/search', 'POST']]) {
    const answer = await api.call(method, path);
    assert.equal(answer.status, 405, `${method} ${path}`);
    assert.match(answer.headers.get('allow') ?? '', new RegExp(allowed));
    assert.equal(answer.mediaType, 'application/problem+json');
  }
});

test('an unknown path and a malformed id are problems', async () => {
  assertProblem(await api.get('/nothing'), 404, 'resourceNotFound');
  for (const id of ['abc', '0', '-1', '99999999999999999999', '12345678901x', '%2e%2e']) {
    const answer = await api.get(`/declarations/${id}`);
    assert.ok(answer.status === 400 || answer.status === 404, `${id}: ${answer.status}`);
    assert.equal(answer.mediaType, 'application/problem+json');
  }
});

test('each answer has a trace, and no problem shows the inside of the server', async () => {
  const answer = await api.call('POST', '/declarations', { text: '{' });
  assert.ok(answer.headers.get('belgov-trace-id'));
  assert.doesNotMatch(JSON.stringify(answer.body), /\.cpp|sqlite|0x[0-9a-f]{6}|\/src\//i);
});

// Raw bytes over a socket; what the server says until it hangs up.
function raw(bytes) {
  return new Promise((done, failed) => {
    const { hostname, port } = new URL(server.base);
    const socket = connect(Number(port), hostname, () => socket.write(bytes));
    let text = '';
    socket.on('data', part => { text += part; });
    socket.on('close', () => done(text));
    socket.on('error', failed);
    socket.setTimeout(20_000, () => socket.destroy(new Error('the server stays silent')));
  });
}

test('a request that could be understood in two ways is refused and the connection ends', async () => {
  for (const headers of ['Content-Length: 3\r\nTransfer-Encoding: chunked', 'Content-Length: 3\r\nContent-Length: 4', 'Host: other\r\nContent-Length: 0',
    'Transfer-Encoding : chunked', 'X: a\r\n folded\r\nContent-Length: 0']) {
    const answer = await raw(`POST ${root}/declarations HTTP/1.1\r\nHost: h\r\n${headers}\r\n\r\n0\r\n\r\n`);
    assert.match(answer, /^HTTP\/1\.1 400 /, headers);
    assert.match(answer, /application\/problem\+json/i);
    assert.equal(answer.match(/HTTP\/1\.1/g).length, 1, 'one answer and no more');
  }
});

test('too many headers are refused with 431', async () => {
  const answer = await raw(`GET ${root}/health HTTP/1.1\r\nHost: h\r\n${'X: y\r\n'.repeat(5000)}\r\n`);
  assert.match(answer, /^HTTP\/1\.1 431 /);
});
