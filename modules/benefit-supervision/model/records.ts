import { householdRecord, personRecord } from '../../../kernel/party/records.ts';
import { defineRecord } from '../../../kernel/register/define-record.ts';
import { codes, inner, kept, must, personal } from './fields.ts';

export const AREA = 'benefit-supervision';

const short = { type: 'text', max: 80 } as const;
const person = inner('对象', 'person', { type: 'reference', to: () => personRecord, ...must, ...kept });
/** What belongs to a person lies where the person lies. */
const owned = { area: AREA, scope: { of: 'personId' }, correction: 'approval', managed: true } as const;

/** One household, one file (一户一档): every clue about its members hangs on it. */
export const clueDossier = defineRecord({
  ...owned,
  id: 'clue-dossier',
  label: { zh: '一户一档台账', en: 'dossier of a household' },
  title: 'dossierNo',
  key: ['dossierNo'],
  list: ['dossierNo', 'openedOn'],
  fields: {
    dossierNo: inner('档案号', 'dossier number', { ...short, ...must, ...kept, search: 'code', sort: true }),
    personId: person,
    householdId: inner('家庭', 'household', { type: 'reference', to: () => householdRecord, ...kept }),
    openedOn: inner('建档日期', 'opened on', { type: 'date', ...must, ...kept }),
  },
});

const ORIGINS = codes('upper 上级大数据检查 big-data check of the upper level, own 本级自查 own cross-check');
const SEVERITIES = codes('A 可能停发 may stop payment, B 需核实 to be verified, C 提示 hint');
export const METHODS = codes(
  'visit 入户核查 home visit, register 户籍核查 household register, phone 电话核查, document 资料核查, letter 部门函询 letter to a department',
);
export const CONCLUSIONS = codes(
  'untrue 查否, true_violation 查实违规 violation, true_no_fault 属实但合规 true without fault, data_error 数据错误 data error, unable 无法核查 cannot be verified',
);
export const FAULTS = codes(
  'none 无责任, beneficiary_concealed 对象隐瞒 beneficiary concealed, staff_error 工作人员失误 staff error, data_lag 数据滞后 data lag, policy_gap 政策衔接不足 policy gap',
);

/** One suspicion that a payment was not due, with both sides of the evidence (handbook 02 §3). */
export const supervisionClue = defineRecord({
  ...owned,
  id: 'supervision-clue',
  label: { zh: '问题线索', en: 'clue' },
  title: 'clueNo',
  key: ['clueNo'],
  list: ['clueNo', 'programme', 'rule', 'receivedOn', 'riskFen', 'conclusion', 'closedOn'],
  fields: {
    clueNo: inner('线索编号', 'clue number', { ...short, ...must, ...kept, search: 'code', sort: true }),
    dossierId: inner('档案', 'dossier', { type: 'reference', to: () => clueDossier, ...must, ...kept }),
    personId: person,
    awardNo: inner('待遇编号', 'award', { ...short, ...must, ...kept }),
    programme: inner('待遇', 'programme', { ...short, ...must, ...kept }),
    origin: inner('来源', 'origin', { type: 'code', codes: ORIGINS, ...must, ...kept }),
    rule: inner('比对规则', 'rule', { ...short, ...must, ...kept }),
    severity: inner('等级', 'severity', { type: 'code', codes: SEVERITIES, ...must, ...kept }),
    sourceDocument: inner('来源文件', 'source document', { ...short, ...must, ...kept }),
    receivedOn: inner('收到日期', 'received on', { type: 'date', ...must, ...kept, sort: true }),
    ownSide: personal('本方证据', 'our evidence', {
      type: 'note',
      max: 500,
      mask: 'whole',
      ...must,
      ...kept,
    }),
    otherSide: personal('对方证据', 'their evidence', {
      type: 'note',
      max: 500,
      mask: 'whole',
      ...must,
      ...kept,
    }),
    riskFen: inner('疑似金额', 'amount at risk', { type: 'money', ...must, ...kept }),
    method: inner('核查方式', 'method', { type: 'code', codes: METHODS, ...kept }),
    visitedOn: inner('核查日期', 'verified on', { type: 'date', ...kept }),
    secondVerifier: inner('共同核查人', 'second verifier', { ...short, ...kept }),
    found: personal('核查情况', 'what was found', { type: 'note', max: 1000, mask: 'whole', ...kept }),
    conclusion: inner('结论', 'conclusion', { type: 'code', codes: CONCLUSIONS, ...kept }),
    faultType: inner('责任类型', 'fault', { type: 'code', codes: FAULTS, ...kept }),
    recoverFen: inner('应追回', 'to be recovered', { type: 'money', ...kept }),
    concludedOn: inner('结论日期', 'concluded on', { type: 'date', ...kept }),
    measure: inner('整改措施', 'remedy', { type: 'note', max: 1000, ...kept }),
    recoveryNo: inner('追回办件号', 'recovery case', { ...short, ...kept }),
    closedOn: inner('销号日期', 'closed on', { type: 'date', ...kept }),
  },
});

export const FEED_KINDS = codes(
  'deaths 死亡, prisoners 服刑, public-employees 财政供养人员, business-owners 市场主体, vehicles 车辆, property 不动产, social-insurance 社会保险, institution-residents 机构入住, disability-certificates 残疾人证注销或降级 disability certificates cancelled or lowered, marriages 婚姻登记',
);

/** One row of another department's file, kept as it was received; it changes no fact of ours. */
export const feedRow = defineRecord({
  area: AREA,
  id: 'feed-row',
  label: { zh: '部门数据', en: 'row of another register' },
  title: 'sourceDocument',
  key: ['kind', 'sourceDocument', 'serial'],
  list: ['kind', 'sourceDocument', 'serial', 'extractedOn', 'occurredOn'],
  scope: 'own',
  correction: 'approval',
  fields: {
    kind: inner('数据类别', 'kind', { type: 'code', codes: FEED_KINDS, ...must, ...kept, sort: true }),
    sourceDocument: inner('来源文件', 'source document', { ...short, ...must, ...kept }),
    serial: inner('序号', 'serial', { type: 'integer', min: 1, ...must, ...kept }),
    extractedOn: inner('提取日期', 'extracted on', { type: 'date', notAfterToday: true, ...must, ...kept }),
    name: personal('姓名', 'name', { ...short, mask: 'name', ...must, ...kept }),
    idNo: personal('身份证号', 'identity number', { type: 'id-number', ...must, ...kept }),
    occurredOn: inner('发生日期', 'happened on', { type: 'date', ...must, ...kept }),
    endedOnDay: inner('终止日期', 'until', { type: 'date', ...kept }),
    detail: personal('内容', 'detail', { type: 'note', max: 200, mask: 'whole', ...kept }),
  },
});
