import type { CaseRecord } from '../../../kernel/case/case-record.ts';
import {
  type Deadline,
  defineLifecycle,
  type Ground,
  type Lifecycle,
  type Material,
} from '../../../kernel/case/define-lifecycle.ts';
import { actions } from './actions.ts';
import { ApplicationData, dataOf, isNewProcedure } from './application-data.ts';
import { mayApply } from './guards.ts';
import { GX2025 } from '../policy/sources.ts';
import { db2012, db2021, tk2021 } from './sources.ts';

const always = (): boolean => true;
const material = (
  id: string,
  zh: string,
  en: string,
  forms: Material['forms'],
  required: Material['required'] = always,
): Material => ({ id, label: { zh, en }, forms, required });

/** What shared data can supply is never asked for on paper (民发〔2021〕57号): `share` comes first. */
const materials: readonly Material[] = [
  material('application-form', '救助申请书', 'application', ['original']),
  material('authorisation', '家庭经济状况核对授权书', 'authorisation of the check', ['original']),
  material('identity', '身份证、户口簿', 'identity and household register', ['share', 'original', 'copy']),
  material('income-statement', '家庭收入、财产声明', 'statement of income and assets', [
    'original',
    'pledge',
  ]),
  material(
    'hardship-proof',
    '突发困难或必需支出凭证',
    'proof of the hardship or expenditure',
    ['original', 'copy', 'share', 'pledge'],
    (record) => ['temporary-assistance', 'rigid-expenditure'].includes(dataOf(record).programme),
  ),
];

type Programme = ApplicationData['programme'];
type StateId =
  | 'submitted'
  | 'supplement'
  | 'accepted'
  | 'verification'
  | 'reviewed'
  | 'noticed'
  | 'confirming'
  | 'refusal-proposed'
  | 'confirmed'
  | 'refused'
  | 'withdrawn';

const isFor =
  (programmes: readonly Programme[], procedure: 'old' | 'new' | 'any' = 'any') =>
  (record: CaseRecord): boolean =>
    programmes.includes(dataOf(record).programme) &&
    (procedure === 'any' || isNewProcedure(record) === (procedure === 'new'));

const FAMILY_PROGRAMMES: readonly Programme[] = ['dibao', 'marginal'];
const guess = (zh: string, en: string): Ground => ({ assumption: { zh, en } });
const tekunBefore = guess(
  '2021年7月前的时限未查到，按现行办法推定',
  'not found for before July 2021; taken from the present rule',
);

interface Limit {
  readonly states: readonly StateId[];
  readonly days: number;
  readonly entering: StateId;
  /** After this the survey starts anew. */
  readonly again?: string;
  readonly amberDays: number;
  readonly appliesTo: (record: CaseRecord) => boolean;
}

const limit = (
  id: string,
  zh: string,
  en: string,
  ground: Ground,
  { entering, again, ...rest }: Limit,
): Deadline<StateId> => ({
  ...rest,
  ...ground,
  id,
  label: { zh, en },
  kind: 'working',
  from: { entering, which: 'last', ...(again === undefined ? {} : { again }) },
});

const SURVEY: readonly StateId[] = ['accepted', 'verification'];
const UNDECIDED: readonly StateId[] = [
  'accepted',
  'verification',
  'reviewed',
  'noticed',
  'confirming',
  'refusal-proposed',
];
const DECIDING: readonly StateId[] = ['confirming'];

/** Handbook 01 §4. The day of opening decides which procedure counts. */
const deadlines: readonly Deadline<StateId>[] = [
  {
    id: 'material-check',
    label: { zh: '材料审查', en: 'check of the materials' },
    states: ['submitted'],
    days: 5,
    kind: 'working',
    from: 'opened',
    amberDays: 2,
    ...guess(
      '参照行政许可法第三十二条，五个工作日内一次告知或受理',
      'after the licensing law art. 32: told once or accepted within five working days',
    ),
  },
  limit(
    'survey-2012',
    '调查核实',
    'survey',
    { source: db2012('调查核实时限') },
    {
      states: SURVEY,
      again: 'send-back',
      days: 10,
      entering: 'accepted',
      amberDays: 2,
      appliesTo: isFor(FAMILY_PROGRAMMES, 'old'),
    },
  ),
  limit(
    'bureau-2012',
    '区级审批意见',
    "the bureau's opinion",
    { source: db2012('审批时限') },
    {
      states: DECIDING,
      days: 5,
      entering: 'confirming',
      amberDays: 2,
      appliesTo: isFor(FAMILY_PROGRAMMES, 'old'),
    },
  ),
  limit(
    'start-2021',
    '启动调查核实',
    'start of the survey',
    { source: db2021('调查核实启动时限') },
    {
      states: ['accepted'],
      days: 3,
      entering: 'accepted',
      amberDays: 1,
      appliesTo: isFor(FAMILY_PROGRAMMES, 'new'),
    },
  ),
  limit(
    'bureau-2021',
    '区级确认意见',
    "the bureau's opinion",
    { source: db2021('审核确认时限') },
    {
      states: DECIDING,
      days: 10,
      entering: 'confirming',
      amberDays: 2,
      appliesTo: isFor(FAMILY_PROGRAMMES, 'new'),
    },
  ),
  limit(
    'total-2021',
    '审核确认全程',
    'the whole procedure',
    { source: db2021('审核确认总时限') },
    {
      states: UNDECIDED,
      days: 30,
      entering: 'accepted',
      amberDays: 5,
      appliesTo: isFor(FAMILY_PROGRAMMES, 'new'),
    },
  ),
  limit(
    'survey-tekun',
    '调查核实',
    'survey',
    { source: tk2021('审核时限') },
    {
      states: SURVEY,
      again: 'send-back',
      days: 15,
      entering: 'accepted',
      amberDays: 3,
      appliesTo: isFor(['tekun'], 'new'),
    },
  ),
  limit(
    'bureau-tekun',
    '区级确认意见',
    "the bureau's opinion",
    { source: tk2021('确认时限') },
    {
      states: DECIDING,
      days: 15,
      entering: 'confirming',
      amberDays: 3,
      appliesTo: isFor(['tekun'], 'new'),
    },
  ),
  limit('survey-tekun-before', '调查核实', 'survey', tekunBefore, {
    states: SURVEY,
    days: 15,
    entering: 'accepted',
    amberDays: 3,
    appliesTo: isFor(['tekun'], 'old'),
  }),
  limit('bureau-tekun-before', '区级确认意见', "the bureau's opinion", tekunBefore, {
    states: DECIDING,
    days: 15,
    entering: 'confirming',
    amberDays: 3,
    appliesTo: isFor(['tekun'], 'old'),
  }),
  limit(
    'total-rigid',
    '审核认定全程',
    'the whole procedure',
    { source: { ...GX2025, article: '第八条' } },
    {
      states: UNDECIDED,
      days: 30,
      entering: 'accepted',
      amberDays: 5,
      appliesTo: isFor(['rigid-expenditure']),
    },
  ),
  limit(
    'total-temporary',
    '审核确认全程',
    'the whole procedure',
    guess(
      '支出型临时救助未见明确时限，参照低保审核确认总时限',
      'no limit is stated for temporary assistance; taken from dibao',
    ),
    {
      states: UNDECIDED,
      days: 30,
      entering: 'accepted',
      amberDays: 5,
      appliesTo: isFor(['temporary-assistance']),
    },
  ),
];

/** An application for assistance, from the counter of the street to the award (社会救助申请). */
export const assistanceApplication: Lifecycle = defineLifecycle({
  id: 'assistance-application',
  code: 'SA',
  label: { zh: '社会救助申请', en: 'application for assistance' },
  subjects: ['household', 'person'],
  opening: {
    permission: 'case.open',
    data: ApplicationData,
    guard: (context, data) => mayApply(context, ApplicationData.parse(data)),
    opensTask: { role: 'street_clerk', title: { zh: '审查申请材料', en: 'check the materials' } },
  },
  states: {
    submitted: { label: { zh: '已提交', en: 'submitted' } },
    supplement: { label: { zh: '待补正', en: 'waiting for materials' } },
    accepted: { label: { zh: '已受理', en: 'accepted' } },
    verification: { label: { zh: '调查核实', en: 'verification' } },
    reviewed: { label: { zh: '已审核待公示', en: 'reviewed' } },
    noticed: { label: { zh: '公示', en: 'public notice' } },
    confirming: {
      label: { zh: '待区民政局确认', en: 'with the bureau' },
      lamps: {
        red: { zh: '确认已超期，请分管领导督办', en: 'overdue: the leader in charge has to see to it' },
      },
    },
    'refusal-proposed': { label: { zh: '拟不予确认', en: 'refusal proposed' } },
    confirmed: { label: { zh: '已确认', en: 'confirmed' }, final: true },
    refused: { label: { zh: '不予确认', en: 'refused' }, final: true },
    withdrawn: { label: { zh: '已撤回', en: 'withdrawn' }, final: true },
  },
  initial: 'submitted',
  actions,
  deadlines,
  pauses: {
    'expert-review': {
      label: { zh: '专家评估', en: 'expert review' },
      states: ['verification'],
      ...guess(
        '评估所需时间不计入时限，依据待查',
        'the time of the assessment is not counted; source to be found',
      ),
    },
    'other-department': {
      label: { zh: '等待其他部门核对', en: 'check by another department' },
      states: ['verification'],
      ...guess(
        '跨部门核对时间不计入时限，依据待查',
        'the time of checks by others is not counted; source to be found',
      ),
    },
    supplement: {
      label: { zh: '等待申请人补充说明', en: 'waiting for the applicant' },
      states: ['verification'],
      ...guess(
        '补充说明时间不计入时限，依据待查',
        'the time of the applicant is not counted; source to be found',
      ),
    },
  },
  materials,
});
