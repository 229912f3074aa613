import { plainDate } from '../../../kernel/base/plain-date.ts';
import { defineIndicator, type Indicator } from '../../../kernel/indicator/define-indicator.ts';
import * as parameter from '../model/parameters.ts';

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

/** Standards and multiples that the report names. */
export const standardFigures: readonly Indicator[] = [
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
