import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { yuan } from '../base/fen.ts';
import type { Actor } from '../db/actor.ts';
import { registry } from '../../modules/index.ts';
import { dibao } from '../../modules/social-assistance/policy/dibao.ts';
import {
  addAward,
  addFamily,
  type Bureau,
  COMMUNITY,
  createBureau,
  type Family,
  learn,
} from '../../tests/support/builders.ts';
import { act, addAccount, type Desk, tasksOf, within } from '../../tests/support/events.ts';
import { refusalOf } from '../../tests/support/expectations.ts';
import { createTestDatabase, type TestDatabase } from '../../tests/support/test-database.ts';
import { listFindings } from './take-up-contract.ts';
import { declineFinding, findPeople, readFindings } from './take-up-use-cases.ts';

let database: TestDatabase;
let bureau: Bureau;
let desk: Desk;
let street: Actor;
let elsewhere: Actor;
let below: Family;
let onLine: Family;
let receiving: Family;

beforeAll(async () => {
  database = await createTestDatabase();
  bureau = await createBureau(database);
  desk = { database, registry, today: '2020-02-10' };
  street = await addAccount(database, 'street', 'street_clerk', 420112001000000);
  elsewhere = await addAccount(database, 'elsewhere', 'street_clerk', 420112002000000);
  // 780 yuan a head: one fen below the standard is entitled to one fen, on the line to nothing.
  below = await addFamily(bureau, { wages: [yuan(779.99)], headName: '赵一' });
  onLine = await addFamily(bureau, { wages: [yuan(780)], headName: '钱二' });
  receiving = await addFamily(bureau, { wages: [0], headName: '孙三' });
  await addAward(bureau, dibao, receiving);
});

afterAll(() => database.drop());

const search = (actor: Actor) => act(desk, actor, findPeople, { programme: 'dibao' });
const list = (actor: Actor, query: Readonly<Record<string, unknown>> = {}) =>
  within(desk, actor, ({ tx, ...reading }) => readFindings(tx, reading, listFindings.input.parse(query)));

describe('people who appear entitled and do not receive', () => {
  test('are those below the standard without an award, down to the fen', async () => {
    expect(await search(bureau.clerk)).toMatchObject({
      looked: 2,
      entitled: 1,
      found: 1,
      open: 0,
      settled: 0,
    });
    const { findings } = await list(bureau.clerk);
    expect(findings).toMatchObject([
      { subjectId: below.householdId, name: '赵*', month: '2020-03', amountFen: 1, taskState: 'open' },
    ]);
    expect(findings[0]?.reason.zh).toContain('每月0.01元');
    expect(findings[0]?.reason.zh).toContain('779.99');
    expect(findings[0]?.missing.map(({ zh }) => zh)).toEqual([
      '待提交材料：救助申请书、家庭经济状况核对授权书',
      '尚未申请“最低生活保障”',
    ]);
  });

  test('are a task of the street, and no award', async () => {
    const { tasks } = await tasksOf(desk, street);
    expect(tasks).toMatchObject([
      { kind: 'policy.take-up', about: { kind: 'household', id: below.householdId } },
    ]);
    const awards = await database.db.asOwner((owner) =>
      owner.query(`select 1 from award where subject_id = $1`, [below.householdId]),
    );
    expect(awards.rowCount).toBe(0);
  });

  test('are found once, however often it is searched, and nowhere else', async () => {
    expect(await search(street)).toMatchObject({ entitled: 1, found: 0, open: 1 });
    expect(await search(elsewhere)).toMatchObject({ looked: 0, found: 0 });
    expect((await list(elsewhere)).count).toBe(0);
    expect(await refusalOf(search(bureau.finance))).toMatchObject({ code: 'access.permission' });
  });

  test('once declined are not proposed again until the facts change', async () => {
    const [finding] = (await list(street)).findings;
    const input = { id: finding?.id, reason: '名下有未登记的经营收入' };
    expect(await refusalOf(act(desk, elsewhere, declineFinding, input))).toMatchObject({
      code: 'record.absent',
    });
    expect(await refusalOf(act(desk, street, declineFinding, { ...input, reason: ' ' }))).toMatchObject({
      code: 'request.input',
    });
    await act(desk, street, declineFinding, input);
    expect(await refusalOf(act(desk, street, declineFinding, input))).toMatchObject({ code: 'take-up.task' });
    expect(await search(street)).toMatchObject({ entitled: 1, found: 0, open: 0, settled: 1 });
    expect((await list(street, { closed: 'true' })).findings).toMatchObject([
      { taskState: 'rejected', closingReason: '名下有未登记的经营收入' },
    ]);
    await learn(bureau, below.members[0], { kind: 'income.wage', num: yuan(700), from: '2020-02-01' });
    expect(await search(street)).toMatchObject({ found: 1, settled: 0 });
    expect((await list(street)).findings).toMatchObject([{ amountFen: yuan(80) }]);
  });

  test('go to the community where somebody works there, and income that is not on file is told', async () => {
    const near = await addAccount(database, 'community', 'community_clerk', COMMUNITY);
    const unknown = await addFamily(bureau, { wages: [0], headName: '李四' });
    await database.db.asOwner((owner) =>
      owner.query(`update fact set recorded_until = now() where kind = 'income.wage' and subject_id = $1`, [
        unknown.members[0],
      ]),
    );
    await search(near);
    const { findings } = await list(near);
    const finding = findings.find(({ subjectId }) => subjectId === unknown.householdId);
    expect(finding?.role).toBe('community_clerk');
    expect(finding?.missing[0]?.zh).toBe('待核实：家庭收入未登记');
    expect(findings.map(({ subjectId }) => subjectId)).not.toContain(onLine.householdId);
  });

  test('a programme that nobody is sought for is refused', async () => {
    const refused = await refusalOf(act(desk, bureau.clerk, findPeople, { programme: 'marginal' }));
    expect(refused).toMatchObject({ code: 'take-up.programme' });
  });
});
