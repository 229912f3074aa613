import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { getAccount } from '../../kernel/access/account.ts';
import { plainDate } from '../../kernel/base/plain-date.ts';
import { emit } from '../../kernel/event/emit.ts';
import { registry } from '../../modules/index.ts';
import { createSmallDistrict, type SmallDistrict } from '../../tests/support/small-district.ts';
import { createTestDatabase, type TestDatabase } from '../../tests/support/test-database.ts';
import { allJobs } from './run-jobs.ts';

let database: TestDatabase;
let district: SmallDistrict;

beforeAll(async () => {
  database = await createTestDatabase();
  district = await createSmallDistrict(database.db, database.keyring, registry);
});
afterAll(() => database.drop());

const ROOT = join(import.meta.dirname, '../..');
const PROGRAM = `
  import { openDatabase } from './kernel/db/database.ts';
  import { loadKeyring } from './kernel/access/cipher.ts';
  import { systemClock } from './kernel/base/clock.ts';
  import { registry } from './modules/index.ts';
  import { runJobs } from './apps/server/run-jobs.ts';
  import { startServer } from './apps/server/start-server.ts';
  const [home, databaseUrl] = process.argv.slice(1);
  const db = await openDatabase({ home, databaseUrl });
  const keyring = loadKeyring(home + '/keys.json');
  const reports = { listReportYears: () => [], buildReport: () => Promise.reject(new Error('none')) };
  const beside = () => runJobs({ db, registry, keyring, clock: systemClock, home }, (problem) => console.log('problem: ' + problem));
  const server = await startServer({ db, registry, reports, keyring, port: 0, beside });
  console.log(server.url);
  await server.closed;
  console.log('closed');
`;

test('every job has a name of its own', () => {
  const ids = allJobs(registry).map((job) => job.id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids).toContain('audit-sealing');
});

test('beside the server missed jobs are made up for and events delivered, and all of it ends in good order', async () => {
  const clerk = await getAccount(database.db.pool, 'clerk');
  const [family] = district.families;
  const child = spawn(process.execPath, ['--input-type=module', '-e', PROGRAM, database.home, database.url], {
    cwd: ROOT,
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output += text));
  const count = (statement: string): Promise<number> =>
    database.db.asOwner(async (owner) => (await owner.query(statement)).rows.length);
  await expect
    .poll(() => count(`select 1 from job_run where state = 'done'`), { timeout: 30_000 })
    .toBe(allJobs(registry).length);
  await database.db.transaction(clerk, (tx) =>
    emit(tx, {
      kind: 'person.died',
      subjectId: family.spouseId,
      divisionNo: family.street + 1000,
      occurredOn: plainDate('2020-05-10'),
      payload: {},
    }),
  );
  await expect
    .poll(() => count(`select 1 from task where kind = 'assistance.person-died'`), { timeout: 30_000 })
    .toBe(1);
  expect(await count('select 1 from audit_block')).toBeGreaterThan(0);
  child.kill('SIGTERM');
  const [code]: unknown[] = await once(child, 'exit');
  expect(output).toContain('closed');
  expect(output).not.toContain('problem');
  expect(code).toBe(0);
}, 90_000);
