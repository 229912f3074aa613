import type { OutputOf } from '../../../../kernel/module/define-contract.ts';
import type { getRun } from '../../../../kernel/payment/contract.ts';
import type { listFindings } from '../../../../kernel/payment/workflow-contract.ts';

export type RunDetail = OutputOf<typeof getRun>;
export type Finding = OutputOf<typeof listFindings>['findings'][number];
