import { sql } from 'drizzle-orm';
import { firstDay, lastDay, type Month, month as asMonth } from '../../base/month.ts';
import type { Clock } from '../../base/clock.ts';
import type { Tx } from '../../db/database.ts';
import { findRow, rowsOf } from '../../db/rows.ts';
import type { OutputOf } from '../../module/define-contract.ts';
import { programmeLabel } from '../../module/reading.ts';
import type { Registry } from '../../module/registry.ts';
import { findBudgets } from './budget.ts';
import { closedThrough, closedYears } from './closed-period.ts';
import { findNextMonth, findObstacles } from './close-month.ts';
import type { listClosings, listEntries, listFunds } from './contract.ts';
import type { FundSource } from './proposal-schemas.ts';
import { findSplits } from './split.ts';

const FUND = 'fund:';

interface FundRow extends Record<string, unknown> {
  readonly code: string;
  readonly label: string;
  readonly source: FundSource | null;
  readonly budgetYear: number | null;
  readonly inFen: number;
  readonly outFen: number;
  readonly balanceFen: number;
}

/** Funds, budgets and splits: where the money comes from, and what of it may still be spent. */
export async function readFunds(tx: Tx, registry: Registry): Promise<OutputOf<typeof listFunds>> {
  const funds = await rowsOf<FundRow>(
    tx,
    sql`select substr(a.code, 6) as code, a.label, f.source, f.budget_year as "budgetYear",
               coalesce(sum(-e.amount_fen) filter (where e.amount_fen < 0), 0)::bigint as "inFen",
               coalesce(sum(e.amount_fen) filter (where e.amount_fen > 0), 0)::bigint as "outFen",
               -b.balance_fen as "balanceFen"
          from ledger_account a join ledger_balance b on b.account_code = a.code
          left join ledger_fund f on a.code = 'fund:' || f.code
          left join ledger_entry e on e.account_code = a.code
         where a.kind = 'fund' group by a.code, a.label, f.code, f.source, f.budget_year, b.balance_fen
         order by f.budget_year desc nulls first, f.pool,
                  array_position(array['central', 'province', 'city', 'district'], f.source), a.code`,
  );
  const label = (programme: string) => programmeLabel(registry, programme);
  return {
    funds,
    budgets: (await findBudgets(tx)).map(({ account, ...line }) => ({
      ...line,
      fund: account.slice(FUND.length),
      programmeLabel: label(line.programme),
    })),
    splits: (await findSplits(tx)).map(({ id: _, shares, ...split }) => ({
      ...split,
      shares: [...shares],
      programmeLabel: label(split.programme),
    })),
    programmes: [...registry.programmes.values()]
      .filter(({ cycle }) => cycle !== 'recognition')
      .map(({ id, label: words }) => ({ id, label: words })),
  };
}

type Entries = OutputOf<typeof listEntries>;

interface EntriesInput {
  readonly account: string;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly offset: number;
  readonly limit: number;
}

/** Entries of one account, newest first. */
export async function readEntries(
  tx: Tx,
  { account, from, to, offset, limit }: EntriesInput,
): Promise<Entries> {
  const where = sql`e.account_code = ${account}
    and (${from ?? null}::text is null or t.booked_on >= ${from === undefined ? null : firstDay(asMonth(from))}::date)
    and (${to ?? null}::text is null or t.booked_on <= ${to === undefined ? null : lastDay(asMonth(to))}::date)`;
  const source = sql`ledger_entry e join ledger_transaction t on t.id = e.transaction_id`;
  const count = await findRow<{ total: number }>(
    tx,
    sql`select count(*)::int as total from ${source} where ${where}`,
  );
  type Row = Entries['entries'][number];
  const entries = await rowsOf<{ [K in keyof Row]: Row[K] }>(
    tx,
    sql`select t.id as "transactionId", t.booked_on as "bookedOn", t.kind, t.memo, e.amount_fen as "amountFen",
               r.id as "runId", r.run_no as "runNo", a.display_name as by
          from ${source} left join payment_run r on r.id = t.run_id join account a on a.id = t.created_by
         where ${where} order by t.booked_on desc, t.id desc, e.seq limit ${limit} offset ${offset}`,
  );
  return { total: count?.total ?? 0, entries };
}

type Closings = OutputOf<typeof listClosings>;

interface MonthRow extends Record<string, unknown> {
  readonly month: Month;
  readonly transactions: number;
  readonly debitFen: number;
  readonly kind: 'month' | 'reopening' | null;
  readonly closedBy: string | null;
  readonly closedAt: string | null;
  readonly reopened: number;
}

/** The months of the books, newest first, and what keeps the next one from being closed. */
export async function readClosings(tx: Tx, clock: Clock): Promise<Closings> {
  const rows = await rowsOf<MonthRow>(
    tx,
    sql`with booked as (
          select date_trunc('month', t.booked_on)::date as period, count(distinct t.id)::int as transactions,
                 coalesce(sum(greatest(e.amount_fen, 0)), 0)::bigint as debit
            from ledger_transaction t join ledger_entry e on e.transaction_id = t.id group by 1),
        latest as (
          select distinct on (period) period, kind, account_id, at,
                 (select count(*)::int from ledger_closing n where n.period = c.period and n.kind = 'reopening') as reopened
            from ledger_closing c where kind in ('month', 'reopening') order by period, seq desc)
        select to_char(coalesce(b.period, l.period), 'YYYY-MM') as month, coalesce(b.transactions, 0) as transactions,
               coalesce(b.debit, 0) as "debitFen", l.kind, a.display_name as "closedBy", l.at as "closedAt",
               coalesce(l.reopened, 0) as reopened
          from booked b full join latest l on l.period = b.period left join account a on a.id = l.account_id
         order by 1 desc`,
  );
  const next = await findNextMonth(tx);
  return {
    months: rows.map(({ kind, closedBy, closedAt, ...row }) => {
      const closed = kind === 'month';
      return { ...row, closed, closedBy: closed ? closedBy : null, closedAt: closed ? closedAt : null };
    }),
    next:
      next === undefined ? null : { month: next, obstacles: await findObstacles(tx, next, clock.today()) },
    lastClosed: (await closedThrough(tx)) ?? null,
    years: [...(await closedYears(tx))],
  };
}
