import { month } from '../../kernel/base/month.ts';
import { plainDate } from '../../kernel/base/plain-date.ts';
import type { FactDefinition, FactValue } from '../../kernel/party/define-fact.ts';
import type { ParameterDefinition } from '../../kernel/policy/define-parameter.ts';
import {
  type FactValues,
  type MemberBase,
  type Programme,
  type Subject,
  versionFor,
} from '../../kernel/policy/define-programme.ts';
import { type Amount, Draft } from '../../kernel/policy/draft.ts';
import {
  type ParameterRow,
  parameterTable,
  resolveParameters,
} from '../../kernel/policy/resolve-parameters.ts';
import * as parameter from '../../modules/social-assistance/model/parameters.ts';

interface Given {
  readonly variant?: string;
  readonly from?: string;
  readonly to?: string | null;
  readonly assumption?: string;
}

/** A value of a parameter as the register of standards holds it; since 2012 when nothing else is said. */
export function given(definition: ParameterDefinition, value: number, options: Given = {}): ParameterRow {
  const { variant = 'all', from = '2012-01-01', to = null, assumption } = options;
  return {
    key: definition.key,
    variant,
    effectiveFrom: plainDate(from),
    effectiveTo: to === null ? null : plainDate(to),
    value,
    documentTitle: '测试标准',
    documentNo: '测试〔2020〕1号',
    article: '一',
    certainty: assumption === undefined ? 'source' : 'assumption',
    note: assumption ?? null,
  };
}

const each = (
  definition: ParameterDefinition,
  values: Readonly<Record<string, number>>,
  options: Given = {},
): ParameterRow[] =>
  Object.entries(values).map(([variant, value]) => given(definition, value, { ...options, variant }));

const RISE = '2020-04-01';
const SPRING = { from: '2020-01-01', to: '2020-02-01' } as const;

/**
 * The standards of 2020 (780/635 to 830/680 and 1,560/1,200 to 1,660/1,280 in April) with simple figures for what no
 * document gives. Consumer prices stand at zero, so that a price subsidy is only paid where a case says so.
 */
export const PARAMETERS_2020: readonly ParameterRow[] = [
  ...each(parameter.dibaoStandard, { urban: 78_000, rural: 63_500 }, { to: RISE }),
  ...each(parameter.dibaoStandard, { urban: 83_000, rural: 68_000 }, { from: RISE }),
  ...each(parameter.tekunStandard, { urban: 156_000, rural: 120_000 }, { to: RISE }),
  ...each(parameter.tekunStandard, { urban: 166_000, rural: 128_000 }, { from: RISE }),
  ...each(parameter.careStandard, { full: 50_000, partial: 25_000, self_care: 5_000 }),
  ...each(parameter.supplementRate, { elder: 0.1, minor: 0.15, severe: 0.2, ill: 0.25 }),
  given(parameter.supplementElderAge, 70),
  given(parameter.jobRefusalLimit, 3),
  given(parameter.extraMonths, 1, SPRING),
  ...each(parameter.priceTrigger, { cpi: 0.035, food: 0.06 }),
  given(parameter.priceMultiplier, 2, { from: '2020-03-01', to: '2020-07-01' }),
  ...each(parameter.temporaryMultiple, { light: 1, medium: 2, heavy: 4 }),
  ...each(
    parameter.epidemicMultiple,
    { confirmed: 6, flexible: 4 },
    { from: '2020-02-01', to: '2020-07-01' },
  ),
  given(parameter.livingSubsidy, 11_000),
  given(parameter.nursingSubsidy, 8_000),
  given(parameter.disabilityUplift, 5_000, { from: '2020-03-01', to: '2020-07-01' }),
  given(parameter.livingIncludesMarginal, 1),
  ...each(
    parameter.springBand,
    { dibao: 60_000, disaster: 30_000, illness: 45_000, disability: 50_000 },
    SPRING,
  ),
  ...each(parameter.epidemicLiving, { urban: 50_000, rural: 30_000 }, { from: '2020-02-01' }),
  ...each(parameter.severeDisabledAid, { urban: 50_000, rural: 30_000 }, { from: '2020-02-01' }),
  given(parameter.severeConfirmedAid, 10_000, { from: '2020-02-01' }),
  given(parameter.strandedDaily, 30_000, { from: '2020-02-01' }),
  given(parameter.strandedCap, 300_000, { from: '2020-02-01' }),
];

/** What a case says of a person; the rest is absent. Adults of forty unless `birthDate` says otherwise. */
export type MemberCase = Partial<MemberBase> & FactValues;

export interface RuleCase {
  readonly month?: string;
  readonly award?: FactValues;
  readonly household?: FactValues;
  readonly members?: readonly MemberCase[];
  readonly enrolled?: Readonly<Record<string, boolean>>;
  /** Values that stand before those of 2020. */
  readonly parameters?: readonly ParameterRow[];
}

export interface RuleOutcome {
  readonly refusal: string | null;
  readonly totalFen: number;
  /** Fen by component, for those that are paid. */
  readonly byComponent: Readonly<Record<string, number>>;
  readonly amounts: readonly Amount[];
}

function absent(definition: FactDefinition): FactValue {
  switch (definition.value.type) {
    case 'money':
    case 'count':
      return 0;
    case 'flag':
      return false;
    case 'code':
      return null;
  }
}

const group = (
  definitions: Readonly<Record<string, FactDefinition>> = {},
  said: FactValues = {},
): FactValues => ({
  ...Object.fromEntries(Object.entries(definitions).map(([name, definition]) => [name, absent(definition)])),
  ...said,
});

function subjectOf(programme: Programme, { award, household, members = [{}], enrolled }: RuleCase): Subject {
  const { facts } = programme;
  return {
    award: group(facts.award, award),
    household: group(facts.household, household),
    members: members.map((member, i) => ({
      id: `member-${i + 1}`,
      birthDate: plainDate('1980-01-01'),
      sex: 'unknown' as const,
      ...group(facts.person, member),
    })),
    enrolled: {
      ...Object.fromEntries(Object.keys(programme.enrolments).map((name) => [name, false])),
      ...enrolled,
    },
  };
}

/** Decides a case with the version of the rule that is in force in its month (2020-06 unless it says otherwise). */
export function decide(programme: Programme, of: RuleCase): RuleOutcome {
  const asked = month(of.month ?? '2020-06');
  const table = parameterTable([...(of.parameters ?? []), ...PARAMETERS_2020]);
  const draft = new Draft(asked);
  const { values } = resolveParameters(programme.parameters, table, asked);
  versionFor(programme, asked).decide(subjectOf(programme, of), values, draft);
  const byComponent: Record<string, number> = {};
  for (const { component, amountFen } of draft.amounts) {
    byComponent[component] = (byComponent[component] ?? 0) + amountFen;
  }
  return {
    refusal: draft.refusal ?? null,
    totalFen: draft.amounts.reduce((sum, { amountFen }) => sum + amountFen, 0),
    byComponent,
    amounts: draft.amounts,
  };
}

/** Consumer prices of every month: all items, food, and the basics of low-income residents. */
export const prices = (cpi: number, food: number, scpi: number): ParameterRow[] =>
  each(parameter.priceIndex, { cpi, food, scpi });

/** Every choice of counts (each at most the total) that adds up to `persons` and to exactly `sumFen`. */
export function solutions(amountsFen: readonly number[], persons: number, sumFen: number): number[][] {
  const [first, ...others] = amountsFen;
  if (first === undefined) return persons === 0 && sumFen === 0 ? [[]] : [];
  return Array.from({ length: persons + 1 }, (_, count) =>
    solutions(others, persons - count, sumFen - count * first).map((rest) => [count, ...rest]),
  ).flat();
}
