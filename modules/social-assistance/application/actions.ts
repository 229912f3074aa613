import { z } from 'zod';
import { type CaseContext, defineAction, type Effect } from '../../../kernel/case/define-lifecycle.ts';
import { asked } from '../../../kernel/case/form-field.ts';
import { DateSchema } from '../../../kernel/module/schemas.ts';
import { period } from '../../../kernel/base/period.ts';
import { confirmAward } from '../../../kernel/policy/confirm-award.ts';
import { findSubject } from '../../../kernel/policy/find-subject.ts';
import { recordFact } from '../../../kernel/party/record-fact.ts';
import { dataOf, firstDayOfAward, firstMonth, programmeOf } from './application-data.ts';
import { appliesAlone } from '../model/facts.ts';
import { awardFacts, computeProposal } from './compute-proposal.ts';
import { rulesAgree, toldOnce, verified, visitFits } from './guards.ts';
import { confirmationLetter, legalBasis, refusalLetter, SERVE_WITHIN } from './letters.ts';
import { db2021 } from './sources.ts';

const nothing = z.object({});
const NUMBER_PREFIX = '民社救';
/** Whoever recorded, verified or reviewed does not decide. */
const RECORDERS = [
  'open',
  'accept',
  'start-verification',
  'record-check',
  'record-visit',
  'review',
  'post-notice',
];

const requestSupplement = defineAction({
  label: { zh: '转补正', en: 'wait for materials' },
  from: ['submitted'],
  to: 'supplement',
  permission: 'case.handle',
  input: nothing,
  notBy: [],
  ready: toldOnce,
});

const accept = defineAction({
  label: { zh: '受理', en: 'accept' },
  from: ['submitted', 'supplement'],
  to: 'accepted',
  permission: 'case.handle',
  input: nothing,
  notBy: [],
  needsMaterials: true,
  opensTask: { role: 'street_clerk', title: { zh: '启动调查核实', en: 'start the verification' } },
});

const startVerification = defineAction({
  label: { zh: '启动调查核实', en: 'start the verification' },
  from: ['accepted'],
  to: 'verification',
  permission: 'case.handle',
  input: nothing,
  notBy: [],
  opensTask: { role: 'street_clerk', title: { zh: '核对经济状况并入户调查', en: 'check and visit' } },
});

const recordCheck = defineAction({
  label: { zh: '登记经济状况核对结果', en: 'record the economic check' },
  from: ['verification'],
  to: 'verification',
  permission: 'case.handle',
  input: z.object({
    receivedOn: DateSchema.meta(asked({ zh: '收到核对结果的日期', en: 'day of the result' })),
    result: z.enum(['match', 'exceed', 'unknown']).meta(
      asked(
        { zh: '核对结果', en: 'result' },
        {
          match: { zh: '与申报相符', en: 'agrees with the statement' },
          exceed: { zh: '超出标准', en: 'exceeds the limits' },
          unknown: { zh: '未能核清', en: 'could not be settled' },
        },
      ),
    ),
    sources: z
      .array(z.string().trim().min(1).max(30))
      .min(1)
      .max(20)
      .meta(asked({ zh: '核对的部门或数据', en: 'departments or data asked' })),
  }),
  notBy: [],
  keep: ({ receivedOn, result, sources }) => ({ receivedOn, result, sources }),
  guard: async ({ record, clock }, { receivedOn }) =>
    receivedOn < record.openedOn || receivedOn > clock.today()
      ? {
          zh: '核对日期应在申请之日至今天之间',
          en: 'the day of the check has to lie between application and today',
        }
      : undefined,
});

const recordVisit = defineAction({
  label: { zh: '登记入户调查', en: 'record a home visit' },
  from: ['verification'],
  to: 'verification',
  permission: 'case.handle',
  input: z.object({
    visitedOn: DateSchema.meta(asked({ zh: '入户日期', en: 'day of the visit' })),
    /** Accounts of those who went; never fewer than two (民发〔2012〕220号 art. 18, 民发〔2021〕57号 art. 16). */
    visitors: z
      .array(z.string().max(40))
      .min(1)
      .max(10)
      .meta(asked({ zh: '入户人员账号（至少两人）', en: 'accounts of the visitors (two or more)' })),
  }),
  notBy: [],
  keep: ({ visitedOn, visitors }) => ({ visitedOn, visitors }),
  guard: visitFits,
});

const review = defineAction({
  label: { zh: '街道审核', en: 'review' },
  from: ['verification'],
  to: {
    options: ['reviewed', 'refusal-proposed'],
    of: ({ agree }) => (agree ? 'reviewed' : 'refusal-proposed'),
  },
  permission: 'case.review',
  input: z.object({
    agree: z.boolean().meta(asked({ zh: '符合条件，同意上报', en: 'eligible: agree' })),
  }),
  notBy: ['open', 'accept', 'start-verification', 'record-check', 'record-visit'],
  reasonRequired: true,
  ready: verified,
  keep: ({ agree }) => ({ agree }),
  opensTask: {
    role: 'street_clerk',
    title: { zh: '张贴公示或报送区民政局', en: 'post the notice or report' },
  },
});

const postNotice = defineAction({
  label: { zh: '张贴公示', en: 'post the notice' },
  from: ['reviewed'],
  to: 'noticed',
  permission: 'case.handle',
  input: nothing,
  notBy: [],
  // Calendar days: 民发〔2021〕57号 art. 19 says seven days, as the procedure before it did.
  notice: {
    days: 7,
    source: db2021('第十九条'),
    name: 'whole',
    facts: async (context) => {
      const { people, amountFen } = await computeProposal(context);
      const { label, cycle } = programmeOf(dataOf(context.record));
      return { kind: label, people, amountFen: cycle === 'recognition' ? null : amountFen };
    },
  },
});

const submit = defineAction({
  label: { zh: '报区民政局确认', en: 'submit to the bureau' },
  from: ['noticed'],
  to: 'confirming',
  permission: 'case.handle',
  input: nothing,
  notBy: [],
  needsNotice: true,
  opensTask: { role: 'section_chief', title: { zh: '审核确认救助申请', en: 'decide the application' } },
});

const sendBack = defineAction({
  label: { zh: '退回重新核查', en: 'send back to verification' },
  from: ['noticed', 'confirming', 'refusal-proposed'],
  to: 'verification',
  permission: 'case.review',
  input: nothing,
  notBy: [],
  reasonRequired: true,
  opensTask: { role: 'street_clerk', title: { zh: '重新核查', en: 'verify again' } },
});

const confirm = defineAction({
  label: { zh: '确认', en: 'confirm' },
  from: ['confirming'],
  to: 'confirmed',
  permission: 'award.confirm',
  input: nothing,
  notBy: [...RECORDERS, 'submit'],
  ready: rulesAgree,
  effect: award,
  decision: {
    outcome: 'granted',
    numberPrefix: NUMBER_PREFIX,
    serveWithin: SERVE_WITHIN,
    basis: legalBasis,
    letter: confirmationLetter,
  },
  emits: ({ record, clock }) => ({
    kind: 'award.confirmed',
    subjectId: dataOf(record).awardId ?? record.subjectId,
    divisionNo: record.divisionNo,
    occurredOn: clock.today(),
    payload: {},
  }),
});

/** The award comes into force with the month that follows; who opened the case counts as who recorded it. */
async function award({ tx, keyring, record, clock }: CaseContext): Promise<Effect> {
  const data = dataOf(record);
  const programme = programmeOf(data);
  const today = clock.today();
  const found = await findSubject(tx, keyring, record.subjectId);
  // Who applies alone is paid alone; for a family it is the head.
  const payeePersonId = (data.alone === undefined ? null : record.applicantPersonId) ?? found.payeePersonId;
  const { id, awardNo } = await confirmAward(tx, programme, {
    subject: { ...found, payeePersonId },
    from: firstMonth(programme, today),
    basis: record.caseNo,
    recordedBy: record.openedBy,
  });
  const said = { valid: period(firstDayOfAward(programme, today), null), source: record.caseNo };
  for (const known of awardFacts(data, firstMonth(programme, today)))
    await recordFact(tx, { ...known, ...said, subjectKind: 'award', subjectId: id });
  if (data.alone !== undefined && record.applicantPersonId !== null) {
    const alone = { kind: appliesAlone.kind, code: data.alone };
    await recordFact(tx, {
      ...alone,
      ...said,
      subjectKind: 'person',
      subjectId: record.applicantPersonId,
    });
  }
  return { data: { awardId: id, awardNo }, details: { awardNo } };
}

const refuse = defineAction({
  label: { zh: '不予确认', en: 'refuse' },
  from: ['confirming', 'refusal-proposed'],
  to: 'refused',
  permission: 'case.decide',
  input: z.object({
    ground: z.enum(['income', 'assets', 'not-qualified', 'non-cooperation']).meta(
      asked(
        { zh: '不予确认的理由', en: 'ground' },
        {
          income: { zh: '收入超过标准', en: 'income above the standard' },
          assets: { zh: '财产超过规定', en: 'assets above the limits' },
          'not-qualified': { zh: '不属于保障对象', en: 'not among those who are entitled' },
          'non-cooperation': { zh: '不配合调查核实', en: 'no cooperation with the check' },
        },
      ),
    ),
    /** Goes into the letter, not into the history: it speaks of the family. */
    explanation: z
      .string()
      .trim()
      .min(5)
      .max(500)
      .meta(asked({ zh: '写入决定书的说明', en: 'explanation for the letter' })),
  }),
  notBy: [...RECORDERS, 'submit'],
  keep: ({ ground }) => ({ ground }),
  decision: {
    outcome: 'refused',
    numberPrefix: NUMBER_PREFIX,
    serveWithin: SERVE_WITHIN,
    basis: legalBasis,
    letter: refusalLetter,
  },
});

const withdraw = defineAction({
  label: { zh: '申请人撤回', en: 'withdraw' },
  from: [
    'submitted',
    'supplement',
    'accepted',
    'verification',
    'reviewed',
    'noticed',
    'confirming',
    'refusal-proposed',
  ],
  to: 'withdrawn',
  permission: 'case.handle',
  input: nothing,
  notBy: [],
  reasonRequired: true,
});

const reopen = defineAction({
  label: { zh: '重新启动', en: 'reopen' },
  from: ['refused', 'withdrawn'],
  to: 'accepted',
  permission: 'case.reopen',
  input: nothing,
  notBy: ['refuse'],
  reasonRequired: true,
  needsMaterials: true,
  reopens: true,
  opensTask: { role: 'street_clerk', title: { zh: '重新调查核实', en: 'verify again' } },
});

/** What can be done with an application, in the order in which it happens. */
export const actions = {
  'request-supplement': requestSupplement,
  accept,
  'start-verification': startVerification,
  'record-check': recordCheck,
  'record-visit': recordVisit,
  review,
  'post-notice': postNotice,
  submit,
  'send-back': sendBack,
  confirm,
  refuse,
  withdraw,
  reopen,
};
