import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  addAward,
  addFamily,
  type Bureau,
  compute,
  createBureau,
  type Family,
  payMonth,
} from '../../../tests/support/builders.ts';
import { refusalOf, snapshot } from '../../../tests/support/expectations.ts';
import { createTestDatabase, type TestDatabase } from '../../../tests/support/test-database.ts';
import { registry } from '../../../modules/index.ts';
import { dibao } from '../../../modules/social-assistance/policy/dibao.ts';
import { fixedClock } from '../../base/clock.ts';
import { division } from '../../base/division.ts';
import { yuan } from '../../base/fen.ts';
import { plainDate } from '../../base/plain-date.ts';
import type { Actor } from '../../db/actor.ts';
import { rowsOf } from '../../db/rows.ts';
import type { Contract } from '../../module/define-contract.ts';
import { runUseCase } from '../../module/define-use-case.ts';
import { instant } from '../../party/known-at.ts';
import { approveRun, voidRun } from '../approve-run.ts';
import { fundReturnEntries } from '../fund-split.ts';
import { allocate } from '../ledger.ts';
import { readLedger } from '../read-ledger.ts';
import { getRun } from '../run-store.ts';
import { verifyLedger } from '../verify-ledger.ts';
import * as contract from './contract.ts';
import { readFundStatement } from './fund-statement.ts';
import { readClosings, readEntries, readFunds } from './read-finance.ts';
import { readHouseholdStatement, readPersonStatement } from './subject-statement.ts';
import { useCases } from './use-cases.ts';

let database: TestDatabase;
let bureau: Bureau;
let family: Family;
let today = '2020-02-20T10:00';

beforeAll(async () => {
  database = await createTestDatabase();
  bureau = await createBureau(database, yuan(2_000));
  // Two families at 780 and 480 yuan a month.
  family = await addFamily(bureau, { wages: [0] });
  await addAward(bureau, dibao, family);
  await addAward(bureau, dibao, await addFamily(bureau, { wages: [yuan(300)] }));
  await payMonth(bureau, dibao, '2020-01');
});
afterAll(() => database.drop());

const call = (actor: Actor, of: Contract, input: Record<string, unknown>): Promise<unknown> =>
  database.db.transaction(actor, (tx) => {
    const useCase = useCases.find((candidate) => candidate.contract === of);
    if (useCase === undefined) throw new Error(of.path);
    const context = { tx, registry, keyring: database.keyring, clock: fixedClock(today), places: new Map() };
    return runUseCase(useCase, context, input);
  });

const idOf = (answer: unknown): string => (answer as { id: string }).id;
const propose = async (of: Contract, input: Record<string, unknown>): Promise<string> =>
  idOf(await call(bureau.finance, of, input));
const decide = (id: string, decision = 'approve', by = bureau.chief): Promise<unknown> =>
  call(by, contract.decideProposal, { id, decision });
const enact = async (of: Contract, input: Record<string, unknown>): Promise<void> =>
  void (await decide(await propose(of, input)));
const verify = () => database.db.transaction(bureau.chief, verifyLedger);

const DOCUMENT = { documentTitle: '关于下达补助资金的通知', documentNo: '测财社〔2020〕1号' };
const SPLIT = {
  ...DOCUMENT,
  programme: 'dibao',
  effectiveFrom: '2020-02-01',
  certainty: 'assumption',
  shares: [
    { source: 'central', basisPoints: 6_001 },
    { source: 'province', basisPoints: 1_333 },
    { source: 'city', basisPoints: 1_333 },
    { source: 'district', basisPoints: 1_333 },
  ],
};
const SOURCES = ['central', 'province', 'city', 'district'] as const;

const approve = (runNo: string, day: string) =>
  database.db.transaction(bureau.chief, (tx) => approveRun(tx, dibao, runNo, fixedClock(`${day}T10:00`)));

const fundsOf = async (runNo: string): Promise<Record<string, number>> => {
  const rows = await database.db.transaction(bureau.chief, (tx) =>
    rowsOf<{ account: string; amount: number }>(
      tx,
      sql`select e.account_code as account, e.amount_fen as amount from ledger_entry e
            join ledger_transaction t on t.id = e.transaction_id join payment_run r on r.id = t.run_id
           where r.run_no = ${runNo} and e.account_code like 'fund:%'`,
    ),
  );
  return Object.fromEntries(rows.map((row) => [row.account, row.amount]));
};

describe('a split of the sources that pay a programme', () => {
  test.each([
    ['shares below the whole', { shares: SPLIT.shares.slice(1) }, 'ledger.split-whole'],
    [
      'shares above the whole',
      { shares: [...SPLIT.shares.slice(1), { source: 'central', basisPoints: 6_002 }] },
      'ledger.split-whole',
    ],
    [
      'a source named twice',
      {
        shares: [
          { source: 'city', basisPoints: 4_000 },
          { source: 'city', basisPoints: 6_000 },
        ],
      },
      'ledger.split-twice',
    ],
    ['a programme that nobody knows', { programme: 'nothing' }, 'programme.unknown'],
    ['a beginning inside what is booked already', { effectiveFrom: '2020-01-08' }, 'ledger.split-backdated'],
  ])('is refused with %s', async (_, change, code) => {
    const before = await snapshot(database);
    expect(await refusalOf(propose(contract.proposeSplit, { ...SPLIT, ...change }))).toMatchObject({ code });
    expect(await snapshot(database)).toEqual(before);
  });

  test('is proposed by the finance office only, and for the whole district only', async () => {
    expect(await refusalOf(call(bureau.clerk, contract.proposeSplit, SPLIT))).toMatchObject({
      code: 'access.permission',
    });
    const street: Actor = { ...bureau.finance, division: division('420112001') };
    expect(await refusalOf(call(street, contract.proposeSplit, SPLIT))).toMatchObject({
      code: 'ledger.whole-district',
    });
  });

  test('holds once a second person has approved it; a second click and a second decision are refused', async () => {
    const id = await propose(contract.proposeSplit, SPLIT);
    expect(await refusalOf(propose(contract.proposeSplit, SPLIT))).toMatchObject({
      code: 'ledger.proposed-already',
    });
    const both: Actor = {
      ...bureau.finance,
      permissions: new Set([...bureau.finance.permissions, 'ledger.approve']),
    };
    expect(await refusalOf(decide(id, 'approve', both))).toMatchObject({ code: 'ledger.same-person' });
    await decide(id);
    expect(await refusalOf(decide(id))).toMatchObject({ code: 'ledger.proposal-decided' });
    const { splits } = await database.db.transaction(bureau.chief, (tx) => readFunds(tx, registry));
    expect(splits).toMatchObject([
      { programme: 'dibao', effectiveFrom: '2020-02-01', certainty: 'assumption', shares: SPLIT.shares },
    ]);
  });

  test('what is refused or withdrawn changes nothing', async () => {
    const later = { ...SPLIT, effectiveFrom: '2020-06-01' };
    await decide(await propose(contract.proposeSplit, later), 'refuse');
    const id = await propose(contract.proposeSplit, later);
    await call(bureau.finance, contract.withdrawProposal, { id });
    expect(
      (await database.db.transaction(bureau.chief, (tx) => readFunds(tx, registry))).splits,
    ).toHaveLength(1);
  });

  test.each([
    'update fund_split_share set basis_points = 1',
    'delete from fund_split',
    'truncate fund_split_share',
    'truncate ledger_closing',
    "update finance_proposal set state = 'proposed', decided_by = null, decided_at = null where state = 'approved'",
  ])('the database refuses: %s', async (statement) => {
    await expect(database.db.asOwner((owner) => owner.query(statement))).rejects.toMatchObject({
      code: 'HM001',
    });
    await expect(
      database.db.transaction(bureau.chief, (tx) => tx.client.query(statement)),
    ).rejects.toMatchObject({ code: expect.stringMatching(/^(42501|HM001)$/) });
  });

  test('the database refuses a split whose shares are not the whole', async () => {
    const half = database.db.asOwner(async (owner) => {
      await owner.query('begin');
      await owner.query(
        `insert into finance_proposal (id, kind, subject, payload, proposed_by, proposed_at)
         values ('00000000-0000-0000-0000-000000000001', 'split', 'x', '{}', $1, now())`,
        [bureau.finance.accountId],
      );
      await owner.query(
        `insert into fund_split (id, programme, effective_from, document_title, document_no, article, certainty, proposal_id, recorded_at)
         values ('00000000-0000-0000-0000-000000000002', 'tekun', '2020-02-01', 't', 'n', '', 'source', '00000000-0000-0000-0000-000000000001', now())`,
      );
      await owner.query(
        `insert into fund_split_share (split_id, source, basis_points) values ('00000000-0000-0000-0000-000000000002', 'city', 5000)`,
      );
      await owner.query('commit');
    });
    await expect(half).rejects.toMatchObject({ code: 'HM002' });
  });
});

describe('a run of a programme with a split', () => {
  test('is refused while a source has no fund of the year', async () => {
    await compute(bureau, dibao, '2020-02');
    const before = await snapshot(database);
    expect(await refusalOf(approve('FF202002DB01', '2020-02-06'))).toMatchObject({
      code: 'ledger.fund-missing',
      zh: expect.stringContaining('2020年中央资金尚未设立'),
    });
    expect(await snapshot(database)).toEqual(before);
  });

  test('takes from each source its share, to the fen', async () => {
    for (const source of SOURCES) {
      await call(bureau.finance, contract.openFund, { pool: 'assistance', source, budgetYear: 2020 });
      await call(bureau.finance, contract.allocateFund, {
        fund: `assistance-${source}-2020`,
        amountFen: yuan(2_000),
      });
    }
    expect(
      await refusalOf(
        call(bureau.finance, contract.openFund, { pool: 'assistance', source: 'city', budgetYear: 2020 }),
      ),
    ).toMatchObject({ code: 'ledger.fund-open' });
    await approve('FF202002DB01', '2020-02-06');
    // 126,000 fen by 60.01, 13.33, 13.33 and 13.33 percent: 75,612.6 and three times 16,795.8.
    expect(await fundsOf('FF202002DB01')).toEqual({
      'fund:assistance-central-2020': 75_612,
      'fund:assistance-province-2020': 16_796,
      'fund:assistance-city-2020': 16_796,
      'fund:assistance-district-2020': 16_796,
    });
    expect((await verify()).checks.filter((check) => check.broken > 0)).toEqual([]);
  });

  test('what is recovered goes back to the sources in the same proportion', async () => {
    const entries = await database.db.transaction(bureau.chief, async (tx) => {
      const run = await getRun(tx, 'FF202002DB01');
      return fundReturnEntries(tx, run.id, plainDate('2020-03-01'), 10_000);
    });
    expect(entries).toEqual([
      { account: 'fund:assistance-central-2020', amountFen: -6_001 },
      { account: 'fund:assistance-province-2020', amountFen: -1_333 },
      { account: 'fund:assistance-city-2020', amountFen: -1_333 },
      { account: 'fund:assistance-district-2020', amountFen: -1_333 },
    ]);
  });
});

describe('a budget', () => {
  const BUDGET = {
    ...DOCUMENT,
    fund: 'assistance-central-2020',
    budgetYear: 2020,
    programme: 'dibao',
    kind: 'approved',
    amountFen: yuan(1_000),
  };

  test.each([
    ['an unknown fund', { fund: 'nowhere' }, 'ledger.fund-unknown'],
    ['another year than the fund', { budgetYear: 2021 }, 'ledger.budget-year'],
    ['nothing', { amountFen: 0 }, 'ledger.budget-amount'],
    ['an adjustment of nothing', { kind: 'adjustment', reason: '追加' }, 'ledger.budget-missing'],
  ])('is refused with %s', async (_, change, code) => {
    expect(await refusalOf(propose(contract.proposeBudget, { ...BUDGET, ...change }))).toMatchObject({
      code,
    });
  });

  test('what is committed and spent is taken off it', async () => {
    await enact(contract.proposeBudget, BUDGET);
    expect(await refusalOf(propose(contract.proposeBudget, BUDGET))).toMatchObject({
      code: 'ledger.budget-there',
    });
    const { budgets } = await database.db.transaction(bureau.chief, (tx) => readFunds(tx, registry));
    expect(budgets).toHaveLength(1);
    const [line] = budgets;
    expect(line).toMatchObject({ budgetFen: yuan(1_000), leftFen: yuan(1_000) - 75_612 });
    expect((line?.committedFen ?? 0) + (line?.spentFen ?? 0)).toBe(75_612);
  });

  test('refuses a run beyond it, and says which source lacks how much', async () => {
    await compute(bureau, dibao, '2020-03');
    const before = await snapshot(database);
    const error = await refusalOf(approve('FF202003DB01', '2020-03-06'));
    expect(error).toMatchObject({ code: 'ledger.budget-exceeded', kind: 'conflict' });
    expect(error.zh).toContain('“2020年中央困难群众救助补助资金”还差 512.24 元（预算余额 243.88 元）');
    expect(await snapshot(database)).toEqual(before);
  });

  test('may not be lowered below what is used, needs a reason, and once raised lets the run through', async () => {
    const adjustment = { ...BUDGET, kind: 'adjustment', amountFen: yuan(-500), reason: '调减' };
    expect(await refusalOf(propose(contract.proposeBudget, adjustment))).toMatchObject({
      code: 'ledger.budget-below-used',
    });
    const { reason: _, ...unreasoned } = adjustment;
    expect(await refusalOf(propose(contract.proposeBudget, unreasoned))).toMatchObject({
      code: 'ledger.budget-reason',
    });
    await enact(contract.proposeBudget, { ...adjustment, amountFen: 51_224, reason: '追加' });
    await approve('FF202003DB01', '2020-03-06');
    const { budgets } = await database.db.transaction(bureau.chief, (tx) => readFunds(tx, registry));
    expect(budgets[0]).toMatchObject({ leftFen: 0, adjustedFen: 51_224 });
    expect((await verify()).ok).toBe(true);
  });
});

describe('statements', () => {
  test('a fund: opening, movements, closing, and its entries lead to their runs', async () => {
    const statement = await database.db.transaction(bureau.chief, (tx) =>
      readFundStatement(tx, registry, 'assistance-central-2020', { from: '2020-03', to: '2020-03' }),
    );
    expect(statement).toMatchObject({
      openingFen: yuan(2_000) - 75_612,
      inFen: 0,
      outFen: 75_612,
      closingFen: yuan(2_000) - 151_224,
    });
    expect(statement.movements).toMatchObject([{ runNo: 'FF202003DB01', balanceFen: yuan(2_000) - 151_224 }]);
    expect(statement.sums).toMatchObject([{ month: '2020-03', programme: 'dibao', outFen: 75_612 }]);
    const { entries, total } = await database.db.transaction(bureau.chief, (tx) =>
      readEntries(tx, { account: 'fund:assistance-central-2020', offset: 0, limit: 2 }),
    );
    expect(total).toBe(3);
    expect(entries[0]).toMatchObject({ runNo: 'FF202003DB01', amountFen: 75_612 });
  });

  test('a household and its head: due, arrived, not arrived; the sums make up the rows', async () => {
    const statement = await database.db.transaction(bureau.clerk, (tx) =>
      readHouseholdStatement(tx, registry, family.householdId, {}),
    );
    expect(statement.rows).toMatchObject([
      { month: '2020-01', dueFen: yuan(780), paidFen: yuan(780), openFen: 0 },
      { month: '2020-02', dueFen: yuan(780), paidFen: 0, openFen: yuan(780) },
      { month: '2020-03', dueFen: yuan(780), paidFen: 0, openFen: yuan(780) },
    ]);
    expect(statement.total).toMatchObject({ dueFen: yuan(2_340), paidFen: yuan(780), openFen: yuan(1_560) });
    const only = await database.db.transaction(bureau.clerk, (tx) =>
      readHouseholdStatement(tx, registry, family.householdId, { from: '2020-01', to: '2020-01' }),
    );
    expect(only.rows).toHaveLength(1);
  });

  test('the clerk of another street finds neither household nor person', async () => {
    const street: Actor = { ...bureau.clerk, division: division('420112002') };
    for (const read of [
      database.db.transaction(street, (tx) => readHouseholdStatement(tx, registry, family.householdId, {})),
      database.db.transaction(street, (tx) => readPersonStatement(tx, registry, family.members[0], {})),
    ])
      expect(await refusalOf(read)).toMatchObject({ code: 'record.absent' });
  });

  test('the trial balance of a month: opening, debit and credit, closing', async () => {
    const { accounts, balanced } = await database.db.transaction(bureau.chief, (tx) =>
      readLedger(tx, { from: '2020-03', to: '2020-03' }),
    );
    expect(balanced).toBe(true);
    expect(accounts.find(({ code }) => code === 'fund:assistance-central-2020')).toMatchObject({
      openingFen: 75_612 - yuan(2_000),
      debitFen: 75_612,
      creditFen: 0,
      balanceFen: 151_224 - yuan(2_000),
    });
    const asOf = await database.db.transaction(bureau.chief, (tx) => readLedger(tx, { asOf: '2020-01-31' }));
    expect(asOf.accounts.find(({ code }) => code === 'fund:assistance')?.balanceFen).toBe(-yuan(740));
  });

  test('looking at the ledger verifies nothing; a verification is kept and says how old it is', async () => {
    const last = () =>
      database.db.transaction(bureau.chief, async (tx) => (await readLedger(tx)).verification);
    expect(await last()).toBeNull();
    await call(bureau.chief, contract.proveLedger, {});
    expect(await last()).toMatchObject({ ok: true, since: 0, broken: [] });
    await call(bureau.finance, contract.allocateFund, { fund: 'assistance', amountFen: 100 });
    expect(await last()).toMatchObject({ ok: true, since: 1 });
  });
});

describe('closing a month', () => {
  const close = (month: string) => enact(contract.proposeClosing, { month });
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
    today = '2020-05-03T10:00';
    await close('2020-02');
    const run = await compute(bureau, dibao, '2020-04');
    expect((await refusalOf(propose(contract.proposeClosing, { month: '2020-04' }))).zh).toContain(run.runNo);
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
      propose(contract.proposeReopening, { month, reason });
    expect(await refusalOf(reopen('2020-01'))).toMatchObject({ code: 'ledger.not-reopenable' });
    expect(await refusalOf(reopen('2020-02', ' '))).toMatchObject({ code: 'request.input' });
    await decide(await reopen('2020-02'));
    await book('2020-02-28');
    await close('2020-02');
    const { months, next } = await database.db.transaction(bureau.chief, (tx) =>
      readClosings(tx, fixedClock(today)),
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
    for (const id of proposals) await decide(id, 'refuse');
    await close('2020-03');
    expect((await verify()).ok).toBe(true);
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
    expect((await verify()).checks.filter((check) => check.broken > 0).map(({ check }) => check)).toEqual([
      'closed-months-unchanged',
    ]);
    await moved('2020-02-01', '2020-03-01');
    expect((await verify()).ok).toBe(true);
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
    expect(await refusalOf(propose(contract.proposeYearClosing, YEAR))).toMatchObject({
      code: 'ledger.year-open',
    });
    today = '2021-01-10T10:00';
    for (let month = 4; month <= 12; month++)
      await enact(contract.proposeClosing, { month: `2020-${String(month).padStart(2, '0')}` });
    expect(
      await refusalOf(propose(contract.proposeYearClosing, { ...YEAR, funds: YEAR.funds.slice(1) })),
    ).toMatchObject({ code: 'ledger.year-balance' });
    const foreign = [...YEAR.funds, { fund: 'assistance', action: 'return' }];
    expect(await refusalOf(propose(contract.proposeYearClosing, { ...YEAR, funds: foreign }))).toMatchObject({
      code: 'ledger.year-fund',
    });
  });

  test('carries balances over or returns them, as booked transactions; the old funds are empty and closed', async () => {
    const before = await fundTable();
    await enact(contract.proposeYearClosing, YEAR);
    const after = await fundTable();
    for (const source of SOURCES) {
      expect(after.get(`assistance-${source}-2020`)).toBe(0);
      if (source !== 'district')
        expect(after.get(`assistance-${source}-2021`)).toBe(before.get(`assistance-${source}-2020`));
    }
    expect(after.has('assistance-district-2021')).toBe(false);
    expect((await verify()).checks.filter((check) => check.broken > 0)).toEqual([]);
    const late = call(bureau.finance, contract.allocateFund, {
      fund: 'assistance-city-2020',
      amountFen: 100,
    });
    expect(await refusalOf(late)).toMatchObject({ code: 'ledger.year-closed' });
    const reopen = propose(contract.proposeReopening, { month: '2020-12', reason: '更正' });
    expect(await refusalOf(reopen)).toMatchObject({ code: 'ledger.year-closed' });
  });

  test('what is recovered afterwards goes to the same source of the new year', async () => {
    const back = (amountFen: number) =>
      database.db.transaction(bureau.chief, async (tx) => {
        const run = await getRun(tx, 'FF202002DB01');
        return fundReturnEntries(tx, run.id, plainDate('2021-01-12'), amountFen);
      });
    expect(await refusalOf(back(10_000))).toMatchObject({ code: 'ledger.fund-missing' });
    await call(bureau.finance, contract.openFund, {
      pool: 'assistance',
      source: 'district',
      budgetYear: 2021,
    });
    expect(await back(10_000)).toContainEqual({
      account: 'fund:assistance-district-2021',
      amountFen: -1_333,
    });
  });

  const fundTable = async (): Promise<Map<string, number>> => {
    const { funds } = await database.db.transaction(bureau.chief, (tx) => readFunds(tx, registry));
    return new Map(funds.map(({ code, balanceFen }) => [code, balanceFen]));
  };
});
