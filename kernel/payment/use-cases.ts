import { plainDate } from '../base/plain-date.ts';
import { getProgramme } from '../module/get-programme.ts';
import { defineUseCase, type UseCase, type UseCaseContext } from '../module/define-use-case.ts';
import type { Programme } from '../policy/define-programme.ts';
import { answerFindings } from './answer-findings.ts';
import { approvalsNeeded, findSignatures, signRun, takeBackRun } from './approve-run.ts';
import * as policy from './payment-policy.ts';
import { postRun } from './post-run.ts';
import { releaseHold } from './release-hold.ts';
import { getRun, type RunRow } from './run-store.ts';
import * as contract from './workflow-contract.ts';

const ofRun = ({ id, runNo, state }: RunRow, details: Record<string, unknown> = {}) => ({
  objectKind: 'payment_run',
  objectId: id,
  details: { runNo, state, ...details },
});

const programmeOf = async ({ tx, registry }: UseCaseContext, id: string): Promise<Programme> =>
  getProgramme(registry, (await getRun(tx, id)).programme);

export const answerRunFindings = defineUseCase({
  id: 'payment.answer',
  label: { zh: '答复核对事项', en: 'answer findings' },
  contract: contract.answerFindings,
  run: async ({ tx, clock }, { id, ...answer }) => {
    const { run, answered, held } = await answerFindings(tx, id, answer, clock);
    const { seqs, kind, all, decision, reason } = answer;
    return {
      output: {
        run: run.runNo,
        state: run.state,
        answered,
        held,
        open: run.findingsTotal - run.findingsAnswered,
      },
      about: ofRun(run, { answered, held, seqs: seqs?.slice(0, 50), kind, all, decision, reason }),
    };
  },
});

export const releaseHeldPayment = defineUseCase({
  id: 'payment.release',
  label: { zh: '解除暂缓', en: 'release a held payment' },
  contract: contract.releaseHold,
  run: async ({ tx, clock }, { id, seq, reason }) => {
    const run = await releaseHold(tx, id, seq, reason, clock);
    return { output: { run: run.runNo, state: run.state }, about: ofRun(run, { seq, reason }) };
  },
});

export const approvePaymentRun = defineUseCase({
  id: 'payment.approve',
  label: { zh: '批准发放批次', en: 'approve a run' },
  contract: contract.approveRun,
  run: async (context, { id }) => {
    const { tx, clock } = context;
    const run = await signRun(tx, await programmeOf(context, id), id, clock);
    const signatures = (await findSignatures(tx, run.id)).length;
    const needed = approvalsNeeded(run, await policy.getPaymentPolicy(tx, clock.today()));
    return {
      output: { run: run.runNo, state: run.state, signatures, needed },
      about: ofRun(run, { signatures, needed }),
    };
  },
});

export const postPaymentRun = defineUseCase({
  id: 'payment.post',
  label: { zh: '发放批次记账', en: 'post a run' },
  contract: contract.postRun,
  run: async (context, { id }) => {
    const run = await postRun(context.tx, await programmeOf(context, id), id, context.clock);
    return { output: { run: run.runNo, state: run.state }, about: ofRun(run) };
  },
});

const voidPaymentRun = defineUseCase({
  id: 'payment.void',
  label: { zh: '作废发放批次', en: 'void a run' },
  contract: contract.voidRun,
  run: async ({ tx }, { id, reason }) => {
    const run = await takeBackRun(tx, id, reason);
    return { output: { run: run.runNo, state: run.state }, about: ofRun(run, { reason }) };
  },
});

export const proposePolicy = defineUseCase({
  id: 'payment.policy-propose',
  label: { zh: '提出发放管理规定', en: 'propose a payment policy' },
  contract: contract.proposePaymentPolicy,
  run: async ({ tx, clock }, given) => {
    const proposal = { ...given, validFrom: plainDate(given.validFrom) };
    const id = await policy.proposePaymentPolicy(tx, proposal, clock);
    return { output: { id }, about: { objectKind: 'payment_policy', objectId: id, details: given } };
  },
});

export const decidePolicy = defineUseCase({
  id: 'payment.policy-decide',
  label: { zh: '审定发放管理规定', en: 'decide a payment policy' },
  contract: contract.decidePaymentPolicy,
  run: async ({ tx, clock }, { id, decision }) => {
    await policy.decidePaymentPolicy(tx, id, decision, clock);
    return { output: { id }, about: { objectKind: 'payment_policy', objectId: id, details: { decision } } };
  },
});

/** What people do with a run between computing it and sending it, and with the policy behind it. */
export const useCases: readonly UseCase[] = [
  answerRunFindings,
  releaseHeldPayment,
  approvePaymentRun,
  postPaymentRun,
  voidPaymentRun,
  proposePolicy,
  decidePolicy,
];
