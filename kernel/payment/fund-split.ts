import { sql } from 'drizzle-orm';
import { conflict } from '../base/errors.ts';
import type { PlainDate } from '../base/plain-date.ts';
import type { Tx } from '../db/database.ts';
import { rowsOf } from '../db/rows.ts';
import type { Programme } from '../policy/define-programme.ts';
import { requireBudget } from './finance/budget.ts';
import { divide } from './finance/divide.ts';
import { findFund, fundCode, fundLabel } from './finance/fund.ts';
import { FUND_SOURCES, type FundSource } from './finance/proposal-schemas.ts';
import { findSplit, lockSplit } from './finance/split.ts';
import { type Entry, fundAccount } from './ledger.ts';

type Funded = Pick<Programme, 'id' | 'fund'>;
const yearOf = (date: PlainDate): number => Number(date.slice(0, 4));

/**
 * The debit entries that take `amountFen` from the funds which pay a programme on `bookedOn`; they sum to it exactly.
 * Without a split on file it is the programme's own fund. Errors: a source without a fund for that year, a budget that
 * would be exceeded.
 */
export async function fundEntries(
  tx: Tx,
  programme: Funded,
  bookedOn: PlainDate,
  amountFen: number,
): Promise<readonly Entry[]> {
  await lockSplit(tx, programme.id);
  const split = await findSplit(tx, programme.id, bookedOn);
  if (split === undefined) {
    const entries = [{ account: fundAccount(programme.fund), amountFen }];
    await requireBudget(tx, programme.id, yearOf(bookedOn), entries);
    return entries;
  }
  const parts = divide(
    amountFen,
    split.shares.map(({ basisPoints }) => basisPoints),
  );
  const entries = split.shares.map(({ source }, i) => ({
    account: fundAccount(fundCode({ pool: programme.fund, source, budgetYear: yearOf(bookedOn) })),
    amountFen: parts[i] ?? 0,
  }));
  await requireFunds(tx, programme, bookedOn, split.shares);
  await requireBudget(tx, programme.id, yearOf(bookedOn), entries);
  return entries;
}

async function requireFunds(
  tx: Tx,
  { fund: pool }: Funded,
  bookedOn: PlainDate,
  shares: readonly { readonly source: FundSource }[],
): Promise<void> {
  const budgetYear = yearOf(bookedOn);
  for (const { source } of shares) {
    if ((await findFund(tx, fundCode({ pool, source, budgetYear }))) !== undefined) continue;
    const { zh, en } = FUND_SOURCES[source];
    throw conflict(
      'ledger.fund-missing',
      `${budgetYear}年${zh}资金尚未设立，未记账：请先设立资金“${fundCode({ pool, source, budgetYear })}”并下达。`,
      `There is no ${en} fund of ${budgetYear}; nothing was booked: open fund "${fundCode({ pool, source, budgetYear })}" and allocate money to it.`,
      { source, budgetYear },
    );
  }
}

/**
 * The credit entries that give recovered money of a programme back to the funds, in the proportion in which they have
 * paid it. What comes back after a year was closed goes to the same source of the year in which it is booked.
 * Items that the bank returned do not come back here: they are still owed to the payee and wait to be sent again.
 */
export async function fundReturnEntries(
  tx: Tx,
  programme: string,
  bookedOn: PlainDate,
  amountFen: number,
): Promise<readonly Entry[]> {
  const paid = await rowsOf<{ account: string; amount: number; closed: boolean }>(
    tx,
    sql`select e.account_code as account, sum(e.amount_fen)::bigint as amount,
               coalesce(bool_or(c.seq is not null), false) as closed
          from ledger_entry e join ledger_transaction t on t.id = e.transaction_id
          join payment_run r on r.id = t.run_id
          left join ledger_fund f on e.account_code = 'fund:' || f.code
          left join ledger_closing c on c.kind = 'year' and extract(year from c.period) = f.budget_year
         where r.programme = ${programme} and t.kind in ('approval', 'commitment')
           and e.account_code like 'fund:%' and e.amount_fen > 0
         group by e.account_code
         order by min(array_position(array['central', 'province', 'city', 'district'], f.source)), 1`,
  );
  if (paid.length === 0) {
    throw conflict(
      'ledger.programme-unpaid',
      '该项目没有从资金中支出过，无处退回：请核对项目。',
      'This programme took nothing from a fund, so nothing can go back: check the programme.',
    );
  }
  const parts = divide(
    amountFen,
    paid.map(({ amount }) => amount),
  );
  const entries: Entry[] = [];
  for (const [i, { account, closed }] of paid.entries()) {
    const to = closed ? await sameSourceIn(tx, account, bookedOn) : account;
    entries.push({ account: to, amountFen: -(parts[i] ?? 0) });
  }
  return entries;
}

async function sameSourceIn(tx: Tx, account: string, bookedOn: PlainDate): Promise<string> {
  const fund = await findFund(tx, account.slice('fund:'.length));
  if (fund === undefined) return account;
  const now = { ...fund, budgetYear: yearOf(bookedOn) };
  const code = fundCode(now);
  if ((await findFund(tx, code)) !== undefined) return fundAccount(code);
  throw conflict(
    'ledger.fund-missing',
    `“${fundLabel(fund)}”已年终结转，而${fundLabel(now)}尚未设立：请先设立资金“${code}”。`,
    `The year of fund "${fund.code}" is closed and there is no fund "${code}" yet: open it first.`,
    { source: fund.source, budgetYear: now.budgetYear },
  );
}
