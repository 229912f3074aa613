import { personRecord } from '../../../kernel/party/records.ts';
import { defineRecord } from '../../../kernel/register/define-record.ts';
import * as forms from '../../../kernel/register/field-forms.ts';

/** The module's id: its permissions and the area of its records. */
export const AREA = 'elderly-care';

const { codes, code, day, faultsOf, inner, intimate, isBefore, kept, must, numberOf, open, personal, short } =
  forms;
const count = { type: 'integer', min: 0, max: 100_000, ...must } as const;

const NATURES = codes(`public 公办, public_private 公建民营 public building run privately
  private_nonprofit 民办非企业 private non-profit, private_profit 企业 enterprise
  rural_welfare_home 农村福利院 rural welfare home`);
const FIRE = codes('acceptance 消防验收, filing 消防备案, below_limit 限额以下, none 未办理');
const FOOD = codes('A A级 grade A, B B级 grade B, C C级 grade C, none 未评');
const STANDARD = codes('met 符合, partly 部分符合 partly met, not 不符合 not met');

/** A home for the aged (handbook 03 §3): it files with the bureau, which is a receipt and no permit. */
export const careInstitution = defineRecord({
  id: 'care-institution',
  label: { zh: '养老机构', en: 'home for the aged' },
  area: AREA,
  title: 'name',
  key: ['filingNo'],
  list: ['name', 'filingNo', 'nature', 'bedsTotal', 'bedsNursing', 'foodGrade', 'standard'],
  scope: 'own',
  correction: 'approval',
  fields: {
    filingNo: open('备案编号', 'filing number', code),
    name: open('名称', 'name', { ...short, ...must, search: 'name', sort: true }),
    nature: open('性质', 'nature', { type: 'code', codes: NATURES, ...must }),
    filedOn: open('备案日期', 'filed on', { ...day, ...must, ...kept }),
    bedsTotal: open('总床位', 'beds', count),
    bedsOpen: open('开放床位', 'beds open', count),
    bedsNursing: open('护理型床位', 'nursing beds', count),
    fire: inner('消防', 'fire safety', { type: 'code', codes: FIRE, ...must }),
    foodGrade: open('食品量化等级', 'food grade', { type: 'code', codes: FOOD, ...must }),
    openKitchen: open('明厨亮灶', 'open kitchen', { type: 'flag', ...must }),
    standard: open('强制性国家标准', 'mandatory national standard', {
      type: 'code',
      codes: STANDARD,
      ...must,
    }),
    grade: open('等级', 'grade', { type: 'integer', min: 1, max: 5 }),
    gradeUntil: open('等级有效期至', 'grade valid until', { type: 'date' }),
    closingNoticeOn: open('停业公告日期', 'closing announced on', day),
    closedOn: open('停业日期', 'closed on', day),
  },
  check: (values) => {
    const [total, opened, nursing] = [values.bedsTotal, values.bedsOpen, values.bedsNursing].map(numberOf);
    const isMisfit = (nursing ?? 0) > (opened ?? 0) || (opened ?? 0) > (total ?? 0);
    const isHalf = (values.grade === null) !== (values.gradeUntil === null);
    return faultsOf(
      [isMisfit, 'bedsOpen', '护理型床位≤开放床位≤总床位', 'nursing ≤ open ≤ total'],
      [isHalf, 'gradeUntil', '等级与有效期应同时填写', 'grade and its end go together'],
      // 老年人权益保障法 art. 45; handbook 03 §3: announced before it stops.
      [
        values.closedOn !== null && values.closingNoticeOn === null,
        'closingNoticeOn',
        '停业前应公告',
        'comes first',
      ],
    );
  },
});

export const FACILITY_KINDS = codes(`centre 社区老年人服务中心 community centre
  station 社区老年人服务站 community station, rural_centre 农村老年人互助照料中心 rural mutual-aid centre
  canteen 老年幸福食堂 canteen, service_area 为老服务区域 service area`);

/** A community facility for the aged (handbook 03 §3). */
export const careFacility = defineRecord({
  id: 'care-facility',
  label: { zh: '社区养老设施', en: 'community facility for the aged' },
  area: AREA,
  title: 'name',
  key: ['facilityNo'],
  list: ['name', 'facilityNo', 'kind', 'isIndependent', 'openedOn', 'closedOn'],
  scope: 'own',
  correction: 'reason',
  fields: {
    facilityNo: open('编号', 'number', code),
    name: open('名称', 'name', { ...short, ...must, search: 'name' }),
    kind: open('类别', 'kind', { type: 'code', codes: FACILITY_KINDS, ...must, ...kept }),
    isIndependent: open('独立设置', 'by itself', { type: 'flag', ...must }),
    openedOn: open('启用日期', 'opened on', { ...day, ...must, sort: true }),
    closedOn: open('停用日期', 'closed on', day),
  },
  check: ({ closedOn, openedOn }) =>
    faultsOf([isBefore(closedOn, openedOn), 'closedOn', '早于启用日期', 'precedes the opening']),
});

/** The building of one facility, from plan to opening. */
export const careProject = defineRecord({
  id: 'care-project',
  label: { zh: '养老设施建设项目', en: 'building project' },
  area: AREA,
  title: 'name',
  key: ['projectNo'],
  list: ['name', 'projectNo', 'kind', 'startedOn', 'plannedEndOn', 'acceptedOn', 'openedOn'],
  scope: 'own',
  correction: 'reason',
  fields: {
    projectNo: open('项目编号', 'project number', code),
    name: open('名称', 'name', { ...short, ...must, search: 'name' }),
    kind: open('设施类别', 'kind', { type: 'code', codes: FACILITY_KINDS, ...must, ...kept }),
    budgetFen: inner('预算', 'budget', { type: 'money', ...must }),
    plannedOn: open('立项日期', 'planned on', { ...day, ...must, sort: true }),
    startedOn: open('开工日期', 'started on', day),
    plannedEndOn: open('计划完工日期', 'to be finished by', { type: 'date', ...must }),
    acceptedOn: open('验收日期', 'accepted on', day),
    openedOn: open('启用日期', 'opened on', day),
  },
  check: ({ plannedOn, startedOn, acceptedOn, openedOn }) =>
    faultsOf(
      [isBefore(startedOn, plannedOn), 'startedOn', '早于立项日期', 'precedes the plan'],
      [acceptedOn !== null && startedOn === null, 'startedOn', '应先开工', 'comes first'],
      [isBefore(acceptedOn, startedOn), 'acceptedOn', '早于开工日期', 'precedes the start'],
      [openedOn !== null && acceptedOn === null, 'acceptedOn', '应先验收', 'comes first'],
      [isBefore(openedOn, acceptedOn), 'openedOn', '早于验收日期', 'precedes the acceptance'],
    ),
});

export const institutionField = open('养老机构', 'home', {
  type: 'reference',
  to: () => careInstitution,
  ...must,
  ...kept,
});
const PAYERS = codes('self 自费, tekun 特困供养 extremely poor, subsidy 补贴');
const CARE = codes(
  '0 能力完好 able, 1 轻度失能 slight, 2 中度失能 medium, 3 重度失能 severe, 4 完全失能 complete',
);

/** Who lives in a home. Assessed before moving in, with an agreement (GB 38600-2019; 老年人权益保障法 art. 48). */
export const careResident = defineRecord({
  id: 'care-resident',
  label: { zh: '入住老人', en: 'resident' },
  area: AREA,
  title: 'agreementNo',
  key: ['agreementNo'],
  list: ['agreementNo', 'institutionId', 'bedNo', 'careLevel', 'admittedOn', 'leftOn'],
  scope: { of: 'institutionId' },
  correction: 'approval',
  fields: {
    agreementNo: inner('服务协议号', 'agreement', code),
    personId: inner('老人', 'person', { type: 'reference', to: () => personRecord, ...must, ...kept }),
    institutionId: institutionField,
    bedNo: inner('床位号', 'bed', { ...short, ...must }),
    riskAssessedOn: inner('入住评估日期', 'assessed on', { ...day, ...must, ...kept }),
    careLevel: intimate('能力等级', 'ability level', { type: 'code', codes: CARE, ...must }),
    payer: inner('费用来源', 'paid by', { type: 'code', codes: PAYERS, ...must }),
    contactPhone: personal('监护人或联系人电话', 'phone of the contact', { type: 'phone' }),
    admittedOn: inner('入住日期', 'admitted on', { ...day, ...must, ...kept, sort: true }),
    leftOn: inner('离院日期', 'left on', day),
  },
  check: ({ riskAssessedOn, admittedOn, leftOn }) =>
    faultsOf(
      [isBefore(admittedOn, riskAssessedOn), 'riskAssessedOn', '应先评估后入住', 'comes before moving in'],
      [isBefore(leftOn, admittedOn), 'leftOn', '早于入住日期', 'precedes the admission'],
    ),
});
