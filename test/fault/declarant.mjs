// A client that writes down what it declared and what was acknowledged, and later looks for it.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { accessToken } from './token.mjs';

const root = '/REST/dimona/v2';
const cancelledShare = 0.2;
const tokenKeptMs = 300_000;  // half of its life
const askedAtOnce = 8;

const dayAfter = days => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

export class Declarant {
  // `other`: shares its memory.
  constructor(random, other) {
    this.random = random;
    this.acknowledged = other?.acknowledged ?? new Map();  // declaration number -> { body, answer }
    this.unanswered = other?.unanswered ?? new Map();      // idempotency key -> body
    this.open = other?.open ?? [];                         // periods that can still be cancelled
    this.count = other?.count ?? { declared: 0 };
  }

  async connect(server, clock) {
    this.base = server.credentials.baseUrl;
    this.employer = server.credentials.employers.find(employer => employer.kind === 'ordinary');
    this.workers = server.credentials.workers;
    const client = server.credentials.oauth.clients.find(candidate =>
      candidate.actsFor.includes(this.employer.enterpriseNumber));
    this.renew = async () => {
      this.token = await accessToken(server.credentials, client, clock);
      this.tokenSince = Date.now();
    };
    await this.renew();
  }

  async call(method, path, body, headers = {}) {
    if (Date.now() - this.tokenSince > tokenKeptMs) await this.renew();
    const response = await fetch(path.startsWith('http') ? path : `${this.base}${root}${path}`, {
      method,
      headers: { Authorization: `Bearer ${this.token}`, 'Content-Type': 'application/json', ...headers },
      body: body && JSON.stringify(body),
    });
    return { status: response.status, location: response.headers.get('location'), body: await response.json() };
  }

  // Days of one period each, none declared twice for a worker: all of them can be accepted.
  nextBody() {
    if (this.open.length > 0 && this.random() < cancelledShare)
      return { dimonaCancel: { periodId: this.open.splice(Math.floor(this.random() * this.open.length), 1)[0] } };
    const turn = this.count.declared++;
    const day = dayAfter(30 + Math.floor(turn / this.workers.length));
    return {
      employer: { enterpriseNumber: this.employer.enterpriseNumber },
      worker: { ssin: this.workers[turn % this.workers.length].ssin },
      dimonaIn: { startDate: day, endDate: day, features: { workerType: 'OTH', jointCommissionNumber: 'XXX' } },
    };
  }

  // False: there was no answer that counts.
  async declareOne() {
    const key = randomUUID();
    const body = this.nextBody();
    this.unanswered.set(key, body);
    await this.send(key, body);
    return !this.unanswered.has(key);
  }

  // An answer is written down; a lost connection leaves the declaration unanswered.
  async send(key, body) {
    let answer;
    try {
      answer = await this.call('POST', '/declarations', body, { Prefer: 'wait=10', 'Idempotency-Key': key });
    } catch {
      return;
    }
    if (answer.status === 503) return;  // on its way out: nothing was taken
    assert.equal(answer.status, 201, JSON.stringify(answer.body));
    const id = Number(answer.location.split('/').at(-1));
    assert.ok(!this.acknowledged.has(id), `the number ${id} was given twice`);
    assert.match(answer.body.declarationStatus.result, /^[AW]$/, JSON.stringify(answer.body));
    this.unanswered.delete(key);
    this.acknowledged.set(id, { body, answer: answer.body });
    if (body.dimonaIn) this.open.push(id);
  }

  // Same key, same body: declared once, whether or not the first attempt arrived.
  async repeatUnanswered() {
    for (const [key, body] of [...this.unanswered]) await this.send(key, body);
  }

  async findAllUnchanged() {
    const all = [...this.acknowledged];
    for (let first = 0; first < all.length; first += askedAtOnce)
      await Promise.all(all.slice(first, first + askedAtOnce).map(one => this.findUnchanged(...one)));
  }

  async findUnchanged(id, { body, answer }) {
    const found = await this.call('GET', `/declarations/${id}`);
    assert.equal(found.status, 200, `declaration ${id} was acknowledged and is not there: ${JSON.stringify(found.body)}`);
    for (const [member, value] of Object.entries(body))
      for (const [name, text] of Object.entries(value))
        assert.deepEqual(found.body[member][name], text, `declaration ${id}, ${member}.${name}`);
    assert.equal(found.body.declarationStatus.declarationId, id);
    assert.equal(found.body.declarationStatus.result, answer.declarationStatus.result);
    assert.equal(found.body.declarationStatus.period.id, answer.declarationStatus.period.id);
  }

  async findNothingElse() {
    const numbers = [];
    const criteria = { employer: { enterpriseNumber: this.employer.enterpriseNumber } };
    for (let next = '/declarations/search?page=1&pageSize=100'; next;) {
      const page = await this.call('POST', next, criteria);
      assert.equal(page.status, 200, JSON.stringify(page.body));
      numbers.push(...page.body.items.map(item => item.declarationStatus.declarationId));
      next = page.body.next;
    }
    assert.equal(new Set(numbers).size, numbers.length, 'a declaration is listed twice');
    assert.deepEqual(numbers.sort((a, b) => a - b), [...this.acknowledged.keys()].sort((a, b) => a - b));
  }
}
