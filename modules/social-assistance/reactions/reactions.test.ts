import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { division } from '../../../kernel/base/division.ts';
import { yuan } from '../../../kernel/base/fen.ts';
import { month } from '../../../kernel/base/month.ts';
import { period } from '../../../kernel/base/period.ts';
import { plainDate } from '../../../kernel/base/plain-date.ts';
import type { Actor } from '../../../kernel/db/actor.ts';
import { rowsOf } from '../../../kernel/db/rows.ts';
import { emit } from '../../../kernel/event/emit.ts';
import { acceptTask, rejectTask } from '../../../kernel/event/work-on-task.ts';
import { endFact } from '../../../kernel/party/record-fact.ts';
import { voidRun } from '../../../kernel/payment/approve-run.ts';
import { runMonth } from '../../../kernel/payment/run-month.ts';
import { enactParameter } from '../../../kernel/policy/parameter-store.ts';
import { registry } from '../../index.ts';
import { dibaoStandard } from '../model/parameters.ts';
import { dibao } from '../policy/dibao.ts';
import {
  addAward,
  addFamily,
  type Bureau,
  createBureau,
  type Family,
  finishRun,
  linesOf,
  payMonth,
} from '../../../tests/support/builders.ts';
import {
  act,
  addAccount,
  deliver,
  type Desk,
  report,
  taskOf,
  tasksOf,
  within,
} from '../../../tests/support/events.ts';
import { refusalOf } from '../../../tests/support/expectations.ts';
import { createTestDatabase, type TestDatabase } from '../../../tests/support/test-database.ts';

let database: TestDatabase;
let bureau: Bureau;
let desk: Desk;
let street: Actor;
let colleague: Actor;
let elsewhere: Actor;
const families: Record<'couple' | 'single' | 'three' | 'rich' | 'disabled' | 'elder', Family> =
  Object.create(null);
const awards: Record<string, { id: string; no: string }> = {};

/** March to August are paid at 780 a head; September is the next month. */
beforeAll(async () => {
  database = await createTestDatabase();
  bureau = await createBureau(database);
  desk = { database, registry, today: '2020-08-20' };
  await database.db.asOwner((owner) =>
    owner.query(
      `insert into place (division_no, parent_no, kind, name, valid_from) values ($1, $2, 'street', '第二街道', '2009-01-01')`,
      [division('420112002'), division('420112')],
    ),
  );
  street = await addAccount(database, 'street_one', 'street_clerk', division('420112001'));
  colleague = await addAccount(database, 'street_one_b', 'street_clerk', division('420112001'));
  elsewhere = await addAccount(database, 'street_two', 'street_clerk', division('420112002'));
  families.couple = await addFamily(bureau, { wages: [0, 0] });
  families.single = await addFamily(bureau);
  families.three = await addFamily(bureau, { wages: [0, 0, 0] });
  families.rich = await addFamily(bureau, { wages: [yuan(900), 0] });
  families.disabled = await addFamily(bureau, { wages: [0] });
  families.elder = await addFamily(bureau, { wages: [0] });
  for (const [name, family] of Object.entries(families))
    awards[name] = await addAward(bureau, dibao, family, '2020-03');
  for (const paid of ['03', '04', '05', '06', '07', '08']) await payMonth(bureau, dibao, `2020-${paid}`);
}, 60_000);
afterAll(() => database.drop());

const amounts = async (runNo: string, name: string) =>
  (await linesOf(bureau, runNo, awards[name]?.id ?? '')).map((line) => [
    line.month,
    line.kind,
    line.amountFen,
  ]);
const openFor = async (actor: Actor) => (await tasksOf(desk, actor)).tasks;
const only = async (actor: Actor, kind: string) => {
  const tasks = (await openFor(actor)).filter((task) => task.kind === kind);
  expect(tasks).toHaveLength(1);
  return taskOf(desk, actor, tasks[0]?.id ?? '');
};
const facts = (subjectId: string, kind: string) =>
  within(desk, bureau.clerk, ({ tx }) =>
    rowsOf<{ from: string; to: string | null; code: string | null }>(
      tx,
      sql`select valid_from as "from", valid_to as "to", code from fact
           where subject_id = ${subjectId}::uuid and kind = ${kind} and recorded_until = 'infinity' order by valid_from`,
    ),
  );

describe('a death that is reported', () => {
  test('opens a task for the street with amounts, months and what was paid too much, and changes nothing', async () => {
    const [dead, spouse] = families.couple.members;
    await report(desk, street, 'person.died', dead, '2020-05-10');
    expect(await deliver(desk)).toMatchObject({ events: 1, retry: 0, failed: 0 });
    const task = await only(street, 'assistance.person-died');
    expect(task.reasons.map((reason) => reason.zh)).toEqual([
      '2020年5月10日死亡，来源：部门推送。',
      `${awards.couple?.no} 最低生活保障：自2020年6月起变化，2020年9月由1,560.00元变为780.00元；已多发2,340.00元，应予追回。`,
      '收款人、户主拟改为家庭成员成*1。',
      '采纳后记入台账，下一次发放按此计算差额；采纳前发放不变。',
    ]);
    expect(task).toMatchObject({ dueOn: '2020-09-03', lamp: 'green', assignee: null });
    expect(task.proposal).toMatchObject({
      useCase: 'assistance.apply-change',
      label: { zh: '办理待遇变更' },
      input: { endAwards: [], successorId: spouse },
    });
    // Four eyes: who reported may not accept what it changes in payments, and may hand it over.
    expect(await refusalOf(act(desk, street, acceptTask, { id: task.id }))).toMatchObject({
      code: 'task.same-person',
    });
    expect(await facts(dead, 'person.life')).toEqual([]);
    const { lines } = await compareRun('2020-09');
    expect(lines.couple).toEqual([['2020-09', 'regular', yuan(1_560)]]);
  });

  test('told twice it is one task, and another street sees nothing of it', async () => {
    await report(desk, bureau.clerk, 'person.died', families.couple.members[0], '2020-05-10');
    await deliver(desk);
    await only(street, 'assistance.person-died');
    expect(await openFor(elsewhere)).toEqual([]);
    const { id } = await only(street, 'assistance.person-died');
    expect(await refusalOf(taskOf(desk, elsewhere, id))).toMatchObject({ code: 'record.absent' });
    expect(await refusalOf(act(desk, elsewhere, acceptTask, { id }))).toMatchObject({
      code: 'record.absent',
    });
  });

  test('of somebody who lives alone ends the award: for the bureau, which may confirm awards', async () => {
    await report(desk, street, 'person.died', families.single.members[0], '2020-07-31');
    await deliver(desk);
    const task = await only(bureau.clerk, 'assistance.person-died');
    expect(task.reasons.map((reason) => reason.zh)).toEqual([
      '2020年7月31日死亡，来源：部门推送。',
      `${awards.single?.no} 最低生活保障：自2020年8月起变化，2020年9月由780.00元变为0.00元；已多发780.00元，应予追回。`,
      `${awards.single?.no} 已无享受对象，拟自2020年8月1日起终止。`,
      '采纳后记入台账，下一次发放按此计算差额；采纳前发放不变。',
    ]);
    expect(await refusalOf(taskOf(desk, street, task.id))).toMatchObject({ code: 'record.absent' });
  });

  test('of a payee with two adults left asks whoever accepts to choose', async () => {
    await report(desk, street, 'person.died', families.three.members[0], '2020-08-01');
    await deliver(desk);
    const tasks = (await openFor(street)).filter((task) => task.kind === 'assistance.person-died');
    const details = await Promise.all(tasks.map((task) => taskOf(desk, street, task.id)));
    const task = details.find((detail) => detail.about.id === families.three.members[0]);
    expect(task?.reasons.map((reason) => reason.zh)).toContain(
      '收款人、户主需更换，可选成*1、成*2：采纳时须指定。',
    );
    const id = task?.id ?? '';
    const unchosen = await refusalOf(act(desk, colleague, acceptTask, { id }));
    expect(unchosen).toMatchObject({ code: 'assistance.successor' });
    const [, , third = ''] = families.three.members;
    // What the proposal says cannot be changed while it is accepted.
    const changed = act(desk, colleague, acceptTask, { id, fill: { successorId: third, endAwards: [] } });
    expect(await refusalOf(changed)).toMatchObject({ code: 'task.fill', details: { fields: ['endAwards'] } });
    const dead = act(desk, colleague, acceptTask, { id, fill: { successorId: families.three.members[0] } });
    expect(await refusalOf(dead)).toMatchObject({ code: 'assistance.successor-unfit' });
    expect(await act(desk, colleague, acceptTask, { id, fill: { successorId: third } })).toMatchObject({
      state: 'done',
    });
    expect(await payee('three')).toBe(third);
  });
});

describe('a change of members', () => {
  test('that is reported is proposed, and rejected leaves everything as it is', async () => {
    const [, earner = ''] = families.rich.members;
    await report(desk, street, 'household.member_changed', families.rich.householdNo, '2020-08-05', {
      personId: earner,
      change: 'left',
    });
    await deliver(desk);
    const task = await only(street, 'assistance.member-changed');
    expect(task.reasons[1]?.zh).toBe(
      `${awards.rich?.no} 最低生活保障：自2020年9月起变化，2020年9月由660.00元变为0.00元（人均月收入不低于低保标准）。`,
    );
    expect(await refusalOf(act(desk, street, rejectTask, { id: task.id }))).toMatchObject({
      code: 'request.input',
    });
    await act(desk, street, rejectTask, { id: task.id, reason: '成员仅为短期外出，未离开家庭' });
    expect(await facts(earner, 'household.member')).toMatchObject([{ to: null }]);
    const closed = (await tasksOf(desk, street, { closed: 'true' })).tasks.find(({ id }) => id === task.id);
    expect(closed?.state).toBe('rejected');
    expect((await taskOf(desk, street, task.id)).closingReason).toBe('成员仅为短期外出，未离开家庭');
    // Told again, it was decided already.
    await report(desk, street, 'household.member_changed', families.rich.householdNo, '2020-08-05', {
      personId: earner,
      change: 'left',
    });
    await deliver(desk);
    expect((await openFor(street)).filter(({ kind }) => kind === 'assistance.member-changed')).toEqual([]);
  });

  test('that a clerk records is told as an event and shown, with nothing to accept', async () => {
    const [, earner = ''] = families.rich.members;
    await within(desk, street, ({ tx }) =>
      endFact(
        tx,
        {
          subjectKind: 'person',
          subjectId: earner,
          kind: 'household.member',
          source: '入户核查',
          reason: '分户',
        },
        plainDate('2020-08-10'),
      ),
    );
    await deliver(desk);
    const task = await only(street, 'assistance.member-changed');
    expect(task.proposal).toBeNull();
    expect(task.reasons[1]?.zh).toContain('2020年9月由660.00元变为0.00元');
  });
});

describe('a certificate, a birthday, a standard', () => {
  test('a certificate of level 1 brings the supplement', async () => {
    await report(desk, street, 'person.disability_cert_changed', families.disabled.members[0], '2020-06-15', {
      level: '1',
    });
    await deliver(desk);
    const task = await only(street, 'assistance.disability-changed');
    expect(task.reasons.map((reason) => reason.zh).slice(0, 2)).toEqual([
      '残疾人证自2020年6月15日起：一级，来源：部门推送。',
      `${awards.disabled?.no} 最低生活保障：自2020年7月起变化，2020年9月由780.00元变为1,014.00元；已发月份应补发468.00元。`,
    ]);
    await act(desk, colleague, acceptTask, { id: task.id });
    expect(await facts(families.disabled.members[0], 'disability.level')).toMatchObject([
      { from: '2020-06-15', code: '1' },
    ]);
  });

  test('an age that changes nothing opens nothing; one that brings the supplement is told', async () => {
    const [elder] = families.elder.members;
    await database.db.asOwner((owner) =>
      owner.query(`update person set birth_date = '1950-08-12' where id = $1`, [elder]),
    );
    await within(desk, bureau.clerk, async ({ tx }) => {
      const event = { kind: 'person.turned_age', divisionNo: division('420112001001') } as const;
      await emit(tx, {
        ...event,
        subjectId: elder,
        occurredOn: plainDate('2020-08-12'),
        payload: { age: 70 },
      });
      await emit(tx, {
        ...event,
        subjectId: families.disabled.members[0],
        occurredOn: plainDate('2020-08-01'),
        payload: { age: 60 },
      });
    });
    await deliver(desk);
    const task = await only(street, 'assistance.turned-age');
    expect(task.about.id).toBe(elder);
    expect(task.reasons[1]?.zh).toBe(
      `${awards.elder?.no} 最低生活保障：自2020年9月起变化，2020年9月由780.00元变为1,014.00元。`,
    );
    expect(task.proposal).toBeNull();
  });

  test('a standard that is approved tells each street how many awards and how much', async () => {
    await within(desk, bureau.chief, ({ tx }) =>
      enactParameter(
        tx,
        dibaoStandard,
        {
          variant: 'urban',
          value: yuan(830),
          valid: period(plainDate('2020-08-01'), null),
          documentTitle: '测试标准',
          documentNo: '测试〔2020〕9号',
          article: '一',
          issuedOn: null,
          certainty: 'source',
          note: null,
          proposedBy: bureau.clerk.accountId,
        },
        division('420112'),
      ),
    );
    await deliver(desk);
    const task = await only(street, 'assistance.rate-changed');
    // The couple and the one who lives alone still count: their deaths are not accepted yet. Seven heads get 50 more,
    // two supplements 15 more; in August also the family whose member left, while the elder has no supplement yet.
    expect(task.reasons.map((reason) => reason.zh)).toEqual([
      '低保标准（城镇）自2020年8月1日起调整，涉及本街道待遇6份，每月合计增加380.00元。',
      '已发月份合计应补发465.00元。',
      '标准已经复核生效，下一次发放自动计算差额；请核对后办结。',
    ]);
    expect((await openFor(elsewhere)).length).toBe(0);
  });
});

describe('after acceptance', () => {
  test('the run pays exactly the difference', async () => {
    const couple = (await openFor(street)).find(({ about }) => about.id === families.couple.members[0]);
    await act(desk, colleague, acceptTask, { id: couple?.id ?? '' });
    const single = (await openFor(bureau.clerk)).find(({ about }) => about.id === families.single.members[0]);
    await act(desk, bureau.clerk, acceptTask, { id: single?.id ?? '' });
    expect(await payee('couple')).toBe(families.couple.members[1]);
    expect(await facts(awards.single?.id ?? '', 'award.status')).toMatchObject([
      { from: '2020-03-01', to: '2020-08-01', code: 'active' },
    ]);
    const { run } = await runMonth(database.db, bureau.clerk, dibao, month('2020-09'));
    const runNo = run?.runNo ?? '';
    expect(await amounts(runNo, 'couple')).toEqual([
      ['2020-06', 'overpayment', -yuan(780)],
      ['2020-07', 'overpayment', -yuan(780)],
      ['2020-08', 'overpayment', -yuan(730)],
      ['2020-09', 'regular', yuan(830)],
    ]);
    expect(await amounts(runNo, 'single')).toEqual([['2020-08', 'overpayment', -yuan(780)]]);
    expect(await amounts(runNo, 'disabled')).toEqual([
      ['2020-07', 'arrears', yuan(234)],
      ['2020-08', 'arrears', yuan(50)],
      ['2020-08', 'arrears', yuan(249)],
      ['2020-09', 'regular', yuan(830)],
      ['2020-09', 'regular', yuan(249)],
    ]);
    await finishRun(bureau, dibao, runNo, '2020-09');
  });
});

const payee = async (name: string): Promise<string | undefined> => {
  const [row] = await within(desk, bureau.clerk, ({ tx }) =>
    rowsOf<{ id: string }>(
      tx,
      sql`select payee_person_id as id from award where id = ${awards[name]?.id ?? ''}::uuid`,
    ),
  );
  return row?.id;
};

/** What a run would pay now; it is computed, looked at and taken back. */
async function compareRun(inMonth: string) {
  const { run } = await runMonth(database.db, bureau.clerk, dibao, month(inMonth));
  const lines = { couple: await amounts(run?.runNo ?? '', 'couple') };
  await database.db.transaction(bureau.clerk, (tx) => voidRun(tx, run?.runNo ?? '', '试算'));
  return { lines };
}
