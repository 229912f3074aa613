import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { registry } from '../../modules/index.ts';
import {
  dibaoStandard,
  extraMonths,
  tekunStandard,
} from '../../modules/social-assistance/model/parameters.ts';
import { createSmallDistrict } from '../../tests/support/small-district.ts';
import { createTestDatabase, type TestDatabase } from '../../tests/support/test-database.ts';
import { getAccount } from '../access/account.ts';
import { division } from '../base/division.ts';
import { month } from '../base/month.ts';
import { period } from '../base/period.ts';
import { plainDate } from '../base/plain-date.ts';
import type { Actor } from '../db/actor.ts';
import type { Tx } from '../db/database.ts';
import { rowsOf } from '../db/rows.ts';
import { type ParameterDefinition, urbanRural } from './define-parameter.ts';
import { instant, knowledgeMoment } from '../party/known-at.ts';
import { enactParameter, loadParameterRows, type NewParameterValue } from './parameter-store.ts';
import { parameterTable, resolveParameters } from './resolve-parameters.ts';

let database: TestDatabase;
let chief: Actor;
let clerk: Actor;

beforeAll(async () => {
  database = await createTestDatabase();
  await createSmallDistrict(database.db, database.keyring, registry);
  chief = await getAccount(database.db.pool, 'chief');
  clerk = await getAccount(database.db.pool, 'clerk');
});
afterAll(() => database.drop());

const as = <T>(actor: Actor, work: (tx: Tx) => Promise<T>): Promise<T> =>
  database.db.transaction(actor, work);

interface Wanted {
  readonly from: string;
  readonly to?: string;
  readonly variant?: string;
  readonly proposedBy?: string;
  readonly by?: Actor;
  readonly at?: string;
}

const enact = (
  definition: ParameterDefinition,
  amount: number,
  { from, to, variant = 'urban', proposedBy, by = chief, at }: Wanted,
): Promise<void> => {
  const value: NewParameterValue = {
    variant,
    valid: period(plainDate(from), to === undefined ? null : plainDate(to)),
    value: amount,
    documentTitle: '关于提高社会救助标准的通知',
    documentNo: '测试〔2020〕2号',
    article: '一',
    issuedOn: plainDate('2020-04-27'),
    certainty: 'source',
    note: null,
    proposedBy: proposedBy ?? clerk.accountId,
  };
  return as(by, (tx) =>
    enactParameter(tx, definition, value, division('420112'), at === undefined ? undefined : instant(at)),
  );
};

const known = async (
  variant: string,
  at: Parameters<typeof loadParameterRows>[1] = 'now',
): Promise<unknown[]> =>
  (await as(clerk, (tx) => loadParameterRows(tx, at, [dibaoStandard.key])))
    .filter((row) => row.variant === variant)
    .map(({ effectiveFrom, effectiveTo, value, documentNo }) => [
      effectiveFrom,
      effectiveTo,
      value,
      documentNo,
    ]);

test('a raised standard supersedes from its month on; the value before stays, with its document and its history', async () => {
  const before = await as(clerk, knowledgeMoment);
  await enact(dibaoStandard, 91_000, { from: '2020-08-01' });
  expect(await known('urban')).toEqual([
    ['2019-04-01', '2020-08-01', 83_000, '测试〔2019〕1号'],
    ['2020-08-01', null, 91_000, '测试〔2020〕2号'],
  ]);
  expect(await known('urban', before)).toEqual([['2019-04-01', null, 83_000, '测试〔2019〕1号']]);
  const kept = await as(clerk, (tx) =>
    rowsOf(
      tx,
      sql`select value, recorded_until = 'infinity' as current from parameter_value
                    where key = ${dibaoStandard.key} and variant = 'urban' order by recorded_at, effective_from`,
    ),
  );
  expect(kept).toEqual([
    { value: 83_000, current: false },
    { value: 83_000, current: true },
    { value: 91_000, current: true },
  ]);
});

test('a correction at once after an approval is recorded after it', async () => {
  for (const months of [1, 2, 3])
    await enact(extraMonths, months, { from: '2021-01-01', to: '2021-02-01', variant: 'all' });
  const rows = await as(clerk, (tx) => loadParameterRows(tx, 'now', [extraMonths.key]));
  expect(rows.map(({ value }) => value)).toEqual([3]);
});

test('a value is known from the moment of its approval, not from its effective date', async () => {
  await enact(dibaoStandard, 70_000, { from: '2020-04-01', variant: 'rural', at: '2020-04-28 10:00:00+08' });
  expect(await known('rural', instant('2020-04-28 10:00:00+08'))).toEqual([
    ['2019-04-01', null, 83_000, '测试〔2019〕1号'],
  ]);
  expect(await known('rural', instant('2020-04-28 10:00:01+08'))).toEqual([
    ['2019-04-01', '2020-04-01', 83_000, '测试〔2019〕1号'],
    ['2020-04-01', null, 70_000, '测试〔2020〕2号'],
  ]);
});

test('an approved value stands before the derived one, and the derived one is back when its period ends', async () => {
  await enact(tekunStandard, 190_000, { from: '2023-01-01', to: '2023-03-01' });
  const rows = await as(clerk, (tx) => loadParameterRows(tx, 'now', [tekunStandard.key, dibaoStandard.key]));
  const urban = (of: string) => {
    const needs = { tekun: { ...tekunStandard, variants: { urban: urbanRural.urban } } };
    return resolveParameters(needs, parameterTable(rows), month(of)).citations['tekun']?.['urban'];
  };
  expect(urban('2023-01')).toMatchObject({ value: 190_000, documentNo: '测试〔2020〕2号' });
  expect(urban('2023-03')).toMatchObject({ value: 182_000, derivation: { inputs: [{ value: 91_000 }] } });
});

describe('who and what is refused', () => {
  test('who proposed a value does not approve it', async () => {
    await expect(
      enact(dibaoStandard, 92_000, { from: '2020-09-01', proposedBy: chief.accountId }),
    ).rejects.toMatchObject({
      code: 'parameter.same-person',
      kind: 'forbidden',
    });
  });

  test('who has not the right to approve standards', async () => {
    const street = await getAccount(database.db.pool, 'street_one');
    await expect(enact(dibaoStandard, 92_000, { from: '2020-09-01', by: street })).rejects.toMatchObject({
      code: 'access.permission',
      details: { permission: 'policy.approve' },
    });
  });

  test.each([
    ['a variant that is not declared', 'parameter.variant', 92_000, { variant: 'suburban' }],
    ['a negative value', 'parameter.value', -1, {}],
    ['no number', 'parameter.value', Number.NaN, {}],
  ])('%s', async (_name, code, amount, more) => {
    await expect(enact(dibaoStandard, amount, { from: '2020-09-01', ...more })).rejects.toMatchObject({
      code,
      kind: 'input',
    });
  });

  test('nothing of what was refused is on record', async () => {
    expect((await known('urban')).flat()).not.toContain(92_000);
  });

  test('two approvals of one period at once: one is on record, the other is told of a conflict or comes after it', async () => {
    const outcomes = await Promise.allSettled(
      [1, 2, 3, 4].map((i) => enact(extraMonths, i, { from: '2022-01-01', variant: 'all' })),
    );
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected')
        expect(outcome.reason).toMatchObject({ code: 'parameter.overlap', kind: 'conflict' });
    }
    expect(outcomes.some(({ status }) => status === 'fulfilled')).toBe(true);
    const rows = await as(clerk, (tx) => loadParameterRows(tx, 'now', [extraMonths.key]));
    expect(rows.filter(({ effectiveFrom }) => effectiveFrom === '2022-01-01')).toHaveLength(1);
  });
});

test.each([
  ['application', '42501', 'update parameter_value set value = 1'],
  ['application', '42501', 'delete from parameter_value'],
  ['owner', 'HM001', 'update parameter_value set value = 1'],
  ['owner', 'HM001', 'delete from parameter_value'],
  ['owner', 'HM001', 'truncate parameter_value'],
])('the database refuses the %s (%s): %s', async (who, code, statement) => {
  const attempt =
    who === 'owner'
      ? database.db.asOwner((owner) => owner.query(statement))
      : as(chief, (tx) => tx.client.query(statement));
  await expect(attempt).rejects.toMatchObject({ code });
});
