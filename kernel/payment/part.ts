import { sql } from 'drizzle-orm';
import type { Tx } from '../db/database.ts';
import { findRow } from '../db/rows.ts';

/** From so many awards on, the lines and items of a run get partitions of their own, indexed once they are complete. */
export const LARGE_AWARDS = 20_000;

type Parted = 'payment_line' | 'payment_item';

/** Opens the bare table for the rows of a large run; gives its name, a name from code. */
export async function openPart(tx: Tx, table: Parted, runId: string): Promise<string> {
  const row = await findRow<{ bare: string }>(
    tx,
    sql`select payment_part_open(${table}, ${runId}::uuid) as bare`,
  );
  if (row === undefined) throw new Error('payment_part_open gave no table');
  return row.bare;
}

/** Makes it a partition, with all keys and indexes; the draft of the run is there. */
export async function publishPart(tx: Tx, table: Parted, runId: string): Promise<void> {
  await tx.db.execute(sql`select payment_part_publish(${table}, ${runId}::uuid)`);
}
