import type { Label } from '../../base/label.ts';

/** Why something was paid too much (handbook 01 §3). */
export const CAUSES = {
  death_late: { zh: '死亡信息获知滞后', en: 'a death was learnt late' },
  income_hidden: { zh: '收入未如实申报', en: 'income was not declared' },
  duplicate: { zh: '重复享受', en: 'the same benefit twice' },
  staff_error: { zh: '经办差错', en: 'an error of the staff' },
  other: { zh: '其他原因', en: 'another cause' },
} as const satisfies Record<string, Label>;
export type Cause = keyof typeof CAUSES;
export const CAUSE_IDS = ['death_late', 'income_hidden', 'duplicate', 'staff_error', 'other'] as const;

/** What brings a claim into being or down. */
export const ENTRY_KINDS = {
  claim: { zh: '应追缴', en: 'claimed' },
  offset: { zh: '更正冲减', en: 'taken back by a correction' },
  deduction: { zh: '发放中抵扣', en: 'deducted from a payment' },
  bank: { zh: '银行收回', en: 'paid in by bank' },
  waiver: { zh: '核销', en: 'written off' },
  withdrawal: { zh: '撤销追缴', en: 'claim withdrawn' },
} as const satisfies Record<string, Label>;
export type EntryKind = keyof typeof ENTRY_KINDS;
