import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { yuan } from '../base/fen.ts';
import { uuidv7 } from '../base/ids.ts';
import { month } from '../base/month.ts';
import { confirmAward } from '../policy/confirm-award.ts';
import { findSubject } from '../policy/find-subject.ts';
import { registry } from '../../modules/index.ts';
import { dibao } from '../../modules/social-assistance/policy/dibao.ts';
import { tekun } from '../../modules/social-assistance/policy/tekun.ts';
import {
  addAward,
  addFamily,
  type Bureau,
  createBureau,
  type Family,
  learn,
  payMonth,
} from '../../tests/support/builders.ts';
import { refusalOf } from '../../tests/support/expectations.ts';
import { createTestDatabase, type TestDatabase } from '../../tests/support/test-database.ts';
import { readPosition } from './read-position.ts';

let database: TestDatabase;
let bureau: Bureau;
let couple: Family;
let spouse: string;

beforeAll(async () => {
  database = await createTestDatabase();
  bureau = await createBureau(database);
  couple = await addFamily(bureau, { wages: [yuan(300), 0] });
  spouse = couple.members[1] ?? '';
  await addAward(bureau, dibao, couple);
  for (const paid of ['2020-01', '2020-02', '2020-03']) await payMonth(bureau, dibao, paid);
});
afterAll(() => database.drop());

const positionOf = (of?: string, kind: 'household' | 'person' = 'household', id = couple.householdId) =>
  database.db.transaction(bureau.clerk, (tx) => readPosition(tx, { registry }, { kind, id, month: of }));
const confirm = (programme: typeof dibao, id: string) =>
  database.db.transaction(bureau.chief, async (tx) =>
    confirmAward(tx, programme, {
      subject: await findSubject(tx, database.keyring, id),
      from: month('2020-04'),
      basis: '测试',
      recordedBy: bureau.clerk.accountId,
    }),
  );

describe('the whole position of a household', () => {
  test('what is received and paid, and every programme for every member by its own rule', async () => {
    const { entries, totals, conflicts } = await positionOf('2020-03');
    expect(entries.filter(({ standing }) => standing === 'received')).toMatchObject([
      { programme: 'dibao', dueFen: yuan(1_260), paidFen: yuan(1_260), differences: [] },
    ]);
    const subsidies = entries.filter(({ programme }) => programme === 'severe-nursing');
    // Nobody has entered the amount of the subsidy here: that is told, and stops nothing else.
    expect(subsidies).toHaveLength(2);
    expect(subsidies.every(({ standing, dueFen }) => standing === 'unknown' && dueFen === 0)).toBe(true);
    expect(totals).toMatchObject({ dueFen: yuan(1_260), paidFen: yuan(1_260), netFen: 0 });
    expect(conflicts).toEqual([]);
  });

  test('a later correction shows as what the next run will claim, month by month and net', async () => {
    await learn(bureau, spouse, { kind: 'income.wage', num: yuan(100), from: '2020-02-01' });
    const { entries, totals } = await positionOf('2020-03');
    const [held] = entries.filter(({ programme }) => programme === 'dibao');
    expect(held?.differences.map(({ month: of, amountFen }) => [of, amountFen])).toEqual([
      ['2020-02', -yuan(100)],
      ['2020-03', -yuan(100)],
    ]);
    expect(totals).toMatchObject({
      dueFen: yuan(1_160),
      paidFen: yuan(1_260),
      backPayFen: 0,
      recoverFen: yuan(200),
      netFen: -yuan(200),
    });
    expect((await positionOf('2020-01')).totals.netFen).toBe(-yuan(200));
  });

  test('a person is told with the programmes of the family', async () => {
    const { entries, householdNo } = await positionOf('2020-03', 'person', spouse);
    expect(householdNo).toBe(couple.householdNo);
    expect(entries.filter(({ subjectKind }) => subjectKind === 'household').length).toBeGreaterThan(0);
    expect(
      new Set(
        entries.filter(({ subjectKind }) => subjectKind === 'person').map(({ subjectId }) => subjectId),
      ),
    ).toEqual(new Set([spouse]));
  });

  test('what does not exist is absent', async () => {
    expect((await refusalOf(positionOf('2020-03', 'household', uuidv7()))).code).toBe('record.absent');
  });
});

describe('dibao and tekun for the same person', () => {
  test('the second award is not confirmed, and says which one stands against it', async () => {
    const error = await refusalOf(confirm(tekun, spouse));
    expect(error).toMatchObject({ code: 'award.excluded', kind: 'conflict' });
    expect(error.zh).toContain('同一人只能享受其一');
  });

  test('whoever no longer counts in the family may have it; in the other direction it is refused alike', async () => {
    const other = await addFamily(bureau, { wages: [0] });
    expect(await confirm(tekun, other.members[0])).toMatchObject({ awardNo: expect.stringMatching(/^TK/) });
    expect((await refusalOf(confirm(dibao, other.householdId))).code).toBe('award.excluded');
  });

  test('two that stand beside each other from before are told as a conflict', async () => {
    const old = await addFamily(bureau, { wages: [0] });
    await confirm(tekun, old.members[0]);
    await addAward(bureau, dibao, old);
    const { conflicts } = await positionOf('2020-05', 'household', old.householdId);
    expect(conflicts).toMatchObject([{ name: '张*', programmes: [dibao.label, tekun.label] }]);
  });
});
