import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ClientBase } from 'pg';
import {
  addAward,
  addFamily,
  type Bureau,
  compute,
  createBureau,
  payMonth,
} from '../../tests/support/builders.ts';
import { refusalOf, snapshot } from '../../tests/support/expectations.ts';
import { createTestDatabase, type TestDatabase } from '../../tests/support/test-database.ts';
import { dibao } from '../../modules/social-assistance/policy/dibao.ts';
import { yuan } from '../base/fen.ts';
import { uuidv7 } from '../base/ids.ts';
import { plainDate } from '../base/plain-date.ts';
import { instant } from '../party/known-at.ts';
import { approveRun } from './approve-run.ts';
import {
  allocate,
  BANK,
  commitmentAccount,
  fundAccount,
  payableAccount,
  post,
  trialBalance,
} from './ledger.ts';
import { replayRun } from './replay-run.ts';
import { verifyLedger } from './verify-ledger.ts';

const FUND = fundAccount('assistance');
const PAID = 'FF202001DB01';
let database: TestDatabase;
let bureau: Bureau;

beforeAll(async () => {
  database = await createTestDatabase();
  bureau = await createBureau(database, yuan(2_000));
  // Two families at 780 and 480 yuan a month: 1,260 of the 2,000 are gone after January.
  for (const wage of [0, yuan(300)])
    await addAward(bureau, dibao, await addFamily(bureau, { wages: [wage] }));
  await payMonth(bureau, dibao, '2020-01');
});
afterAll(() => database.drop());

const asApplication = <T>(work: (client: ClientBase) => Promise<T>): Promise<T> =>
  database.db.transaction(bureau.chief, (tx) => work(tx.client));
const asOwner = <T>(work: (client: ClientBase) => Promise<T>): Promise<T> =>
  database.db.asOwner(async (owner) => {
    await owner.query('begin');
    try {
      const result = await work(owner);
      await owner.query('commit');
      return result;
    } catch (error) {
      await owner.query('rollback');
      throw error;
    }
  });

async function book(client: ClientBase, entries: readonly (readonly [string, number])[]): Promise<void> {
  const id = uuidv7();
  await client.query(
    `insert into ledger_transaction (id, kind, booked_on, memo, created_by, created_at) values ($1, 'allocation', '2020-02-01', '测试', $2, now())`,
    [id, bureau.chief.accountId],
  );
  for (const [i, [account, amount]] of entries.entries()) await addEntry(client, id, i + 1, account, amount);
}

const addEntry = (client: ClientBase, id: string, seq: number, account: string, amount: number) =>
  client.query(
    'insert into ledger_entry (transaction_id, seq, account_code, amount_fen) values ($1, $2, $3, $4)',
    [id, seq, account, amount],
  );

const verify = () => database.db.transaction(bureau.chief, verifyLedger);
const unbalanced = { code: 'HM002' };

describe.each([
  ['the application', asApplication, { code: '42501' }],
  ['the owner of the tables', asOwner, { code: 'HM001' }],
] as const)('%s', (_, within, refused) => {
  test('cannot book a transaction whose entries do not sum to zero', async () => {
    const before = await snapshot(database);
    await expect(
      within((client) =>
        book(client, [
          [BANK, 100],
          [FUND, -99],
        ]),
      ),
    ).rejects.toMatchObject(unbalanced);
    expect(await snapshot(database)).toEqual(before);
  });

  test.each([
    ['one entry alone', [[BANK, 100]]],
    ['no entries at all', []],
  ] as const)('cannot book a transaction with %s', async (__, entries) => {
    await expect(within((client) => book(client, entries))).rejects.toMatchObject(unbalanced);
  });

  test('cannot add entries to a transaction that was booked before, not even balanced ones', async () => {
    const { rows } = await within((client) =>
      client.query<{ id: string }>('select id from ledger_transaction limit 1'),
    );
    const id = rows[0]?.id ?? '';
    await expect(
      within(async (client) => {
        await addEntry(client, id, 8, BANK, 500);
        await addEntry(client, id, 9, FUND, -500);
      }),
    ).rejects.toMatchObject(unbalanced);
  });

  test.each([
    ['update ledger_entry set amount_fen = amount_fen * 2'],
    ['delete from ledger_entry'],
    ['truncate ledger_entry'],
    ["update ledger_transaction set memo = '改'"],
    ['delete from ledger_transaction'],
    ['truncate ledger_transaction cascade'],
    ['update payment_line set amount_fen = amount_fen + 1'],
    ['delete from payment_line'],
    ['truncate payment_line'],
    ['delete from payment_run'],
    ['truncate payment_run cascade'],
  ])('is refused: %s', async (statement) => {
    const before = await snapshot(database);
    await expect(within((client) => client.query(statement))).rejects.toMatchObject(refused);
    expect(await snapshot(database)).toEqual(before);
  });

  test('cannot take more from a fund than it holds', async () => {
    const before = await snapshot(database);
    await expect(
      within((client) =>
        book(client, [
          [FUND, yuan(741)],
          [payableAccount('dibao'), -yuan(741)],
        ]),
      ),
    ).rejects.toMatchObject({ code: 'HM003', detail: '困难群众救助补助资金' });
    expect(await snapshot(database)).toEqual(before);
  });

  test('may take exactly what a fund holds', async () => {
    const rollback = new Error('taken back by the test');
    await expect(
      within(async (client) => {
        await book(client, [
          [FUND, yuan(740)],
          [payableAccount('dibao'), -yuan(740)],
        ]);
        throw rollback;
      }),
    ).rejects.toBe(rollback);
  });
});

test('the application cannot set a balance or lift the floor of a fund', async () => {
  for (const statement of [
    'update ledger_balance set balance_fen = 0',
    'update ledger_account set floor_fen = null',
  ]) {
    await expect(asApplication((client) => client.query(statement))).rejects.toMatchObject({ code: '42501' });
  }
});

test('a computed run may change its state only, and only along its life cycle', async () => {
  await expect(asOwner((owner) => owner.query('update payment_run set total_fen = 1'))).rejects.toMatchObject(
    { code: 'HM001' },
  );
  await expect(
    asOwner((owner) => owner.query(`update payment_run set state = 'void' where run_no = $1`, [PAID])),
  ).rejects.toMatchObject({ code: 'HM004' });
});

test('approving a run that the fund cannot pay is refused in words, and nothing is booked', async () => {
  const run = await compute(bureau, dibao, '2020-02');
  const before = await snapshot(database);
  const error = await refusalOf(
    database.db.transaction(bureau.chief, (tx) => approveRun(tx, dibao, run.runNo)),
  );
  expect(error).toMatchObject({ code: 'ledger.overspent', kind: 'conflict' });
  expect(error.zh).toBe('“困难群众救助补助资金”余额不足，未记账：请先下达资金，或减少本批次金额。');
  expect(error.en).toContain('nothing was booked');
  expect(await snapshot(database)).toEqual(before);
  expect((await verify()).ok).toBe(true);
});

test('approving a run of a fund that was never allocated is refused in words as well', async () => {
  const run = await compute(bureau, dibao, '2020-03');
  const before = await snapshot(database);
  const unfunded = { ...dibao, fund: 'nowhere' };
  const error = await refusalOf(
    database.db.transaction(bureau.chief, (tx) => approveRun(tx, unfunded, run.runNo)),
  );
  expect(error).toMatchObject({ code: 'ledger.account-missing', kind: 'conflict' });
  expect(error.zh).toContain('请先下达资金');
  expect(error.en).toContain('allocate funds first');
  expect(await snapshot(database)).toEqual(before);
});

test('postings of zero book nothing', async () => {
  const before = await snapshot(database);
  await database.db.transaction(bureau.chief, (tx) =>
    post(tx, {
      kind: 'approval',
      runId: null,
      bookedOn: plainDate('2020-02-01'),
      memo: '空',
      at: instant('2020-02-01 10:00:00+08'),
      entries: [
        { account: BANK, amountFen: 0 },
        { account: FUND, amountFen: 0 },
      ],
    }),
  );
  expect(await snapshot(database)).toEqual(before);
});

test('the trial balance follows the money: allocated, owed, on its way, arrived', async () => {
  const rows = await database.db.transaction(bureau.chief, trialBalance);
  const balances = Object.fromEntries(rows.map((row) => [row.code, row.balanceFen]));
  expect(balances).toMatchObject({
    [BANK]: yuan(740),
    [FUND]: -yuan(740),
    [commitmentAccount('dibao')]: 0,
    'payable:dibao': 0,
    'bank:clearing': 0,
    'returned:dibao': 0,
    'receivable:dibao': 0,
  });
  expect(rows.reduce((sum, row) => sum + row.debitFen - row.creditFen, 0)).toBe(0);
  for (const row of rows) expect(row.balanceFen).toBe(row.debitFen - row.creditFen);
});

test('a further allocation fills the fund again', async () => {
  const on = plainDate('2020-02-10');
  await database.db.transaction(bureau.chief, (tx) =>
    allocate(tx, 'assistance', '困难群众救助补助资金', yuan(520), on, instant('2020-02-10 10:00:00+08')),
  );
  const run = await database.db.transaction(bureau.chief, (tx) => approveRun(tx, dibao, 'FF202002DB01'));
  expect(run).toMatchObject({ state: 'approved', totalFen: yuan(1_260) });
  expect((await verify()).ok).toBe(true);
});

describe('verifying finds what an owner changed with the triggers switched off', () => {
  const tamper = (...statements: readonly string[]): Promise<void> =>
    asOwner(async (owner) => {
      await owner.query('set local session_replication_role = replica');
      for (const statement of statements) expect((await owner.query(statement)).rowCount).toBeGreaterThan(0);
    });
  const PAID_RUN = `(select id from payment_run where run_no = '${PAID}')`;
  const SETTLEMENT = `(select id from ledger_transaction where kind = 'settlement' and run_id = ${PAID_RUN})`;
  const broken = async (): Promise<string[]> =>
    (await verify()).checks.filter((check) => check.broken > 0).map((check) => check.check);

  test.each([
    [
      'one entry raised by a fen',
      'amount_fen + 1',
      'amount_fen - 1',
      'ledger_entry',
      `transaction_id = ${SETTLEMENT} and seq = 1`,
      ['transactions-balance', 'balances-follow-entries'],
    ],
    [
      'a balance made up',
      'balance_fen - 100',
      'balance_fen + 100',
      'ledger_balance',
      `account_code = '${FUND}'`,
      ['balances-follow-entries'],
    ],
    [
      'a line paid to somebody raised',
      'amount_fen + 100',
      'amount_fen - 100',
      'payment_line',
      `run_id = ${PAID_RUN} and seq = 1`,
      ['runs-tie-to-lines', 'items-tie-to-lines'],
    ],
    [
      'the total of a run lowered',
      'total_fen - 100',
      'total_fen + 100',
      'payment_run',
      `run_no = '${PAID}'`,
      ['runs-tie-to-lines', 'runs-tie-to-ledger'],
    ],
    [
      'an item at the bank raised',
      'amount_fen + 100',
      'amount_fen - 100',
      'payment_item',
      `run_id = ${PAID_RUN} and item_seq = 1`,
      ['items-tie-to-lines', 'bank-ties-to-items'],
    ],
  ] as const)('%s', async (_, change, undo, table, where, found) => {
    const column = change.split(' ')[0] ?? '';
    await tamper(`update ${table} set ${column} = ${change} where ${where}`);
    expect(await broken()).toEqual([...found]);
    expect((await verify()).ok).toBe(false);
    await tamper(`update ${table} set ${column} = ${undo} where ${where}`);
    expect((await verify()).ok).toBe(true);
  });

  test('money moved from one family to another adds up everywhere, but the replay names both lines', async () => {
    const move = (by: number) =>
      ['payment_line', 'payment_item'].flatMap((table) =>
        [1, 2].map(
          (n) =>
            `update ${table} set amount_fen = amount_fen + ${n === 1 ? by : -by} where run_id = ${PAID_RUN} and item_seq = ${n}`,
        ),
      );
    await tamper(...move(5_000));
    expect((await verify()).ok).toBe(true);
    const replay = await database.db.transaction(bureau.clerk, (tx) =>
      replayRun(tx, new Map([['dibao', dibao]]), PAID),
    );
    expect(replay.differences.map((d) => d.storedFen - d.recomputedFen).toSorted((a, b) => a - b)).toEqual([
      -5_000, 5_000,
    ]);
    await tamper(...move(-5_000));
    expect((await verify()).ok).toBe(true);
  });

  test('an item taken out of the bank file leaves its lines without payment', async () => {
    const PROBE = `(select id from payment_run where run_no = 'FF202002DB01')`;
    const removed = await asOwner((owner) =>
      owner.query(
        `select row_to_json(i) as item from payment_item i where run_id = ${PROBE} and item_seq = 1`,
      ),
    );
    await tamper(`delete from payment_item where run_id = ${PROBE} and item_seq = 1`);
    expect(await broken()).toEqual(['items-tie-to-lines']);
    await asOwner((owner) =>
      owner.query('insert into payment_item select * from json_populate_record(null::payment_item, $1)', [
        removed.rows[0]?.item,
      ]),
    );
    expect((await verify()).ok).toBe(true);
  });

  test('an entry and its balance removed', async () => {
    await tamper(`delete from ledger_entry where transaction_id = ${SETTLEMENT}`);
    expect(await broken()).toEqual(['transactions-balance', 'balances-follow-entries', 'bank-ties-to-items']);
  });
});
