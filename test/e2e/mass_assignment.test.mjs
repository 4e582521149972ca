// Whoever sends more fields than a form has gets nothing for them: not another role, not another employer, not a decision.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { runDimona, startServer } from './support/server.mjs';
import { Visitor } from './support/visitor.mjs';

// Each of them signs in once: a one-time code holds once.
let server, own, other;
before(async () => {
  server = await startServer({ options: ['--page-requests-a-minute', '1000000', '--sign-ins-a-minute', '1000'] });
  own = server.credentials.employers[2];
  other = server.credentials.employers[4];
});
after(() => server?.stop());

// What programs of this kind call such things, and what they would be worth.
const smuggled = () => ({
  login: 'boss@elsewhere.example', role: 'main-manager', represents: 'yes', right: ['consult', 'declare', 'mandate', 'identify'],
  enterprise: other.enterpriseNumber, enterpriseNumber: other.enterpriseNumber, employer: String(other.employerId),
  'employer.enterpriseNumber': other.enterpriseNumber, 'employer.nssoNumber': String(other.employerId), 'employer.number': other.enterpriseNumber,
  number: String(other.employerId), categories: 'ordinary', channel: 'webService', caller: 'boss@elsewhere.example', declarant: 'boss', sent: '1', key: 'k',
  result: 'A', verdict: 'A', receivedAt: '2020-01-01T00:00:00Z', staff: 'yes', reason: 'because', mandator: other.enterpriseNumber,
  mandatary: other.enterpriseNumber, direction: 'ask', state: 'active', form: 'paper', confirmedBy: 'boss', active: 'yes', needs_code: 'no',
});
const pathOf = answer => new URL(answer.location, server.base).pathname.replace(/^\/\w\w(?=\/)/, '');
const accounts = async () => (await runDimona('admin', 'user', 'list', '--data', server.folder)).stdout;

test('in an account, nobody gives himself a role or another enterprise', async () => {
  const known = await accounts();
  for (const login of ['reader3@demo.example', 'comanager3@demo.example', 'representative3@demo.example']) {
    const visitor = await Visitor.signsIn(server, login);
    await visitor.gets('/account');
    assert.equal((await visitor.posts('/account', { ...smuggled(), mail: 'yes' })).status, 303);
  }
  assert.equal(await accounts(), known);
});

test('a group manager changes people as far as his role goes, whatever he sends', async () => {
  const known = await accounts();
  const manager = await Visitor.signsIn(server, 'groupmanager3@demo.example');
  const people = [...(await manager.gets('/access')).text.matchAll(/href="\/en(\/access\/people\/\w+)"/g)].map(([, path]) => path);
  assert.ok(people.length > 0);
  for (const path of people) {
    await manager.gets(path);
    const answer = await manager.posts(path, { ...smuggled(), name: 'Somebody Else' });
    assert.ok(answer.status >= 400, `${path}: ${answer.status}`);
  }
  assert.equal(await accounts(), known);
});

test('a declaration is of the employer for whom one acts, by the channel through which it came', async () => {
  const visitor = await Visitor.signsIn(server, 'declarant3@demo.example');
  const worker = server.credentials.workers[40];
  let answer = await visitor.posts('/declare/in', { ...smuggled(), 'worker.ssin': worker.ssin });
  answer = await visitor.posts(pathOf(answer), { ...smuggled(), 'features.workerType': 'OTH' });
  answer = await visitor.posts(pathOf(answer), { ...smuggled(), 'startDate-day': '5', 'startDate-month': '5', 'startDate-year': '2026' });
  assert.match(pathOf(answer), /\/check$/, answer.text.slice(0, 500));
  answer = await visitor.must(pathOf(answer), smuggled());
  const declared = pathOf(answer).replace(/\/sent$/, '');
  const { text } = await visitor.gets(declared);
  assert.ok(text.includes('Secured online service') && text.includes('declarant3@demo.example'), text);
  const stranger = await Visitor.signsIn(server, 'manager5@demo.example');
  assert.equal((await stranger.gets(declared)).status, 404);
});

test('a mandate is that of the own enterprise, and waits for the other side', async () => {
  const visitor = await Visitor.signsIn(server, 'manager3@demo.example');
  const party = server.credentials.employers[7].enterpriseNumber;
  await visitor.gets('/mandates/give');
  let answer = await visitor.posts('/mandates/give', { ...smuggled(), party });
  answer = await visitor.posts(pathOf(answer), { ...smuggled(), kind: 'service_provider' });
  const quarters = pathOf(answer);
  const first = /<option value="([^"]+)"/.exec((await visitor.gets(quarters)).text)[1];
  answer = await visitor.posts(quarters, { ...smuggled(), first, last: 'none' });
  answer = await visitor.must(pathOf(answer), smuggled());
  const { text } = await visitor.gets(pathOf(answer).replace(/\/sent$/, ''));
  assert.ok(text.includes(own.enterpriseNumber) && text.includes(party) && !text.includes(other.enterpriseNumber), text);
  assert.match(text, /Asked/);
  assert.ok(!text.includes('Revoke at once'), 'it is not active');
});

test('an employer changes his contact and nothing else', async () => {
  const visitor = await Visitor.signsIn(server, 'manager7@demo.example');
  const facts = ({ text }) => [/NSSO number[\s\S]{0,300}/.exec(text)?.[0], /Category of employer[\s\S]{0,300}/.exec(text)?.[0]];
  const known = facts(await visitor.gets('/employer'));
  await visitor.gets('/employer/change/contact');
  await visitor.must('/employer/change/contact', { ...smuggled(), contactName: 'Noor', contactMail: 'noor@firm.example', contactPhone: '', contactLanguage: 'nl' });
  assert.deepEqual(facts(await visitor.gets('/employer')), known);
  const stranger = await Visitor.signsIn(server, 'manager6@demo.example');
  assert.ok(!(await stranger.gets('/employer')).text.includes('noor@firm.example'));
});
