import { sql } from 'drizzle-orm';
import { requirePermission } from '../access/permission.ts';
import { audit } from '../audit/audit.ts';
import { type Clock, systemClock } from '../base/clock.ts';
import { conflict } from '../base/errors.ts';
import type { Tx } from '../db/database.ts';
import { rowsOf } from '../db/rows.ts';
import { type Instant, instant } from '../party/known-at.ts';
import type { Programme } from '../policy/define-programme.ts';
import { fundEntries } from './fund-split.ts';
import { commitmentAccount, openProgrammeAccounts, post } from './ledger.ts';
import { getPaymentPolicy, type PaymentPolicy } from './payment-policy.ts';
import { checkApproval, requireState, type Signature } from './run-checks.ts';
import { findRuns, getRun, type RunRow } from './run-store.ts';
import { requireWholeDistrict } from './whole-district.ts';

/** The moment of a step, from the given clock: the ledger's date and the stored time agree. */
export const momentOf = (clock: Clock): Instant => instant(clock.now().toISOString());

/** Who has signed the approval of a run, in the order in which they did. */
export const findSignatures = (tx: Tx, runId: string): Promise<Signature[]> =>
  rowsOf<{ [K in keyof Signature]: Signature[K] }>(
    tx,
    sql`select s.account_id as "accountId", a.display_name as "displayName", s.signed_at as "signedAt"
          from payment_signature s join account a on a.id = s.account_id
         where s.run_id = ${runId}::uuid order by s.signed_at, s.account_id`,
  );

/** How many approvals a run needs besides who computed it: two above the amount that the policy sets. */
export const approvalsNeeded = (run: Pick<RunRow, 'totalFen'>, policy: PaymentPolicy): 1 | 2 =>
  policy.secondApprovalFen !== null && run.totalFen > policy.secondApprovalFen ? 2 : 1;

/**
 * Signs a run. With the last signature that it needs it is approved, and its money is committed: taken from the funds
 * and kept for it. Errors: findings without an answer, the person who computed it or has signed it, a fund that would
 * be overspent, a run in another state.
 */
export async function signRun(tx: Tx, programme: Programme, runNo: string, clock: Clock): Promise<RunRow> {
  requirePermission(tx.actor, 'payment.approve');
  await requireWholeDistrict(tx);
  const run = await getRun(tx, runNo, true);
  const signatures = await findSignatures(tx, run.id);
  checkApproval(tx.actor, run, signatures);
  const at = momentOf(clock);
  await tx.db.execute(sql`
    insert into payment_signature (run_id, account_id, signed_at)
    values (${run.id}::uuid, ${tx.actor.accountId}, ${at}::timestamptz)`);
  const needed = approvalsNeeded(run, await getPaymentPolicy(tx, clock.today()));
  if (signatures.length + 1 < needed) return getRun(tx, run.id);
  await openProgrammeAccounts(tx, programme.id, programme.label.zh);
  await post(tx, {
    kind: 'commitment',
    runId: run.id,
    bookedOn: clock.today(),
    memo: `${run.runNo} ${programme.label.zh}`,
    at,
    entries: [
      ...(await fundEntries(tx, programme, clock.today(), run.totalFen)),
      { account: commitmentAccount(programme.id), amountFen: -run.totalFen },
    ],
  });
  await tx.db.execute(sql`
    update payment_run set state = 'approved', approved_by = ${tx.actor.accountId}, approved_at = ${at}::timestamptz
     where id = ${run.id}::uuid`);
  return getRun(tx, run.id);
}

/** `signRun` with its audit row, for whoever calls it apart from the use case. */
export async function approveRun(
  tx: Tx,
  programme: Programme,
  runNo: string,
  clock: Clock = systemClock,
): Promise<RunRow> {
  const run = await signRun(tx, programme, runNo, clock);
  await audit(tx, {
    action: 'payment.approve',
    objectKind: 'payment_run',
    objectId: run.id,
    details: { runNo: run.runNo, state: run.state },
  });
  return run;
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

/** Refuses to take back a run whose money is committed, or on which a later one rests. */
export async function checkVoid(tx: Tx, run: RunRow): Promise<void> {
  requirePermission(tx.actor, 'payment.run');
  requireState(run, ['draft', 'checked'], '作废');
  await refuseVoidUnderLaterRun(tx, run);
}

/** Takes back a run that has not been approved; its lines stay on record but no longer count as paid. */
export async function takeBackRun(tx: Tx, runNo: string, reason: string): Promise<RunRow> {
  requirePermission(tx.actor, 'payment.run');
  await requireWholeDistrict(tx);
  const run = await getRun(tx, runNo, true);
  await checkVoid(tx, run);
  await tx.db.execute(
    sql`update payment_run set state = 'void', void_reason = ${reason} where id = ${run.id}::uuid`,
  );
  return getRun(tx, run.id);
}

/** `takeBackRun` with its audit row, for whoever calls it apart from the use case. */
export async function voidRun(tx: Tx, runNo: string, reason: string): Promise<RunRow> {
  const run = await takeBackRun(tx, runNo, reason);
  await audit(tx, {
    action: 'payment.void',
    objectKind: 'payment_run',
    objectId: run.id,
    details: { reason },
  });
  return run;
}
