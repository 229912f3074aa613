import { yuan } from '../kernel/base/fen.ts';
import { plainDate } from '../kernel/base/plain-date.ts';
import type { ParameterDefinition } from '../kernel/policy/define-parameter.ts';
import * as elderly from '../modules/elderly-care/model/parameters.ts';
import type { DemoParameter } from './parameters.ts';

const TITLE = '东西湖区民政局2020年工作总结和2021年工作思路';
const YEAR = '2020-01-01';

type Options = { readonly variant?: string; readonly to?: string; readonly from?: string };

/** A value that the report itself states. */
const stated = (
  definition: ParameterDefinition,
  value: number,
  article: string,
  { variant = 'all', to, from = YEAR }: Options = {},
): DemoParameter => ({
  definition,
  variant,
  value,
  issuedOn: null,
  assumption: null,
  known: '2019-12-16 09:00:00+08',
  from: plainDate(from),
  to: to === undefined ? null : plainDate(to),
  document: [TITLE, '2020年10月21日', article],
});

/** A value that no document at hand gives: shown as an assumption wherever it is used. */
const assumed = (
  definition: ParameterDefinition,
  value: number,
  assumption: string,
  options: Options = {},
): DemoParameter => ({
  ...stated(definition, value, '', { from: '2018-01-01', ...options }),
  assumption,
  document: ['演示区参数表', '演示〔2020〕1号', '全文'],
});

const BANDS = '公开总结只有高龄津贴总额；档次为演示数。';
const RATES = '公开总结只有补贴总额和提高比例；计发标准为演示数。';
const rate = (variant: string, amount: number) =>
  assumed(elderly.subsidyRate, yuan(amount), RATES, { variant });

const elderlyParameters: readonly DemoParameter[] = [
  assumed(elderly.oldAgeBand, yuan(100), BANDS, { variant: '80_89' }),
  assumed(elderly.oldAgeBand, yuan(200), BANDS, { variant: '90_99' }),
  assumed(elderly.oldAgeBand, yuan(500), BANDS, { variant: '100_up' }),
  stated(elderly.subsidyFrom, 90, '一（五）2'),
  stated(elderly.subsidy90, yuan(100), '一（五）2'),
  assumed(elderly.verifyMonths, 12, '认证周期未见文件原文，按每年一次。'),
  stated(elderly.uplift, 10, '一（五）3', { variant: 'community', to: '2021-01-01' }),
  stated(elderly.uplift, 30, '一（五）3', { variant: 'institution', to: '2021-01-01' }),
  rate('centre', 60_000),
  rate('station', 40_000),
  rate('rural_centre', 30_000),
  rate('bed', 200),
  rate('staff', 100),
  stated(elderly.coverageTarget, 100, '一（五）1', { to: '2021-01-01' }),
  stated(elderly.qualityTarget, 60, '一（五）4', { variant: 'standard', to: '2021-01-01' }),
  stated(elderly.qualityTarget, 80, '一（五）4', { variant: 'canteen', to: '2021-01-01' }),
  stated(elderly.qualityTarget, 100, '一（五）4', { variant: 'kitchen', to: '2021-01-01' }),
];

/** Standards of the businesses beside assistance. */
export const serviceParameters: readonly DemoParameter[] = [...elderlyParameters];
