import { fen, formatYuan, yuan } from '../../../kernel/base/fen.ts';
import { inputError } from '../../../kernel/base/errors.ts';
import { runUseCase } from '../../../kernel/module/define-use-case.ts';
import { confirmingAnswers } from '../../../kernel/payment/answer-findings.ts';
import { findSignatures } from '../../../kernel/payment/approve-run.ts';
import { listPaymentPolicies, type PaymentPolicy } from '../../../kernel/payment/payment-policy.ts';
import { RUN_STATE_LABELS } from '../../../kernel/payment/run-state.ts';
import { getRun } from '../../../kernel/payment/run-store.ts';
import * as useCase from '../../../kernel/payment/use-cases.ts';
import type { CommonOptions } from '../context.ts';
import { print, table } from '../output.ts';
import { inUseCase } from '../use-case-context.ts';
import { brief, runLines } from './pay.ts';

interface AnswerOptions extends CommonOptions {
  readonly kind?: string;
  readonly all?: boolean;
  readonly seq?: readonly string[];
  readonly decision?: string;
  readonly reason: string;
}

/** `huimin pay answer RUN [--kind K] [--all] [--seq N …] [--decision D] --reason TEXT`. */
export const payAnswerCommand = (
  runNo: string,
  { kind, all, seq, decision, reason, ...options }: AnswerOptions,
): Promise<void> =>
  inUseCase(options, async (context) => {
    const { id } = await getRun(context.tx, runNo);
    const seqs = seq?.map((text) => wholeNumber(text, '--seq'));
    const answer = await runUseCase(useCase.answerRunFindings, context, {
      id,
      reason,
      ...(seqs === undefined ? {} : { seqs }),
      ...(kind === undefined ? {} : { kind }),
      ...(all === undefined ? {} : { all }),
      ...(decision === undefined ? {} : { decision }),
    });
    print(answer, options.json, () => [
      `批次 ${answer.run}：答复 ${answer.answered} 项，其中暂缓发放 ${answer.held} 项；还有 ${answer.open} 项待答复，${RUN_STATE_LABELS[answer.state].zh}`,
    ]);
  });

/** `huimin pay release RUN --seq N --reason TEXT --as ACCOUNT`. */
export const payReleaseCommand = (
  runNo: string,
  { seq, reason, ...options }: CommonOptions & { readonly seq: string; readonly reason: string },
): Promise<void> =>
  inUseCase({ ...options, as: options.as ?? 'chief' }, async (context) => {
    const { id } = await getRun(context.tx, runNo);
    const input = { id, seq: wholeNumber(seq, '--seq'), reason };
    const result = await runUseCase(useCase.releaseHeldPayment, context, input);
    print({ ...result, seq: input.seq }, options.json, () => [
      `批次 ${result.run} 第 ${input.seq} 项已解除暂缓${result.state === 'sent' || result.state === 'settled' ? `，请重发：npx huimin pay reissue ${result.run}` : ''}`,
    ]);
  });

/** What is recorded as the reason when an approval on the command line answers everything that is open. */
const TOGETHER = '批准时一并确认';

interface ApproveOptions extends CommonOptions {
  readonly findingsReason?: string;
}

/** `huimin pay approve RUN [--findings-reason TEXT] --as ACCOUNT`: answers what is open and approves, or neither. */
export const payApproveCommand = (
  runNo: string,
  { findingsReason = TOGETHER, ...options }: ApproveOptions,
): Promise<void> =>
  inUseCase({ ...options, as: options.as ?? 'chief' }, async (context) => {
    const draft = await getRun(context.tx, runNo, true);
    const { id } = draft;
    let [answered, held] = [0, 0];
    for (const answer of await confirmingAnswers(context.tx, draft)) {
      const done = await runUseCase(useCase.answerRunFindings, context, {
        ...answer,
        id,
        reason: findingsReason,
      });
      answered += done.answered;
      held += done.held;
    }
    const { needed } = await runUseCase(useCase.approvePaymentRun, context, { id });
    const run = await getRun(context.tx, id);
    const signatures = (await findSignatures(context.tx, id)).map(({ displayName }) => displayName);
    print({ ...brief(run), answered, held, signatures, signaturesNeeded: needed }, options.json, () => [
      ...runLines(run),
      ...(answered > 0 ? [`一并答复核对事项 ${answered} 项，其中暂缓发放 ${held} 项`] : []),
      ...(signatures.length < needed
        ? [`已签批 ${signatures.length} 人，还需 ${needed - signatures.length} 人签批后生效`]
        : []),
    ]);
  });

/** `huimin pay post RUN`. */
export const payPostCommand = (runNo: string, options: CommonOptions): Promise<void> =>
  inUseCase({ ...options, as: options.as ?? 'finance' }, async (context) => {
    const { id } = await getRun(context.tx, runNo);
    await runUseCase(useCase.postPaymentRun, context, { id });
    const run = await getRun(context.tx, id);
    print(brief(run), options.json, () => runLines(run));
  });

const policyLine = (policy: PaymentPolicy): string[] => [
  policy.validFrom,
  { proposed: '待审定', approved: '已审定', rejected: '未通过' }[policy.state],
  `变动超过 ${policy.changePercent}% 须核对`,
  policy.secondApprovalFen === null
    ? '一人批准'
    : `超过 ${formatYuan(fen(policy.secondApprovalFen))} 元须两人批准`,
  `${policy.basis}${policy.certainty === 'assumption' ? '（假设）' : ''}`,
  policy.id,
];

/** `huimin pay policy list`. */
export const payPolicyListCommand = (options: CommonOptions): Promise<void> =>
  inUseCase(options, async ({ tx }) => {
    const policies = await listPaymentPolicies(tx);
    print(policies, options.json, () => table(policies.map(policyLine)));
  });

interface ProposeOptions extends CommonOptions {
  readonly from: string;
  readonly changePercent: string;
  readonly secondApprovalAbove?: string;
  readonly basis: string;
  readonly assumption?: boolean;
}

/** `huimin pay policy propose --from DATE --change-percent N [--second-approval-above YUAN] --basis TEXT [--assumption]`. */
export const payPolicyProposeCommand = (given: ProposeOptions): Promise<void> =>
  inUseCase(given, async (context) => {
    const above = given.secondApprovalAbove;
    const { id } = await runUseCase(useCase.proposePolicy, context, {
      validFrom: given.from,
      changePercent: wholeNumber(given.changePercent, '--change-percent'),
      secondApprovalFen: above === undefined ? null : yuan(above),
      basis: given.basis,
      certainty: given.assumption === true ? 'assumption' : 'source',
    });
    print({ id, state: 'proposed' }, given.json, () => [
      `已提出，待另一账号审定：npx huimin pay policy approve ${id} --as chief`,
    ]);
  });

/** `huimin pay policy approve ID` and `huimin pay policy reject ID`. */
const decide =
  (decision: 'approved' | 'rejected') =>
  (id: string, options: CommonOptions): Promise<void> =>
    inUseCase({ ...options, as: options.as ?? 'chief' }, async (context) => {
      await runUseCase(useCase.decidePolicy, context, { id, decision });
      print({ id, state: decision }, options.json, () => [decision === 'approved' ? '已审定' : '未通过']);
    });

export const payPolicyApproveCommand = decide('approved');
export const payPolicyRejectCommand = decide('rejected');

function wholeNumber(text: string, option: string): number {
  const value = Number(text);
  if (Number.isSafeInteger(value) && value > 0) return value;
  throw inputError(
    'cli.number',
    `${option} 应为正整数：${text.slice(0, 20)}`,
    `${option} must be a positive whole number: ${text.slice(0, 20)}`,
  );
}
