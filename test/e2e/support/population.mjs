// Who is who in the demo population.
import assert from 'node:assert/strict';

export function employerOf(credentials, kind) {
  const employer = credentials.employers.find(candidate => candidate.kind === kind);
  assert.ok(employer, `the demo population has no employer of kind ${kind}`);
  return employer;
}

// The client that acts for this employer and nobody else.
export function ownClientOf(credentials, employer) {
  const client = credentials.oauth.clients.find(candidate =>
    candidate.actsFor.length === 1 && candidate.actsFor[0] === employer.enterpriseNumber);
  return client ?? credentials.oauth.clients.find(candidate => candidate.actsFor.includes(employer.enterpriseNumber));
}

// The client of the secretariat and the employers that mandated it.
export function secretariatOf(credentials) {
  const secretariat = employerOf(credentials, 'secretariat');
  const client = credentials.oauth.clients.find(candidate =>
    candidate.actsFor.includes(secretariat.enterpriseNumber) && candidate.actsFor.length > 1);
  assert.ok(client, 'the secretariat has a client that acts for several employers');
  const mandators = credentials.employers.filter(candidate =>
    candidate.kind !== 'secretariat' && client.actsFor.includes(candidate.enterpriseNumber));
  const strangers = credentials.employers.filter(candidate => !client.actsFor.includes(candidate.enterpriseNumber));
  return { secretariat, client, mandators, strangers };
}

// Takes a worker that no test of this file has used yet.
export function workersOf(credentials) {
  const left = [...credentials.workers];
  return () => {
    assert.ok(left.length > 0, 'all demo workers are used up');
    return left.shift();
  };
}

// The IN that an integrator writes first.
export function ordinaryIn(employer, worker, changes = {}) {
  const { features, ...operation } = changes;
  return {
    employer: { enterpriseNumber: employer.enterpriseNumber },
    worker: { ssin: worker.ssin },
    dimonaIn: {
      startDate: '2026-05-11',
      ...operation,
      features: { workerType: 'OTH', jointCommissionNumber: 'XXX', ...features },
    },
  };
}
