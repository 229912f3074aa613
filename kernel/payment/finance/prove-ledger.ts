import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { findRow } from '../../db/rows.ts';
import type { Instant } from '../../party/known-at.ts';
import { verifyLedger } from '../verify-ledger.ts';
import { requireDistrictBooks } from './district-books.ts';

export interface LedgerProof {
  readonly ok: boolean;
  readonly at: string;
  /** Transactions that were booked after it. */
  readonly since: number;
  /** Names of the checks that found something. */
  readonly broken: string[];
}

/** Verifies the whole ledger and keeps what was found, so that looking at it does not verify it each time. */
export async function proveLedger(tx: Tx, at: Instant): Promise<LedgerProof> {
  await requireDistrictBooks(tx);
  const { ok, transactions, checks } = await verifyLedger(tx);
  const broken = checks.flatMap((check) => (check.broken > 0 ? [check.check] : []));
  await tx.db.execute(sql`
    insert into ledger_proof (transactions, ok, broken, account_id, at)
    values (${transactions}, ${ok}, ${sql.param(broken)}::text[], ${tx.actor.accountId}, ${at}::timestamptz)`);
  return { ok, at, since: 0, broken };
}

/** What the last verification found; undefined before the first. */
export const findLastProof = (tx: Tx): Promise<LedgerProof | undefined> =>
  findRow<{ [K in keyof LedgerProof]: LedgerProof[K] }>(
    tx,
    sql`select ok, at, broken, ((select count(*) from ledger_transaction) - transactions)::int as since
          from ledger_proof order by seq desc limit 1`,
  );
