// What a transaction of the program does on PostgreSQL, as a script of pgbench: for each declaration the statements that
// the program runs, of the same list (test/store/golden/statements.sql), all of them sent without waiting for answers.
import { readFileSync } from 'node:fs';

const statements = readFileSync('test/store/golden/statements.sql', 'utf8').split('\n');

// The only statement that begins so and, if it is said, goes on so.
function statement(beginning, more = '') {
  const found = statements.filter(line => line.startsWith(beginning) && line.includes(more));
  if (found.length !== 1) throw new Error(`${found.length} statements begin with "${beginning}" and hold "${more}"`);
  return found[0];
}

const employerByEnterprise = statement('SELECT document FROM employer WHERE enterprise = ?');
const employerByNumber = statement('SELECT document FROM employer WHERE number = ?');
const personBySsin = statement('SELECT document FROM person WHERE key = (');
const personByKey = statement('SELECT document FROM person WHERE key = ?');
const periodById = statement('SELECT document FROM period WHERE id = ?');
const periodsOfDays = statement('SELECT document FROM period WHERE person = ? AND employer = ?');
const quotaOfDays = statement('SELECT ledger', 'day BETWEEN');
const addJournal = statement('INSERT INTO journal');
const addPeriod = statement('INSERT INTO period', 'VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);');
const changePeriod = statement('INSERT INTO period', 'ON CONFLICT');
const addQuota = statement('INSERT INTO quota_entry');
const removeQuota = statement('DELETE FROM quota_entry WHERE person');
const widenRelation = statement('INSERT INTO relation', 'ON CONFLICT');
const removeRelation = statement('DELETE FROM relation WHERE employer');
const addRemovedRelation = statement('INSERT INTO relation', 'NOT EXISTS');
const addDeclaration = statement('INSERT INTO declaration', 'VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);');

const filled = (text, ...values) => text.replace(/\?/g, () => values.shift());
const text = value => `'${value}'`;

// The mix of bench_load: five sequences of eight declarations.
const steps = ['In', 'Out', 'In', 'Update', 'In student', 'Cancel', 'In', 'In'];

// `employers`: {number, enterprise}; `ssins`: of persons; the keys of persons are 1 to `lastPerson`. Bytes: of an entry of
// the journal, and of a period. Each entry is about a person and days of its own, as those of bench_load.
export function pgbenchScript({ batch, employers, ssins, lastPerson, journalBytes, periodBytes }) {
  const chosen = [], lines = ['BEGIN;', "SELECT value FROM counter WHERE name = 'turn' FOR UPDATE;",
    "SELECT nextval('bench_number') * 10000 AS base \\gset", '\\startpipeline'];
  const known = new Set();
  const once = line => { if (!known.has(line)) lines.push(line); known.add(line); };  // as the program: read once in a transaction
  let opened;  // by the entry before
  for (let index = 0; index < batch; ++index) {
    const step = steps[index % steps.length], isNew = step.startsWith('In');
    const id = `:base::bigint + ${index}`;
    if (isNew) {
      opened = { employer: employers[index % employers.length], person: `:person${index}`, period: id, day: `:day${index}` };
      chosen.push(`\\set person${index} random(1, ${lastPerson})`, `\\set day${index} random(20000, 60000)`);
    }
    const { employer, person, period, day } = opened;

    if (isNew) {
      once(filled(employerByEnterprise, employer.enterprise));
      once(filled(personBySsin, ssins[index % ssins.length]));
    } else {
      once(filled(employerByNumber, employer.number));
      once(filled(personByKey, person));
      lines.push(filled(periodById, period));
    }
    lines.push(filled(periodsOfDays, person, employer.number, `${day}::bigint + 7`, `${day}::bigint - 7`));
    if (step === 'In student') lines.push(filled(quotaOfDays, person, day, day));

    lines.push(filled(addJournal, id, 1, text('declaration'), text('x'.repeat(journalBytes)), "sha256('a')", "sha256('b')"));
    lines.push(filled(isNew ? addPeriod : changePeriod, period, employer.number, person, day, day, text('OTH'), text('XXX'), 'NULL',
      step === 'Cancel' ? 1 : 0, 0, text('x'.repeat(periodBytes))));
    if (!isNew) lines.push(filled(removeQuota, person, period));
    if (step === 'In student')
      lines.push(filled(addQuota, person, period, 1, text('student'), employer.number, day, 16, 0, 0));
    if (step === 'Out' || step === 'Cancel')
      lines.push(filled(removeRelation, employer.number, person, day, day),
        filled(addRemovedRelation, person, employer.number, employer.number, person));
    if (step !== 'Cancel') lines.push(filled(widenRelation, employer.number, person, day, day));
    lines.push(filled(addDeclaration, id, id, text(step.split(' ')[0]), text('A'), 1, text('webService'), text('bench'), 1, employer.number,
      employer.enterprise, person, period, 'NULL', day, day, text('OTH'), text('XXX'), 0));
  }
  return [...chosen, ...lines, 'COMMIT;', '\\endpipeline', ''].join('\n');
}
