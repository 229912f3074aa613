import { sql } from 'drizzle-orm';
import { conflict, inputError, notFound } from '../../base/errors.ts';
import { fen, formatYuan } from '../../base/fen.ts';
import { uuidv7 } from '../../base/ids.ts';
import type { Tx } from '../../db/database.ts';
import { findRow, rowsOf } from '../../db/rows.ts';
import type { Instant } from '../../party/known-at.ts';
import { type Entry, fundAccount } from '../ledger.ts';
import { findFund } from './fund.ts';
import type { BudgetProposal } from './proposal-schemas.ts';

/** A budget of a fund, year and programme, and what of it is used. */
export interface BudgetLine {
  readonly account: string;
  readonly label: string;
  readonly budgetYear: number;
  readonly programme: string;
  readonly approvedFen: number;
  readonly adjustedFen: number;
  readonly budgetFen: number;
  /** Approved but not yet posted. */
  readonly committedFen: number;
  readonly spentFen: number;
  readonly leftFen: number;
  readonly assumption: boolean;
}

type Key = Pick<BudgetLine, 'account' | 'budgetYear' | 'programme'>;

// A run is committed from its approval until it is posted; what comes back to the fund counts as not spent.
const LINES = sql`
  with budget as (
    select account_code, budget_year, programme,
           sum(amount_fen) filter (where kind = 'approved') as approved,
           coalesce(sum(amount_fen) filter (where kind = 'adjustment'), 0) as adjusted,
           bool_or(certainty = 'assumption') as assumption
      from fund_budget group by 1, 2, 3),
  used as (
    select u.account_code, extract(year from u.booked_on)::int as budget_year, u.programme, u.run_id,
           sum(u.amount_fen) as amount,
           bool_or(u.kind = 'commitment') and not exists (
             select 1 from ledger_transaction p where p.run_id = u.run_id and p.kind = 'posting') as open
      from fund_use u where u.account_code in (select account_code from budget)
     group by 1, 2, 3, 4)
  select b.account_code as account, a.label, b.budget_year as "budgetYear", b.programme,
         b.approved::bigint as "approvedFen", b.adjusted::bigint as "adjustedFen",
         (b.approved + b.adjusted)::bigint as "budgetFen",
         coalesce(sum(u.amount) filter (where u.open), 0)::bigint as "committedFen",
         coalesce(sum(u.amount) filter (where not u.open), 0)::bigint as "spentFen",
         (b.approved + b.adjusted - coalesce(sum(u.amount), 0))::bigint as "leftFen", b.assumption
    from budget b join ledger_account a on a.code = b.account_code
    left join used u on u.account_code = b.account_code and u.budget_year = b.budget_year and u.programme = b.programme`;
const GROUPED = sql`group by b.account_code, a.label, b.budget_year, b.programme, b.approved, b.adjusted, b.assumption
  order by b.budget_year, b.account_code, b.programme`;

type BudgetRow = { [K in keyof BudgetLine]: BudgetLine[K] };

/** Every budget with what is committed, spent and left of it. */
export const findBudgets = (tx: Tx): Promise<BudgetLine[]> => rowsOf<BudgetRow>(tx, sql`${LINES} ${GROUPED}`);

const findBudget = (tx: Tx, { account, budgetYear, programme }: Key): Promise<BudgetLine | undefined> =>
  findRow<BudgetRow>(
    tx,
    sql`${LINES} where b.account_code = ${account} and b.budget_year = ${budgetYear} and b.programme = ${programme} ${GROUPED}`,
  );

/** Whoever spends of a fund and whoever changes its budget wait for each other. */
async function lockBudget(tx: Tx, account: string): Promise<void> {
  await tx.db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`fund-budget:${account}`}, 0))`);
}

/** Refuses to take more from a fund than its budget for the programme leaves. A fund without a budget is not bounded by one. */
export async function requireBudget(
  tx: Tx,
  programme: string,
  budgetYear: number,
  entries: readonly Entry[],
): Promise<void> {
  const short: { readonly line: BudgetLine; readonly missingFen: number }[] = [];
  for (const { account, amountFen } of entries.toSorted((a, b) => (a.account < b.account ? -1 : 1))) {
    await lockBudget(tx, account);
    const line = await findBudget(tx, { account, budgetYear, programme });
    if (line !== undefined && line.leftFen < amountFen)
      short.push({ line, missingFen: amountFen - line.leftFen });
  }
  if (short.length === 0) return;
  const yuanOf = (amount: number): string => formatYuan(fen(amount));
  const zh = short.map(
    ({ line, missingFen }) =>
      `“${line.label}”还差 ${yuanOf(missingFen)} 元（预算余额 ${yuanOf(line.leftFen)} 元）`,
  );
  const en = short.map(
    ({ line, missingFen }) =>
      `"${line.label}" lacks ${yuanOf(missingFen)} yuan (left ${yuanOf(line.leftFen)})`,
  );
  throw conflict(
    'ledger.budget-exceeded',
    `超出预算，未记账：${zh.join('；')}。请先调整预算，或减少本批次金额。`,
    `Over budget, nothing was booked: ${en.join('; ')}. Adjust the budget first or reduce the run.`,
    { short: short.map(({ line, missingFen }) => ({ account: line.account, missingFen })) },
  );
}

/** Errors: an unknown fund, another year than the fund's, a second approved amount, nothing to adjust, less than is used. */
export async function checkBudget(tx: Tx, budget: BudgetProposal): Promise<void> {
  const account = fundAccount(budget.fund);
  await lockBudget(tx, account);
  await checkFund(tx, budget);
  const line = await findBudget(tx, { ...budget, account });
  if (budget.kind === 'approved') {
    if (line !== undefined) throw budgetThere(line);
    if (budget.amountFen <= 0)
      throw inputError('ledger.budget-amount', '预算金额应大于零。', 'A budget must be more than zero.');
    return;
  }
  if (line === undefined) {
    throw conflict(
      'ledger.budget-missing',
      '该资金、年度和项目还没有批复的预算：请先登记批复数。',
      'There is no approved budget of that fund, year and programme yet: record it first.',
    );
  }
  if (budget.amountFen === 0 || budget.reason === undefined) {
    throw inputError(
      'ledger.budget-reason',
      '调整预算须填写不为零的金额和理由。',
      'An adjustment needs an amount other than zero and a reason.',
    );
  }
  if (line.leftFen + budget.amountFen >= 0) return;
  throw conflict(
    'ledger.budget-below-used',
    `调减后预算低于已占用数，差 ${formatYuan(fen(-(line.leftFen + budget.amountFen)))} 元：最多可调减 ${formatYuan(fen(line.leftFen))} 元。`,
    `The budget would be below what is used already; at most ${formatYuan(fen(line.leftFen))} yuan may be taken away.`,
  );
}

async function checkFund(tx: Tx, { fund, budgetYear }: BudgetProposal): Promise<void> {
  const known = await findRow(tx, sql`select 1 from ledger_account where code = ${fundAccount(fund)}`);
  if (known === undefined) {
    throw notFound(
      'ledger.fund-unknown',
      `没有资金“${fund}”：请先设立或下达。`,
      `There is no fund "${fund}": open it or allocate money first.`,
    );
  }
  const own = await findFund(tx, fund);
  if (own === undefined || own.budgetYear === budgetYear) return;
  throw inputError(
    'ledger.budget-year',
    `资金“${fund}”属于 ${own.budgetYear} 年度，预算年度应与其一致。`,
    `Fund "${fund}" is of ${own.budgetYear}; its budget must be of the same year.`,
  );
}

const budgetThere = (line: BudgetLine) =>
  conflict(
    'ledger.budget-there',
    `“${line.label}”${line.budgetYear} 年度该项目已有批复预算 ${formatYuan(fen(line.approvedFen))} 元：如有变动请登记调整。`,
    `There is an approved budget of ${formatYuan(fen(line.approvedFen))} yuan already: record an adjustment.`,
  );

export async function enactBudget(
  tx: Tx,
  budget: BudgetProposal,
  proposalId: string,
  at: Instant,
): Promise<void> {
  await tx.db.execute(sql`
    insert into fund_budget (id, account_code, budget_year, programme, kind, amount_fen, reason, document_title,
      document_no, certainty, proposal_id, recorded_at)
    values (${uuidv7()}, ${fundAccount(budget.fund)}, ${budget.budgetYear}, ${budget.programme}, ${budget.kind},
      ${budget.amountFen}, ${budget.reason ?? null}, ${budget.documentTitle}, ${budget.documentNo}, ${budget.certainty},
      ${proposalId}, ${at}::timestamptz)`);
}
