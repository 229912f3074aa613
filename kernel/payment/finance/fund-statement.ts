import { sql } from 'drizzle-orm';
import { notFound } from '../../base/errors.ts';
import { firstDay, lastDay, month as asMonth, type Month, monthOf } from '../../base/month.ts';
import type { PlainDate } from '../../base/plain-date.ts';
import type { Tx } from '../../db/database.ts';
import { findRow, rowsOf } from '../../db/rows.ts';
import type { OutputOf } from '../../module/define-contract.ts';
import { bareLabel, programmeLabel } from '../../module/reading.ts';
import type { Registry } from '../../module/registry.ts';
import { fundAccount } from '../ledger.ts';
import type { getFundStatement } from './contract.ts';

export type FundStatement = OutputOf<typeof getFundStatement>;

/** Months of a statement, both included; open where nothing is given. */
export interface Months {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

interface MovementRow extends Record<string, unknown> {
  readonly bookedOn: PlainDate;
  readonly kind: string;
  readonly memo: string;
  readonly runId: string | null;
  readonly runNo: string | null;
  readonly programme: string | null;
  readonly amountFen: number;
}

/** The statement of a fund. What it gets stands on its credit side. Errors: no such fund. */
export async function readFundStatement(
  tx: Tx,
  registry: Registry,
  fund: string,
  { from, to }: Months,
): Promise<FundStatement> {
  const account = await findRow<{ label: string }>(
    tx,
    sql`select label from ledger_account where code = ${fundAccount(fund)} and kind = 'fund'`,
  );
  if (account === undefined) {
    throw notFound(
      'ledger.fund-unknown',
      `没有资金“${fund}”：请用 huimin ledger funds 查看。`,
      `There is no fund "${fund}": see huimin ledger funds.`,
    );
  }
  const rows = await rowsOf<MovementRow>(
    tx,
    sql`select t.booked_on as "bookedOn", t.kind, t.memo, r.id as "runId", r.run_no as "runNo",
               coalesce(r.programme, (select substr(p.account_code, 11) from ledger_entry p
                 where p.transaction_id = t.id and p.account_code like 'recovered:%')) as programme,
               -e.amount_fen as "amountFen"
          from ledger_entry e join ledger_transaction t on t.id = e.transaction_id
          left join payment_run r on r.id = t.run_id
         where e.account_code = ${fundAccount(fund)} and t.booked_on <= ${to === undefined ? null : lastDay(asMonth(to))}::date is not false
         order by t.booked_on, t.created_at, t.id, e.seq`,
  );
  const begin = from === undefined ? '' : firstDay(asMonth(from));
  const openingFen = rows.reduce((sum, row) => (row.bookedOn < begin ? sum + row.amountFen : sum), 0);
  let balanceFen = openingFen;
  const movements = rows
    .filter((row) => row.bookedOn >= begin)
    .map(({ amountFen, ...row }) => {
      balanceFen += amountFen;
      return { ...row, inFen: Math.max(amountFen, 0), outFen: Math.max(-amountFen, 0), balanceFen };
    });
  const inFen = movements.reduce((sum, row) => sum + row.inFen, 0);
  const outFen = movements.reduce((sum, row) => sum + row.outFen, 0);
  return {
    fund,
    label: account.label,
    from: from ?? null,
    to: to ?? null,
    openingFen,
    inFen,
    outFen,
    closingFen: openingFen + inFen - outFen,
    movements,
    sums: sumByMonth(movements, registry),
  };
}

function sumByMonth(movements: FundStatement['movements'], registry: Registry): FundStatement['sums'] {
  const sums = new Map<string, { month: Month; programme: string | null; inFen: number; outFen: number }>();
  for (const { bookedOn, programme, inFen, outFen } of movements) {
    const month = monthOf(bookedOn as PlainDate);
    const key = `${month} ${programme ?? ''}`;
    const sum = sums.get(key) ?? { month, programme, inFen: 0, outFen: 0 };
    sums.set(key, { ...sum, inFen: sum.inFen + inFen, outFen: sum.outFen + outFen });
  }
  return [...sums.entries()]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, sum]) => ({
      ...sum,
      programmeLabel: sum.programme === null ? NO_PROGRAMME : programmeLabel(registry, sum.programme),
    }));
}

const NO_PROGRAMME = { ...bareLabel(''), zh: '下达与结转', en: 'allocations and carry-overs' };
