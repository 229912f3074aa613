import { afterAll, beforeAll, expect, test } from 'vitest';
import { addAward, addFamily, type Bureau, createBureau, payMonth } from '../../../tests/support/builders.ts';
import { refusalOf } from '../../../tests/support/expectations.ts';
import {
  DOCUMENT,
  type FinanceOffice,
  openFinanceOffice,
  openSources,
  SPLIT,
} from '../../../tests/support/finance-office.ts';
import { createTestDatabase, type TestDatabase } from '../../../tests/support/test-database.ts';
import { registry } from '../../../modules/index.ts';
import { dibao } from '../../../modules/social-assistance/policy/dibao.ts';
import { fixedClock } from '../../base/clock.ts';
import { yuan } from '../../base/fen.ts';
import { bookReceipt } from '../recovery/book-recovery.ts';
import * as contract from './contract.ts';
import { readFundStatement } from './fund-statement.ts';
import { readFunds } from './read-finance.ts';

let database: TestDatabase;
let bureau: Bureau;
let office: FinanceOffice;

beforeAll(async () => {
  database = await createTestDatabase();
  bureau = await createBureau(database, yuan(2_000));
  // 1,260 yuan a month.
  await addAward(bureau, dibao, await addFamily(bureau, { wages: [0] }));
  await addAward(bureau, dibao, await addFamily(bureau, { wages: [yuan(300)] }));
  await payMonth(bureau, dibao, '2020-01');
  office = openFinanceOffice(bureau, '2020-02-20T10:00');
  await office.enact(contract.proposeSplit, SPLIT);
  await openSources(bureau, office, 2020, yuan(2_000));
  await payMonth(bureau, dibao, '2020-02');
});
afterAll(() => database.drop());

const readAll = () => database.db.transaction(bureau.chief, (tx) => readFunds(tx, registry));

test('what is recovered goes back to the funds in the proportion in which they paid, once', async () => {
  const giveBack = () => office.call(bureau.finance, contract.returnRecovered, { programme: 'dibao' });
  expect(await refusalOf(giveBack())).toMatchObject({ code: 'ledger.nothing-recovered' });
  await database.db.transaction(bureau.chief, (tx) =>
    bookReceipt(tx, fixedClock('2020-02-18T10:00'), 'dibao', 10_000, { memo: '测试' }),
  );
  const before = await fundTable();
  expect(await giveBack()).toEqual({ programme: 'dibao', amountFen: 10_000 });
  const after = await fundTable();
  // January was paid by the programme's own fund, February by the four sources: halves of the same size.
  const gained = [...after].map(([code, balance]) => [code, balance - (before.get(code) ?? 0)]);
  expect(Object.fromEntries(gained)).toEqual({
    assistance: 5_000,
    'assistance-central-2020': 3_000,
    'assistance-province-2020': 667,
    'assistance-city-2020': 667,
    'assistance-district-2020': 666,
  });
  expect(await refusalOf(giveBack())).toMatchObject({ code: 'ledger.nothing-recovered' });
});

const fundTable = async (): Promise<Map<string, number>> =>
  new Map((await readAll()).funds.map(({ code, balanceFen }) => [code, balanceFen]));

test('what was given back may be spent again, and stands under its programme', async () => {
  const budget = { fund: 'assistance-central-2020', budgetYear: 2020, programme: 'dibao', kind: 'approved' };
  await office.enact(contract.proposeBudget, { ...DOCUMENT, ...budget, amountFen: yuan(1_000) });
  const { budgets } = await readAll();
  expect(budgets).toMatchObject([{ spentFen: 75_612 - 3_000, leftFen: yuan(1_000) - 75_612 + 3_000 }]);
  const statement = await database.db.transaction(bureau.chief, (tx) =>
    readFundStatement(tx, registry, 'assistance-central-2020', {}),
  );
  expect(statement.sums).toContainEqual(
    expect.objectContaining({ programme: 'dibao', inFen: 3_000, outFen: 75_612 }),
  );
});
