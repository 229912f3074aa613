import { requirePermission } from '../access/permission.ts';
import { sameHand } from '../access/same-hand.ts';
import { conflict, DomainError, forbidden } from '../base/errors.ts';
import type { Actor } from '../db/actor.ts';
import { RUN_STATE_LABELS, type RunState } from './run-state.ts';
import type { RunRow } from './run-store.ts';

/** Refuses a step for which the run is not in the right state, naming both states. */
export function requireState(run: RunRow, wanted: RunState | readonly RunState[], doing: string): void {
  const allowed = typeof wanted === 'string' ? [wanted] : wanted;
  if (allowed.includes(run.state)) return;
  const names = allowed.map((state) => `“${RUN_STATE_LABELS[state].zh}”`).join('或');
  throw conflict(
    'payment.state',
    `批次 ${run.runNo} 现为“${RUN_STATE_LABELS[run.state].zh}”，不能${doing}（需为${names}）。`,
    `Run ${run.runNo} is "${run.state}"; this needs "${allowed.join('" or "')}".`,
    { run: run.runNo, state: run.state },
  );
}

/** A signature under a run, besides that of who computed it. */
export interface Signature {
  readonly accountId: string;
  readonly displayName: string;
  readonly signedAt: string;
}

/**
 * Refuses an approval by the wrong person or at the wrong time: open findings, who computed the run, who has signed
 * already. Nobody counts twice, not even through a colleague for whom they act.
 */
export function checkApproval(actor: Actor, run: RunRow, signatures: readonly Signature[]): void {
  requirePermission(actor, 'payment.approve');
  if (run.state === 'draft') {
    const open = run.findingsTotal - run.findingsAnswered;
    throw conflict(
      'payment.findings-open',
      `批次 ${run.runNo} 还有 ${open} 项核对事项未答复，不能批准：请先逐项或批量答复。`,
      `Run ${run.runNo} has ${open} findings without an answer and cannot be approved: answer them first, one by one or together.`,
      { run: run.runNo, state: run.state, open },
    );
  }
  requireState(run, 'checked', '批准');
  if (sameHand(actor, run.createdById)) {
    throw forbidden(
      'payment.same-person',
      `批次 ${run.runNo} 由本账号编制，不能由本账号批准：请换另一账号批准。`,
      `Run ${run.runNo} was computed by this account and may not be approved by it: use another account.`,
    );
  }
  if (signatures.some(({ accountId }) => sameHand(actor, accountId))) {
    throw conflict(
      'payment.signed-already',
      `批次 ${run.runNo} 已有本账号的签批，还需另一人签批：请换另一账号。`,
      `This account has signed run ${run.runNo} already; another person has to sign too: use another account.`,
      { run: run.runNo },
    );
  }
}

/** Why a check refuses, or undefined when it does not. */
export async function refusalOf(check: () => unknown): Promise<DomainError | undefined> {
  try {
    await check();
    return undefined;
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
}
