import { personRecord } from '../../../kernel/party/records.ts';
import { defineRecord } from '../../../kernel/register/define-record.ts';
import * as forms from '../../../kernel/register/field-forms.ts';
import { payableFen } from './operating-subsidy.ts';
import { AREA, careFacility, careInstitution, institutionField } from './institutions.ts';

const { codes, code, day, faultsOf, inner, intimate, isBefore, kept, must, numberOf, short } = forms;
const count = { type: 'integer', min: 0, max: 1_000_000, ...must } as const;
const money = { type: 'money', ...must } as const;

const SUBSIDIES = codes(`facility 社区设施运营补贴 operating subsidy of a facility
  institution 养老机构运营补贴 operating subsidy of a home
  staff 疫情防控在岗人员补贴 subsidy for staff on duty in the epidemic`);

/**
 * One line of support for one period of accrual. A figure that takes a part of the lines of another one counts the
 * same lines again: they are never added up (handbook 03 §5 rule 4).
 */
export const operatingSubsidy = defineRecord({
  id: 'operating-subsidy',
  label: { zh: '运营和人员补贴', en: 'operating and staff subsidy' },
  area: AREA,
  title: 'lineNo',
  key: ['lineNo'],
  list: ['lineNo', 'kind', 'fromMonth', 'toMonth', 'units', 'payFen', 'paidOn'],
  scope: 'own',
  correction: 'approval',
  fields: {
    lineNo: inner('明细号', 'number', code),
    kind: inner('项目', 'kind', { type: 'code', codes: SUBSIDIES, ...must, ...kept }),
    institutionId: inner('养老机构', 'home', { type: 'reference', to: () => careInstitution, ...kept }),
    facilityId: inner('社区设施', 'facility', { type: 'reference', to: () => careFacility, ...kept }),
    fromMonth: inner('所属期起', 'accrues from', { type: 'month', ...must, ...kept }),
    toMonth: inner('所属期止', 'accrues to', { type: 'month', ...must, ...kept }),
    units: inner('计发数量', 'units', { ...count, min: 1, ...kept }),
    unitFen: inner('单位标准', 'rate', { ...money, ...kept }),
    upliftPercent: inner('提标比例（%）', 'uplift in %', { ...count, max: 100, ...kept }),
    cutFen: inner('核减', 'cut', { ...money, ...kept }),
    cutReason: inner('核减原因', 'why it was cut', short),
    payFen: inner('应发', 'to be paid', { ...money, ...kept }),
    paidOn: inner('发放日期', 'paid on', { ...day, ...must, ...kept, sort: true }),
  },
  check: (values) => {
    const [units, unitFen, uplift, cutFen] = [
      numberOf(values.units),
      numberOf(values.unitFen),
      numberOf(values.upliftPercent),
      numberOf(values.cutFen),
    ];
    const isRight = numberOf(values.payFen) === payableFen({ units, unitFen, upliftPercent: uplift, cutFen });
    const owners = [values.institutionId, values.facilityId].filter((id) => id !== null).length;
    const isFacility = values.kind === 'facility';
    return faultsOf(
      [!isRight, 'payFen', '应等于标准×数量×(1+提标)−核减', 'is rate × units × (1 + uplift) − cut'],
      [owners !== 1, 'institutionId', '机构与设施二者填一', 'a home or a facility, not both'],
      [isFacility !== (values.facilityId !== null), 'facilityId', '与项目不符', 'does not fit the kind'],
      [cutFen > 0 && values.cutReason === null, 'cutReason', '核减应说明原因', 'is missing'],
      [isBefore(values.toMonth, values.fromMonth), 'toMonth', '早于起始月', 'precedes the first month'],
    );
  },
});

const CHECKS = codes(`safety 安全专项排查 safety campaign, epidemic 疫情防控评估 epidemic assessment
  quality 服务质量 quality, routine 日常检查 routine`);
/** One visit to one home with what was found, until it is mended. */
export const careInspection = defineRecord({
  id: 'care-inspection',
  label: { zh: '养老机构检查', en: 'inspection of a home' },
  area: AREA,
  title: 'inspectionNo',
  key: ['inspectionNo'],
  list: ['inspectionNo', 'institutionId', 'kind', 'campaign', 'checkedOn', 'isPassed', 'mendBy', 'mendedOn'],
  scope: { of: 'institutionId' },
  correction: 'approval',
  fields: {
    inspectionNo: inner('检查编号', 'number', code),
    institutionId: institutionField,
    kind: inner('类别', 'kind', { type: 'code', codes: CHECKS, ...must, ...kept }),
    campaign: inner('专项行动', 'campaign', short),
    checkedOn: inner('检查日期', 'checked on', { ...day, ...must, ...kept, sort: true }),
    inspectors: inner('检查单位', 'inspectors', { ...short, ...must }),
    itemsChecked: inner('检查项', 'items checked', count),
    itemsFailed: inner('不合格项', 'items failed', count),
    redLine: inner('触及红线', 'red line crossed', { type: 'flag', ...must }),
    isPassed: inner('合格', 'passed', { type: 'flag', ...must }),
    mendBy: inner('整改期限', 'to be mended by', { type: 'date' }),
    mendedOn: inner('整改完成', 'mended on', day),
    evidence: inner('整改依据', 'evidence', short),
  },
  check: (values) => {
    const [checked, failed] = [numberOf(values.itemsChecked), numberOf(values.itemsFailed)];
    const isMended = values.mendedOn !== null;
    return faultsOf(
      [failed > checked, 'itemsFailed', '不应多于检查项', 'are more than were checked'],
      // Handbook 03 §6: fire exits locked, licence expired, no 24-hour duty fail whatever the score.
      [
        values.redLine === true && values.isPassed === true,
        'isPassed',
        '触及红线不得合格',
        'not over a red line',
      ],
      [values.kind === 'safety' && values.campaign === null, 'campaign', '应填写专项行动', 'is missing'],
      [failed > 0 && values.mendBy === null, 'mendBy', '应有整改期限', 'is missing'],
      [isMended && values.evidence === null, 'evidence', '整改应有依据', 'is missing'],
      [isBefore(values.mendedOn, values.checkedOn), 'mendedOn', '早于检查日期', 'precedes the inspection'],
    );
  },
});

const FUNDS = codes('goods 物资 goods, money 资金 money');
/** What a home received against the epidemic: money, or goods of a batch. */
export const epidemicSupply = defineRecord({
  id: 'epidemic-supply',
  label: { zh: '防疫物资和资金', en: 'supplies against the epidemic' },
  area: AREA,
  title: 'lineNo',
  key: ['lineNo'],
  list: ['lineNo', 'institutionId', 'kind', 'batchNo', 'item', 'quantity', 'amountFen', 'issuedOn'],
  scope: { of: 'institutionId' },
  correction: 'reason',
  fields: {
    lineNo: inner('明细号', 'number', code),
    institutionId: institutionField,
    kind: inner('类别', 'kind', { type: 'code', codes: FUNDS, ...must, ...kept }),
    batchNo: inner('批次', 'batch', short),
    item: inner('品名', 'item', short),
    quantity: inner('数量', 'quantity', { type: 'integer', min: 1, max: 10_000_000 }),
    amountFen: inner('金额', 'amount', { type: 'money' }),
    issuedOn: inner('发放日期', 'issued on', { ...day, ...must, sort: true }),
    receiver: inner('签收人', 'received by', { ...short, ...must }),
  },
  check: ({ kind, batchNo, item, quantity, amountFen }) => {
    const isGoods = kind === 'goods';
    const isBare = [batchNo, item, quantity].includes(null);
    return faultsOf(
      [isGoods && isBare, 'batchNo', '物资应填批次、品名、数量', 'goods name batch, item and quantity'],
      [!isGoods && amountFen === null, 'amountFen', '资金应填金额', 'is missing'],
    );
  },
});

const ENTRIES = codes(`returned 返院老人 resident returned, admitted 新入住老人 new resident
  staff_back 返岗员工 staff returned, staff_new 新聘员工 new staff, visitor 探视 visitor, left 离院 left`);
const TESTS = codes('negative 阴性, positive 阳性, pending 待出结果, not_done 未做');
/** Who came in or went out while homes were closed (handbook 03 §5 rule 11). */
export const careEntry = defineRecord({
  id: 'care-entry',
  label: { zh: '进出登记', en: 'entry and exit' },
  area: AREA,
  title: 'entryNo',
  key: ['entryNo'],
  list: ['entryNo', 'institutionId', 'kind', 'enteredOn', 'isolatedUntil'],
  scope: { of: 'institutionId' },
  correction: 'reason',
  fields: {
    entryNo: inner('登记号', 'number', code),
    institutionId: institutionField,
    kind: inner('类别', 'kind', { type: 'code', codes: ENTRIES, ...must, ...kept }),
    name: forms.personal('姓名', 'name', { ...short, mask: 'name', ...must }),
    enteredOn: inner('日期', 'on', { ...day, ...must, sort: true }),
    test: intimate('核酸检测', 'test', { type: 'code', codes: TESTS, ...must }),
    isolatedUntil: inner('隔离观察至', 'kept apart until', { type: 'date' }),
  },
  check: ({ kind, test }) =>
    faultsOf([
      test === 'positive' && kind !== 'left',
      'test',
      '阳性人员不得入院',
      'nobody who tests positive enters',
    ]),
});

const ELDERS = codes('left_behind 农村留守 left behind, alone 独居 living alone, empty_nest 空巢 empty nest');
/** An elder who is visited by plan: left behind in the country, alone, in an empty nest. */
export const visitedElder = defineRecord({
  id: 'visited-elder',
  label: { zh: '关爱巡访老人', en: 'elder to be visited' },
  area: AREA,
  title: 'fileNo',
  key: ['fileNo'],
  list: ['fileNo', 'kind', 'intervalDays', 'lastVisitOn'],
  scope: { of: 'personId' },
  correction: 'reason',
  fields: {
    fileNo: inner('档案号', 'file number', code),
    personId: inner('老人', 'person', { type: 'reference', to: () => personRecord, ...must, ...kept }),
    kind: inner('类别', 'kind', { type: 'code', codes: ELDERS, ...must }),
    intervalDays: inner('巡访间隔（天）', 'days between visits', {
      type: 'integer',
      min: 1,
      max: 92,
      ...must,
    }),
    lastVisitOn: inner('最近巡访', 'last visit on', { ...day, ...must, sort: true }),
    needs: intimate('需求', 'needs', { type: 'note', max: 300, mask: 'whole' }),
  },
});
