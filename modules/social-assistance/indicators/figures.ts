import { plainDate } from '../../../kernel/base/plain-date.ts';
import {
  defineIndicator,
  type Indicator,
  type RowsStatement,
} from '../../../kernel/indicator/define-indicator.ts';
import * as parameter from '../model/parameters.ts';
import { dibao } from '../policy/dibao.ts';
import { disabledLiving, severeNursing } from '../policy/disability-subsidies.ts';
import {
  epidemicLiving,
  epidemicSevereConfirmed,
  epidemicSevereDisabled,
  springConsolation,
  strandedOutsider,
} from '../policy/one-off-grants.ts';
import { tekun } from '../policy/tekun.ts';
import { temporaryAssistance } from '../policy/temporary-assistance.ts';
import { awardsPaid, enrolmentsInForce, householdsInForce, linesPaid, personsInForce } from './rows.ts';

interface Words {
  readonly id: string;
  readonly zh: string;
  readonly en: string;
  readonly definitionZh: string;
  readonly definitionEn: string;
  readonly unit: string;
  readonly rows: RowsStatement;
  readonly parameters?: readonly { readonly key: string }[];
}

const counted = (kind: 'stock' | 'flow', words: Words): Indicator =>
  defineIndicator({
    id: words.id,
    kind,
    label: { zh: words.zh, en: words.en },
    definition: { zh: words.definitionZh, en: words.definitionEn },
    unit: words.unit,
    baseUnit: words.unit,
    scale: 1,
    decimals: 0,
    measure: 'rows',
    rows: words.rows,
    parameters: (words.parameters ?? []).map(({ key }) => key),
  });

const stock = (words: Words): Indicator => counted('stock', words);
const flow = (words: Words): Indicator => counted('flow', words);

/** Money that arrived at the payees, printed in 万元 with so many decimals, or in 元. */
const money = (words: Omit<Words, 'unit'>, decimals: number | 'yuan'): Indicator =>
  defineIndicator({
    id: words.id,
    kind: 'money',
    label: { zh: words.zh, en: words.en },
    definition: { zh: words.definitionZh, en: words.definitionEn },
    unit: decimals === 'yuan' ? '元' : '万元',
    baseUnit: '元',
    scale: decimals === 'yuan' ? 1 : 10_000,
    decimals: decimals === 'yuan' ? 0 : decimals,
    measure: 'fen',
    rows: words.rows,
    parameters: (words.parameters ?? []).map(({ key }) => key),
  });

const paidInMonths = '按发放月份统计、银行回盘为成功的发放明细金额合计；退回未重发的不计，追缴不抵减。';
const paidInMonthsEn =
  'Lines paid in the months, confirmed by the bank; returned ones do not count, recoveries are not set off.';

const dibaoInForce = {
  households: '统计日低保待遇有效的家庭，按家庭城乡类别。',
  persons: '统计日低保待遇有效家庭中计入保障且健在的成员。',
};

const ordinary: readonly Indicator[] = [
  flow({
    id: 'assistance.springfest.households',
    zh: '春节慰问困难群众户数',
    en: 'households visited at Spring Festival',
    definitionZh: '慰问金已到账的家庭，一户一次。',
    definitionEn: 'Households whose consolation arrived, once each.',
    unit: '户',
    rows: awardsPaid(springConsolation),
    parameters: [parameter.springBand],
  }),
  money(
    {
      id: 'assistance.springfest.amount',
      zh: '春节慰问金',
      en: 'Spring Festival consolation paid',
      definitionZh: `春节慰问金：${paidInMonths}`,
      definitionEn: paidInMonthsEn,
      rows: linesPaid(springConsolation),
      parameters: [parameter.springBand],
    },
    2,
  ),
  stock({
    id: 'assistance.dibao.urban.households',
    zh: '城市低保户数',
    en: 'urban dibao households',
    definitionZh: dibaoInForce.households,
    definitionEn: 'Households with a dibao award in force on the day, urban.',
    unit: '户',
    rows: householdsInForce('dibao', 'urban'),
  }),
  stock({
    id: 'assistance.dibao.urban.persons',
    zh: '城市低保人数',
    en: 'urban dibao persons',
    definitionZh: dibaoInForce.persons,
    definitionEn: 'Counted, living members of those households, urban.',
    unit: '人',
    rows: personsInForce('dibao', 'urban'),
  }),
  stock({
    id: 'assistance.dibao.rural.households',
    zh: '农村低保户数',
    en: 'rural dibao households',
    definitionZh: dibaoInForce.households,
    definitionEn: 'Households with a dibao award in force on the day, rural.',
    unit: '户',
    rows: householdsInForce('dibao', 'rural'),
  }),
  stock({
    id: 'assistance.dibao.rural.persons',
    zh: '农村低保人数',
    en: 'rural dibao persons',
    definitionZh: dibaoInForce.persons,
    definitionEn: 'Counted, living members of those households, rural.',
    unit: '人',
    rows: personsInForce('dibao', 'rural'),
  }),
  money(
    {
      id: 'assistance.dibao.paid',
      zh: '累计发放低保金及补贴',
      en: 'dibao and supplements paid',
      definitionZh: `低保金、分类施保补助、春节增发和价格临时补贴：${paidInMonths}疫情一次性救助另计。`,
      definitionEn: `Basic, supplements, extra month and price subsidy. ${paidInMonthsEn} Epidemic one-offs are counted apart.`,
      rows: linesPaid(dibao),
      parameters: [
        parameter.supplementRate,
        parameter.supplementElderAge,
        parameter.priceIndex,
        parameter.priceMultiplier,
      ],
    },
    2,
  ),
  stock({
    id: 'assistance.tekun.persons',
    zh: '特困供养人员',
    en: 'tekun persons',
    definitionZh: '统计日特困供养待遇有效且健在的人员。',
    definitionEn: 'Living persons with a tekun award in force on the day.',
    unit: '人',
    rows: enrolmentsInForce(['tekun']),
  }),
  stock({
    id: 'assistance.tekun.institutional',
    zh: '特困集中供养',
    en: 'tekun in institutions',
    definitionZh: '其中统计日供养形式为集中供养的人员。',
    definitionEn: 'Of these, in institutional care on the day.',
    unit: '人',
    rows: enrolmentsInForce(['tekun'], ['care.setting', 'institutional']),
  }),
  stock({
    id: 'assistance.tekun.dispersed',
    zh: '特困分散供养',
    en: 'tekun dispersed',
    definitionZh: '其中统计日供养形式为分散供养的人员。',
    definitionEn: 'Of these, cared for at home on the day.',
    unit: '人',
    rows: enrolmentsInForce(['tekun'], ['care.setting', 'dispersed']),
  }),
  money(
    {
      id: 'assistance.tekun.paid',
      zh: '累计发放供养金及补贴',
      en: 'tekun support paid',
      definitionZh: `基本生活费、照料护理费、春节增发和价格临时补贴：${paidInMonths}`,
      definitionEn: paidInMonthsEn,
      rows: linesPaid(tekun),
      parameters: [parameter.careStandard, parameter.priceIndex, parameter.priceMultiplier],
    },
    2,
  ),
  flow({
    id: 'assistance.temporary.person-times',
    zh: '临时救助人次',
    en: 'cases of temporary assistance',
    definitionZh: '救助金已到账的临时救助案件，含两类疫情临时救助；外地滞汉人员困难救助另计。',
    definitionEn:
      'Cases whose grant arrived, the two epidemic kinds included; stranded outsiders are counted apart.',
    unit: '人次',
    rows: awardsPaid(temporaryAssistance),
  }),
  money(
    {
      id: 'assistance.temporary.paid',
      zh: '累计发放临时救助金',
      en: 'temporary assistance paid',
      definitionZh: `临时救助金（含两类疫情临时救助）：${paidInMonths}`,
      definitionEn: paidInMonthsEn,
      rows: linesPaid(temporaryAssistance),
      parameters: [parameter.temporaryMultiple],
    },
    2,
  ),
  stock({
    id: 'assistance.disability.persons',
    zh: '残疾人两补对象',
    en: 'enrolments in the two disability subsidies',
    definitionZh: '统计日两项补贴待遇有效的对象，同时享受两项的计两次。',
    definitionEn: 'Enrolments in force on the day; who has both subsidies counts twice.',
    unit: '人',
    rows: enrolmentsInForce(['disabled-living', 'severe-nursing']),
    parameters: [parameter.livingIncludesMarginal],
  }),
  stock({
    id: 'assistance.disability.severe.persons',
    zh: '享受重度残疾人护理补贴',
    en: 'recipients of the nursing subsidy',
    definitionZh: '统计日护理补贴待遇有效且健在的人员。',
    definitionEn: 'Living persons with the nursing subsidy in force on the day.',
    unit: '人',
    rows: enrolmentsInForce(['severe-nursing']),
  }),
  money(
    {
      id: 'assistance.disability.severe.paid',
      zh: '发放重度残疾人护理补贴',
      en: 'nursing subsidy paid',
      definitionZh: `护理补贴（含临时提高部分）：${paidInMonths}`,
      definitionEn: paidInMonthsEn,
      rows: linesPaid(severeNursing),
      parameters: [parameter.nursingSubsidy],
    },
    2,
  ),
  stock({
    id: 'assistance.disability.hardship.persons',
    zh: '享受困难残疾人生活补贴',
    en: 'recipients of the living subsidy',
    definitionZh: '统计日生活补贴待遇有效且健在的人员。',
    definitionEn: 'Living persons with the living subsidy in force on the day.',
    unit: '人',
    rows: enrolmentsInForce(['disabled-living']),
    parameters: [parameter.livingIncludesMarginal],
  }),
  money(
    {
      id: 'assistance.disability.hardship.paid',
      zh: '发放困难残疾人生活补贴',
      en: 'living subsidy paid',
      definitionZh: `生活补贴（含临时提高部分）：${paidInMonths}`,
      definitionEn: paidInMonthsEn,
      rows: linesPaid(disabledLiving),
      parameters: [parameter.livingSubsidy, parameter.livingIncludesMarginal],
    },
    3,
  ),
];

const aided = '救助金已到账的人员，一人一次。';
const aidedEn = 'Persons whose aid arrived, once each.';
const rural = { subject: ['person.hukou', 'rural'] } as const;
const urban = { subject: ['person.hukou', 'urban'] } as const;
const confirmed = { award: ['temporary.type', 'confirmed'] } as const;
const flexible = { award: ['temporary.type', 'flexible'] } as const;

const epidemic: readonly Indicator[] = [
  flow({
    id: 'epidemic.goods-fund.persons',
    zh: '生活物资救助城乡低保对象',
    en: 'dibao persons given living aid',
    definitionZh: `按低保名册发放的疫情生活物资救助：${aided}`,
    definitionEn: aidedEn,
    unit: '名',
    rows: awardsPaid(epidemicLiving),
  }),
  money(
    {
      id: 'epidemic.goods-fund.amount',
      zh: '生活物资救助资金',
      en: 'living aid paid',
      definitionZh: `疫情生活物资救助金：${paidInMonths}`,
      definitionEn: paidInMonthsEn,
      rows: linesPaid(epidemicLiving),
    },
    2,
  ),
  flow({
    id: 'epidemic.confirmed-relief.persons',
    zh: '确诊困难对象临时救助人数',
    en: 'confirmed patients in hardship aided',
    definitionZh: `按标准倍数救助的确诊困难对象：${aided}`,
    definitionEn: aidedEn,
    unit: '名',
    rows: awardsPaid(temporaryAssistance, confirmed),
  }),
  money(
    {
      id: 'epidemic.confirmed-relief.amount',
      zh: '确诊困难对象救助金',
      en: 'aid to confirmed patients',
      definitionZh: `确诊困难对象临时救助金（已含在临时救助合计内）：${paidInMonths}`,
      definitionEn: `${paidInMonthsEn} Part of temporary assistance.`,
      rows: linesPaid(temporaryAssistance, confirmed),
    },
    2,
  ),
  flow({
    id: 'epidemic.flexible-worker.persons',
    zh: '无法务工灵活就业人员救助人数',
    en: 'flexible workers aided',
    definitionZh: `按标准倍数救助的灵活务工人员：${aided}`,
    definitionEn: aidedEn,
    unit: '名',
    rows: awardsPaid(temporaryAssistance, flexible),
  }),
  money(
    {
      id: 'epidemic.flexible-worker.amount',
      zh: '灵活务工人员救助金',
      en: 'aid to flexible workers',
      definitionZh: `灵活务工人员临时救助金（已含在临时救助合计内）：${paidInMonths}`,
      definitionEn: `${paidInMonthsEn} Part of temporary assistance.`,
      rows: linesPaid(temporaryAssistance, flexible),
    },
    2,
  ),
  flow({
    id: 'epidemic.stranded.person-times',
    zh: '外地滞汉人员救助人次',
    en: 'stranded outsiders aided',
    definitionZh: '救助金已到账的外地滞汉人员困难救助案件。',
    definitionEn: 'Cases whose aid arrived.',
    unit: '人次',
    rows: awardsPaid(strandedOutsider),
  }),
  money(
    {
      id: 'epidemic.stranded.amount',
      zh: '外地滞汉人员救助金',
      en: 'aid to stranded outsiders',
      definitionZh: `外地滞汉人员困难救助金：${paidInMonths}`,
      definitionEn: paidInMonthsEn,
      rows: linesPaid(strandedOutsider),
    },
    2,
  ),
  flow({
    id: 'epidemic.severe-disabled.persons',
    zh: '重度残疾人生活救助人数',
    en: 'severely disabled people aided',
    definitionZh: aided,
    definitionEn: aidedEn,
    unit: '人',
    rows: awardsPaid(epidemicSevereDisabled),
  }),
  flow({
    id: 'epidemic.severe-disabled.urban.persons',
    zh: '城镇重度残疾人生活救助人数',
    en: 'of these with urban hukou',
    definitionZh: aided,
    definitionEn: aidedEn,
    unit: '人',
    rows: awardsPaid(epidemicSevereDisabled, urban),
  }),
  money(
    {
      id: 'epidemic.severe-disabled.urban.amount',
      zh: '城镇重度残疾人生活救助资金',
      en: 'aid to them, urban',
      definitionZh: paidInMonths,
      definitionEn: paidInMonthsEn,
      rows: linesPaid(epidemicSevereDisabled, urban),
    },
    'yuan',
  ),
  flow({
    id: 'epidemic.severe-disabled.rural.persons',
    zh: '农村重度残疾人生活救助人数',
    en: 'of these with rural hukou',
    definitionZh: aided,
    definitionEn: aidedEn,
    unit: '人',
    rows: awardsPaid(epidemicSevereDisabled, rural),
  }),
  money(
    {
      id: 'epidemic.severe-disabled.rural.amount',
      zh: '农村重度残疾人生活救助资金',
      en: 'aid to them, rural',
      definitionZh: paidInMonths,
      definitionEn: paidInMonthsEn,
      rows: linesPaid(epidemicSevereDisabled, rural),
    },
    'yuan',
  ),
  money(
    {
      id: 'epidemic.severe-disabled.amount',
      zh: '重度残疾人生活救助资金合计',
      en: 'aid to severely disabled people',
      definitionZh: paidInMonths,
      definitionEn: paidInMonthsEn,
      rows: linesPaid(epidemicSevereDisabled),
    },
    'yuan',
  ),
  flow({
    id: 'epidemic.severe-confirmed.persons',
    zh: '确诊重度残疾对象人数',
    en: 'infected severely disabled people aided',
    definitionZh: aided,
    definitionEn: aidedEn,
    unit: '名',
    rows: awardsPaid(epidemicSevereConfirmed),
  }),
  money(
    {
      id: 'epidemic.severe-confirmed.amount',
      zh: '确诊重度残疾对象资金',
      en: 'aid to them',
      definitionZh: paidInMonths,
      definitionEn: paidInMonthsEn,
      rows: linesPaid(epidemicSevereConfirmed),
    },
    'yuan',
  ),
];

interface StandardWords {
  readonly id: string;
  readonly zh: string;
  readonly unit: string;
  readonly of: {
    readonly key: string;
    readonly label: { readonly zh: string; readonly en: string };
    readonly unit: string;
  };
  readonly variant?: string;
  readonly on: string;
  readonly reads?: 'value' | 'first-month' | 'last-month';
}

/** A standard or multiple that the report names, read from the register of standards. */
const standard = ({ id, zh, unit, of, variant = 'all', on, reads = 'value' }: StandardWords): Indicator =>
  defineIndicator({
    id,
    kind: 'parameter',
    label: { zh, en: of.label.en },
    definition: {
      zh: `政策标准登记簿中“${of.label.zh}”在该月的数值${reads === 'value' ? '' : '的起止月份'}。`,
      en: 'The value in the register of standards for the month.',
    },
    unit,
    baseUnit: unit,
    scale: 1,
    decimals: 0,
    measure: of.unit === 'fen' ? 'fen' : 'rows',
    parameters: [of.key],
    parameter: { key: of.key, variant, on: plainDate(on), reads },
  });

const before = '2020-03-01';
const after = '2020-04-01';

const standards: readonly Indicator[] = [
  standard({
    id: 'assistance.standards.effective-month',
    zh: '城乡低保特困提标起始月',
    unit: '月份',
    of: parameter.dibaoStandard,
    variant: 'urban',
    on: after,
    reads: 'first-month',
  }),
  standard({
    id: 'assistance.disability.supplement.start-month',
    zh: '残疾人两补临时提标起月',
    unit: '月份',
    of: parameter.disabilityUplift,
    on: before,
    reads: 'first-month',
  }),
  standard({
    id: 'assistance.disability.supplement.end-month',
    zh: '残疾人两补临时提标止月',
    unit: '月份',
    of: parameter.disabilityUplift,
    on: before,
    reads: 'last-month',
  }),
  standard({
    id: 'assistance.springfest.extra-months',
    zh: '春节增发低保金供养金月数',
    unit: '个月',
    of: parameter.extraMonths,
    on: '2020-01-01',
  }),
  standard({
    id: 'assistance.dibao.urban.standard.before',
    zh: '城镇低保提标前标准',
    unit: '元/月',
    of: parameter.dibaoStandard,
    variant: 'urban',
    on: before,
  }),
  standard({
    id: 'assistance.dibao.urban.standard.after',
    zh: '城镇低保提标后标准',
    unit: '元/月',
    of: parameter.dibaoStandard,
    variant: 'urban',
    on: after,
  }),
  standard({
    id: 'assistance.dibao.rural.standard.before',
    zh: '农村低保提标前标准',
    unit: '元/月',
    of: parameter.dibaoStandard,
    variant: 'rural',
    on: before,
  }),
  standard({
    id: 'assistance.dibao.rural.standard.after',
    zh: '农村低保提标后标准',
    unit: '元/月',
    of: parameter.dibaoStandard,
    variant: 'rural',
    on: after,
  }),
  standard({
    id: 'assistance.tekun.urban.standard.before',
    zh: '城市特困提标前标准',
    unit: '元/月',
    of: parameter.tekunStandard,
    variant: 'urban',
    on: before,
  }),
  standard({
    id: 'assistance.tekun.urban.standard.after',
    zh: '城市特困提标后标准',
    unit: '元/月',
    of: parameter.tekunStandard,
    variant: 'urban',
    on: after,
  }),
  standard({
    id: 'assistance.tekun.rural.standard.before',
    zh: '农村特困提标前标准',
    unit: '元/月',
    of: parameter.tekunStandard,
    variant: 'rural',
    on: before,
  }),
  standard({
    id: 'assistance.tekun.rural.standard.after',
    zh: '农村特困提标后标准',
    unit: '元/月',
    of: parameter.tekunStandard,
    variant: 'rural',
    on: after,
  }),
  standard({
    id: 'assistance.disability.supplement.amount',
    zh: '残疾人两补每月各提高额',
    unit: '元/月',
    of: parameter.disabilityUplift,
    on: before,
  }),
  standard({
    id: 'epidemic.goods-fund.urban.standard',
    zh: '生活物资救助城镇标准',
    unit: '元/人',
    of: parameter.epidemicLiving,
    variant: 'urban',
    on: before,
  }),
  standard({
    id: 'epidemic.goods-fund.rural.standard',
    zh: '生活物资救助农村标准',
    unit: '元/人',
    of: parameter.epidemicLiving,
    variant: 'rural',
    on: before,
  }),
  standard({
    id: 'epidemic.confirmed-relief.multiple',
    zh: '确诊困难对象救助倍数',
    unit: '倍',
    of: parameter.epidemicMultiple,
    variant: 'confirmed',
    on: before,
  }),
  standard({
    id: 'epidemic.flexible-worker.multiple',
    zh: '灵活务工人员救助倍数',
    unit: '倍',
    of: parameter.epidemicMultiple,
    variant: 'flexible',
    on: before,
  }),
  standard({
    id: 'epidemic.severe-disabled.urban.standard',
    zh: '城镇重度残疾人生活救助标准',
    unit: '元/人',
    of: parameter.severeDisabledAid,
    variant: 'urban',
    on: before,
  }),
  standard({
    id: 'epidemic.severe-disabled.rural.standard',
    zh: '农村重度残疾人生活救助标准',
    unit: '元/人',
    of: parameter.severeDisabledAid,
    variant: 'rural',
    on: before,
  }),
  standard({
    id: 'epidemic.severe-confirmed.standard',
    zh: '确诊重度残疾对象标准',
    unit: '元/人',
    of: parameter.severeConfirmedAid,
    on: before,
  }),
];

/** Every figure of social assistance that the yearly report prints, under the report's own ids. */
export const indicators: readonly Indicator[] = [...ordinary, ...epidemic, ...standards];
