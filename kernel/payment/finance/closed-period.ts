import { sql } from 'drizzle-orm';
import { type Month, monthOf } from '../../base/month.ts';
import type { PlainDate } from '../../base/plain-date.ts';
import type { Tx } from '../../db/database.ts';
import { findRow, rowsOf } from '../../db/rows.ts';

/** Waits until nobody is posting, and keeps everybody from it until the transaction ends. */
export async function lockPostings(tx: Tx): Promise<void> {
  await tx.db.execute(sql`select pg_advisory_xact_lock(ledger_posting_lock())`);
}

/** The last month whose books are closed; undefined before the first closing. */
export async function closedThrough(tx: Tx): Promise<Month | undefined> {
  const row = await findRow<{ through: PlainDate | null }>(
    tx,
    sql`select ledger_closed_through() as through`,
  );
  const through = row?.through ?? null;
  return through === null ? undefined : monthOf(through);
}

export async function closedYears(tx: Tx): Promise<readonly number[]> {
  const rows = await rowsOf<{ year: number }>(
    tx,
    sql`select extract(year from period)::int as year from ledger_closing where kind = 'year' order by 1`,
  );
  return rows.map(({ year }) => year);
}
