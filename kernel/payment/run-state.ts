import type { Label } from '../base/label.ts';

/** The way of a run; `void` is reached from the first two only. */
export const RUN_STATES = ['draft', 'checked', 'approved', 'posted', 'sent', 'settled', 'void'] as const;
export type RunState = (typeof RUN_STATES)[number];

export const RUN_STATE_LABELS: Readonly<Record<RunState, Label>> = {
  draft: { zh: '待核对', en: 'to be checked' },
  checked: { zh: '已核对', en: 'checked' },
  approved: { zh: '已批准', en: 'approved' },
  posted: { zh: '已记账', en: 'posted' },
  sent: { zh: '已报银行', en: 'sent to the bank' },
  settled: { zh: '已结清', en: 'settled' },
  void: { zh: '已作废', en: 'void' },
};
