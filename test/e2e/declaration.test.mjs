// The main job: a declaration goes in, a verdict and a personnel file come out.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { Api, assertProblem, errorIds, root } from './support/api.mjs';
import { employerOf, ordinaryIn, ownClientOf, workersOf } from './support/population.mjs';
import { startServer } from './support/server.mjs';

let server, employer, api, nextWorker;
before(async () => {
  server = await startServer();
  employer = employerOf(server.credentials, 'ordinary');
  api = await Api.of(server, ownClientOf(server.credentials, employer));
  nextWorker = workersOf(server.credentials);
});
after(() => server?.stop());

const hasCheckDigits = id => {
  const text = String(id);
  return text.length === 12 && (Number(text.slice(0, 10)) % 97 || 97) === Number(text.slice(10));
};

test('the first declaration is accepted and can be read back', async () => {
  const worker = nextWorker();
  const answer = await api.post('/declarations', ordinaryIn(employer, worker));
  assert.equal(answer.status, 201, JSON.stringify(answer.body));
  const location = answer.headers.get('location');
  assert.match(location, new RegExp(`${root}/declarations/[0-9]{12}$`));

  const declaration = await api.decided(location);
  const status = declaration.declarationStatus;
  assert.equal(status.result, 'A');
  assert.deepEqual(status.anomalies ?? [], []);
  assert.ok(location.endsWith(String(status.declarationId)));
  assert.ok(hasCheckDigits(status.declarationId), `${status.declarationId} has check digits modulo 97`);
  assert.equal(status.period.id, status.declarationId, 'the id of a period is that of the IN that made it');
  assert.ok(status.period.href.endsWith(`${root}/periods/${status.period.id}`));
  assert.equal(declaration.employer.enterpriseNumber, employer.enterpriseNumber);
  assert.equal(declaration.employer.employerId, employer.employerId);
  assert.equal(declaration.worker.ssin, worker.ssin);
  assert.equal(declaration.worker.familyName, worker.familyName);
  assert.deepEqual(declaration.dimonaIn, ordinaryIn(employer, worker).dimonaIn);

  const period = await api.get(status.period.href);
  assert.equal(period.status, 200);
  assert.equal(period.body.periodId, status.period.id);
  assert.equal(period.body.startDate, '2026-05-11');
  assert.equal(period.body.endDate, undefined);
  assert.equal(period.body.features.workerType, 'OTH');
});

test('an employer can be named by its employer id', async () => {
  const body = { ...ordinaryIn(employer, nextWorker()), employer: { employerId: employer.employerId } };
  assert.equal((await api.declare(body)).result, 'A');
});

test('Prefer: wait brings the verdict in the answer itself', async () => {
  const answer = await api.post('/declarations', ordinaryIn(employer, nextWorker()), { Prefer: 'wait=10' });
  assert.equal(answer.status, 201);
  assert.equal(answer.body.declarationStatus.result, 'A');
  assert.match(answer.headers.get('preference-applied') ?? '', /wait/);
  assert.deepEqual(await api.decided(answer.headers.get('location')), answer.body);
});

test('the same key with the same body gives the same answer and one declaration', async () => {
  const worker = nextWorker();
  const key = { 'Idempotency-Key': randomUUID(), Prefer: 'wait=10' };
  const first = await api.post('/declarations', ordinaryIn(employer, worker), key);
  const second = await api.post('/declarations', ordinaryIn(employer, worker), key);
  assert.equal(first.status, 201);
  assert.equal(second.status, 201);
  assert.equal(second.headers.get('location'), first.headers.get('location'));
  assert.deepEqual(second.body, first.body);

  const other = await api.post('/declarations', ordinaryIn(employer, worker, { startDate: '2026-05-12' }), key);
  assert.equal(other.status, 409);
  assert.equal(other.mediaType, 'application/problem+json');

  const found = await api.searchAll('declarations', { employer: { enterpriseNumber: employer.enterpriseNumber }, worker: { ssin: worker.ssin } });
  assert.equal(found.length, 1);
});

test('of simultaneous posts with one key one declaration comes', async () => {
  const body = ordinaryIn(employer, nextWorker());
  const key = { 'Idempotency-Key': randomUUID(), Prefer: 'wait=10' };
  const answers = await Promise.all(Array.from({ length: 8 }, () => api.post('/declarations', body, key)));
  for (const answer of answers) assert.equal(answer.status, 201, JSON.stringify(answer.body));
  assert.equal(new Set(answers.map(answer => answer.headers.get('location'))).size, 1);
});

test('a dry run gives the whole verdict and keeps nothing', async () => {
  const worker = nextWorker();
  const answer = await api.post('/declarations?dryRun=true', ordinaryIn(employer, worker));
  assert.equal(answer.status, 200);
  assert.equal(answer.body.declarationStatus.result, 'A');
  assert.equal(answer.headers.get('location'), null);
  const wrong = await api.post('/declarations?dryRun=true', ordinaryIn(employer, worker, { features: { workerType: 'ZZZ' } }));
  assert.equal(wrong.status, 200);
  assert.equal(wrong.body.declarationStatus.result, 'B');
  const criteria = { employer: { enterpriseNumber: employer.enterpriseNumber }, worker: { ssin: worker.ssin } };
  for (const what of ['declarations', 'periods', 'relations']) assert.deepEqual(await api.searchAll(what, criteria), []);
  assert.equal((await api.declare(ordinaryIn(employer, worker))).result, 'A');
});

test('an explanation speaks the caller\'s language', async () => {
  const worker = nextWorker();
  await api.declare(ordinaryIn(employer, worker));
  const duplicate = await api.declare(ordinaryIn(employer, worker));
  const texts = new Set();
  for (const language of ['nl', 'fr', 'de', 'en']) {
    const answer = await api.get(`/declarations/${duplicate.id}/explanation`, { 'Accept-Language': language });
    assert.equal(answer.status, 200);
    assert.equal(answer.headers.get('content-language'), language);
    const text = JSON.stringify(answer.body);
    assert.ok(text.includes('90373-333'), 'the rule that was decisive is named');
    texts.add(text);
  }
  assert.equal(texts.size, 4);
});

test('an update, an end and a cancellation change the period', async () => {
  const worker = nextWorker();
  const { id: periodId } = await api.declare(ordinaryIn(employer, worker));

  const update = await api.declare({ dimonaUpdate: { periodId, startDate: '2026-05-12' } });
  assert.equal(update.result, 'A');
  assert.equal(update.declarationStatus.period.id, periodId);
  assert.notEqual(update.id, periodId);
  assert.equal((await api.get(`/periods/${periodId}`)).body.startDate, '2026-05-12');

  const out = await api.declare({ dimonaOut: { periodId, endDate: '2026-06-30' } });
  assert.equal(out.result, 'A');
  assert.equal((await api.get(`/periods/${periodId}`)).body.endDate, '2026-06-30');

  const reopened = await api.declare({ dimonaUpdate: { periodId, endDate: '9999-12-31' } });
  assert.equal(reopened.result, 'A');
  assert.equal((await api.get(`/periods/${periodId}`)).body.endDate, undefined);

  const cancel = await api.declare({ dimonaCancel: { periodId } });
  assert.equal(cancel.result, 'A');
  assert.equal(cancel.declarationStatus.period.id, periodId);
  assert.equal((await api.get(`/periods/${periodId}`)).body.cancelled, true);

  const again = await api.declare({ dimonaCancel: { periodId } });
  assert.equal(again.result, 'B');
  assert.ok(again.errors.length > 0);
});

test('the same IN twice is refused with 90373-333 in all languages', async () => {
  const worker = nextWorker();
  await api.declare(ordinaryIn(employer, worker));
  const second = await api.declare(ordinaryIn(employer, worker));
  assert.equal(second.result, 'B');
  assert.deepEqual(second.errors, ['90373-333']);
  const [anomaly] = second.declarationStatus.anomalies;
  for (const language of ['nl', 'fr', 'de', 'en']) assert.ok(anomaly.label[language], `label in ${language}`);
});

test('a student under joint committee 302 is refused with 90374-349', async () => {
  const horeca = employerOf(server.credentials, 'horeca');
  const mine = await Api.of(server, ownClientOf(server.credentials, horeca));
  const student = await mine.declare(ordinaryIn(horeca, nextWorker(), {
    endDate: '2026-05-15', plannedHoursNumber: 20, features: { workerType: 'STU', jointCommissionNumber: '302' },
  }));
  assert.equal(student.result, 'B');
  assert.ok(student.errors.includes('90374-349'), student.errors.join());
});

test('all anomalies come at once', async () => {
  const student = await api.declare(ordinaryIn(employer, nextWorker(), {
    startHour: '0800', endHour: '1200', features: { workerType: 'STU' },
  }));
  assert.equal(student.result, 'B');
  for (const code of ['00777-005', '00778-005', '01135-001']) assert.ok(student.errors.includes(code), `${code} is not among ${student.errors}`);
});

test('wrong under the glossary is a verdict, not a refusal of the request', async () => {
  const worker = nextWorker();
  for (const body of [
    { ...ordinaryIn(employer, worker), worker: { ssin: '85073003300' } },
    ordinaryIn(employer, worker, { startDate: '2026-02-30' }),
    ordinaryIn(employer, worker, { features: { workerType: 'QQQ' } }),
    ordinaryIn(employer, worker, { endDate: '2026-05-01' }),
    { dimonaOut: { periodId: 123456789012, endDate: '2026-05-30' } },
  ]) {
    const declaration = await api.declare(body);
    assert.equal(declaration.result, 'B', JSON.stringify(body));
    assert.ok(declaration.errors.length > 0);
    for (const code of declaration.errors) assert.match(code, /^[0-9]{5}-[0-9]{3}$/);
  }
});

test('what does not exist is a problem with 404', async () => {
  for (const path of ['/declarations/123456789012', '/periods/123456789012', '/dailyRegistrations/123456789012',
    '/declarations/123456789012/explanation']) {
    assertProblem(await api.get(path), 404, 'resourceNotFound');
  }
});

test('another client neither sees nor finds the declaration', async () => {
  const worker = nextWorker();
  const { id } = await api.declare(ordinaryIn(employer, worker));
  const horeca = employerOf(server.credentials, 'horeca');
  const stranger = await Api.of(server, ownClientOf(server.credentials, horeca));
  for (const path of [`/declarations/${id}`, `/periods/${id}`, `/declarations/${id}/explanation`]) {
    assert.equal((await stranger.get(path)).status, 404, path);
  }
  const search = await stranger.post('/periods/search', { employer: { enterpriseNumber: employer.enterpriseNumber } });
  assertProblem(search, 403, 'missingPermission');
  const update = await stranger.declare({ dimonaUpdate: { periodId: id, startDate: '2026-05-13' } });
  assert.equal(update.result, 'B');
  assert.equal((await api.get(`/periods/${id}`)).body.startDate, '2026-05-11');
  assert.ok(errorIds(update).length > 0);
});
