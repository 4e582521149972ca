// Somebody signs in for an enterprise that is no employer yet, and identifies it there; and the answers that few give.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { runDimona, startServer } from './support/server.mjs';
import { Visitor } from './support/visitor.mjs';

const numberOf = base => `${String(base).padStart(8, '0')}${String(97 - (base % 97)).padStart(2, '0')}`;
const pathOf = answer => new URL(answer.location, server.base).pathname.replace(/^\/\w\w(?=\/)/, '');

let server, former, mandatary;
before(async () => {
  server = await startServer({ options: ['--page-requests-a-minute', '1000000', '--sign-ins-a-minute', '1000'] });
  former = server.credentials.employers[0].enterpriseNumber;
  mandatary = server.credentials.employers[12].enterpriseNumber;
});
after(() => server?.stop());

// An account for this enterprise, made by the operator.
async function managerOf(enterprise) {
  const login = `boss@${enterprise}.example`;
  const { stdout } = await runDimona('admin', 'user', 'add', '--data', server.folder, '--login', login, '--name', 'The Boss', '--role', 'main-manager',
    '--enterprise', enterprise);
  server.credentials.users.push({ login, password: /password +(\S+)/.exec(stdout)[1], codeSecret: /secret=(\w+)/.exec(stdout)[1] });
  const visitor = await Visitor.signsIn(server, login);
  assert.match((await visitor.gets('/employer')).text, /Your enterprise is no employer yet/);
  return visitor;
}

const answers = {
  identity: { name: 'Nieuw & Co', street: 'Kerkstraat', houseNumber: '1', postCode: '9000', municipality: 'Gent' },
  contact: { contactName: 'Noor Peeters', contactMail: 'noor@firm.example', contactLanguage: 'nl' },
  activity: { activity: 'Café', search: '5630', nace: '56301' },
  'first-hire': { 'firstHire-day': '5', 'firstHire-month': '5', 'firstHire-year': '2026' },
  workers: { blueCollar: '2' },
  committees: { committee: '302' },
  insurer: { insurer: 'Verzekering NV' },
  'take-over': { takesOver: 'no' },
  mandatary: { hasMandatary: 'no' },
};

// Goes through the questions in the order in which they come; gives the address of the last page and the steps seen.
async function answersAll(visitor, prefix, special) {
  const given = { ...answers, ...special };
  const steps = [];
  let answer = await visitor.must(prefix, {});
  for (;;) {
    const step = pathOf(answer).slice(prefix.length + 1);
    if (step === 'check') break;
    assert.ok(steps.length < 20 && given[step], `${step} after ${steps}`);
    steps.push(step);
    answer = await visitor.must(`${prefix}/${step}`, given[step]);
  }
  const { text } = await visitor.gets(`${prefix}/check`);
  answer = await visitor.must(`${prefix}/check`, {});
  return { steps, checked: text, done: (await visitor.gets(pathOf(answer))).text };
}

test('whoever is signed in identifies his enterprise, with staff taken over and a mandatary', async () => {
  const enterprise = numberOf(4_250_001);
  const visitor = await managerOf(enterprise);
  const { steps, checked, done } = await answersAll(visitor, '/employer/identify', {
    kind: { kind: 'other' },
    'take-over': { takesOver: 'yes', takeOverFrom: former, 'takeOverOn-day': '1', 'takeOverOn-month': '5', 'takeOverOn-year': '2026' },
    mandatary: { hasMandatary: 'yes', mandatary },
  });
  assert.ok(steps.includes('take-over') && steps.includes('mandatary'), steps.join());
  const shown = checked.replaceAll('.', '');
  assert.ok(shown.includes(former) && shown.includes(mandatary), 'what was answered is shown before it is sent');
  const [number] = /\b5\d{9}\b/.exec(done);
  const { text } = await visitor.gets('/employer');
  assert.ok(text.includes(number) && text.includes('Nieuw & Co'), text.slice(0, 3000));
  assert.match((await visitor.gets('/employer/history')).text, /Identified as an employer, with a provisional number/);
  // The employer is there for what comes next: the first worker.
  const worker = server.credentials.workers[41];
  const first = await visitor.must('/workers/add', { ssin: worker.ssin, name: worker.familyName });
  assert.match(pathOf(first), /^\/workers\/\d+/);
});

test('for another enterprise nobody is identified by being signed in', async () => {
  const visitor = await managerOf(numberOf(4_250_002));
  await visitor.must('/employer/identify', {});
  const answer = await visitor.must('/employer/identify/kind', { kind: 'other' });
  assert.equal(pathOf(answer), '/employer/identify/identity', 'which enterprise it is, is not asked');
  assert.equal((await visitor.posts('/employer/identify/enterprise', { hasNumber: 'yes', enterprise: numberOf(4_250_003) })).status, 404);
});

for (const [kind, special] of [['foreign', { enterprise: { hasNumber: 'no' } }], ['co_owners', { enterprise: { hasNumber: 'no' } }]])
  test(`without signing in, of the kind: ${kind}`, async () => {
    const visitor = new Visitor(server, 'en');
    await visitor.gets('/identify');
    const { done } = await answersAll(visitor, '/identify', { kind: { kind }, ...special });
    assert.match(done, /\b5\d{9}\b/, 'a provisional number: somebody looks at it first');
  });
