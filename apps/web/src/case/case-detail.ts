import type { getCaseContract } from '../../../../kernel/case/contract.ts';
import type { OutputOf } from '../../../../kernel/module/define-contract.ts';

export type CaseDetail = OutputOf<typeof getCaseContract>;
