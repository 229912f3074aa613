import { sql } from 'drizzle-orm';
import { requirePermission } from '../access/permission.ts';
import { audit } from '../audit/audit.ts';
import type { Clock } from '../base/clock.ts';
import type { Tx } from '../db/database.ts';
import type { Programme } from '../policy/define-programme.ts';
import { momentOf } from './approve-run.ts';
import {
  commitmentAccount,
  openProgrammeAccounts,
  payableAccount,
  post,
  receivableAccount,
  recoverableAccount,
} from './ledger.ts';
import { openRecoveries } from './recovery/open-recoveries.ts';
import { requireState } from './run-checks.ts';
import { getRun, type RunRow } from './run-store.ts';
import { requireWholeDistrict } from './whole-district.ts';

/** Books an approved run: what was committed is owed to the payees, and what was paid too much becomes a claim. */
export async function postRun(tx: Tx, programme: Programme, runNo: string, clock: Clock): Promise<RunRow> {
  requirePermission(tx.actor, 'payment.post');
  await requireWholeDistrict(tx);
  const run = await getRun(tx, runNo, true);
  requireState(run, 'approved', '记账');
  return bookRun(tx, programme, run, clock);
}

/** Who sends an approved run that is not posted yet posts it in the same transaction. */
export async function postBeforeSending(
  tx: Tx,
  programme: Programme,
  run: RunRow,
  clock: Clock,
): Promise<RunRow> {
  await requireWholeDistrict(tx);
  if (run.state !== 'approved') return run;
  const posted = await bookRun(tx, programme, run, clock);
  await audit(tx, {
    action: 'payment.post',
    objectKind: 'payment_run',
    objectId: run.id,
    details: { runNo: run.runNo },
  });
  return posted;
}

async function bookRun(tx: Tx, programme: Programme, run: RunRow, clock: Clock): Promise<RunRow> {
  const at = momentOf(clock);
  const memo = `${run.runNo} ${programme.label.zh}`;
  const base = { runId: run.id, bookedOn: clock.today(), at };
  await openProgrammeAccounts(tx, programme.id, programme.label.zh);
  await post(tx, {
    ...base,
    kind: 'posting',
    memo,
    entries: [
      { account: commitmentAccount(programme.id), amountFen: run.totalFen },
      { account: payableAccount(programme.id), amountFen: -run.totalFen },
    ],
  });
  await post(tx, {
    ...base,
    kind: 'overpayment',
    memo: `${memo} 多发应追缴`,
    entries: [
      { account: receivableAccount(programme.id), amountFen: run.overpaidFen },
      { account: recoverableAccount(programme.id), amountFen: -run.overpaidFen },
    ],
  });
  await openRecoveries(tx, run, clock);
  await tx.db.execute(sql`
    update payment_run set state = 'posted', posted_by = ${tx.actor.accountId}, posted_at = ${at}::timestamptz
     where id = ${run.id}::uuid`);
  return getRun(tx, run.id);
}
