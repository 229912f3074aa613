import type { Label } from '../../base/label.ts';

/** What a transaction of each kind is called. */
export const POSTING_LABELS: Readonly<Record<string, Label>> = {
  allocation: { zh: '下达', en: 'allocation' },
  approval: { zh: '批次应发', en: 'run owed' },
  commitment: { zh: '批次占用', en: 'run committed' },
  posting: { zh: '批次记账', en: 'run posted' },
  overpayment: { zh: '多发应收', en: 'overpayment' },
  sending: { zh: '送银行', en: 'sent to the bank' },
  settlement: { zh: '银行到账', en: 'arrived' },
  return: { zh: '银行退回', en: 'returned by the bank' },
  reissue: { zh: '重发', en: 'sent again' },
  deduction: { zh: '抵扣', en: 'deduction' },
  recovery: { zh: '收回', en: 'recovery' },
  waiver: { zh: '核销', en: 'written off' },
  'carry-over': { zh: '年终结转', en: 'carry-over' },
  budget: { zh: '预算', en: 'budget' },
};
