import type { z } from 'zod';
import { conflict, type DomainError } from '../base/errors.ts';
import type { Tx } from '../db/database.ts';
import { checkVoid } from './approve-run.ts';
import { checkApproval, refusalOf, requireState, type Signature } from './run-checks.ts';
import type { RunRow } from './run-store.ts';
import type { RunActionSchema } from './workflow-contract.ts';
import { requireWholeDistrict } from './whole-district.ts';

type RunAction = z.output<typeof RunActionSchema>;

const ACTIONS = {
  answer: { permission: 'payment.answer', label: { zh: '答复核对事项', en: 'answer findings' } },
  approve: { permission: 'payment.approve', label: { zh: '批准', en: 'approve' } },
  post: { permission: 'payment.post', label: { zh: '记账', en: 'post' } },
  void: { permission: 'payment.run', label: { zh: '作废', en: 'void' } },
} as const;

/**
 * What the actor may do with a run now, and in the same words as the refusal why something is not possible. What the
 * account has no right to is left out.
 */
export async function runActions(
  tx: Tx,
  run: RunRow,
  signatures: readonly Signature[],
  openHere: number,
): Promise<RunAction[]> {
  const scope = await refusalOf(() => requireWholeDistrict(tx));
  const refusals: Record<RunAction['action'], DomainError | undefined> = {
    answer: await refusalOf(() => checkAnswer(run, openHere)),
    approve: scope ?? (await refusalOf(() => checkApproval(tx.actor, run, signatures))),
    post: scope ?? (await refusalOf(() => requireState(run, 'approved', '记账'))),
    void: scope ?? (await refusalOf(() => checkVoid(tx, run))),
  };
  return (['answer', 'approve', 'post', 'void'] as const)
    .filter((action) => tx.actor.permissions.has(ACTIONS[action].permission))
    .map((action) => {
      const refusal = refusals[action];
      return {
        action,
        label: ACTIONS[action].label,
        allowed: refusal === undefined,
        why: refusal === undefined ? null : { zh: refusal.zh, en: refusal.en },
      };
    });
}

function checkAnswer(run: RunRow, openHere: number): void {
  requireState(run, 'draft', '答复核对事项');
  if (openHere > 0) return;
  throw conflict(
    'payment.nothing-to-answer',
    '您管辖范围内的核对事项均已答复，其余由其他账号答复。',
    'Everything in your jurisdiction is answered; the rest is for others.',
  );
}
