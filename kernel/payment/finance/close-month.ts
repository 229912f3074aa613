import { sql } from 'drizzle-orm';
import type { Clock } from '../../base/clock.ts';
import { conflict } from '../../base/errors.ts';
import type { Label } from '../../base/label.ts';
import { firstDay, lastDay, type Month, month as asMonth, monthOf, nextMonth } from '../../base/month.ts';
import type { PlainDate } from '../../base/plain-date.ts';
import type { Tx } from '../../db/database.ts';
import { findRow, rowsOf } from '../../db/rows.ts';
import type { Instant } from '../../party/known-at.ts';
import { verifyLedger } from '../verify-ledger.ts';
import { closedThrough, closedYears, lockPostings } from './closed-period.ts';
import type { ClosingProposal, ReopeningProposal } from './proposal-schemas.ts';

const RUNS_SHOWN_MAX = 10;

/** The month that is to be closed next: after the last one, or the first in which anything was booked. */
export async function findNextMonth(tx: Tx): Promise<Month | undefined> {
  const closed = await closedThrough(tx);
  if (closed !== undefined) return nextMonth(closed);
  const row = await findRow<{ day: PlainDate | null }>(
    tx,
    sql`select min(booked_on) as day from ledger_transaction`,
  );
  const day = row?.day ?? null;
  return day === null ? undefined : monthOf(day);
}

/** Runs of a month that are computed but not booked; they would come into the books after the closing. */
export async function findUnbookedRuns(tx: Tx, month: Month): Promise<readonly string[]> {
  const rows = await rowsOf<{ runNo: string }>(
    tx,
    sql`select r.run_no as "runNo" from payment_run r
         where r.pay_month = ${firstDay(month)}::date
           and (r.state in ('draft', 'checked')
             or (r.state = 'approved' and r.total_fen > 0 and not exists (
                   select 1 from ledger_transaction t where t.run_id = r.id and t.kind in ('approval', 'posting'))))
         order by r.run_no`,
  );
  return rows.map(({ runNo }) => runNo);
}

/** What keeps a month from being closed, without verifying the books; nothing when it may be. */
export async function findObstacles(tx: Tx, month: Month, today: PlainDate): Promise<Label[]> {
  const found: Label[] = [];
  const next = await findNextMonth(tx);
  if (next === undefined) {
    found.push({ zh: '总账还没有记账', en: 'nothing has been booked yet' });
  } else if (month !== next) {
    found.push({
      zh: `结账须按月依次进行，应先结 ${next}`,
      en: `months are closed in their order, and ${next} is next`,
    });
  }
  if (today <= lastDay(month)) found.push({ zh: '当月尚未结束', en: 'the month is not over' });
  const runs = await findUnbookedRuns(tx, month);
  if (runs.length > 0) {
    const shown = runs.slice(0, RUNS_SHOWN_MAX);
    found.push({
      zh: `有 ${runs.length} 个批次尚未记账（${shown.join('、')}），请先办结或作废`,
      en: `${runs.length} runs are not booked yet (${shown.join(', ')}): finish or void them`,
    });
  }
  return found;
}

const refused = (month: Month, obstacles: readonly Label[]) =>
  conflict(
    'ledger.not-closable',
    `${month} 不能结账：${obstacles.map(({ zh }) => zh).join('；')}。`,
    `${month} cannot be closed: ${obstacles.map(({ en }) => en).join('; ')}.`,
  );

/** Errors: another month is next, the month is not over, runs that are not booked. */
export async function checkClosing(tx: Tx, { month }: ClosingProposal, clock: Clock): Promise<void> {
  const obstacles = await findObstacles(tx, asMonth(month), clock.today());
  if (obstacles.length > 0) throw refused(asMonth(month), obstacles);
}

/** Closes a month whose books prove right; from then on the database refuses what is booked in it. */
export async function closeMonth(
  tx: Tx,
  proposal: ClosingProposal,
  clock: Clock,
  proposalId: string,
  at: Instant,
): Promise<void> {
  await lockPostings(tx);
  await checkClosing(tx, proposal, clock);
  const month = asMonth(proposal.month);
  const verification = await verifyLedger(tx);
  if (!verification.ok) {
    const broken = verification.checks.filter((check) => check.broken > 0).map(({ label }) => label);
    throw refused(
      month,
      broken.map(({ zh, en }) => ({ zh: `总账核验不符：${zh}`, en: `the books do not prove right: ${en}` })),
    );
  }
  await tx.db.execute(sql`
    insert into ledger_closing (kind, period, transactions, debit_fen, proposal_id, account_id, at)
    select 'month', ${firstDay(month)}::date, count(distinct t.id)::int, coalesce(sum(greatest(e.amount_fen, 0)), 0),
           ${proposalId}::uuid, ${tx.actor.accountId}::uuid, ${at}::timestamptz
      from ledger_transaction t join ledger_entry e on e.transaction_id = t.id
     where t.booked_on between ${firstDay(month)}::date and ${lastDay(month)}::date`);
}

/** Errors: a month that is not closed, not the last one closed, or of a year that is closed. */
export async function checkReopening(tx: Tx, { month }: ReopeningProposal): Promise<void> {
  const closed = await closedThrough(tx);
  if (closed === undefined || closed !== month) {
    const [zh, en] =
      closed === undefined
        ? ['尚无已结账的月份', 'no month is closed']
        : [`应先重开 ${closed}`, `${closed} is the first to be reopened`];
    throw conflict(
      'ledger.not-reopenable',
      `${month} 不能重开：只能从最后结账的月份起依次重开，${zh}。`,
      `${month} cannot be reopened: months are reopened from the last one backwards, and ${en}.`,
    );
  }
  if (!(await closedYears(tx)).includes(Number(month.slice(0, 4)))) return;
  throw conflict(
    'ledger.year-closed',
    `${month.slice(0, 4)} 年度已年终结转，月份不能重开：更正请记入当前月份。`,
    `The year ${month.slice(0, 4)} is closed, its months stay closed: book corrections in the open month.`,
  );
}

export async function reopenMonth(
  tx: Tx,
  proposal: ReopeningProposal,
  proposalId: string,
  at: Instant,
): Promise<void> {
  await lockPostings(tx);
  await checkReopening(tx, proposal);
  await tx.db.execute(sql`
    insert into ledger_closing (kind, period, reason, proposal_id, account_id, at)
    values ('reopening', ${firstDay(asMonth(proposal.month))}::date, ${proposal.reason}, ${proposalId},
            ${tx.actor.accountId}, ${at}::timestamptz)`);
}
