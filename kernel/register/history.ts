import { sql } from 'drizzle-orm';
import type { Tx } from '../db/database.ts';
import { rowsOf } from '../db/rows.ts';
import type { Reading } from '../module/reading.ts';
import { showKept } from './corrections.ts';
import type { RecordDefinition } from './define-record.ts';
import type { Values } from './field.ts';
import { readRecord } from './read-records.ts';
import type { ChangeAction } from './write-records.ts';

/** One change of a record: who, when, what, why, before and after (covered values masked). */
export interface ShownChange {
  readonly version: number;
  readonly action: ChangeAction;
  readonly at: string;
  readonly by: string;
  readonly approvedBy: string | null;
  readonly reason: string | null;
  readonly source: string | null;
  readonly before: Values;
  readonly after: Values;
}

/** The history of one record, newest first. Throws 'record.absent' outside the jurisdiction. */
export async function readHistory(
  tx: Tx,
  reading: Reading,
  record: RecordDefinition,
  id: string,
): Promise<ShownChange[]> {
  await readRecord(tx, reading, record, id);
  const rows = await rowsOf<{ [K in keyof ShownChange]: ShownChange[K] }>(
    tx,
    sql`select c.version, c.action, c.at, a.display_name as by, b.display_name as "approvedBy", c.reason, c.source,
               c.before, c.after
          from record_change c join account a on a.id = c.account_id left join account b on b.id = c.approved_by
         where c.record_id = ${id}::uuid and c.record = ${record.id} order by c.version desc`,
  );
  return rows.map((row) => ({
    ...row,
    before: showKept(reading, record, row.before),
    after: showKept(reading, record, row.after),
  }));
}
