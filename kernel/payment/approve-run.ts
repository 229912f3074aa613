import { sql } from 'drizzle-orm';
import { requirePermission } from '../access/permission.ts';
import { sameHand } from '../access/same-hand.ts';
import { audit } from '../audit/audit.ts';
import { conflict, forbidden } from '../base/errors.ts';
import { type Clock, systemClock } from '../base/clock.ts';
import type { Tx } from '../db/database.ts';
import type { Programme } from '../policy/define-programme.ts';
import { type Instant, instant } from '../party/known-at.ts';
import { fundEntries } from './fund-split.ts';
import {
  openProgrammeAccounts,
  payableAccount,
  post,
  receivableAccount,
  recoverableAccount,
} from './ledger.ts';
import { findRuns, getRun, type RunRow } from './run-store.ts';

/** The moment of a step, from the given clock: the ledger's date and the stored time agree. */
export const momentOf = (clock: Clock): Instant => instant(clock.now().toISOString());

export function requireState(run: RunRow, wanted: RunRow['state'], doing: string): void {
  if (run.state === wanted) return;
  const states = {
    checked: '已计算待复核',
    approved: '已复核',
    sent: '已送银行',
    settled: '已结清',
    void: '已作废',
  } as const;
  throw conflict(
    'payment.state',
    `批次 ${run.runNo} 现为“${states[run.state]}”，不能${doing}（需为“${states[wanted]}”）。`,
    `Run ${run.runNo} is "${run.state}"; this needs "${wanted}".`,
    { run: run.runNo, state: run.state },
  );
}

/**
 * A second person approves a run: its money is taken from the fund and owed to the payees; what was paid too much
 * becomes a claim. Errors: the same person as computed it, a fund that would be overspent, a run in another state.
 */
export async function approveRun(
  tx: Tx,
  programme: Programme,
  runNo: string,
  clock: Clock = systemClock,
): Promise<RunRow> {
  requirePermission(tx.actor, 'payment.approve');
  const run = await getRun(tx, runNo, true);
  requireState(run, 'checked', '复核');
  const creator = await tx.client.query<{ created_by: string }>(
    'select created_by from payment_run where id = $1',
    [run.id],
  );
  const createdBy = creator.rows[0]?.created_by;
  if (createdBy !== undefined && sameHand(tx.actor, createdBy)) {
    throw forbidden(
      'payment.same-person',
      `批次 ${run.runNo} 由本账号计算，不能由本账号复核：请换另一账号复核。`,
      `Run ${run.runNo} was computed by this account and may not be approved by it: use another account.`,
    );
  }
  const at = momentOf(clock);
  await openProgrammeAccounts(tx, programme.id, programme.label.zh);
  const bookedOn = clock.today();
  const memo = `${run.runNo} ${programme.label.zh}`;
  await post(tx, {
    kind: 'approval',
    runId: run.id,
    bookedOn,
    memo,
    at,
    entries: [
      ...(await fundEntries(tx, programme, bookedOn, run.totalFen)),
      { account: payableAccount(programme.id), amountFen: -run.totalFen },
    ],
  });
  await post(tx, {
    kind: 'overpayment',
    runId: run.id,
    bookedOn,
    memo: `${memo} 多发应追缴`,
    at,
    entries: [
      { account: receivableAccount(programme.id), amountFen: run.overpaidFen },
      { account: recoverableAccount(programme.id), amountFen: -run.overpaidFen },
    ],
  });
  await tx.db.execute(sql`
    update payment_run set state = 'approved', approved_by = ${tx.actor.accountId}, approved_at = ${at}::timestamptz
     where id = ${run.id}::uuid`);
  await audit(tx, {
    action: 'payment.approve',
    objectKind: 'payment_run',
    objectId: run.id,
    details: { runNo: run.runNo },
  });
  return getRun(tx, run.id);
}

/** Later runs were computed as differences to this one: without it they would owe other sums than they say. */
async function refuseVoidUnderLaterRun(tx: Tx, run: RunRow): Promise<void> {
  const [later] = await findRuns(
    tx,
    sql`r.programme = ${run.programme} and r.state <> 'void' and r.known_at > ${run.knownAt}::timestamptz`,
  );
  if (later === undefined) return;
  throw conflict(
    'payment.later-run',
    `批次 ${later.runNo} 是在批次 ${run.runNo} 的基础上计算差额的，不能作废 ${run.runNo}：请先作废 ${later.runNo}，或在下一次发放中自动补差。`,
    `Run ${later.runNo} was computed as a difference to ${run.runNo}, which cannot be taken back: void ${later.runNo} first, or let the next run come out with the differences.`,
    { run: run.runNo, later: later.runNo },
  );
}

/** Takes back a run that has not been approved; its lines stay on record but no longer count as paid. */
export async function voidRun(tx: Tx, runNo: string, reason: string): Promise<RunRow> {
  requirePermission(tx.actor, 'payment.run');
  const run = await getRun(tx, runNo, true);
  requireState(run, 'checked', '作废');
  await refuseVoidUnderLaterRun(tx, run);
  await tx.db.execute(
    sql`update payment_run set state = 'void', void_reason = ${reason} where id = ${run.id}::uuid`,
  );
  await audit(tx, {
    action: 'payment.void',
    objectKind: 'payment_run',
    objectId: run.id,
    details: { reason },
  });
  return getRun(tx, run.id);
}
