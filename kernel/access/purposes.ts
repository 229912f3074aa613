import type { Label } from '../base/label.ts';

/** Why personal data is looked at in full; the free text beside it says for what exactly. */
export const PURPOSES = {
  case_handling: { zh: '办理业务', en: 'handling a case' },
  verification: { zh: '核对核查', en: 'verification' },
  payment: { zh: '核实发放', en: 'checking a payment' },
  complaint: { zh: '处理投诉信访', en: 'answering a complaint' },
  inspection: { zh: '监督检查', en: 'inspection' },
  rights_request: { zh: '本人申请查询', en: 'request of the person concerned' },
} as const satisfies Record<string, Label>;
export type Purpose = keyof typeof PURPOSES;

/** Names of the purposes, for a contract's list of values. */
export const PURPOSE_NAMES = [
  'case_handling',
  'verification',
  'payment',
  'complaint',
  'inspection',
  'rights_request',
] as const satisfies readonly Purpose[];
