import { sql } from 'drizzle-orm';
import type { Clock } from '../../base/clock.ts';
import { conflict, inputError } from '../../base/errors.ts';
import { firstDay, month as asMonth, nextMonth } from '../../base/month.ts';
import { type PlainDate, plainDate } from '../../base/plain-date.ts';
import type { Tx } from '../../db/database.ts';
import type { Instant } from '../../party/known-at.ts';
import { BANK, fundAccount, post } from '../ledger.ts';
import { closedThrough, closedYears, lockPostings } from './closed-period.ts';
import { type Fund, findFund, findFunds, fundBalances, fundCode, fundLabel, openFund } from './fund.ts';
import type { YearClosingProposal } from './proposal-schemas.ts';

/** The day on which the balances of a year move: the first open one of the year after. */
async function bookingDay(tx: Tx, year: number): Promise<PlainDate | undefined> {
  const closed = await closedThrough(tx);
  if (closed === undefined || closed < asMonth(`${year}-12`)) return undefined;
  return firstDay(nextMonth(closed));
}

/** Errors: a month that is open, a year that is closed, a fund that is not of the year, a balance without a decision. */
export async function checkYearClosing(
  tx: Tx,
  { year, funds }: YearClosingProposal,
  clock: Clock,
): Promise<void> {
  if ((await closedYears(tx)).includes(year)) {
    throw conflict('ledger.year-closed', `${year} 年度已年终结转。`, `The year ${year} is closed already.`);
  }
  const day = await bookingDay(tx, year);
  if (day === undefined || day > clock.today()) {
    throw conflict(
      'ledger.year-open',
      `${year} 年度的月份尚未全部结账，不能年终结转：请先结至 ${year}-12。`,
      `Not all months of ${year} are closed: close them through ${year}-12 first.`,
    );
  }
  const ofYear = (await findFunds(tx)).filter((fund) => fund.budgetYear === year);
  const known = new Set(ofYear.map(({ code }) => code));
  const named = funds.map(({ fund }) => fund);
  const foreign = named.find((code) => !known.has(code));
  if (foreign !== undefined || new Set(named).size < named.length) {
    throw inputError(
      'ledger.year-fund',
      `“${foreign ?? named[0] ?? ''}”不是 ${year} 年度的资金，或重复填写：请核对。`,
      `"${foreign ?? named[0] ?? ''}" is not a fund of ${year}, or is named twice.`,
    );
  }
  const balances = await fundBalances(tx);
  const open = ofYear.filter(({ code }) => (balances.get(code) ?? 0) !== 0 && !named.includes(code));
  if (open.length === 0) return;
  throw inputError(
    'ledger.year-balance',
    `以下资金尚有结余，须选择结转或上缴：${open.map((fund) => fundLabel(fund)).join('、')}。`,
    `These funds have a balance; say whether it is carried over or returned: ${open.map(({ code }) => code).join(', ')}.`,
  );
}

/** Carries the balance of each fund over to the year after or returns it to the treasury, and closes the year. */
export async function closeYear(
  tx: Tx,
  proposal: YearClosingProposal,
  clock: Clock,
  proposalId: string,
  at: Instant,
): Promise<void> {
  await lockPostings(tx);
  await checkYearClosing(tx, proposal, clock);
  const { year } = proposal;
  const bookedOn = (await bookingDay(tx, year)) ?? plainDate(`${year + 1}-01-01`);
  const balances = await fundBalances(tx);
  for (const { fund: code, action } of proposal.funds) {
    const fund = await findFund(tx, code);
    const amountFen = balances.get(code) ?? 0;
    if (fund === undefined || amountFen === 0) continue;
    const account = action === 'return' ? BANK : fundAccount((await openNextYear(tx, fund, at)).code);
    await post(tx, {
      kind: 'carry-over',
      runId: null,
      bookedOn,
      memo: `${fundLabel(fund)} ${action === 'return' ? '结余上缴' : '结转下年'}`,
      at,
      entries: [
        { account: fundAccount(code), amountFen },
        { account, amountFen: -amountFen },
      ],
    });
  }
  await tx.db.execute(sql`
    insert into ledger_closing (kind, period, proposal_id, account_id, at)
    values ('year', ${plainDate(`${year}-01-01`)}::date, ${proposalId}, ${tx.actor.accountId}, ${at}::timestamptz)`);
}

async function openNextYear(tx: Tx, fund: Fund, at: Instant): Promise<Fund> {
  const next = { pool: fund.pool, source: fund.source, budgetYear: fund.budgetYear + 1 };
  return (await findFund(tx, fundCode(next))) ?? openFund(tx, { ...next, label: fund.poolLabel }, at);
}
