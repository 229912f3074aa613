import { fen } from '../../../kernel/base/fen.ts';
import { defineRecord } from '../../../kernel/register/define-record.ts';
import type { Values } from '../../../kernel/register/field.ts';
import { codes, day, faultsOf, inner, must, numberOf, open, personal, textOf } from './fields.ts';
import { AREA, organisation } from './organisation.ts';

const count = { type: 'integer', ...must } as const;
const short = { type: 'text', max: 60 } as const;
const code = { ...short, ...must, fixed: true } as const;
const owner = open('社会组织', 'body', { type: 'reference', to: () => organisation, ...must, fixed: true });
/** What belongs to an organisation and lies where it lies. */
const owned = { area: AREA, scope: { of: 'organisationId' }, correction: 'approval' } as const;

/** What an inspection may find (民办非企业单位年度检查办法 art. 8). */
const ISSUES = codes(`A01 违反法律法规政策 broke law or policy, A02 违规使用证书印章票据 misused seal
  A03 无活动或超出章程 no activity or outside the charter, A04 无固定住所 no fixed place, A05 管理混乱 chaotic
  A06 拒不接受检查 refuses inspection, A07 未办理变更登记 change not registered, A08 设立分支机构 set up a branch, A09 财务或资金问题 finance or funds
  A10 净资产低于最低标准 low net assets, A11 侵占资产 took assets, A12 违规收费或募捐 illegal fees, A13 弄虚作假 false data`);
const RESULTS = codes('qualified 合格, basic 基本合格, unqualified 不合格, not_taken 未参检');
const OPINIONS = codes('agree 同意, disagree 不同意, no-unit 无业务主管单位');
/** Light issues make it basically qualified, a serious one unqualified (办法 art. 8). */
export function gradeOf({ lightIssues, seriousIssues }: Values): 'qualified' | 'basic' | 'unqualified' {
  return seriousIssues !== null ? 'unqualified' : lightIssues !== null ? 'basic' : 'qualified';
}
const [money, number] = [{ type: 'money' }, { type: 'integer' }] as const;
const issues = { type: 'codes', codes: ISSUES } as const;
const has = (list: Values[string] | undefined, id: string) => Array.isArray(list) && list.includes(id);
const REPORT = ['registrarSubmittedOn', 'incomeFen', 'expenditureFen', 'netAssetsFen', 'activityCount'];

/** One inspection (handbook 09 §3). What is fixed the life cycle writes; by hand it takes a second person. */
export const annualInspection = defineRecord({
  id: 'annual-inspection',
  label: { zh: '年度检查', en: 'annual inspection' },
  ...owned,
  managed: true,
  title: 'title',
  key: ['organisationId', 'year'],
  list: ['title', 'registrarSubmittedOn', 'result', 'concludedOn', 'publishedOn', 'fixUntil'],
  fields: {
    title: open('年检事项', 'matter', { type: 'text', max: 120, ...must, fixed: true }),
    organisationId: owner,
    year: open('年度', 'year', { ...count, min: 1998, max: 2999, fixed: true, sort: true }),
    unitSubmittedOn: inner('报业务主管单位日期', 'with the supervising unit on', day),
    unitOpinion: inner('初审意见', "unit's opinion", { type: 'code', codes: OPINIONS }),
    unitOpinionOn: inner('初审日期', 'opinion given on', day),
    registrarSubmittedOn: inner('报登记机关日期', 'with the registrar on', day),
    incomeFen: inner('本年收入', 'income', money),
    expenditureFen: inner('本年支出', 'expenditure', money),
    netAssetsFen: inner('年末净资产', 'net assets', { ...money, min: fen(-10_000_000_000_000) }),
    staff: inner('专兼职人员', 'staff', number),
    partyMembers: inner('党员', 'party members', number),
    activityCount: open('活动次数', 'activities', number),
    donationsInFen: inner('接受捐赠', 'donations received', money),
    donationsOutFen: inner('捐赠支出', 'donations given', money),
    lightIssues: inner('轻微问题', 'light issues', issues),
    seriousIssues: inner('严重问题', 'serious issues', issues),
    result: open('结论', 'result', { type: 'code', codes: RESULTS, fixed: true }),
    concludedOn: open('结论日期', 'concluded on', { ...day, fixed: true }),
    publishedOn: open('公布日期', 'published on', { ...day, fixed: true }),
    fixUntil: open('整改期限', 'to be mended by', { type: 'date', fixed: true }),
    fixedOn: open('整改完成日期', 'mended on', { ...day, fixed: true }),
  },
  check: (values: Values) => {
    const { lightIssues: light, seriousIssues: serious, result, registrarSubmittedOn: received } = values;
    const isGraded = result !== null && result !== 'not_taken';
    const gap = REPORT.find((name) => values[name] === null);
    const isIdle = values.activityCount === 0 && !has(light, 'A03') && !has(serious, 'A03');
    return faultsOf(
      // Handbook 09 §6: false data makes it unqualified.
      [has(light, 'A13'), 'lightIssues', '弄虚作假应列为严重问题', 'cannot be false data'],
      [received !== null && values.unitOpinion === null, 'unitOpinion', '应先有初审意见', 'comes first'],
      [isGraded && gap !== undefined, gap ?? 'result', '未填报，不能评定', 'is missing'],
      [isGraded && result !== gradeOf(values), 'result', '与所列问题不符', 'does not follow from the issues'],
      [isGraded && isIdle, 'lightIssues', '全年无活动，应列A03', 'must have A03: no activity'],
    );
  },
});

/** Printed dues receipts are finance tickets: every number is accounted for (handbook 09 §5 rule 3). */
export const duesReceiptBatch = defineRecord({
  ...owned,
  id: 'dues-receipt-batch',
  label: { zh: '会费票据', en: 'dues receipts' },
  title: 'bookNo',
  key: ['bookNo'],
  list: ['bookNo', 'organisationId', 'year', 'copies', 'used', 'voided', 'stock', 'writeoffOn'],
  fields: {
    bookNo: inner('册号', 'book', { ...code, search: 'code', sort: true }),
    organisationId: owner,
    year: inner('票据年度', 'year', { ...count, min: 1998, max: 2999, sort: true }),
    fromNo: inner('起始号', 'first number', { ...count, fixed: true }),
    toNo: inner('终止号', 'last number', { ...count, fixed: true }),
    copies: inner('份数', 'copies', { ...count, min: 1, max: 100_000 }),
    issuedOn: inner('领用日期', 'issued on', { ...day, ...must }),
    used: inner('已使用', 'used', count),
    voided: inner('作废', 'void', count),
    stock: inner('结存', 'in stock', count),
    usedAmountFen: inner('已使用金额', 'amount of those used', { type: 'money', ...must }),
    writeoffNo: inner('核销单号', 'write-off number', short),
    writeoffOn: inner('核销日期', 'written off on', day),
    firstSigner: inner('核销人', 'signed by', short),
    secondSigner: inner('复核人', 'and by', short),
  },
  derive: ({ fromNo, toNo, copies }): Values =>
    copies === null && toNo !== null ? { copies: numberOf(toNo) - numberOf(fromNo) + 1 } : {},
  check: (values: Values) => {
    const copies = numberOf(values.copies);
    const isSpan = copies === numberOf(values.toNo) - numberOf(values.fromNo) + 1;
    const settled = numberOf(values.used) + numberOf(values.voided) + numberOf(values.stock);
    const writeoff = [values.writeoffNo, values.writeoffOn, values.firstSigner, values.secondSigner];
    const begun = writeoff.some((value) => value !== null);
    const isAlone = writeoff[2] !== null && writeoff[2] === writeoff[3];
    const isEarly = writeoff[1] !== null && textOf(writeoff[1]) < textOf(values.issuedOn);
    return faultsOf(
      [!isSpan, 'copies', '应等于起止号之间的份数', 'must be those between the numbers'],
      [settled !== copies, 'stock', '与已使用、作废之和应等于份数', 'does not add up with used and void'],
      [begun && writeoff.includes(null), 'writeoffNo', '应同时填写单号、日期、两人', 'is not complete'],
      [isAlone, 'secondSigner', '核销由两人签字', 'must be another person'],
      [isEarly, 'writeoffOn', '早于领用日期', 'precedes the issue'],
    );
  },
});

/** 社会组织信用信息管理办法 (民政部令第60号): why a body is listed. */
const REASONS = codes(`no-report 未按规定报送年检, no-party-body 未按要求建立党组织
  not-mended 逾期未整改, unreachable 通过登记住所无法联系`);
/** An entry on the list of abnormal activity; made only by the use case that decides it. */
export const creditEntry = defineRecord({
  ...owned,
  id: 'credit-entry',
  label: { zh: '活动异常名录', en: 'list of abnormal activity' },
  managed: true,
  title: 'document',
  key: ['organisationId', 'reason', 'enteredOn'],
  list: ['organisationId', 'reason', 'enteredOn', 'document', 'removedOn'],
  fields: {
    organisationId: owner,
    reason: open('列入事由', 'reason', { type: 'code', codes: REASONS, ...must, fixed: true }),
    enteredOn: open('列入日期', 'entered on', { ...day, ...must, fixed: true, sort: true }),
    document: open('决定文号', 'document', code),
    removedOn: open('移出日期', 'removed on', day),
    removalDocument: open('移出文号', 'document of the removal', short),
  },
  check: ({ enteredOn, removedOn: on, removalDocument: document }) => {
    const isWrong = (on === null) !== (document === null) || (on !== null && textOf(on) < textOf(enteredOn));
    return faultsOf([isWrong, 'removedOn', '应与移出文号同填，且不早于列入', 'needs its document']);
  },
});

const TEAMS = codes(`culture 文体, charity 慈善, mediation 调解, environment 环保, care 养老助残
  security 治安, family 妇儿 women and children`);
/** A community social organisation on file at the street. */
export const communityTeam = defineRecord({
  id: 'community-team',
  label: { zh: '社区社会组织', en: 'community social organisation' },
  area: AREA,
  title: 'name',
  key: ['filingNo'],
  list: ['name', 'filingNo', 'kind', 'members', 'lastActivityOn'],
  scope: 'own',
  correction: 'reason',
  fields: {
    filingNo: open('备案号', 'filing number', { ...code, search: 'code', sort: true }),
    name: open('名称', 'name', { ...short, ...must, search: 'name' }),
    kind: open('类别', 'kind', { type: 'code', codes: TEAMS, ...must }),
    leaderName: personal('负责人', 'leader', { ...short, mask: 'name', ...must }),
    members: open('成员数', 'members', { ...count, min: 1 }),
    filedOn: open('备案日期', 'filed on', { ...day, ...must }),
    lastActivityOn: open('最近活动日期', 'last activity on', day),
  },
});
