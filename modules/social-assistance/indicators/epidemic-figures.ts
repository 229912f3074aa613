import type { Indicator } from '../../../kernel/indicator/define-indicator.ts';
import {
  epidemicLiving,
  epidemicSevereConfirmed,
  epidemicSevereDisabled,
  strandedOutsider,
} from '../policy/one-off-grants.ts';
import { temporaryAssistance } from '../policy/temporary-assistance.ts';
import { flow, money, paidInMonths, paidInMonthsEn } from './indicator-builders.ts';
import { awardsPaid, linesPaid } from './rows.ts';

const aided = '救助金已到账的人员，一人一次。';
const aidedEn = 'Persons whose aid arrived, once each.';
const rural = { subject: ['person.hukou', 'rural'] } as const;
const urban = { subject: ['person.hukou', 'urban'] } as const;
const confirmed = { award: ['temporary.type', 'confirmed'] } as const;
const flexible = { award: ['temporary.type', 'flexible'] } as const;

/** Figures of the epidemic grants of 2020. */
export const epidemicFigures: readonly Indicator[] = [
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
