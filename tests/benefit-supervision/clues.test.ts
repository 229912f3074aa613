import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { getAccount } from '../../kernel/access/account.ts';
import { blindIndex } from '../../kernel/access/cipher.ts';
import { idCheckDigit } from '../../kernel/base/id-number.ts';
import { useCases as caseUseCases } from '../../kernel/case/use-cases.ts';
import type { Actor } from '../../kernel/db/actor.ts';
import { rowsOf } from '../../kernel/db/rows.ts';
import { registry } from '../../modules/index.ts';
import { importClues } from '../../modules/benefit-supervision/use-cases/import-clues.ts';
import { act, type Desk, within } from '../support/events.ts';
import { createSmallDistrict } from '../support/small-district.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

const FIRST_17 = '42019919600101001';
const RECIPIENT = `${FIRST_17}${idCheckDigit(FIRST_17)}`;
const NOBODY = '420199196001019006';
let database: TestDatabase;
let chief: Actor;
let first: Actor;
let second: Actor;

const desk = (day = '2020-09-10'): Desk => ({ database, registry, today: `${day}T10:00` });
const useCaseOf = (id: string) => {
  const found = caseUseCases.find((each) => each.id === id);
  if (found === undefined) throw new Error(id);
  return found;
};
const clue = (clueNo: string, more: Record<string, unknown> = {}) => ({
  clueNo,
  idNo: RECIPIENT,
  programme: 'dibao',
  rule: '车辆',
  evidence: '名下有车辆',
  ...more,
});
const hand = (clues: readonly Record<string, unknown>[], who = chief) =>
  act(desk('2020-09-07'), who, importClues, { document: '清单', clues });

interface Row extends Record<string, unknown> {
  readonly id: string;
  readonly version: number;
  readonly state: string;
}
async function caseOf(clueNo: string, who: Actor = chief): Promise<Row | undefined> {
  const rows = await within(desk(), who, ({ tx }) =>
    rowsOf<Row>(
      tx,
      sql`select c.id, c.version, c.state from case_file c join supervision_clue x on x.id = c.subject_id
           where x.clue_no = ${clueNo}`,
    ),
  );
  return rows[0];
}
async function take(who: Actor, clueNo: string, action: string, input: Record<string, unknown> = {}) {
  const found = await caseOf(clueNo);
  return act(desk(), who, useCaseOf('case.act'), { id: found?.id, version: found?.version, action, input });
}
const VERIFIED = {
  method: 'visit',
  visitedOn: '2020-09-10',
  secondVerifier: '王社区',
  found: '车辆已转让，有凭证',
};
async function verify(clueNo: string, conclusion: Record<string, unknown>) {
  await take(first, clueNo, 'accept');
  await take(first, clueNo, 'verify', VERIFIED);
  await take(first, clueNo, 'give-opinion', conclusion);
}

beforeAll(async () => {
  database = await createTestDatabase();
  const { families } = await createSmallDistrict(database.db, database.keyring, registry);
  // A clue list is checked: the number of the recipient is one that can exist.
  await database.db.asOwner((owner) =>
    owner.query('update person set id_no_index = $1 where id = $2', [
      blindIndex(database.keyring, 'id-number', RECIPIENT),
      families[0].personId,
    ]),
  );
  chief = await getAccount(database.db.pool, 'chief');
  first = await getAccount(database.db.pool, 'street_one');
  second = await getAccount(database.db.pool, 'street_two');
});
afterAll(() => database.drop());

describe('a clue list of the upper level', () => {
  test('is taken over whole or not at all', async () => {
    await expect(hand([clue('X-1'), clue('X-2', { idNo: NOBODY })])).rejects.toMatchObject({
      code: 'supervision.no-award',
    });
    await expect(hand([clue('X-1', { programme: 'no-such' })])).rejects.toMatchObject({
      code: 'supervision.programme',
    });
    expect(await caseOf('X-1')).toBeUndefined();
  });
  test('a second time adds nothing; two clues of a household share its dossier', async () => {
    const list = ['X-1', 'X-2', 'X-3'].map((no) => clue(no, no === 'X-3' ? { severity: 'A' } : {}));
    expect(await hand(list)).toEqual({ registered: 3, known: 0 });
    expect(await hand(list)).toEqual({ registered: 0, known: 3 });
    const dossiers = await within(desk(), chief, ({ tx }) => rowsOf(tx, sql`select id from clue_dossier`));
    expect(dossiers).toHaveLength(1);
  });
  test('a street does not take lists over, and another street does not see the clue', async () => {
    await expect(hand([clue('X-9')], first)).rejects.toMatchObject({ code: 'access.permission' });
    expect(await caseOf('X-1', first)).toBeDefined();
    expect(await caseOf('X-1', second)).toBeUndefined();
  });
});

describe('the verification of a clue (handbook 02 §4)', () => {
  test('who approved the award does not verify', async () => {
    await expect(take(chief, 'X-1', 'accept')).rejects.toMatchObject({ kind: 'conflict' });
  });
  test('there is no opinion before the verification, and no second click', async () => {
    await take(first, 'X-1', 'accept');
    await expect(take(first, 'X-1', 'accept')).rejects.toMatchObject({ code: 'case.transition' });
    await expect(take(first, 'X-1', 'give-opinion', { conclusion: 'untrue' })).rejects.toMatchObject({
      code: expect.stringMatching(/^(case|access)\./),
    });
    await expect(
      take(first, 'X-1', 'verify', { ...VERIFIED, visitedOn: '2020-09-11' }),
    ).rejects.toMatchObject({ code: expect.stringMatching(/^(case|access)\./) });
    await take(first, 'X-1', 'verify', VERIFIED);
    await take(first, 'X-1', 'give-opinion', { conclusion: 'untrue' });
  });
  test('the bureau concludes and closes, not the street', async () => {
    await expect(take(first, 'X-1', 'conclude', { conclusion: 'untrue' })).rejects.toMatchObject({
      code: expect.stringMatching(/^(case|access)\./),
    });
    await take(chief, 'X-1', 'conclude', { conclusion: 'untrue' });
    await take(chief, 'X-1', 'close');
    expect((await caseOf('X-1'))?.state).toBe('struck-off');
  });
  test('what is substantiated says whose fault it is, and is not closed before it is remedied', async () => {
    const violation = {
      conclusion: 'true_violation',
      faultType: 'beneficiary_concealed',
      recoverFen: 83_000,
    };
    await verify('X-2', violation);
    await expect(take(chief, 'X-2', 'conclude', { conclusion: 'true_violation' })).rejects.toMatchObject({
      code: expect.stringMatching(/^(case|access)\./),
    });
    await take(chief, 'X-2', 'conclude', violation);
    await expect(take(chief, 'X-2', 'close')).rejects.toMatchObject({ code: 'case.transition' });
    await expect(take(chief, 'X-2', 'finish')).rejects.toMatchObject({
      code: expect.stringMatching(/^(case|access)\./),
    });
    await expect(take(first, 'X-2', 'remedy', { measure: '停发并追回' })).rejects.toMatchObject({
      code: expect.stringMatching(/^(case|access)\./),
    });
    await expect(
      take(first, 'X-2', 'remedy', { measure: '停发并追回', recoveryNo: 'ZH-none' }),
    ).rejects.toMatchObject({ code: expect.stringMatching(/^(case|access)\./) });
    expect((await caseOf('X-2'))?.state).toBe('acting');
  });
  test('a clue of severity A is verified by a home visit', async () => {
    await take(first, 'X-3', 'accept');
    await expect(take(first, 'X-3', 'verify', { ...VERIFIED, method: 'phone' })).rejects.toMatchObject({
      code: expect.stringMatching(/^(case|access)\./),
    });
    await take(first, 'X-3', 'verify', VERIFIED);
  });
});
