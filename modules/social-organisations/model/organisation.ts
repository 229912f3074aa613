import { yuan } from '../../../kernel/base/fen.ts';
import { defineRecord } from '../../../kernel/register/define-record.ts';
import { codes, day, faultsOf, inner, must, numberOf, open, personal, textOf } from './fields.ts';

/** The module's id: its permissions and the area of its records. */
export const AREA = 'social-organisations';
/** How the credit code begins (GB 32100). */
const PREFIX: Readonly<Record<string, string>> = { group: '51', nonprofit_unit: '52', foundation: '53' };
const KINDS = codes('group 社会团体, nonprofit_unit 民办非企业单位, foundation 基金会');
const PARTY = codes('covered 单独建立, joint 联合建立, none 未建立');
const STATUS = codes('preparing 筹备, active 正常, stopped 停止活动, deregistering 注销中, dead 已注销');
const text = { type: 'text', max: 80 } as const;
const choice = { type: 'code', ...must } as const;

/** One registered social organisation (handbook 09 §3). */
export const organisation = defineRecord({
  id: 'organisation',
  label: { zh: '社会组织', en: 'social organisation' },
  area: AREA,
  title: 'name',
  key: ['usci'],
  list: ['name', 'usci', 'kind', 'status', 'registeredOn', 'supervisingUnit'],
  scope: 'own',
  correction: 'approval',
  emits: { created: 'org.registered', changed: 'org.changed', ended: 'org.deregistered' },
  fields: {
    usci: open('信用代码', 'credit code', { type: 'uscc', search: 'code', sort: true, ...must, fixed: true }),
    kind: open('类型', 'kind', { ...choice, codes: KINDS, fixed: true }),
    name: open('名称', 'name', { ...text, search: 'name', sort: true, unique: true, ...must }),
    business: open('宗旨和业务范围', 'purpose and business', { type: 'note', max: 1000, ...must }),
    legalRepName: personal('法定代表人', 'legal representative', { ...text, mask: 'name', ...must }),
    legalRepIdNo: personal('法定代表人身份证号', 'its identity number', { type: 'id-number', ...must }),
    registeredOn: open('成立登记日期', 'registered on', { ...day, ...must, fixed: true, sort: true }),
    fundsFen: inner('注册资金', 'funds', { type: 'money', ...must }),
    membersIndividual: inner('个人会员数', 'individual members', { type: 'integer' }),
    membersUnit: inner('单位会员数', 'unit members', { type: 'integer' }),
    supervisingUnit: open('业务主管单位', 'supervising unit', text),
    duesStandardFen: inner('会费标准（每年）', 'dues a year', { type: 'money' }),
    partyState: inner('党组织', 'party organisation', { ...choice, codes: PARTY }),
    status: open('状态', 'status', { ...choice, codes: STATUS }),
    address: open('住所', 'address', { ...text, ...must }),
    phone: personal('联系手机', 'mobile phone', { type: 'phone' }),
  },
  check: (values) => {
    const [kind, name] = [textOf(values.kind), textOf(values.name)];
    const isMisfit = !textOf(values.usci).startsWith(PREFIX[kind] ?? '');
    const isLocalGroup = kind === 'group' && values.status === 'active';
    const isPoor = numberOf(values.fundsFen) < yuan(30_000);
    const [people, units] = [numberOf(values.membersIndividual), numberOf(values.membersUnit)];
    const isSmall = people + units < 50 && (people > 0 || units < 30);
    return faultsOf(
      [isMisfit, 'usci', '与类型不符：社团51、民非52、基金会53开头', 'does not fit the kind'],
      // 社会团体登记管理条例 art. 10: no national name for a local body; 30,000 yuan; 50 people, 30 units or 50 mixed.
      [/中国|全国|中华/.test(name), 'name', '不得含“中国”“全国”“中华”', 'may not sound national'],
      [isLocalGroup && isPoor, 'fundsFen', '社会团体不得少于3万元', 'of a group are 30,000 yuan or more'],
      [isLocalGroup && isSmall, 'membersIndividual', '应满50个人或30单位，混合满50', 'are too few'],
    );
  },
});
