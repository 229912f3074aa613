import { sql } from 'drizzle-orm';

/** What verifying the books proves of funds, budgets and closings. */
export const FINANCE_CHECKS = [
  {
    check: 'splits-are-whole',
    label: { zh: '各级分担比例合计为 100%', en: 'shares of every split make the whole' },
    query: sql`select count(*)::int as checked, count(*) filter (where total <> 10000)::int as broken from (
      select s.id, coalesce(sum(h.basis_points), 0) as total
        from fund_split s left join fund_split_share h on h.split_id = s.id group by s.id) x`,
  },
  {
    check: 'funds-follow-splits',
    label: { zh: '批次支出按分担比例记入各级资金', en: 'runs take from each source what the split says' },
    query: sql`select count(*)::int as checked,
        count(*) filter (where abs(booked - expected) >= 1 or together <> total_fen)::int as broken from (
      select r.total_fen, r.total_fen::numeric * h.basis_points / 10000 as expected, f.booked,
             sum(f.booked) over (partition by t.id) as together
        from ledger_transaction t join payment_run r on r.id = t.run_id
        join lateral (select s.id from fund_split s where s.programme = r.programme and s.effective_from <= t.booked_on
                       order by s.effective_from desc limit 1) split on true
        join fund_split_share h on h.split_id = split.id
        join lateral (select coalesce(sum(e.amount_fen), 0) as booked from ledger_entry e
                       where e.transaction_id = t.id and e.amount_fen > 0 and e.account_code
                         like 'fund:%-' || h.source || '-' || extract(year from t.booked_on)) f on true
       where t.kind in ('approval', 'commitment')) x`,
  },
  {
    check: 'budgets-not-exceeded',
    label: { zh: '支出未超预算', en: 'no budget is exceeded' },
    query: sql`select count(*)::int as checked, count(*) filter (where budget < used)::int as broken from (
      select b.account_code, sum(b.amount_fen) as budget,
             (select coalesce(sum(u.amount_fen), 0) from fund_use u
               where u.account_code = b.account_code and u.programme = b.programme
                 and extract(year from u.booked_on) = b.budget_year) as used
        from fund_budget b group by b.account_code, b.programme, b.budget_year) x`,
  },
  {
    check: 'closed-months-unchanged',
    label: { zh: '已结账月份与结账时一致', en: 'closed months are as they were when closed' },
    query: sql`select count(*)::int as checked,
        count(*) filter (where transactions <> n or debit_fen <> debit)::int as broken from (
      select c.transactions, c.debit_fen, count(distinct t.id)::int as n,
             coalesce(sum(greatest(e.amount_fen, 0)), 0) as debit
        from (select distinct on (period) * from ledger_closing where kind in ('month', 'reopening')
               order by period, seq desc) c
        left join ledger_transaction t on t.booked_on >= c.period and t.booked_on < c.period + interval '1 month'
        left join ledger_entry e on e.transaction_id = t.id
       where c.kind = 'month' group by c.seq, c.transactions, c.debit_fen) x`,
  },
  {
    check: 'closed-years-empty',
    label: { zh: '已结转年度的资金余额为零', en: 'funds of closed years hold nothing' },
    query: sql`select count(*)::int as checked, count(*) filter (where b.balance_fen <> 0)::int as broken
      from ledger_closing c join ledger_fund f on f.budget_year = extract(year from c.period)
      join ledger_balance b on b.account_code = 'fund:' || f.code where c.kind = 'year'`,
  },
] as const;
