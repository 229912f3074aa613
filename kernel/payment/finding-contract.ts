import type { Label } from '../base/label.ts';

/** What a person has to look at before a run is approved. */
export const FINDING_KINDS = [
  'new',
  'stopped',
  'changed',
  'overpayment',
  'no-account',
  'shared-account',
  'dead-account',
] as const;
export type FindingKind = (typeof FINDING_KINDS)[number];

export const FINDING_LABELS: Readonly<Record<FindingKind, Label>> = {
  new: { zh: '新增', en: 'new' },
  stopped: { zh: '停发', en: 'stopped' },
  changed: { zh: '金额变动', en: 'changed amount' },
  overpayment: { zh: '多发待追缴', en: 'overpayment' },
  'no-account': { zh: '无收款账户', en: 'no account' },
  'shared-account': { zh: '多户共用账户', en: 'account of several families' },
  'dead-account': { zh: '收款人已死亡', en: 'payee has died' },
};

/** How a finding is answered: it is right, its payment is held, or it is paid all the same. */
export const DECISIONS = ['confirm', 'hold', 'pay'] as const;
export type Decision = (typeof DECISIONS)[number];

/** Kinds that make a payment impossible or dangerous: they are held or paid, never just confirmed. */
const DANGEROUS: ReadonlySet<FindingKind> = new Set(['no-account', 'shared-account', 'dead-account']);

export const fits = (decision: Decision, kind: FindingKind): boolean =>
  DANGEROUS.has(kind) === (decision !== 'confirm');

/**
 * The answer when several kinds are answered in one go without naming one. One account for several families is mostly
 * that of a custodian; where there is no account or the payee is dead, the money waits.
 */
export function usualDecision(kind: FindingKind): Decision {
  if (!DANGEROUS.has(kind)) return 'confirm';
  return kind === 'shared-account' ? 'pay' : 'hold';
}
