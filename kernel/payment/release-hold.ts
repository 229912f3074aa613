import { sql } from 'drizzle-orm';
import { requirePermission } from '../access/permission.ts';
import type { Clock } from '../base/clock.ts';
import { conflict } from '../base/errors.ts';
import type { Tx } from '../db/database.ts';
import { findRow, rowsOf } from '../db/rows.ts';
import { absentRecord } from '../module/reading.ts';
import { amongItems, itemsOf } from './answer-findings.ts';
import { momentOf } from './approve-run.ts';
import type { FindingKind } from './finding-contract.ts';
import { requireState } from './run-checks.ts';
import { getRun, type RunRow } from './run-store.ts';

/**
 * Lets go the payment that the answer to a finding has held: it is sent with the run when that has not been sent, else
 * by sending again. Errors: a finding that is absent, that holds nothing, or whose payee has no account.
 */
export async function releaseHold(
  tx: Tx,
  runNo: string,
  seq: number,
  reason: string,
  clock: Clock,
): Promise<RunRow> {
  requirePermission(tx.actor, 'payment.approve');
  const run = await getRun(tx, runNo, true);
  const finding = await findRow<{ kind: FindingKind; decision: string | null }>(
    tx,
    sql`select kind, decision from payment_finding where run_id = ${run.id}::uuid and seq = ${seq}`,
  );
  if (finding === undefined) throw absentRecord();
  requireState(run, ['draft', 'checked', 'approved', 'posted', 'sent', 'settled'], '解除暂缓');
  if (finding.decision === 'hold' && finding.kind === 'no-account') {
    throw conflict(
      'payment.account-missing',
      '这笔款因没有账户而暂缓：请先登记收款人账户，再重发。',
      'This payment is held because there is no account: record one, then send again.',
      { run: run.runNo },
    );
  }
  const unsent = run.state !== 'sent' && run.state !== 'settled';
  const items = await itemsOf(
    tx,
    run,
    sql`f.run_id = ${run.id}::uuid and f.seq = ${seq} and f.decision = 'hold'`,
  );
  const released = await rowsOf(
    tx,
    sql`update payment_item i
           set released_by = ${tx.actor.accountId}, released_at = ${momentOf(clock)}::timestamptz, release_reason = ${reason},
               state = case when ${unsent} and i.account_cipher is not null then 'ready' else i.state end
         where ${amongItems(run, items)} and i.state = 'held' and i.held_by is not null and i.released_at is null
        returning i.item_seq`,
  );
  if (released.length === 0) {
    throw conflict(
      'payment.not-held',
      `第 ${seq} 项没有暂缓中的款项，无需解除：可能已经解除，或当时选择了照常发放。`,
      `Finding ${seq} holds no payment: it may have been released already, or was paid.`,
      { run: run.runNo, seq },
    );
  }
  return run;
}
