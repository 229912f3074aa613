import { sql } from 'drizzle-orm';
import type { PlainDate } from '../../base/plain-date.ts';
import type { Tx } from '../../db/database.ts';
import { rowsOf } from '../../db/rows.ts';
import type { TrialBalanceRow } from '../ledger.ts';

export interface PeriodBalanceRow extends TrialBalanceRow {
  readonly openingFen: number;
}

/** Days of a trial balance, both included; open where nothing is given. */
interface Days {
  readonly from?: PlainDate | undefined;
  readonly to?: PlainDate | undefined;
}

/** Every account: what it held before the first day, debits and credits to the last, and what it held then. */
export const periodBalance = (tx: Tx, { from, to }: Days): Promise<PeriodBalanceRow[]> =>
  rowsOf<{ [K in keyof PeriodBalanceRow]: PeriodBalanceRow[K] }>(
    tx,
    sql`with booked as (
          select e.account_code, e.amount_fen, t.booked_on >= ${from ?? null}::date is not false as inside
            from ledger_entry e join ledger_transaction t on t.id = e.transaction_id
           where t.booked_on <= ${to ?? null}::date is not false)
        select a.code, a.label, a.kind,
               coalesce(sum(b.amount_fen) filter (where not b.inside), 0)::bigint as "openingFen",
               coalesce(sum(greatest(b.amount_fen, 0)) filter (where b.inside), 0)::bigint as "debitFen",
               coalesce(sum(greatest(-b.amount_fen, 0)) filter (where b.inside), 0)::bigint as "creditFen",
               coalesce(sum(b.amount_fen), 0)::bigint as "balanceFen"
          from ledger_account a left join booked b on b.account_code = a.code
         group by a.code, a.label, a.kind order by a.code`,
  );
