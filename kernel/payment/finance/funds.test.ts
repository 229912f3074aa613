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
import {
  DOCUMENT,
  type FinanceOffice,
  openFinanceOffice,
  openSources,
  SPLIT,
} from '../../../tests/support/finance-office.ts';
import { refusalOf, snapshot } from '../../../tests/support/expectations.ts';
import { createTestDatabase, type TestDatabase } from '../../../tests/support/test-database.ts';
import { registry } from '../../../modules/index.ts';
import { dibao } from '../../../modules/social-assistance/policy/dibao.ts';
import { fixedClock } from '../../base/clock.ts';
import { division } from '../../base/division.ts';
import { yuan } from '../../base/fen.ts';
import type { Actor } from '../../db/actor.ts';
import { rowsOf } from '../../db/rows.ts';
import { approveRun } from '../approve-run.ts';
import { readLedger } from '../read-ledger.ts';
import * as contract from './contract.ts';
import { readFundStatement } from './fund-statement.ts';
import { readEntries, readFunds } from './read-finance.ts';
import { readHouseholdStatement, readPersonStatement } from './subject-statement.ts';

let database: TestDatabase;
let bureau: Bureau;
let family: Family;
let office: FinanceOffice;

beforeAll(async () => {
  database = await createTestDatabase();
  bureau = await createBureau(database, yuan(2_000));
  // Two families at 780 and 480 yuan a month.
  family = await addFamily(bureau, { wages: [0] });
  await addAward(bureau, dibao, family);
  await addAward(bureau, dibao, await addFamily(bureau, { wages: [yuan(300)] }));
  await payMonth(bureau, dibao, '2020-01');
  office = openFinanceOffice(bureau, '2020-02-20T10:00');
});
afterAll(() => database.drop());

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
    expect(await refusalOf(office.propose(contract.proposeSplit, { ...SPLIT, ...change }))).toMatchObject({
      code,
    });
    expect(await snapshot(database)).toEqual(before);
  });

  test('is proposed by the finance office only, and for the whole district only', async () => {
    expect(await refusalOf(office.call(bureau.clerk, contract.proposeSplit, SPLIT))).toMatchObject({
      code: 'access.permission',
    });
    const street: Actor = { ...bureau.finance, division: division('420112001') };
    expect(await refusalOf(office.call(street, contract.proposeSplit, SPLIT))).toMatchObject({
      code: 'ledger.whole-district',
    });
  });

  test('holds once a second person has approved it; a second click and a second decision are refused', async () => {
    const id = await office.propose(contract.proposeSplit, SPLIT);
    expect(await refusalOf(office.propose(contract.proposeSplit, SPLIT))).toMatchObject({
      code: 'ledger.proposed-already',
    });
    const both: Actor = {
      ...bureau.finance,
      permissions: new Set([...bureau.finance.permissions, 'ledger.approve']),
    };
    expect(await refusalOf(office.decide(id, 'approve', both))).toMatchObject({ code: 'ledger.same-person' });
    await office.decide(id);
    expect(await refusalOf(office.decide(id))).toMatchObject({ code: 'ledger.proposal-decided' });
    const { splits } = await database.db.transaction(bureau.chief, (tx) => readFunds(tx, registry));
    expect(splits).toMatchObject([
      { programme: 'dibao', effectiveFrom: '2020-02-01', certainty: 'assumption', shares: SPLIT.shares },
    ]);
  });

  test('what is refused or withdrawn changes nothing', async () => {
    const later = { ...SPLIT, effectiveFrom: '2020-06-01' };
    await office.decide(await office.propose(contract.proposeSplit, later), 'refuse');
    const id = await office.propose(contract.proposeSplit, later);
    await office.call(bureau.finance, contract.withdrawProposal, { id });
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
    await openSources(bureau, office, 2020, yuan(2_000));
    expect(
      await refusalOf(
        office.call(bureau.finance, contract.openFund, {
          pool: 'assistance',
          source: 'city',
          budgetYear: 2020,
        }),
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
    expect(await office.broken()).toEqual([]);
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
    expect(await refusalOf(office.propose(contract.proposeBudget, { ...BUDGET, ...change }))).toMatchObject({
      code,
    });
  });

  test('what is committed and spent is taken off it', async () => {
    await office.enact(contract.proposeBudget, BUDGET);
    expect(await refusalOf(office.propose(contract.proposeBudget, BUDGET))).toMatchObject({
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
    expect(await refusalOf(office.propose(contract.proposeBudget, adjustment))).toMatchObject({
      code: 'ledger.budget-below-used',
    });
    const { reason: _, ...unreasoned } = adjustment;
    expect(await refusalOf(office.propose(contract.proposeBudget, unreasoned))).toMatchObject({
      code: 'ledger.budget-reason',
    });
    await office.enact(contract.proposeBudget, { ...adjustment, amountFen: 51_224, reason: '追加' });
    await approve('FF202003DB01', '2020-03-06');
    const { budgets } = await database.db.transaction(bureau.chief, (tx) => readFunds(tx, registry));
    expect(budgets[0]).toMatchObject({ leftFen: 0, adjustedFen: 51_224 });
    expect((await office.verify()).ok).toBe(true);
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
    await office.call(bureau.chief, contract.proveLedger, {});
    expect(await last()).toMatchObject({ ok: true, since: 0, broken: [] });
    await office.call(bureau.finance, contract.allocateFund, { fund: 'assistance', amountFen: 100 });
    expect(await last()).toMatchObject({ ok: true, since: 1 });
  });
});
