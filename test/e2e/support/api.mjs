// The REST service as a caller uses it. Every answer is checked against the server's own OpenAPI document.
import assert from 'node:assert/strict';
import { Contract } from './contract.mjs';
import { grant } from './oauth.mjs';

export const root = '/REST/dimona/v2';

export class Api {
  static async of(server, client, scope) {
    const { access_token: token } = await grant(server.credentials, client, scope);
    return new Api(server, client, token, await Contract.of(server.base));
  }

  constructor(server, client, token, contract) {
    Object.assign(this, { server, client, token, contract });
  }

  withToken(token) {
    return new Api(this.server, this.client, token, this.contract);
  }

  async call(method, path, { body, text, headers = {} } = {}) {
    const url = path.startsWith('http') ? path : `${this.server.base}${root}${path}`;
    const response = await fetch(url, {
      method,
      headers: {
        ...(this.token ? { Authorization: `Bearer ${this.token}` } : {}),
        ...(body !== undefined || text !== undefined ? { 'Content-Type': 'application/json' } : {}),
        ...headers,
      },
      body: text ?? (body === undefined ? undefined : JSON.stringify(body)),
    });
    const raw = await response.text();
    const mediaType = (response.headers.get('content-type') ?? '').split(';')[0];
    const parsed = raw === '' ? undefined : mediaType.endsWith('json') ? JSON.parse(raw) : raw;
    this.contract.check(method, url, response.status, mediaType, parsed);
    return { status: response.status, headers: response.headers, mediaType, body: parsed };
  }

  get(path, headers) { return this.call('GET', path, { headers }); }
  post(path, body, headers) { return this.call('POST', path, { body, headers }); }

  // The declaration as it is after the server has decided.
  async declare(body, headers = {}) {
    const answer = await this.post('/declarations', body, { Prefer: 'wait=10', ...headers });
    assert.equal(answer.status, 201, JSON.stringify(answer.body));
    const read = await this.decided(answer.headers.get('location'));
    return { ...read, location: answer.headers.get('location'), id: read.declarationStatus.declarationId,
             result: read.declarationStatus.result, errors: errorIds(read) };
  }

  // Asks until the declaration is there: 404 means that it is not processed yet.
  async decided(location) {
    for (let attempt = 0; attempt < 100; ++attempt) {
      const answer = await this.get(location);
      if (answer.status === 200) return answer.body;
      assert.equal(answer.status, 404);
      await new Promise(done => setTimeout(done, 100));
    }
    assert.fail(`${location} is never processed`);
  }

  // All items of a search, page by page along `next`.
  async searchAll(what, body, pageSize = 50) {
    const items = [];
    let next = `/${what}/search?page=1&pageSize=${pageSize}`;
    for (let pages = 0; next; ++pages) {
      assert.ok(pages < 2000, 'the pages never end');
      const page = await this.post(next, body);
      assert.equal(page.status, 200, JSON.stringify(page.body));
      assert.ok(page.body.items.length <= pageSize);
      items.push(...page.body.items);
      next = page.body.next;
    }
    return items;
  }
}

export const errorIds = declaration => (declaration.declarationStatus.anomalies ?? []).map(anomaly => anomaly.errorId);

export function assertProblem(answer, status, type) {
  assert.equal(answer.status, status, JSON.stringify(answer.body));
  assert.equal(answer.mediaType, 'application/problem+json');
  assert.equal(answer.body.status, status);
  assert.ok(answer.body.title, 'a problem has a title');
  assert.equal(answer.body.type, `urn:problem-type:belgif:${type}`);
}
