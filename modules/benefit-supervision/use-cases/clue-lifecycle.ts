import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Label } from '../../../kernel/base/label.ts';
import * as cycle from '../../../kernel/case/define-lifecycle.ts';
import { findRow } from '../../../kernel/db/rows.ts';
import { absentRecord } from '../../../kernel/module/reading.ts';
import { changeRecord, lockRecord } from '../../../kernel/register/write-records.ts';
import { textOf } from '../model/fields.ts';
import { AREA, supervisionClue } from '../model/records.ts';
import { CLUE_CASE } from './register-clue.ts';

type Context = cycle.CaseContext;
const load = (on: Context) => lockRecord(on.tx, on.keyring, supervisionClue, on.record.subjectId);
/** Writes what the life cycle decides into the clue; the record keeps its history. */
async function write(context: Context, values: Readonly<Record<string, unknown>>) {
  const { id, version } = await load(context);
  await changeRecord(context, supervisionClue, { id, version, values }, 'edit');
  return {};
}

/** Who confirmed the award may not verify the clue about it (handbook 02 §2). */
async function notOwnAward(context: Context): Promise<Label | undefined> {
  const { values } = await load(context);
  const own = await findRow(
    context.tx,
    sql`select 1 as one from award where award_no = ${textOf(values['awardNo'])}
           and approved_by = ${context.tx.actor.accountId}::uuid`,
  );
  return (
    own && { zh: '该待遇由本人审批，应由他人核查', en: 'you approved this award; somebody else verifies' }
  );
}
async function isVerified(context: Context): Promise<Label | undefined> {
  const { visitedOn } = (await load(context)).values;
  return visitedOn === null ? { zh: '应先登记核查情况', en: 'record the verification first' } : undefined;
}
async function isRemedied(context: Context): Promise<Label | undefined> {
  const { measure } = (await load(context)).values;
  return measure === null ? { zh: '应先登记整改', en: 'record the remedy first' } : undefined;
}

const Verification = z.object({
  method: z.enum(['visit', 'register', 'phone', 'document', 'letter']),
  visitedOn: z.iso.date(),
  secondVerifier: z.string().trim().min(2).max(80),
  found: z.string().trim().min(1).max(1000),
});
/** A clue that may stop a payment is verified in person; two different people sign. */
async function fitVerification(context: Context, input: z.output<typeof Verification>) {
  const { severity } = (await load(context)).values;
  if (severity === 'A' && input.method !== 'visit')
    return { zh: 'A类线索必须入户核查', en: 'a clue of severity A is verified by a home visit' };
  if (input.visitedOn > context.clock.today() || input.visitedOn < context.record.openedOn)
    return { zh: '核查日期应在收到线索之后、今天以前', en: 'the day lies between the clue and today' };
  const me = await findRow<{ name: string }>(
    context.tx,
    sql`select display_name as name from account where id = ${context.tx.actor.accountId}::uuid`,
  );
  return me?.name === input.secondVerifier
    ? { zh: '共同核查人应为另一人', en: 'the second verifier is another person' }
    : undefined;
}

const Opinion = z.object({
  conclusion: z.enum(['untrue', 'true_violation', 'true_no_fault', 'data_error', 'unable']),
  faultType: z
    .enum(['none', 'beneficiary_concealed', 'staff_error', 'data_lag', 'policy_gap'])
    .default('none'),
  recoverFen: z.int().min(0).default(0),
});
async function fitOpinion(_: Context, { conclusion, faultType, recoverFen }: z.output<typeof Opinion>) {
  const isViolation = conclusion === 'true_violation';
  if (isViolation && faultType === 'none') return { zh: '查实的应写明责任类型', en: 'say whose fault it is' };
  if (!isViolation && recoverFen > 0)
    return { zh: '只有查实违规的才追回', en: 'only what is substantiated is recovered' };
  return undefined;
}
const Remedy = z.object({
  measure: z.string().trim().min(1).max(1000),
  recoveryNo: z.string().trim().max(80).optional(),
});
/** What has to be recovered is a claim of the payment's own recovery, on the same award. */
async function fitRemedy(context: Context, { recoveryNo }: z.output<typeof Remedy>) {
  const { values } = await load(context);
  if (recoveryNo === undefined || recoveryNo === '')
    return typeof values['recoverFen'] === 'number' && values['recoverFen'] > 0
      ? { zh: '有应追回金额，应填写追回办件号', en: 'give the number of the recovery case' }
      : undefined;
  const claim = await findRow(
    context.tx,
    sql`select 1 as one from recovery_case r join case_file c on c.id = r.case_id join award a on a.id = r.award_id
         where c.case_no = ${recoveryNo} and a.award_no = ${textOf(values['awardNo'])}`,
  );
  return claim === undefined
    ? { zh: '没有该待遇的这个追回办件', en: 'there is no such recovery case of this award' }
    : undefined;
}

const ASSUMED = { zh: '核查办理15个工作日为假设值', en: 'fifteen working days are assumed' };
const [WRITE, APPROVE] = [`${AREA}.write`, `${AREA}.approve`];
const none = z.object({});

/** From the clue's arrival to its closing (handbook 02 §4). Nothing is stopped by it: that takes a decision on the award. */
export const clueLifecycle = cycle.defineLifecycle({
  id: CLUE_CASE,
  code: 'XS',
  label: { zh: '问题线索核查', en: 'verification of a clue' },
  subjects: ['record'],
  opening: {
    permission: WRITE,
    data: none,
    opensTask: { role: 'street_clerk', title: { zh: '核查问题线索', en: 'Verify the clue' } },
    find: async ({ tx }, text) => {
      const found = await findRow<{ id: string; divisionNo: number }>(
        tx,
        sql`select id, division_no as "divisionNo" from supervision_clue i where (id::text = ${text} or clue_no = ${text})
               and ended_on is null and not exists (select 1 from case_file c where c.subject_id = i.id)`,
      );
      if (found === undefined) throw absentRecord();
      return found;
    },
  },
  states: {
    dispatched: { label: { zh: '已派发', en: 'dispatched' } },
    verifying: { label: { zh: '核查中', en: 'being verified' } },
    'street-opinion': { label: { zh: '待局审核', en: 'with the bureau' } },
    concluded: { label: { zh: '已有结论', en: 'concluded' } },
    acting: { label: { zh: '整改追回中', en: 'being remedied' } },
    'struck-off': { label: { zh: '已销号', en: 'closed' }, final: true },
  },
  initial: 'dispatched',
  actions: {
    accept: cycle.defineAction({
      label: { zh: '签收', en: 'accept' },
      from: ['dispatched'],
      to: 'verifying',
      permission: WRITE,
      input: none,
      notBy: [],
      ready: notOwnAward,
    }),
    verify: cycle.defineAction({
      label: { zh: '登记核查情况', en: 'record the verification' },
      from: ['verifying'],
      to: 'verifying',
      permission: WRITE,
      input: Verification,
      notBy: [],
      ready: notOwnAward,
      keep: ({ method, visitedOn }) => ({ method, visitedOn }),
      guard: fitVerification,
      effect: write,
    }),
    'give-opinion': cycle.defineAction({
      label: { zh: '提出街道意见', en: 'give the opinion of the street' },
      from: ['verifying'],
      to: 'street-opinion',
      permission: WRITE,
      input: Opinion,
      notBy: [],
      ready: isVerified,
      keep: ({ conclusion, faultType, recoverFen }) => ({ conclusion, faultType, recoverFen }),
      guard: fitOpinion,
    }),
    'send-back': cycle.defineAction({
      label: { zh: '退回重新核查', en: 'send back' },
      from: ['street-opinion'],
      to: 'verifying',
      permission: APPROVE,
      input: none,
      notBy: ['verify', 'give-opinion'],
      reasonRequired: true,
    }),
    conclude: cycle.defineAction({
      label: { zh: '作出结论', en: 'conclude' },
      from: ['street-opinion'],
      to: {
        options: ['concluded', 'acting'],
        of: ({ conclusion }) => (conclusion === 'true_violation' ? 'acting' : 'concluded'),
      },
      permission: APPROVE,
      input: Opinion,
      notBy: ['accept', 'verify', 'give-opinion'],
      keep: ({ conclusion }) => ({ conclusion }),
      guard: fitOpinion,
      effect: (context, input) => write(context, { ...input, concludedOn: context.clock.today() }),
    }),
    remedy: cycle.defineAction({
      label: { zh: '登记整改', en: 'record the remedy' },
      from: ['acting'],
      to: 'acting',
      permission: WRITE,
      input: Remedy,
      notBy: [],
      guard: fitRemedy,
      effect: write,
    }),
    finish: cycle.defineAction({
      label: { zh: '整改验收', en: 'accept the remedy' },
      from: ['acting'],
      to: 'concluded',
      permission: APPROVE,
      input: none,
      notBy: ['verify', 'remedy'],
      ready: isRemedied,
    }),
    close: cycle.defineAction({
      label: { zh: '销号', en: 'close' },
      from: ['concluded'],
      to: 'struck-off',
      permission: APPROVE,
      input: none,
      notBy: ['accept', 'verify', 'give-opinion'],
      effect: (context) => write(context, { closedOn: context.clock.today() }),
    }),
  },
  deadlines: [
    {
      id: 'verification',
      label: { zh: '核查时限', en: 'time for verification' },
      states: ['dispatched', 'verifying', 'street-opinion'],
      days: 15,
      kind: 'working',
      from: 'opened',
      amberDays: 3,
      assumption: ASSUMED,
    },
  ],
  pauses: {},
  materials: [],
});
