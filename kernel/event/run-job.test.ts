import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { registry } from '../../modules/index.ts';
import { type Desk, within } from '../../tests/support/events.ts';
import { createSmallDistrict, type SmallDistrict } from '../../tests/support/small-district.ts';
import { createTestDatabase, type TestDatabase } from '../../tests/support/test-database.ts';
import { getAccount } from '../access/account.ts';
import { fixedClock } from '../base/clock.ts';
import { conflict } from '../base/errors.ts';
import { rowsOf } from '../db/rows.ts';
import { birthdays } from './birthdays.ts';
import { defineJob, type Job } from './define-job.ts';
import { openJobHost, startJobs } from './job-service.ts';
import { kernelJobs } from './kernel-jobs.ts';
import { catchUp, readJobs, runJob } from './run-job.ts';
import { getSystemAccount } from './system-account.ts';

let database: TestDatabase;
let district: SmallDistrict;

beforeAll(async () => {
  database = await createTestDatabase();
  district = await createSmallDistrict(database.db, database.keyring, registry);
  await database.db.asOwner((owner) => owner.query('update district set demonstration = false'));
});
afterAll(() => database.drop());

const hostOn = (today: string) => openJobHost({ ...database, registry, clock: fixedClock(today) });
const desk = (): Desk => ({ database, registry, today: '2026-11-01' });
const label = { zh: '试', en: 'test' };
const runs = (job: string) =>
  database.db.asOwner(async (owner) => {
    const found = await owner.query<{ state: string; error: string | null; by: string }>(
      'select state, last_error as error, started_by as by from job_run where job = $1 order by started_at',
      [job],
    );
    return found.rows;
  });

test('the system’s own account is made once when a district has none, and nobody can sign in with it', async () => {
  const made = await Promise.all([getSystemAccount(database.db), getSystemAccount(database.db)]);
  expect(made[0].username).toBe('system');
  expect(made[1].accountId).toBe(made[0].accountId);
  const credentials = await database.db.asOwner((owner) =>
    owner.query('select 1 from account_credential where account_id = $1', [made[0].accountId]),
  );
  expect(credentials.rowCount).toBe(0);
});

describe('a job', () => {
  test('that fails leaves nothing behind and shows its error code', async () => {
    const job = defineJob({
      id: 'test-failing',
      label,
      cron: '0 1 * * *',
      run: async ({ tx }) => {
        await tx.db.execute(
          sql`insert into job_run (id, job, day, started_by) values (gen_random_uuid(), 'trace', '2026-11-01', 'person')`,
        );
        throw conflict('test.not-now', '暂不能处理。', 'Not now.');
      },
    });
    expect(await runJob(await hostOn('2026-11-01'), job, 'person')).toEqual({
      job: 'test-failing',
      state: 'failed',
      error: 'test.not-now',
    });
    expect(await runs('test-failing')).toEqual([{ state: 'failed', error: 'test.not-now', by: 'person' }]);
    expect(await runs('trace')).toEqual([]);
    const clerk = await getAccount(database.db.pool, 'clerk');
    const listed = await within(desk(), clerk, ({ tx }) => readJobs(tx, [job, ...kernelJobs]));
    expect(listed.jobs[0]).toMatchObject({
      id: 'test-failing',
      lastState: 'failed',
      lastError: 'test.not-now',
    });
    expect(listed.jobs[1]).toMatchObject({ id: 'birthdays', label: { zh: '到龄提醒' } });
  });

  test('runs once when it is started twice at once', async () => {
    const gate = Promise.withResolvers<void>();
    let times = 0;
    const job: Job = defineJob({
      id: 'test-slow',
      label,
      cron: '0 1 * * *',
      run: async () => {
        times += 1;
        await gate.promise;
      },
    });
    const host = await hostOn('2026-11-01');
    const first = runJob(host, job, 'schedule');
    await expect.poll(() => times).toBe(1);
    expect(await runJob(host, job, 'person')).toMatchObject({ state: 'busy' });
    gate.resolve();
    expect(await first).toMatchObject({ state: 'done' });
  });

  test('whose process was killed shows as interrupted once it runs again', async () => {
    const job = defineJob({ id: 'test-killed', label, cron: '0 1 * * *', run: async () => undefined });
    await database.db.asOwner((owner) =>
      owner.query(
        `insert into job_run (id, job, day, started_by) values (gen_random_uuid(), 'test-killed', '2026-10-31', 'schedule')`,
      ),
    );
    await runJob(await hostOn('2026-11-01'), job, 'schedule');
    expect(await runs('test-killed')).toMatchObject([
      { state: 'failed', error: 'job.interrupted' },
      { state: 'done', error: null },
    ]);
  });

  test('that was missed is made up for at the next start, once', async () => {
    let times = 0;
    const job = defineJob({
      id: 'test-missed',
      label,
      cron: '0 1 * * *',
      run: async () => void (times += 1),
    });
    const caughtUp = async (now: string) => (await catchUp(await hostOn(now), [job])).length;
    expect(await caughtUp('2026-11-01T09:00')).toBe(1);
    // Its last run is as the database's clock says, which is after all of these days.
    await database.db.asOwner((owner) =>
      owner.query(`update job_run set started_at = '2026-11-01 09:00+08' where job = 'test-missed'`),
    );
    expect(await caughtUp('2026-11-02T00:59')).toBe(0);
    expect(await caughtUp('2026-11-04T01:00')).toBe(1);
    expect(times).toBe(2);
  });

  test.each([
    ['Bad Name', '0 1 * * *', 'job.id'],
    ['test-cron', 'hourly', 'job.cron'],
  ])('“%s” at “%s” is refused at start', (id, cron, code) => {
    expect(() => defineJob({ id, label, cron, run: async () => undefined })).toThrow(
      expect.objectContaining({ code }),
    );
  });
});

describe('birthdays', () => {
  const born = (personId: string, day: string) =>
    database.db.asOwner((owner) =>
      owner.query('update person set birth_date = $2 where id = $1', [personId, day]),
    );
  const told = async () =>
    within(desk(), await getAccount(database.db.pool, 'clerk'), ({ tx }) =>
      rowsOf<{ id: string; on: string; age: string }>(
        tx,
        sql`select subject_id as id, occurred_on as "on", payload ->> 'age' as age from event
             where kind = 'person.turned_age' order by occurred_on`,
      ),
    );
  const run = async (today: string) => runJob(await hostOn(today), birthdays, 'schedule');
  let first: string;
  let second: string;

  beforeEach(async () => {
    first = district.families[0].personId;
    second = district.families[1].personId;
  });

  test('are told once, also after days without a run and when the job runs again', async () => {
    await born(first, '1967-02-05');
    await born(second, '1958-02-04');
    // The first run ever tells of its own day only: older birthdays are no news.
    await run('2027-02-04');
    expect(await told()).toEqual([]);
    await born(second, '1957-02-12');
    await run('2027-02-16');
    await run('2027-02-16');
    expect(await told()).toEqual([
      { id: first, on: '2027-02-05', age: '60' },
      { id: second, on: '2027-02-12', age: '70' },
    ]);
  });

  test('on 29 February are on the 28th in a common year', async () => {
    await born(first, '1948-02-29');
    await run('2027-02-27');
    const before = (await told()).length;
    await born(first, '1947-02-28');
    await born(second, '1948-02-29');
    await run('2028-02-28');
    // 1947-02-28 turned 80 on 2027-02-28; 1948-02-29 turns 80 on 2028-02-29, a leap year, and not on the 28th.
    expect((await told()).slice(before)).toMatchObject([{ id: first, on: '2027-02-28', age: '80' }]);
    await run('2028-02-29');
    expect((await told()).at(-1)).toEqual({ id: second, on: '2028-02-29', age: '80' });
    await born(first, '1964-02-29');
    await run('2029-02-28');
    expect((await told()).at(-1)).toEqual({ id: first, on: '2029-02-28', age: '65' });
  });

  test('the database itself refuses to be told twice', async () => {
    await expect(
      database.db.asOwner((owner) =>
        owner.query(
          `insert into event (id, kind, subject_kind, subject_id, division_no, occurred_on, payload, recorded_by)
           select gen_random_uuid(), kind, subject_kind, subject_id, division_no, occurred_on, payload, recorded_by
             from event where kind = 'person.turned_age' limit 1`,
        ),
      ),
    ).rejects.toThrow('event_age_once');
  });
});

test('jobs start beside the server within seconds, catch up, and stop in good order; a second start too', async () => {
  const problems: string[] = [];
  const ran: string[] = [];
  const job = defineJob({
    id: 'test-start',
    label,
    cron: '0 1 * * *',
    run: async () => void ran.push('ran'),
  });
  for (let start = 1; start <= 2; start++) {
    const stop = await startJobs(
      { ...database, registry, clock: fixedClock('2026-11-01T12:00') },
      [...kernelJobs, job],
      (problem) => problems.push(problem),
    );
    await expect.poll(() => ran.length).toBe(1);
    await stop();
  }
  expect(problems).toEqual([]);
  // The application role works in the scheduler's schema and owns nothing there.
  const owned = await database.db.asOwner((owner) =>
    owner.query(
      `select 1 from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname = 'huimin_jobs' and pg_get_userbyid(c.relowner) like 'huimin_app%'`,
    ),
  );
  expect(owned.rowCount).toBe(0);
});
