// The OpenAPI document that the server itself gives out, as a judge of its answers.
import assert from 'node:assert/strict';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';

const root = '/REST/dimona/v2';
const escaped = part => part.replaceAll('~', '~0').replaceAll('/', '~1');

export class Contract {
  static async of(base) {
    const response = await fetch(`${base}${root}/openapi.json`);
    assert.equal(response.status, 200);
    return new Contract(await response.json());
  }

  constructor(document) {
    this.document = document;
    this.ajv = new Ajv({ strict: false, allErrors: true });
    addFormats(this.ajv);
    this.ajv.addSchema(document, 'openapi');
    this.validators = new Map();
  }

  at(pointer) {
    return pointer.slice(2).split('/').map(part => part.replaceAll('~1', '/').replaceAll('~0', '~'))
      .reduce((value, part) => value?.[part], this.document);
  }

  // The pointer to a thing, through any references.
  follow(pointer) {
    const value = this.at(pointer);
    return value?.$ref ? this.follow(value.$ref) : pointer;
  }

  validator(pointer) {
    if (!this.validators.has(pointer)) this.validators.set(pointer, this.ajv.compile({ $ref: `openapi${pointer}` }));
    return this.validators.get(pointer);
  }

  pathOf(url) {
    const path = new URL(url).pathname.slice(root.length);
    const matches = Object.keys(this.document.paths).filter(template =>
      new RegExp(`^${template.replace(/\{[^}]+\}/g, '[^/]+')}$`).test(path));
    // A path without placeholder wins: /declarations/search is not a declaration.
    return matches.sort((a, b) => a.split('{').length - b.split('{').length)[0];
  }

  // Throws when the document does not foresee this answer.
  check(method, url, status, mediaType, body) {
    const path = this.pathOf(url);
    const operation = path && `#/paths/${escaped(path)}/${method.toLowerCase()}`;
    if (!operation || !this.at(operation)) {
      assert.ok(status === 404 || status === 405, `${method} ${url} is not described, yet it answers ${status}`);
      return this.conforms('#/components/schemas/Problem', body, `${method} ${url} ${status}`);
    }
    const known = this.at(`${operation}/responses`);
    const key = known[status] ? String(status) : 'default';
    assert.ok(known[key], `${method} ${path}: status ${status} is not described`);
    const response = this.follow(`${operation}/responses/${key}`);
    const content = this.at(response).content;
    if (body === undefined) {
      assert.ok(!content || status === 204, `${method} ${path} ${status}: a body is described but none came`);
      return;
    }
    assert.ok(content?.[mediaType], `${method} ${path} ${status}: ${mediaType} is not described`);
    this.conforms(this.follow(`${response}/content/${escaped(mediaType)}/schema`), body, `${method} ${path} ${status}`);
  }

  conforms(schema, body, what) {
    const validate = this.validator(schema);
    assert.ok(validate(body), `${what} does not conform to ${schema}:\n${JSON.stringify(validate.errors, null, 1)}\n${JSON.stringify(body)}`);
  }
}
