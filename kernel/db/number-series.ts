import { sql } from 'drizzle-orm';
import type { Tx } from './database.ts';
import { findRow } from './rows.ts';

/**
 * The next number of a series, for good: two transactions that ask wait for each other. Numbers are given out here and
 * not by looking for the highest one, since a street does not see the records of the others.
 */
export async function nextInSeries(tx: Tx, series: string): Promise<number> {
  const row = await findRow<{ no: number }>(
    tx,
    sql`insert into number_series (series, last_no) values (${series}, 1)
        on conflict (series) do update set last_no = number_series.last_no + 1 returning last_no as no`,
  );
  return row?.no ?? 1;
}
