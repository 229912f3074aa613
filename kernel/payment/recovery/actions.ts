import { z } from 'zod';
import { type CaseContext, defineAction } from '../../case/define-lifecycle.ts';
import { asked } from '../../case/form-field.ts';
import { DateSchema } from '../../module/schemas.ts';
import { CAUSE_IDS, CAUSES } from './cause.ts';
import {
  agreePlan,
  approveWaiver,
  confirmCause,
  fitPlan,
  fitReceipt,
  fitWaiver,
  nothingPending,
  owesNothing,
  receive,
  takeWaiver,
  withdraw,
} from './effects.ts';
import { claimBasis, claimLetter, SERVE_WITHIN } from './letter.ts';
import { INSTALMENTS_MAX } from './schedule.ts';

const nothing = z.object({});
const YUAN = z
  .string()
  .trim()
  .regex(/^\d{1,9}(\.\d{1,2})?$/);
const clearedIf = (settled: boolean): 'cleared' | 'repaying' => (settled ? 'cleared' : 'repaying');

const confirm = defineAction({
  label: { zh: '核实原因', en: 'confirm the cause' },
  from: ['cause-open'],
  to: 'cause-confirmed',
  permission: 'case.handle',
  input: z.object({
    cause: z.enum(CAUSE_IDS).meta(asked({ zh: '多发原因', en: 'cause' }, CAUSES)),
  }),
  notBy: [],
  keep: ({ cause }) => ({ cause }),
  effect: confirmCause,
  opensTask: { role: 'section_chief', title: { zh: '作出追缴决定', en: 'decide on the claim' } },
});

const issue = defineAction({
  label: { zh: '作出追缴决定', en: 'issue the claim' },
  from: ['cause-confirmed'],
  to: 'claim-issued',
  permission: 'case.decide',
  input: nothing,
  notBy: ['confirm-cause'],
  decision: {
    outcome: 'ended',
    numberPrefix: '民社追',
    serveWithin: SERVE_WITHIN,
    basis: claimBasis,
    letter: claimLetter,
  },
  opensTask: {
    role: 'bureau_clerk',
    title: { zh: '与当事人约定归还办法', en: 'agree on how it is repaid' },
  },
});

export const PlanInput = z.object({
  way: z.enum(['bank', 'deduction']).meta(
    asked(
      { zh: '归还方式', en: 'how it is repaid' },
      {
        bank: { zh: '分期交回（银行）', en: 'paid in by bank' },
        deduction: { zh: '从以后发放中抵扣', en: 'deducted from coming payments' },
      },
    ),
  ),
  agreedOn: DateSchema.meta(asked({ zh: '约定日期', en: 'agreed on' })),
  agreement: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .meta(asked({ zh: '归还协议（编号或说明）', en: 'written agreement' })),
  firstOn: DateSchema.meta(asked({ zh: '首期日期', en: 'first instalment on' })),
  count: z
    .int()
    .min(1)
    .max(INSTALMENTS_MAX)
    .default(1)
    .meta(asked({ zh: '期数（每月一期，平均）', en: 'instalments, one a month' })),
  schedule: z
    .array(z.string().max(40))
    .max(INSTALMENTS_MAX)
    .optional()
    .meta(
      asked({
        zh: '各期另行约定（如 2020-10-10=500.00，不填则平均）',
        en: 'instalments of their own (2020-10-10=500.00)',
      }),
    ),
  awardNo: z
    .string()
    .trim()
    .max(40)
    .optional()
    .meta(asked({ zh: '从哪份待遇抵扣（不填为本待遇）', en: 'award to deduct from, if another one' })),
});

const plan = defineAction({
  label: { zh: '约定归还办法', en: 'agree on a plan' },
  from: ['claim-issued', 'repaying'],
  to: 'repaying',
  permission: 'case.handle',
  input: PlanInput,
  notBy: [],
  ready: nothingPending,
  guard: fitPlan,
  keep: ({ way, agreedOn, count, schedule }) => ({ way, agreedOn, count: schedule?.length ?? count }),
  effect: agreePlan,
});

const receipt = defineAction({
  label: { zh: '登记收回款', en: 'record money that came back' },
  from: ['claim-issued', 'repaying'],
  to: { options: ['repaying', 'cleared'], of: (_, { details }) => clearedIf(details?.['settled'] === true) },
  permission: 'payment.bank',
  input: z.object({
    amount: YUAN.meta(asked({ zh: '金额（元）', en: 'amount in yuan' })),
    receivedOn: DateSchema.meta(asked({ zh: '到账日期', en: 'arrived on' })),
    reference: z
      .string()
      .trim()
      .min(1)
      .max(60)
      .meta(asked({ zh: '银行流水号', en: "bank's reference" })),
  }),
  notBy: [],
  guard: fitReceipt,
  effect: receive,
});

const proposeWaiver = defineAction({
  label: { zh: '拟核销', en: 'propose a write-off' },
  from: ['claim-issued', 'repaying'],
  to: 'waiver-proposed',
  permission: 'case.handle',
  input: z.object({
    amount: YUAN.meta(asked({ zh: '核销金额（元）', en: 'amount in yuan' })),
    /** Write-offs need a collective decision (handbook 01 §3). */
    meeting: z
      .string()
      .trim()
      .min(4)
      .max(100)
      .meta(asked({ zh: '集体研究决定（会议纪要文号）', en: 'collective decision (number of the minutes)' })),
  }),
  notBy: [],
  reasonRequired: true,
  guard: fitWaiver,
  effect: takeWaiver,
  opensTask: { role: 'section_chief', title: { zh: '审批追缴款核销', en: 'decide on a write-off' } },
});

const waive = defineAction({
  label: { zh: '批准核销', en: 'approve the write-off' },
  from: ['waiver-proposed'],
  to: { options: ['repaying', 'cleared'], of: (_, { details }) => clearedIf(details?.['settled'] === true) },
  permission: 'case.decide',
  input: nothing,
  notBy: ['propose-waiver'],
  effect: approveWaiver,
});

const refuseWaiver = defineAction({
  label: { zh: '不同意核销', en: 'refuse the write-off' },
  from: ['waiver-proposed'],
  to: 'repaying',
  permission: 'case.decide',
  input: nothing,
  notBy: ['propose-waiver'],
  reasonRequired: true,
});

const withdrawClaim = defineAction({
  label: { zh: '撤销追缴（异议成立）', en: 'withdraw the claim' },
  from: ['cause-open', 'cause-confirmed', 'claim-issued', 'repaying'],
  to: 'claim-withdrawn',
  permission: 'case.decide',
  input: nothing,
  notBy: ['confirm-cause'],
  reasonRequired: true,
  ready: nothingPending,
  effect: withdraw,
});

const close = defineAction({
  label: { zh: '结清', en: 'close' },
  from: ['cause-open', 'cause-confirmed', 'claim-issued', 'repaying'],
  to: 'cleared',
  permission: 'case.handle',
  input: nothing,
  notBy: [],
  ready: (context: CaseContext) => owesNothing(context),
});

export const actions = {
  'confirm-cause': confirm,
  'issue-claim': issue,
  'agree-plan': plan,
  'record-receipt': receipt,
  'propose-waiver': proposeWaiver,
  'approve-waiver': waive,
  'refuse-waiver': refuseWaiver,
  'withdraw-claim': withdrawClaim,
  close,
};
