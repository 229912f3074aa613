import { yuan } from '../kernel/base/fen.ts';
import { type PlainDate, plainDate } from '../kernel/base/plain-date.ts';
import type { ParameterDefinition } from '../kernel/policy/define-parameter.ts';
import { dossiersPerHousehold } from '../modules/benefit-supervision/model/parameters.ts';
import * as parameter from '../modules/social-assistance/model/parameters.ts';
import { receiptsYear, teamTarget } from '../modules/social-organisations/model/parameters.ts';
import { serviceParameters } from './service-parameters.ts';

export interface DemoParameter {
  readonly definition: ParameterDefinition;
  readonly variant: string;
  readonly value: number;
  readonly from: PlainDate;
  readonly to: PlainDate | null;
  readonly document: readonly [title: string, number: string, article: string];
  readonly issuedOn: PlainDate | null;
  /** Why the value is assumed; null when a document gives it. */
  readonly assumption: string | null;
  /** Anything else that a reader should know of the value. */
  readonly note?: string;
  /** When it became known to the bureau's system. */
  readonly known: string;
}

const AT_START = '2019-12-16 09:00:00+08';
const REPORT = ['东西湖区民政局2020年工作总结和2021年工作思路', '2020年10月21日', '一（二）2'] as const;
const EPIDEMIC = [
  '关于切实做好疫情防控期间特殊困难群体帮扶和养老机构等特殊场所管理工作的通知',
  '鄂防指发〔2020〕66号',
  '困难群体帮扶',
] as const;
const DEMO = ['演示区参数表', '演示〔2020〕1号', '全文'] as const;

type Options = Partial<
  Pick<DemoParameter, 'variant' | 'to' | 'document' | 'issuedOn' | 'assumption' | 'known' | 'note'>
>;

const value = (
  definition: ParameterDefinition,
  amount: number,
  from: string,
  options: Options = {},
): DemoParameter => ({
  definition,
  variant: 'all',
  value: amount,
  from: plainDate(from),
  to: null,
  document: options.assumption === undefined || options.assumption === null ? REPORT : DEMO,
  issuedOn: null,
  assumption: null,
  known: AT_START,
  ...options,
});

const SINCE = '2019-04-01';
const RISE = '2020-04-01';
// The document of the rise came late in April, so that April itself is topped up in the run of May.
const RISE_KNOWN = '2020-04-28 10:00:00+08';
const RISE_ASSUMED = {
  known: RISE_KNOWN,
  issuedOn: plainDate('2020-04-27'),
  note: '标准数值和起始月见年度总结；文件下达日期（2020年4月27日）为演示假设，因此4月差额在5月补发。',
} as const;

const standards: readonly DemoParameter[] = [
  value(parameter.dibaoStandard, yuan(780), SINCE, { variant: 'urban' }),
  value(parameter.dibaoStandard, yuan(635), SINCE, { variant: 'rural' }),
  value(parameter.tekunStandard, yuan(1560), SINCE, { variant: 'urban' }),
  value(parameter.tekunStandard, yuan(1200), SINCE, { variant: 'rural' }),
  value(parameter.dibaoStandard, yuan(830), RISE, { variant: 'urban', ...RISE_ASSUMED }),
  value(parameter.dibaoStandard, yuan(680), RISE, { variant: 'rural', ...RISE_ASSUMED }),
  value(parameter.tekunStandard, yuan(1660), RISE, { variant: 'urban', ...RISE_ASSUMED }),
  value(parameter.tekunStandard, yuan(1280), RISE, { variant: 'rural', ...RISE_ASSUMED }),
  value(parameter.extraMonths, 1, '2020-01-01', {
    to: plainDate('2020-02-01'),
    document: [REPORT[0], REPORT[1], '一（二）1'],
  }),
  value(parameter.disabilityUplift, yuan(50), '2020-03-01', {
    to: plainDate('2020-07-01'),
    known: '2020-03-02 09:00:00+08',
  }),
];

const SUPPLEMENT_NOTE = '公开总结未列分类施保比例；为使补贴总额与公布数相符而取的演示比例（占低保标准）。';
const supplement = (variant: string, rate: number): DemoParameter =>
  value(parameter.supplementRate, rate, SINCE, { variant, assumption: SUPPLEMENT_NOTE });
const CARE_NOTE = '公开总结未列照料护理标准；演示数，仅用于展示三档护理。';
const care = (variant: string, amount: number): DemoParameter =>
  value(parameter.careStandard, yuan(amount), SINCE, { variant, assumption: CARE_NOTE });
const TEMPORARY_NOTE = '公开总结未列临时救助倍数；按困难程度分三档的演示倍数。';
const temporary = (variant: string, times: number): DemoParameter =>
  value(parameter.temporaryMultiple, times, SINCE, { variant, assumption: TEMPORARY_NOTE });
const BAND_NOTE = '公开总结只有户数和总额，未列档次；演示档次。';
const band = (variant: string, amount: number): DemoParameter =>
  value(parameter.springBand, yuan(amount), '2020-01-01', {
    variant,
    assumption: BAND_NOTE,
    to: plainDate('2020-02-01'),
  });

const assumed: readonly DemoParameter[] = [
  supplement('elder', 0.3),
  supplement('minor', 0.3),
  supplement('severe', 0.5),
  supplement('ill', 0.5),
  value(parameter.supplementElderAge, 70, SINCE, { assumption: SUPPLEMENT_NOTE }),
  value(parameter.jobRefusalLimit, 3, '2012-12-12', {
    document: ['最低生活保障审核审批办法（试行）', '民发〔2012〕220号', '第三十四条'],
  }),
  care('full', 500),
  care('partial', 250),
  care('self_care', 50),
  temporary('light', 1),
  temporary('medium', 2),
  temporary('heavy', 4),
  value(parameter.nursingSubsidy, yuan(80), SINCE, {
    assumption: '公开总结未列补贴基数；按发放总额反推最接近的整数，每月80元。',
  }),
  value(parameter.livingSubsidy, yuan(110), SINCE, {
    assumption: '公开总结未列补贴基数；按发放总额反推最接近的整数，每月110元。',
  }),
  value(parameter.livingIncludesMarginal, 1, SINCE, {
    assumption: '公开的生活补贴人数多于低保家庭可能的持证人数，演示区扩大到低保边缘家庭。',
  }),
  band('dibao', 600),
  band('disaster', 300),
  band('illness', 450),
  band('disability', 500),
];

const epidemicDocument = { document: EPIDEMIC, known: '2020-02-20 09:00:00+08' } as const;
const epidemic: readonly DemoParameter[] = [
  value(parameter.epidemicLiving, yuan(500), '2020-02-01', { variant: 'urban', ...epidemicDocument }),
  value(parameter.epidemicLiving, yuan(300), '2020-02-01', { variant: 'rural', ...epidemicDocument }),
  value(parameter.severeDisabledAid, yuan(500), '2020-02-01', { variant: 'urban', ...epidemicDocument }),
  value(parameter.severeDisabledAid, yuan(300), '2020-02-01', { variant: 'rural', ...epidemicDocument }),
  value(parameter.severeConfirmedAid, yuan(100), '2020-02-01', epidemicDocument),
  value(parameter.epidemicMultiple, 6, '2020-02-01', { variant: 'confirmed', ...epidemicDocument }),
  value(parameter.epidemicMultiple, 4, '2020-02-01', { variant: 'flexible', ...epidemicDocument }),
  value(parameter.strandedDaily, yuan(300), '2020-02-01', {
    document: ['武汉市外地滞汉人员困难救助规定（按2020年3月3日报道）', '2020年2月', '救助标准'],
    known: '2020-02-25 09:00:00+08',
  }),
  value(parameter.strandedCap, yuan(3000), '2020-02-01', {
    document: ['武汉市外地滞汉人员困难救助规定（按2020年3月3日报道）', '2020年2月', '救助上限'],
    known: '2020-02-25 09:00:00+08',
  }),
];

const LINKAGE = [
  '关于进一步完善社会救助和保障标准与物价上涨挂钩联动机制的通知',
  '发改价格规〔2016〕1835号',
  '一至三',
] as const;
const INDEX_NOTE = '演示价格指数：总指数与食品类按全国月度同比，低收入居民基本生活指数为假设。';
const DOUBLE_NOTE = '2020年3月至6月补贴标准加倍；依据凭记忆整理，原文未复核。';

/** Month, all items, food, basics of low-income residents: year on year. Published on the 11th of the next month. */
const INDICES: readonly (readonly [string, number, number, number])[] = [
  ['2020-01', 0.054, 0.206, 0.089],
  ['2020-02', 0.052, 0.219, 0.096],
  ['2020-03', 0.043, 0.183, 0.088],
  ['2020-04', 0.033, 0.148, 0.074],
  ['2020-05', 0.024, 0.106, 0.056],
  ['2020-06', 0.025, 0.111, 0.057],
  ['2020-07', 0.027, 0.132, 0.064],
  ['2020-08', 0.024, 0.112, 0.058],
  ['2020-09', 0.017, 0.079, 0.044],
];

const following = (monthText: string): string => {
  const [year = 0, month = 0] = monthText.split('-').map(Number);
  return month === 12 ? `${year + 1}-01` : `${year}-${String(month + 1).padStart(2, '0')}`;
};

const prices: readonly DemoParameter[] = [
  value(parameter.priceTrigger, 0.035, '2016-08-23', { variant: 'cpi', document: LINKAGE }),
  value(parameter.priceTrigger, 0.06, '2016-08-23', { variant: 'food', document: LINKAGE }),
  value(parameter.priceMultiplier, 2, '2020-03-01', {
    to: plainDate('2020-07-01'),
    assumption: DOUBLE_NOTE,
    document: LINKAGE,
    known: '2020-03-25 09:00:00+08',
  }),
  ...INDICES.flatMap(([monthText, cpi, food, scpi]) =>
    (
      [
        ['cpi', cpi],
        ['food', food],
        ['scpi', scpi],
      ] as const
    ).map(([variant, rate]) =>
      value(parameter.priceIndex, rate, `${monthText}-01`, {
        variant,
        to: plainDate(`${following(monthText)}-01`),
        assumption: INDEX_NOTE,
        known: `${following(monthText)}-11 10:00:00+08`,
        issuedOn: plainDate(`${following(monthText)}-10`),
      }),
    ),
  ),
];

const organisationsDocument = { document: [REPORT[0], REPORT[1], '一（三）6'] } as const;
const organisations: readonly DemoParameter[] = [
  value(teamTarget, 15, '2020-01-01', { variant: 'urban', ...organisationsDocument }),
  value(teamTarget, 5, '2020-01-01', { variant: 'rural', ...organisationsDocument }),
  value(receiptsYear, 2019, '2020-01-01', { to: plainDate('2021-01-01'), ...organisationsDocument }),
];
const supervision: readonly DemoParameter[] = [
  value(dossiersPerHousehold, 1, '2020-01-01', { document: [REPORT[0], REPORT[1], '一（二）3'] }),
];

/** What the demonstration bureau's register of standards holds, in the order in which it became known. */
export const demoParameters: readonly DemoParameter[] = [
  ...standards,
  ...assumed,
  ...epidemic,
  ...prices,
  ...organisations,
  ...supervision,
  ...serviceParameters,
].toSorted((a, b) => a.known.localeCompare(b.known));
