import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { OVERDUE_TASK } from '../../kernel/case/case-task.ts';
import { reportOverdue } from '../../kernel/case/jobs.ts';
import { useCases as caseUseCases } from '../../kernel/case/use-cases.ts';
import { readCase } from '../../kernel/case/read-cases.ts';
import type { Actor } from '../../kernel/db/actor.ts';
import { rowsOf } from '../../kernel/db/rows.ts';
import { openJobHost } from '../../kernel/event/job-service.ts';
import { runJob } from '../../kernel/event/run-job.ts';
import { acceptTask } from '../../kernel/event/work-on-task.ts';
import { fixedClock } from '../../kernel/base/clock.ts';
import { plainDate } from '../../kernel/base/plain-date.ts';
import { recordUseCases } from '../../kernel/register/use-cases.ts';
import { registry } from '../../modules/index.ts';
import { organisation } from '../../modules/social-organisations/model/organisation.ts';
import { annualInspection } from '../../modules/social-organisations/model/records.ts';
import { calendarJob, openYear } from '../../modules/social-organisations/use-cases/annual-inspection.ts';
import { createBureau } from '../support/builders.ts';
import { act, addAccount, deliver, type Desk, report, tasksOf, within } from '../support/events.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

const COMMUNITY = 420112001001000;
const PERSON_ID_NO = '420199196001019006';
let database: TestDatabase;
let clerk: Actor;
let colleague: Actor;
let chief: Actor;

const on = (day: string): Desk => ({ database, registry, today: `${day}T10:00` });
const query = <R extends Record<string, unknown>>(statement: Parameters<typeof rowsOf<R>>[1]) =>
  within(on('2021-12-31'), chief, ({ tx }) => rowsOf<R>(tx, statement));
const useCaseOf = (id: string) => {
  const found = [...caseUseCases, ...recordUseCases(organisation), ...recordUseCases(annualInspection)];
  const useCase = found.find((each) => each.id === id);
  if (useCase === undefined) throw new Error(id);
  return useCase;
};

const register = (serial: number, registeredOn: string, more: Record<string, unknown> = {}) =>
  act(on('2020-01-10'), clerk, useCaseOf('organisation.create'), {
    divisionNo: COMMUNITY,
    values: {
      usci: CODES[serial] ?? '',
      kind: 'nonprofit_unit',
      name: `东西湖区示例服务中心${serial}`,
      business: '服务',
      legalRepName: '李示安',
      legalRepIdNo: PERSON_ID_NO,
      registeredOn,
      fundsFen: 5e6,
      partyState: 'none',
      status: 'active',
      address: `演示路${serial}号`,
      ...more,
    },
  });
/** Synthetic codes of the unassigned region 420199. */
const CODES = ['52420199MJD000011J', '52420199MJD00002XA', '52420199MJD000038A', '52420199MJD0000465'];

interface Matter {
  readonly id: string;
  readonly caseId: string;
}
async function matterOf(serial: number): Promise<Matter> {
  const [row] = await query<{ id: string; caseId: string }>(sql`
    select i.id, c.id as "caseId" from annual_inspection i join case_file c on c.subject_id = i.id
      join organisation o on o.id = i.organisation_id where o.usci = ${CODES[serial]} and i.year = 2019`);
  if (row === undefined) throw new Error(`no inspection of ${serial}`);
  return row;
}

async function take(who: Actor, day: string, serial: number, action: string) {
  const { caseId } = await matterOf(serial);
  const { version } = await within(on(day), who, (context) => readCase(context, caseId));
  return act(on(day), who, useCaseOf('case.act'), { id: caseId, version, action });
}
async function fill(day: string, serial: number, values: Record<string, unknown>) {
  const { id } = await matterOf(serial);
  const [row] = await query<{ version: number }>(
    sql`select version from annual_inspection where id = ${id}::uuid`,
  );
  return act(on(day), clerk, useCaseOf('annual-inspection.edit'), { id, version: row?.version, values });
}
const REPORT = {
  incomeFen: 100,
  expenditureFen: 90,
  netAssetsFen: -10,
  staff: 3,
  partyMembers: 1,
  activityCount: 4,
};
const OPINION = { unitSubmittedOn: '2020-04-02', unitOpinion: 'agree', unitOpinionOn: '2020-04-20' };

async function hand(serial: number): Promise<void> {
  await fill('2020-05-01', serial, REPORT);
  await take(clerk, '2020-05-01', serial, 'fill-report');
  await fill('2020-05-01', serial, OPINION);
  await take(clerk, '2020-05-01', serial, 'give-opinion');
  await fill('2020-06-01', serial, { registrarSubmittedOn: '2020-06-01' });
  await take(clerk, '2020-06-01', serial, 'receive');
}

async function night(day: string) {
  const { db, keyring, home } = database;
  await runJob(
    await openJobHost({ db, registry, keyring, home, clock: fixedClock(`${day}T00:40`) }),
    calendarJob,
    'schedule',
  );
}

beforeAll(async () => {
  database = await createTestDatabase();
  ({ clerk, chief } = await createBureau(database));
  colleague = await addAccount(database, 'colleague', 'bureau_clerk', 420112000000000);
  await register(0, '2015-05-01');
  await register(1, '2016-05-01');
  await register(2, '2017-05-01');
  await register(3, '2019-08-10');
});
afterAll(() => database.drop());

describe('opening a year', () => {
  test('a year that runs cannot be opened, nor by somebody who may not write', async () => {
    await expect(act(on('2019-12-31'), clerk, openYear, { year: 2019 })).rejects.toMatchObject({
      code: 'socialorgs.year-running',
    });
    await expect(act(on('2020-01-10'), chief, openYear, { year: 2019 })).rejects.toMatchObject({
      code: 'access.permission',
    });
  });
  test('opens what is due, not what was registered in August, and again nothing', async () => {
    expect(await act(on('2020-01-10'), clerk, openYear, { year: 2019 })).toEqual({ opened: 3, notDue: 1 });
    expect(await act(on('2020-01-11'), clerk, openYear, { year: 2019 })).toEqual({ opened: 0, notDue: 1 });
  });
  test('there is no second case of one inspection, and no inspection by hand', async () => {
    const { id } = await matterOf(0);
    const twice = act(on('2020-01-12'), clerk, useCaseOf('case.open'), {
      lifecycle: 'annual-inspection',
      subject: id,
    });
    await expect(twice).rejects.toMatchObject({ code: 'record.absent' });
    expect(recordUseCases(annualInspection).map((each) => each.id)).not.toContain('annual-inspection.create');
  });
});

describe('from the report to the end', () => {
  test('late with the unit, processed all the same; what is decided cannot be typed', async () => {
    await hand(0);
    await expect(fill('2020-06-02', 0, { result: 'qualified' })).rejects.toMatchObject({
      code: 'record.values',
    });
  });
  test('who recorded does not conclude; the result follows from the issues', async () => {
    await fill('2020-07-01', 0, { lightIssues: ['A07'] });
    await expect(take(clerk, '2020-07-10', 0, 'conclude')).rejects.toMatchObject({
      code: 'access.permission',
    });
    await expect(take(chief, '2020-07-10', 0, 'publish')).rejects.toMatchObject({ code: 'case.transition' });
    expect(await take(chief, '2020-07-10', 0, 'conclude')).toMatchObject({ state: 'concluded' });
    const [row] = await query(sql`select result, concluded_on as on, fix_until as until from annual_inspection
      where id = ${(await matterOf(0)).id}::uuid`);
    expect(row).toEqual({ result: 'basic', on: '2020-07-10', until: '2020-10-10' });
  });
  test('an issue cannot be taken out afterwards', async () => {
    await expect(fill('2020-07-11', 0, { lightIssues: null })).rejects.toMatchObject({
      code: 'record.values',
    });
  });
  test('it is published, mended and accepted by another person', async () => {
    await take(clerk, '2020-09-25', 0, 'publish');
    await expect(take(clerk, '2020-09-26', 0, 'close')).rejects.toMatchObject({ code: 'case.guard' });
    await take(clerk, '2020-09-26', 0, 'rectify');
    expect(await take(chief, '2020-10-09', 0, 'accept')).toMatchObject({ state: 'closed' });
    await expect(take(chief, '2020-10-09', 0, 'accept')).rejects.toMatchObject({ code: 'case.transition' });
  });
  test('with a gap in the report nothing is concluded; after a visit it is', async () => {
    await take(clerk, '2020-05-01', 1, 'fill-report');
    await fill('2020-05-01', 1, OPINION);
    await take(clerk, '2020-05-01', 1, 'give-opinion');
    await take(clerk, '2020-05-02', 1, 'receive');
    await take(clerk, '2020-07-01', 1, 'visit');
    await expect(take(chief, '2020-07-02', 1, 'conclude')).rejects.toMatchObject({ code: 'case.transition' });
    await take(clerk, '2020-07-03', 1, 'record-visit');
    await expect(take(chief, '2020-07-04', 1, 'conclude')).rejects.toMatchObject({ code: 'record.values' });
    await fill('2020-07-05', 1, { ...REPORT, registrarSubmittedOn: '2020-05-02' });
    expect(await take(chief, '2020-07-05', 1, 'conclude')).toMatchObject({ state: 'concluded' });
    await take(colleague, '2020-09-25', 1, 'publish');
    expect(await take(colleague, '2020-09-26', 1, 'close')).toMatchObject({ state: 'closed' });
  });
});

describe('the calendar', () => {
  const kinds = async (who: Actor, day: string) =>
    (await tasksOf(on(day), who)).tasks
      .map(({ kind }) => kind)
      .filter((kind) => kind.startsWith('socialorgs.'));

  test('on the shifted last day the case is not late; the day after the chief is told and decides', async () => {
    const { caseId, id } = await matterOf(2);
    const limits = async (day: string) =>
      (await within(on(day), clerk, (context) => readCase(context, caseId))).deadlines;
    // 2020-03-31 was a Tuesday, 2020-05-31 a Sunday; opened on 2020-01-10.
    expect(await limits('2020-03-31')).toMatchObject([
      { id: 'unit', dueOn: '2020-03-31', lamp: 'amber', ground: expect.stringContaining('第二十八条') },
      { id: 'registrar', dueOn: '2020-06-01', lamp: 'green' },
    ]);
    await night('2020-06-01');
    expect(await kinds(chief, '2020-06-01')).toEqual([]);
    expect(await kinds(clerk, '2020-06-01')).toEqual(['socialorgs.open-year']);
    expect(await limits('2020-06-01')).toMatchObject([{ lamp: 'red' }, { lamp: 'amber' }]);
    await expect(take(chief, '2020-06-01', 2, 'absent')).rejects.toMatchObject({ code: 'case.guard' });
    expect(await limits('2020-06-02')).toMatchObject([{ lamp: 'red' }, { lamp: 'red' }]);
    await within(on('2020-06-02'), chief, (context) => reportOverdue(context, plainDate('2020-06-02')));
    const overdue = (await tasksOf(on('2020-06-02'), chief)).tasks.filter(
      ({ kind }) => kind === OVERDUE_TASK,
    );
    expect(overdue).toMatchObject([{ about: { kind: 'case', id: caseId }, dueOn: '2020-03-31' }]);
    // The year is the record's: who opens a case cannot give it another one.
    const data = await query(sql`select data from case_file where subject_id = ${id}::uuid`);
    expect(data).toEqual([{ data: { year: 2019 } }]);
    await night('2020-06-02');
    await night('2020-06-03');
  });

  test('who took no part is proposed for the list, and listed only when somebody accepts', async () => {
    await take(chief, '2020-07-01', 2, 'absent');
    await night('2020-07-01');
    const listed = () => query(sql`select reason, document from credit_entry`);
    expect(await listed()).toEqual([]);
    const { tasks } = await tasksOf(on('2020-07-02'), chief);
    const task = tasks.find(({ kind }) => kind === 'socialorgs.no-report');
    const accept = (given: object) =>
      act(on('2020-07-02'), chief, acceptTask, { id: task?.id ?? '', fill: given });
    await expect(accept({})).rejects.toMatchObject({ code: 'request.input' });
    await accept({ document: '民异〔2020〕1号' });
    expect(await listed()).toEqual([{ reason: 'no-report', document: '民异〔2020〕1号' }]);
    expect(await query(sql`select kind from event where kind = 'org.abnormal_listed'`)).toHaveLength(1);
  });
});

describe('a head who dies', () => {
  test('has to be replaced within 30 days, in each of the bodies', async () => {
    await database.db.asOwner(async (owner) => {
      await owner.query(`insert into person (id, division_no, name, sex, birth_date, id_no_cipher, id_no_index, account_cipher, account_index, account_masked, created_at, created_by)
        select gen_random_uuid(), division_no, '李示安', 'male', '1960-01-01', legal_rep_id_no_cipher, legal_rep_id_no_index, legal_rep_id_no_cipher, legal_rep_id_no_index, '****', now(), created_by
          from organisation limit 1`);
    });
    const street = await addAccount(database, 'street', 'street_clerk', 420112001000000);
    await report(on('2020-08-02'), street, 'person.died', PERSON_ID_NO, '2020-08-01');
    await deliver(on('2020-08-03'));
    const { tasks } = await tasksOf(on('2020-08-03'), clerk);
    const mine = tasks.filter(({ kind }) => kind === 'socialorgs.legal-rep');
    expect(mine.map(({ dueOn }) => dueOn)).toEqual(Array.from({ length: 4 }, () => '2020-08-31'));
  });
});
