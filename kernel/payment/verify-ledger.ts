import { sql } from 'drizzle-orm';
import type { Tx } from '../db/database.ts';
import { findRow } from '../db/rows.ts';
import { FINANCE_CHECKS } from './finance/ledger-checks.ts';
import { trialBalance } from './ledger.ts';

export interface LedgerCheck {
  readonly check: string;
  readonly label: { readonly zh: string; readonly en: string };
  readonly checked: number;
  readonly broken: number;
}

export interface LedgerVerification {
  readonly ok: boolean;
  readonly transactions: number;
  readonly entries: number;
  readonly totalDebitFen: number;
  readonly totalCreditFen: number;
  readonly checks: readonly LedgerCheck[];
}

/** These look at the books alone: cheap, and whole for whoever may read the ledger. */
const BOOK_CHECKS = [
  {
    check: 'transactions-balance',
    label: { zh: '每笔凭证借贷平衡', en: 'every transaction balances' },
    query: sql`select count(*)::int as checked, count(*) filter (where total <> 0 or n < 2)::int as broken from (
      select t.id, coalesce(sum(e.amount_fen), 0) as total, count(e.seq) as n
        from ledger_transaction t left join ledger_entry e on e.transaction_id = t.id group by t.id) x`,
  },
  {
    check: 'balances-follow-entries',
    label: { zh: '科目余额等于分录合计', en: 'balances equal the sum of entries' },
    query: sql`select count(*)::int as checked, count(*) filter (where balance_fen <> total)::int as broken from (
      select b.balance_fen, coalesce((select sum(amount_fen) from ledger_entry e where e.account_code = b.account_code), 0) as total
        from ledger_balance b) x`,
  },
  {
    check: 'funds-not-overspent',
    label: { zh: '资金与应付科目未透支', en: 'no account below its floor' },
    query: sql`select count(*)::int as checked, count(*) filter (where credit < floor_fen)::int as broken from (
      select a.floor_fen, case a.kind when 'asset' then b.balance_fen else -b.balance_fen end as credit
        from ledger_account a join ledger_balance b on b.account_code = a.code where a.floor_fen is not null) x`,
  },
] as const;

const CHECKS = [
  ...BOOK_CHECKS,
  {
    check: 'runs-tie-to-lines',
    label: { zh: '批次合计等于明细合计', en: 'run totals equal their lines' },
    query: sql`select count(*)::int as checked,
        count(*) filter (where total_fen <> paid or overpaid_fen <> over or line_count <> n)::int as broken from (
      select r.total_fen, r.overpaid_fen, r.line_count, count(l.seq)::int as n,
             coalesce(sum(l.amount_fen) filter (where l.amount_fen > 0), 0) as paid,
             coalesce(-sum(l.amount_fen) filter (where l.amount_fen < 0), 0) as over
        from payment_run r left join payment_line l on l.run_id = r.id group by r.id) x`,
  },
  {
    check: 'runs-tie-to-ledger',
    label: { zh: '已批准、已记账批次等于总账记账', en: 'approved and posted runs equal their postings' },
    // 'approval' was commitment and posting in one, before the two were booked apart.
    query: sql`select count(*)::int as checked,
        count(*) filter (where committed <> total_fen or owed <> case when is_posted then total_fen else 0 end)::int as broken from (
      select r.total_fen, r.state <> 'approved' as is_posted,
             coalesce(sum(e.amount_fen) filter (where t.kind in ('approval', 'commitment')), 0) as committed,
             coalesce(sum(e.amount_fen) filter (where t.kind in ('approval', 'posting')), 0) as owed
        from payment_run r
        left join ledger_transaction t on t.run_id = r.id and t.kind in ('approval', 'commitment', 'posting')
        left join ledger_entry e on e.transaction_id = t.id and e.amount_fen > 0
       where r.state in ('approved', 'posted', 'sent', 'settled') group by r.id) x`,
  },
  {
    check: 'commitments-tie-to-runs',
    label: { zh: '已批准待记账余额等于未记账批次', en: 'commitments equal the runs that are not posted' },
    query: sql`select count(*)::int as checked, count(*) filter (where credit <> waiting)::int as broken from (
      select -b.balance_fen as credit, coalesce((select sum(r.total_fen) from payment_run r
               where r.state = 'approved' and 'commitment:' || r.programme = b.account_code), 0) as waiting
        from ledger_balance b where b.account_code like 'commitment:%') x`,
  },
  {
    check: 'items-tie-to-lines',
    label: { zh: '银行明细等于应付明细', en: 'bank items equal the lines they pay' },
    // What a run keeps back is no item. Stacked and summed, not joined: without statistics (a restored or a fresh database) the planner nests the loops.
    query: sql`select count(*)::int as checked, count(*) filter (where difference <> 0)::int as broken from (
      select sum(amount) as difference from (
        select run_id, item_seq, amount_fen as amount from payment_item where attempt = 1
        union all
        select run_id, item_seq, amount_fen from payment_deduction
        union all
        select run_id, item_seq, -amount_fen from payment_line where item_seq is not null) both_sides
       group by run_id, item_seq) x`,
  },
  {
    check: 'bank-ties-to-items',
    label: { zh: '银行存款支出等于已到账明细', en: 'money out of the bank equals items paid' },
    query: sql`select 1 as checked, (case when
      coalesce((select -sum(e.amount_fen) from ledger_entry e join ledger_transaction t on t.id = e.transaction_id
                 where t.kind = 'settlement' and e.account_code = 'bank:treasury'), 0)
      = coalesce((select sum(amount_fen) from payment_item where state = 'paid'), 0) then 0 else 1 end)::int as broken`,
  },
  {
    check: 'clearing-ties-to-items',
    label: { zh: '在途余额等于待回盘明细', en: 'money on its way equals items that wait for the bank' },
    query: sql`select 1 as checked, (case when
      coalesce((select -balance_fen from ledger_balance where account_code = 'bank:clearing'), 0)
      = coalesce((select sum(amount_fen) from payment_item where state = 'sent'), 0) then 0 else 1 end)::int as broken`,
  },
  {
    check: 'claims-tie-to-runs',
    label: { zh: '追缴登记等于批次多发合计', en: 'claims equal what their runs paid too much' },
    query: sql`select count(*)::int as checked, count(*) filter (where claimed <> overpaid_fen)::int as broken from (
      select r.overpaid_fen, sum(e.amount_fen) as claimed
        from recovery_entry e join payment_run r on r.id = e.run_id where e.kind = 'claim' group by r.id) x`,
  },
  {
    check: 'claims-tie-to-ledger',
    label: { zh: '应收追缴余额等于未收回追缴款', en: 'receivables equal what claims still owe' },
    // Runs approved before there were claims are taken in by the nightly job; until then they are counted as they are.
    query: sql`select 1 as checked, (case when
      coalesce((select sum(b.balance_fen) from ledger_balance b where b.account_code like 'receivable:%'), 0)
      = coalesce((select sum(amount_fen) from recovery_entry), 0)
      + coalesce((select sum(l.amount_fen) from ledger_transaction t join ledger_entry l on l.transaction_id = t.id
                   where t.kind = 'overpayment' and l.amount_fen > 0 and not exists (
                     select 1 from recovery_entry e where e.run_id = t.run_id and e.kind = 'claim')), 0)
      then 0 else 1 end)::int as broken`,
  },
  ...FINANCE_CHECKS,
] as const;

async function runChecks(tx: Tx, wanted: typeof BOOK_CHECKS | typeof CHECKS): Promise<LedgerCheck[]> {
  const checks: LedgerCheck[] = [];
  for (const { check, label, query } of wanted) {
    const row = await findRow<{ checked: number; broken: number }>(tx, query);
    checks.push({ check, label, checked: row?.checked ?? 0, broken: row?.broken ?? 0 });
  }
  return checks;
}

/** Whether the books hold in themselves, without comparing them with what was paid to whom. */
export const verifyBooks = (tx: Tx): Promise<LedgerCheck[]> => runChecks(tx, BOOK_CHECKS);

/** Proves the books: every check counts what it looked at and what is broken. */
export async function verifyLedger(tx: Tx): Promise<LedgerVerification> {
  const checks = await runChecks(tx, CHECKS);
  const counts = await findRow<{ transactions: number; entries: number }>(
    tx,
    sql`select (select count(*)::int from ledger_transaction) as transactions, (select count(*)::int from ledger_entry) as entries`,
  );
  const balances = await trialBalance(tx);
  const totalDebitFen = balances.reduce((sum, row) => sum + row.debitFen, 0);
  const totalCreditFen = balances.reduce((sum, row) => sum + row.creditFen, 0);
  return {
    ok: checks.every((check) => check.broken === 0) && totalDebitFen === totalCreditFen,
    transactions: counts?.transactions ?? 0,
    entries: counts?.entries ?? 0,
    totalDebitFen,
    totalCreditFen,
    checks,
  };
}
