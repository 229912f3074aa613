import { sql } from 'drizzle-orm';
import type { PlainDate } from '../../base/plain-date.ts';
import type { Tx } from '../../db/database.ts';
import { rowsOf } from '../../db/rows.ts';
import { BANK } from '../ledger.ts';
import type { Difference, Settlement } from './settlement.ts';

const UNASSIGNED_SHOWN_MAX = 200;

interface Tie {
  readonly sums: NonNullable<Settlement['statement']>;
  readonly differences: readonly Difference[];
}

interface Movement extends Record<string, unknown> {
  readonly on: PlainDate;
  readonly amountFen: number;
  readonly reference: string;
}

/**
 * Compares the bank's statement with the files: what went out for a file less what came back is what was paid for it.
 * Null while there is no statement of these files. Within a period, movements of no file are listed unless the books
 * know them otherwise, as an allocation of the same day and amount.
 */
export async function statementTie(
  tx: Tx,
  files: Settlement['files'],
  period: { readonly from: PlainDate; readonly to: PlainDate } | undefined,
): Promise<Tie | null> {
  const rows = await rowsOf<{ fileNo: string; outFen: number; inFen: number }>(
    tx,
    sql`select file_no as "fileNo", coalesce(sum(amount_fen) filter (where direction = 'out'), 0)::bigint as "outFen",
               coalesce(sum(amount_fen) filter (where direction = 'in'), 0)::bigint as "inFen"
          from bank_statement_line where file_no = any(${sql.param(files.map(({ fileNo }) => fileNo))}::text[])
         group by 1`,
  );
  const unassigned = period === undefined ? [] : await unassignedOf(tx, period);
  if (rows.length === 0 && unassigned.length === 0) return null;
  const told = new Map(rows.map((row) => [row.fileNo, row]));
  const sum = (pick: (row: (typeof rows)[number]) => number): number =>
    rows.reduce((total, row) => total + pick(row), 0);
  return {
    sums: { outFen: sum((row) => row.outFen), inFen: sum((row) => row.inFen), files: rows.length },
    differences: [
      ...files.flatMap((file) => fileDifference(file, told.get(file.fileNo))),
      ...unassigned.map(({ on, amountFen, reference }): Difference => ({
        kind: 'unassigned',
        what: { zh: '对账单流水无对应代发文件或入账', en: 'a movement that neither file nor books know' },
        reference,
        on,
        oursFen: 0,
        theirsFen: amountFen,
      })),
    ],
  };
}

function fileDifference(
  { fileNo, paidFen, waitingFen }: Settlement['files'][number],
  told: { readonly outFen: number; readonly inFen: number } | undefined,
): Difference[] {
  const theirsFen = (told?.outFen ?? 0) - (told?.inFen ?? 0);
  // Many banks take the whole file out at once and pay it over days: what waits may be out already.
  if (theirsFen === paidFen || theirsFen === paidFen + waitingFen) return [];
  const what =
    told === undefined
      ? { zh: '代发文件在对账单中没有流水', en: 'the statement has no movement of the file' }
      : { zh: '代发文件到账金额与对账单净支出', en: 'paid of the file against its net movement' };
  return [{ kind: 'statement', what, reference: fileNo, on: null, oursFen: paidFen, theirsFen }];
}

/** Money out is positive, as it is for a file. A movement that the books know under another title is not listed. */
const unassignedOf = (
  tx: Tx,
  period: { readonly from: PlainDate; readonly to: PlainDate },
): Promise<Movement[]> =>
  rowsOf<{ [K in keyof Movement]: Movement[K] }>(
    tx,
    sql`with movement as (
          select l.booked_on, l.reference, case l.direction when 'out' then l.amount_fen else -l.amount_fen end as amount,
                 row_number() over (partition by l.booked_on, l.direction, l.amount_fen order by l.reference, l.occurrence) as n
            from bank_statement_line l
           where l.booked_on between ${period.from}::date and ${period.to}::date
             and not exists (select 1 from payment_item i where i.file_no = l.file_no)),
        booked as (
          select t.booked_on, -e.amount_fen as amount,
                 row_number() over (partition by t.booked_on, e.amount_fen order by t.id) as n
            from ledger_transaction t join ledger_entry e on e.transaction_id = t.id
           where e.account_code = ${BANK} and t.run_id is null
             and t.booked_on between ${period.from}::date and ${period.to}::date)
        select m.booked_on as "on", m.amount::bigint as "amountFen", m.reference
          from movement m left join booked b on b.booked_on = m.booked_on and b.amount = m.amount and b.n = m.n
         where b.n is null order by m.booked_on, m.reference limit ${UNASSIGNED_SHOWN_MAX}`,
  );
