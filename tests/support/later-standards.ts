import type { ParameterDefinition } from '../../kernel/policy/define-parameter.ts';
import type { ParameterRow } from '../../kernel/policy/resolve-parameters.ts';
import * as parameter from '../../modules/social-assistance/model/parameters.ts';
import { given } from './rule-case.ts';

const urbanAndRural = (
  definition: ParameterDefinition,
  urban: number,
  rural: number,
  options: Parameters<typeof given>[2],
): ParameterRow[] => [
  given(definition, urban, { ...options, variant: 'urban' }),
  given(definition, rural, { ...options, variant: 'rural' }),
];

const FIRST = { from: '2020-04-01', to: '2021-04-01' } as const;
const SECOND = {
  from: '2021-04-01',
  to: '2022-04-01',
  assumption: '数值见2022年报告，调整月份未见公布，按2021年4月',
} as const;
const THIRD = { from: '2022-04-01', to: '2023-01-01' } as const;

/** The standards of the district as far as they are published: to the end of 2022 (handbook 01 §5.1). */
export const PUBLISHED_STANDARDS: readonly ParameterRow[] = [
  ...urbanAndRural(parameter.dibaoStandard, 83_000, 68_000, FIRST),
  ...urbanAndRural(parameter.dibaoStandard, 87_000, 73_000, SECOND),
  ...urbanAndRural(parameter.dibaoStandard, 91_000, 78_000, THIRD),
  ...urbanAndRural(parameter.tekunStandard, 166_000, 128_000, FIRST),
  ...urbanAndRural(parameter.tekunStandard, 174_000, 136_000, SECOND),
  ...urbanAndRural(parameter.tekunStandard, 182_000, 150_000, THIRD),
];

const DIGITS = '限额倍数原文不清，按2倍和12倍';
const MARGINAL_ASSETS = { from: '2024-08-19', to: '2026-08-19', assumption: DIGITS } as const;
const RIGID = { from: '2025-01-01', assumption: '演示数' } as const;

/** What the laws since 2021 ask the district for, with the figures of the worked examples (handbook 01 §5.6). */
export const LATER_PARAMETERS: readonly ParameterRow[] = [
  given(parameter.marginalAssets, 2, { ...MARGINAL_ASSETS, variant: 'financial' }),
  given(parameter.marginalAssets, 12, { ...MARGINAL_ASSETS, variant: 'car' }),
  given(parameter.rigidRatio, 0.6, RIGID),
  given(parameter.disposableIncome, 4_000_000, RIGID),
];
