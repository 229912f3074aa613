import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  addAward,
  addFamily,
  type Bureau,
  compute,
  createBureau,
  type Family,
  finishRun,
  linesOf,
} from '../../tests/support/builders.ts';
import { createTestDatabase, type TestDatabase } from '../../tests/support/test-database.ts';
import { dibao } from '../../modules/social-assistance/policy/dibao.ts';
import { yuan } from '../base/fen.ts';
import { uuidv7 } from '../base/ids.ts';
import { copyInto } from '../db/copy.ts';
import type { Tx } from '../db/database.ts';
import { openPart, publishPart } from './part.ts';
import { replayRun } from './replay-run.ts';
import type { RunRow } from './run-store.ts';
import { verifyLedger } from './verify-ledger.ts';

let database: TestDatabase;
let bureau: Bureau;
const families: Family[] = [];
const awards: string[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  bureau = await createBureau(database);
  for (const wages of [[0], [yuan(300)], [yuan(300), 0]]) {
    const family = await addFamily(bureau, { wages });
    families.push(family);
    awards.push((await addAward(bureau, dibao, family)).id);
  }
});
afterAll(() => database.drop());

const within = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => database.db.transaction(bureau.clerk, work);
const partsOf = (table: string): Promise<string[]> =>
  database.db.asOwner(async (owner) => {
    const found = await owner.query<{ name: string }>(
      `select inhrelid::regclass::text as name from pg_inherits where inhparent = $1::regclass order by 1`,
      [table],
    );
    return found.rows.map(({ name }) => name);
  });

describe('a run with partitions of its own', () => {
  let small: RunRow;
  let large: RunRow;
  beforeAll(async () => {
    small = await compute(bureau, dibao, '2020-01');
    await finishRun(bureau, dibao, small.runNo, '2020-01');
    large = await compute(bureau, dibao, '2020-02', { largeFrom: 1 });
  });

  test('is the same to the fen as one that shares a partition, and both are read together', async () => {
    expect([large.lineCount, large.totalFen]).toEqual([small.lineCount, small.totalFen]);
    expect(await partsOf('payment_line')).toHaveLength(2);
    expect(await partsOf('payment_item')).toHaveLength(2);
    for (const award of awards) {
      const amounts = async (runNo: string) =>
        (await linesOf(bureau, runNo, award)).map((line) => line['amountFen']);
      expect(await amounts(large.runNo)).toEqual(await amounts(small.runNo));
    }
    const replay = await within((tx) => replayRun(tx, new Map([['dibao', dibao]]), large.runNo));
    expect(replay).toMatchObject({ differences: [], linesDigestMatches: true });
  });

  test('goes on to the bank and balances; the next run pays nobody twice', async () => {
    await finishRun(bureau, dibao, large.runNo, '2020-02');
    expect((await within(verifyLedger)).ok).toBe(true);
    const next = await compute(bureau, dibao, '2020-03', { largeFrom: 1 });
    expect([next.lineCount, next.findingsTotal]).toEqual([small.lineCount, 0]);
  });

  test('has every key and index of the others, keeps its lines for good, and opens to nobody directly', async () => {
    const shapes = await database.db.asOwner((owner) =>
      owner.query<{ shape: string }>(
        `select distinct (select string_agg(regexp_replace(pg_get_indexdef(i.indexrelid), '^.* USING', ''), ';'
                                            order by regexp_replace(pg_get_indexdef(i.indexrelid), '^.* USING', ''))
                            from pg_index i where i.indrelid = h.inhrelid) || ' | ' ||
                         (select string_agg(pg_get_constraintdef(c.oid), ';' order by pg_get_constraintdef(c.oid))
                            from pg_constraint c where c.conrelid = h.inhrelid and c.contype in ('p', 'f', 'c')) as shape
           from pg_inherits h where inhparent = 'payment_line'::regclass`,
      ),
    );
    expect(shapes.rows).toHaveLength(1);
    const [part = ''] = (await partsOf('payment_line')).filter((name) => !name.endsWith('small'));
    for (const statement of [
      'update payment_line set amount_fen = amount_fen + 1',
      `delete from ${part}`,
      `truncate ${part}`,
    ]) {
      await expect(database.db.asOwner((owner) => owner.query(statement))).rejects.toMatchObject({
        code: 'HM001',
      });
    }
    for (const statement of [`select * from ${part}`, `insert into ${part} select * from payment_line`]) {
      await expect(within((tx) => tx.client.query(statement))).rejects.toMatchObject({ code: '42501' });
    }
  });
});

describe('what is not the draft is not published', () => {
  const COLUMNS = [
    'run_id',
    'seq',
    'award_id',
    'division_no',
    'for_month',
    'component',
    'kind',
    'amount_fen',
    'reason',
    'item_seq',
  ];
  /** A line in a bare table, with a draft beside it that says it has one line over 100 yuan. */
  const publish = (change: { runId?: string; division?: number; amountFen?: number }) =>
    within(async (tx) => {
      const runId = uuidv7();
      const bare = await openPart(tx, 'payment_line', runId);
      const { division = bureau.clerk.division, amountFen = yuan(100) } = change;
      await copyInto(tx, bare, COLUMNS, [
        [
          change.runId ?? runId,
          1,
          awards[0] ?? '',
          division,
          '2020-06-01',
          'basic',
          'regular',
          amountFen,
          'due',
          1,
        ],
      ]);
      await tx.client.query(
        `insert into payment_run (id, run_no, programme, pay_month, batch, state, known_at, rules_digest,
           parameters_digest, lines_digest, line_count, total_fen, overpaid_fen, created_by, created_at)
         values ($1, 'FF202006DB01', 'dibao', '2020-06-01', 1, 'draft', now(), '', '', '', 1, $2, 0, $3, now())`,
        [runId, yuan(100), bureau.clerk.accountId],
      );
      await publishPart(tx, 'payment_line', runId);
      await tx.client.query('rollback');
    });
  const codeOf = (work: Promise<unknown>): Promise<string | undefined> =>
    work.then(
      () => undefined,
      (error: unknown) =>
        error instanceof Error && error.cause instanceof Error && 'code' in error.cause
          ? String(error.cause.code)
          : 'other',
    );

  test('what is the draft would be', async () => {
    expect(await codeOf(publish({}))).toBeUndefined();
  });
  test.each([
    ['of another run', { runId: uuidv7() }, '42501'],
    ['of another place', { division: 420113001001000 }, '42501'],
    ['over another amount', { amountFen: yuan(101) }, 'HM007'],
  ])('a line %s', async (_, change, code) => {
    expect(await codeOf(publish(change))).toBe(code);
    expect(await partsOf('payment_line')).toHaveLength(3);
  });

  test('nor is anything opened for a run that is there, or for another table', async () => {
    const there = within(async (tx) => {
      const found = await tx.client.query<{ id: string }>('select id from payment_run limit 1');
      await openPart(tx, 'payment_line', found.rows[0]?.id ?? '');
    });
    expect(await codeOf(there)).toBe('HM007');
    const other = within((tx) => tx.client.query(`select payment_part_open('account', $1)`, [uuidv7()]));
    await expect(other).rejects.toMatchObject({ code: 'HM007' });
  });
});
