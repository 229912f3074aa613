import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fixedClock } from '../../kernel/base/clock.ts';
import type { Actor } from '../../kernel/db/actor.ts';
import { rowsOf } from '../../kernel/db/rows.ts';
import { openJobHost } from '../../kernel/event/job-service.ts';
import { runJob } from '../../kernel/event/run-job.ts';
import { acceptTask } from '../../kernel/event/work-on-task.ts';
import { createRecord } from '../../kernel/register/write-records.ts';
import { registry } from '../../modules/index.ts';
import { oldAgePayment } from '../../modules/elderly-care/model/allowances.ts';
import { careInstitution, careResident } from '../../modules/elderly-care/model/institutions.ts';
import { oldAgeBand, subsidy90, subsidyFrom } from '../../modules/elderly-care/model/parameters.ts';
import * as awards from '../../modules/elderly-care/use-cases/awards.ts';
import { calendarJob } from '../../modules/elderly-care/use-cases/calendar.ts';
import { checkQuarter } from '../../modules/elderly-care/use-cases/check-quarter.ts';
import { enactParameter } from '../../kernel/policy/parameter-store.ts';
import { period } from '../../kernel/base/period.ts';
import { plainDate } from '../../kernel/base/plain-date.ts';
import { division } from '../../kernel/base/division.ts';
import { instant } from '../../kernel/party/known-at.ts';
import { addFamily, type Bureau, createBureau } from '../support/builders.ts';
import { act, addAccount, deliver, type Desk, report, tasksOf, within } from '../support/events.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

let database: TestDatabase;
let bureau: Bureau;
let chief: Actor;
let street: Actor;
let elsewhere: Actor;
let elder: string;
let young: string;
const on = (day: string): Desk => ({ database, registry, today: `${day}T10:00` });

async function born(year: string): Promise<string> {
  const {
    members: [headId],
  } = await addFamily(bureau, { headName: '王示安' });
  await database.db.asOwner((owner) =>
    owner.query('update person set birth_date = $2 where id = $1', [headId, `${year}-03-15`]),
  );
  return headId;
}

const enact = (definition: typeof oldAgeBand | typeof subsidy90, variant: string, value: number) =>
  within(on('2020-01-02'), chief, ({ tx }) =>
    enactParameter(
      tx,
      definition,
      {
        variant,
        valid: period(plainDate('2018-01-01'), null),
        value,
        documentTitle: '演示',
        documentNo: '1号',
        article: '全文',
        issuedOn: null,
        certainty: 'assumption',
        note: '演示',
        proposedBy: bureau.clerk.accountId,
      },
      division('420112'),
      instant('2019-12-31 10:00:00+08'),
    ),
  );

beforeAll(async () => {
  database = await createTestDatabase();
  bureau = await createBureau(database);
  ({ chief } = bureau);
  elder = await born('1938');
  young = await born('1950');
  const [home] = await within(on('2020-01-02'), chief, ({ tx }) =>
    rowsOf<{ no: number }>(tx, sql`select division_no as no from person where id = ${elder}::uuid`),
  );
  const own = Math.floor((home?.no ?? 0) / 1e6) * 1e6;
  street = await addAccount(database, 'elder-street', 'street_clerk', own);
  elsewhere = await addAccount(
    database,
    'elder-elsewhere',
    'street_clerk',
    own === 420112002e6 ? 420112001e6 : 420112002e6,
  );
  for (const [variant, yuan] of Object.entries({ '80_89': 100, '90_99': 200, '100_up': 500 }))
    await enact(oldAgeBand, variant, yuan * 100);
  await enact(subsidyFrom, 'all', 90);
  await enact(subsidy90, 'all', 10_000);
});
afterAll(() => database.drop());

const open = (who: Actor, personId: string, fromMonth = '2020-01') =>
  act(on('2020-01-10'), who, awards.openAward, { personId, fromMonth });
let id: string;

describe('an allowance (2020年工作总结 一（五）6)', () => {
  test('is not for who is under 80', async () => {
    await expect(open(street, young)).rejects.toMatchObject({ code: 'elderly.under-age' });
  });
  test('is put forward by the street, once', async () => {
    ({ id } = (await open(street, elder)) as { id: string });
    await expect(open(street, elder)).rejects.toMatchObject({ code: 'elderly.has-award' });
  });
  test('of another street is not there', async () => {
    await expect(open(elsewhere, elder)).rejects.toMatchObject({ kind: 'notFound' });
    await expect(
      act(on('2020-01-10'), elsewhere, awards.verifyAward, { id, channel: 'visit' }),
    ).rejects.toMatchObject({
      kind: 'notFound',
    });
  });
  test('a street does not confirm; nor does who put it forward', async () => {
    await expect(act(on('2020-01-10'), street, awards.confirmAward, { id })).rejects.toMatchObject({
      kind: 'forbidden',
    });
    const { id: other } = (await open(chief, await born('1935'))) as { id: string };
    await expect(act(on('2020-01-10'), chief, awards.confirmAward, { id: other })).rejects.toMatchObject({
      code: 'elderly.same-hand',
    });
  });
  test('is confirmed by another person, and not twice', async () => {
    expect(await act(on('2020-01-12'), chief, awards.confirmAward, { id })).toMatchObject({
      status: 'paying',
    });
    await expect(act(on('2020-01-12'), chief, awards.confirmAward, { id })).rejects.toMatchObject({
      code: 'elderly.award-status',
    });
  });
  test('is not suspended before the verification is overdue; the night tells, a person suspends, a sign of life resumes', async () => {
    await expect(act(on('2021-01-12'), chief, awards.suspendAward, { id })).rejects.toMatchObject({
      code: 'elderly.not-overdue',
    });
    const { db, keyring, home } = database;
    const host = await openJobHost({ db, registry, keyring, home, clock: fixedClock('2021-01-14T00:45') });
    expect(await runJob(host, calendarJob, 'schedule')).toMatchObject({ state: 'done' });
    await runJob(host, calendarJob, 'schedule');
    const { tasks } = await tasksOf(on('2021-01-14'), street);
    expect(tasks.filter(({ kind }) => kind === 'elderly.verify')).toHaveLength(1);
    expect(
      (await tasksOf(on('2021-01-14'), elsewhere)).tasks.filter(({ kind }) => kind === 'elderly.verify'),
    ).toEqual([]);
    expect(await act(on('2021-01-14'), chief, awards.suspendAward, { id })).toMatchObject({
      status: 'suspended',
    });
    expect(await act(on('2021-01-20'), street, awards.verifyAward, { id, channel: 'face' })).toMatchObject({
      status: 'paying',
    });
  });
});

describe('a paid quarter is held against the rule (C163)', () => {
  test('a wrong amount is found and becomes one task', async () => {
    const values = {
      paymentNo: 'P1',
      awardId: id,
      kind: 'allowance',
      quarter: '2020-01',
      months: 3,
      paidOn: '2020-03-25',
    };
    await within(on('2020-04-01'), bureau.clerk, (context) =>
      createRecord(context, oldAgePayment, { values: { ...values, amountFen: 60_000 } }),
    );
    await expect(
      within(on('2020-04-01'), bureau.clerk, (context) =>
        createRecord(context, oldAgePayment, { values: { ...values, paymentNo: 'P2', amountFen: 30_000 } }),
      ),
    ).rejects.toMatchObject({ code: 'record.exists' });
    const check = () => act(on('2020-04-02'), bureau.clerk, checkQuarter, { quarter: '2020-01' });
    const found = { checked: 1, wrong: 1, findings: [{ paymentNo: 'P1', paidFen: 60_000, owedFen: 30_000 }] };
    expect(await check()).toEqual(found);
    expect(await check()).toEqual(found);
    const { tasks } = await tasksOf(on('2020-04-02'), bureau.clerk);
    expect(tasks.filter(({ kind }) => kind === 'elderly.payment')).toHaveLength(1);
    await expect(
      act(on('2020-04-02'), bureau.clerk, checkQuarter, { quarter: '2020-02' }),
    ).rejects.toMatchObject({
      code: 'elderly.quarter',
    });
  });
});

test('a resident is assessed before moving in, and no bed is given twice (GB 38600-2019)', async () => {
  await within(on('2020-04-01'), bureau.clerk, async (context) => {
    const home = {
      filingNo: 'YL1',
      name: '示例养老院',
      nature: 'public',
      filedOn: '2019-01-01',
      fire: 'filing',
      foodGrade: 'B',
      bedsTotal: 10,
      bedsOpen: 8,
      bedsNursing: 4,
      openKitchen: true,
      standard: 'met',
    };
    const divisionNo = division('420112001001');
    await expect(
      createRecord(context, careInstitution, { divisionNo, values: { ...home, bedsNursing: 9 } }),
    ).rejects.toMatchObject({ code: 'record.values' });
    const { id: institutionId } = await createRecord(context, careInstitution, { divisionNo, values: home });
    const stay = {
      agreementNo: 'X1',
      personId: elder,
      institutionId,
      bedNo: '1',
      careLevel: '1',
      payer: 'self',
    };
    const dates = { riskAssessedOn: '2020-01-05', admittedOn: '2020-01-10' };
    await expect(
      createRecord(context, careResident, { values: { ...stay, ...dates, riskAssessedOn: '2020-01-11' } }),
    ).rejects.toMatchObject({ code: 'record.values' });
    await createRecord(context, careResident, { values: { ...stay, ...dates } });
  });
});

test('a death proposes to end the allowance with its month and to free the bed; nothing ends by itself', async () => {
  await report(on('2021-02-03'), bureau.clerk, 'person.died', elder, '2021-02-01');
  await deliver(on('2021-02-03'));
  const status = () =>
    within(on('2021-02-03'), chief, ({ tx }) =>
      rowsOf(
        tx,
        sql`select status, to_char(to_month, 'YYYY-MM') as last from old_age_award where id = ${id}::uuid`,
      ),
    );
  expect(await status()).toEqual([{ status: 'paying', last: null }]);
  const { tasks } = await tasksOf(on('2021-02-03'), chief);
  const task = tasks.find(({ kind }) => kind === 'elderly.end');
  const mine = (await tasksOf(on('2021-02-03'), street)).tasks;
  expect(mine.map(({ kind }) => kind)).toContain('elderly.died');
  await act(on('2021-02-03'), chief, acceptTask, { id: task?.id ?? '' });
  expect(await status()).toEqual([{ status: 'ended', last: '2021-02' }]);
});
