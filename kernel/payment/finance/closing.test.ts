import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  addAward,
  addFamily,
  type Bureau,
  compute,
  createBureau,
  payMonth,
} from '../../../tests/support/builders.ts';
import {
  type FinanceOffice,
  openFinanceOffice,
  openSources,
  SOURCES,
  SPLIT,
} from '../../../tests/support/finance-office.ts';
import { refusalOf, snapshot } from '../../../tests/support/expectations.ts';
import { createTestDatabase, type TestDatabase } from '../../../tests/support/test-database.ts';
import { registry } from '../../../modules/index.ts';
import { dibao } from '../../../modules/social-assistance/policy/dibao.ts';
import { fixedClock } from '../../base/clock.ts';
import { yuan } from '../../base/fen.ts';
import { plainDate } from '../../base/plain-date.ts';
import { rowsOf } from '../../db/rows.ts';
import { instant } from '../../party/known-at.ts';
import { voidRun } from '../approve-run.ts';
import { fundReturnEntries } from '../fund-split.ts';
import { allocate } from '../ledger.ts';
import * as contract from './contract.ts';
import { readClosings, readFunds } from './read-finance.ts';

let database: TestDatabase;
let bureau: Bureau;
let office: FinanceOffice;

beforeAll(async () => {
  database = await createTestDatabase();
  bureau = await createBureau(database, yuan(2_000));
  // Two families at 780 and 480 yuan a month.
  await addAward(bureau, dibao, await addFamily(bureau, { wages: [0] }));
  await addAward(bureau, dibao, await addFamily(bureau, { wages: [yuan(300)] }));
  await payMonth(bureau, dibao, '2020-01');
  office = openFinanceOffice(bureau, '2020-02-20T10:00');
  await office.enact(contract.proposeSplit, SPLIT);
  await openSources(bureau, office, 2020, yuan(2_000));
  for (const paid of ['2020-02', '2020-03']) await payMonth(bureau, dibao, paid);
});
afterAll(() => database.drop());

describe('closing a month', () => {
  const close = (month: string) => office.enact(contract.proposeClosing, { month });
  const book = (on: string) =>
    database.db.transaction(bureau.chief, (tx) =>
      allocate(
        tx,
        'assistance',
        '困难群众救助补助资金',
        yuan(1),
        plainDate(on),
        instant(`${on} 12:00:00+08`),
      ),
    );

  test('is refused out of order, before the month is over, and with runs that are not booked', async () => {
    expect(await refusalOf(close('2020-02'))).toMatchObject({
      code: 'ledger.not-closable',
      zh: expect.stringContaining('应先结 2020-01'),
    });
    await close('2020-01');
    expect((await refusalOf(close('2020-02'))).zh).toContain('当月尚未结束');
    office.today = '2020-05-03T10:00';
    await close('2020-02');
    const run = await compute(bureau, dibao, '2020-04');
    expect((await refusalOf(office.propose(contract.proposeClosing, { month: '2020-04' }))).zh).toContain(
      run.runNo,
    );
    await database.db.transaction(bureau.clerk, (tx) => voidRun(tx, run.runNo, '测试'));
  });

  test('afterwards the database refuses what is booked in it, and the owner too', async () => {
    const before = await snapshot(database);
    const error = await refusalOf(book('2020-02-28'));
    expect(error).toMatchObject({ code: 'ledger.month-closed', kind: 'conflict' });
    expect(error.zh).toContain('2020-02 已结账');
    await expect(
      database.db.asOwner((owner) =>
        owner.query(
          `insert into ledger_transaction (id, kind, booked_on, memo, created_by, created_at)
           values (gen_random_uuid(), 'allocation', '2020-01-31', '测试', $1, now())`,
          [bureau.chief.accountId],
        ),
      ),
    ).rejects.toMatchObject({ code: 'HM010' });
    expect(await snapshot(database)).toEqual(before);
    await book('2020-03-01');
  });

  test('a month is reopened with a reason and a second person, the last one first', async () => {
    const reopen = (month: string, reason = '补记银行利息') =>
      office.propose(contract.proposeReopening, { month, reason });
    expect(await refusalOf(reopen('2020-01'))).toMatchObject({ code: 'ledger.not-reopenable' });
    expect(await refusalOf(reopen('2020-02', ' '))).toMatchObject({ code: 'request.input' });
    await office.decide(await reopen('2020-02'));
    await book('2020-02-28');
    await close('2020-02');
    const { months, next } = await database.db.transaction(bureau.chief, (tx) =>
      readClosings(tx, fixedClock(office.today)),
    );
    expect(months.find(({ month }) => month === '2020-02')).toMatchObject({
      closed: true,
      reopened: 1,
      closedBy: 'chief',
    });
    expect(next?.month).toBe('2020-03');
  });

  test('books that do not prove right are not closed', async () => {
    const tamper = (change: string) =>
      database.db.asOwner(async (owner) => {
        await owner.query('begin');
        await owner.query('set local session_replication_role = replica');
        await owner.query(
          `update ledger_balance set balance_fen = balance_fen ${change} where account_code = 'bank:treasury'`,
        );
        await owner.query('commit');
      });
    await tamper('+ 1');
    expect((await refusalOf(close('2020-03'))).zh).toContain('总账核验不符');
    await tamper('- 1');
    const { proposals } = { proposals: await openProposals() };
    for (const id of proposals) await office.decide(id, 'refuse');
    await close('2020-03');
    expect((await office.verify()).ok).toBe(true);
  });

  const openProposals = async (): Promise<string[]> =>
    (
      await database.db.transaction(bureau.chief, (tx) =>
        rowsOf<{ id: string }>(tx, sql`select id from finance_proposal where state = 'proposed'`),
      )
    ).map(({ id }) => id);

  test('verifying finds what an owner put into a closed month with the triggers switched off', async () => {
    const moved = (from: string, to: string) =>
      database.db.asOwner(async (owner) => {
        await owner.query('begin');
        await owner.query('set local session_replication_role = replica');
        await owner.query(`update ledger_transaction set booked_on = '${to}' where booked_on = '${from}'`);
        await owner.query('commit');
      });
    await moved('2020-03-01', '2020-02-01');
    expect(await office.broken()).toEqual(['closed-months-unchanged']);
    await moved('2020-02-01', '2020-03-01');
    expect((await office.verify()).ok).toBe(true);
  });
});

describe('closing a year', () => {
  const YEAR = {
    year: 2020,
    funds: SOURCES.map((source) => ({
      fund: `assistance-${source}-2020`,
      action: source === 'district' ? 'return' : 'carry-over',
    })),
  };

  test('is refused while a month is open, and for a balance that nobody decided on', async () => {
    expect(await refusalOf(office.propose(contract.proposeYearClosing, YEAR))).toMatchObject({
      code: 'ledger.year-open',
    });
    office.today = '2021-01-10T10:00';
    for (let month = 4; month <= 12; month++)
      await office.enact(contract.proposeClosing, { month: `2020-${String(month).padStart(2, '0')}` });
    expect(
      await refusalOf(office.propose(contract.proposeYearClosing, { ...YEAR, funds: YEAR.funds.slice(1) })),
    ).toMatchObject({ code: 'ledger.year-balance' });
    const foreign = [...YEAR.funds, { fund: 'assistance', action: 'return' }];
    expect(
      await refusalOf(office.propose(contract.proposeYearClosing, { ...YEAR, funds: foreign })),
    ).toMatchObject({
      code: 'ledger.year-fund',
    });
  });

  test('carries balances over or returns them, as booked transactions; the old funds are empty and closed', async () => {
    const before = await fundTable();
    await office.enact(contract.proposeYearClosing, YEAR);
    const after = await fundTable();
    for (const source of SOURCES) {
      expect(after.get(`assistance-${source}-2020`)).toBe(0);
      if (source !== 'district')
        expect(after.get(`assistance-${source}-2021`)).toBe(before.get(`assistance-${source}-2020`));
    }
    expect(after.has('assistance-district-2021')).toBe(false);
    expect(await office.broken()).toEqual([]);
    const late = office.call(bureau.finance, contract.allocateFund, {
      fund: 'assistance-city-2020',
      amountFen: 100,
    });
    expect(await refusalOf(late)).toMatchObject({ code: 'ledger.year-closed' });
    const reopen = office.propose(contract.proposeReopening, { month: '2020-12', reason: '更正' });
    expect(await refusalOf(reopen)).toMatchObject({ code: 'ledger.year-closed' });
  });

  test('what is recovered afterwards goes to the same source of the new year', async () => {
    const back = (amountFen: number) =>
      database.db.transaction(bureau.chief, (tx) =>
        fundReturnEntries(tx, 'dibao', plainDate('2021-01-12'), amountFen),
      );
    expect(await refusalOf(back(10_000))).toMatchObject({ code: 'ledger.fund-missing' });
    await office.call(bureau.finance, contract.openFund, {
      pool: 'assistance',
      source: 'district',
      budgetYear: 2021,
    });
    expect(await back(10_000)).toContainEqual({
      account: 'fund:assistance-district-2021',
      amountFen: -889,
    });
  });

  const fundTable = async (): Promise<Map<string, number>> => {
    const { funds } = await database.db.transaction(bureau.chief, (tx) => readFunds(tx, registry));
    return new Map(funds.map(({ code, balanceFen }) => [code, balanceFen]));
  };
});
