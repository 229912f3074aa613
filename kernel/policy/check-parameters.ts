import type { Pool } from 'pg';
import { failed } from '../base/errors.ts';
import type { Label } from '../base/label.ts';
import { monthOf } from '../base/month.ts';
import { intersect, type Period, subtract } from '../base/period.ts';
import type { PlainDate } from '../base/plain-date.ts';
import { declaredIn } from '../module/declared-in.ts';
import { type DerivationInput, derivationOf, type ParameterDefinition } from './define-parameter.ts';
import type { Programme } from './define-programme.ts';
import { isAsked } from './resolve-parameters.ts';

/** The days for which one variant of a parameter has a value at a place. */
export interface ValueSpan extends Period {
  readonly key: string;
  readonly variant: string;
  readonly divisionNo: number;
}

/** Declarations whose values are checked. */
export interface ParameterUsers {
  readonly parameters: ReadonlyMap<string, ParameterDefinition>;
  readonly programmes: ReadonlyMap<string, Programme>;
}

/**
 * Refuses to start when a value ends and the next one begins later, within the days of the data: those months could
 * not be paid. A parameter that declares a fallback may have gaps, and so may one that is derived from values that
 * have none in those days.
 */
export function checkParameterGaps(
  { parameters }: Pick<ParameterUsers, 'parameters'>,
  spans: readonly ValueSpan[],
  data: Period,
): void {
  const series = Map.groupBy(spans, ({ key, variant, divisionNo }) => seriesKey(key, variant, divisionNo));
  for (const list of series.values()) {
    const ordered = list.toSorted((a, b) => a.from.localeCompare(b.from));
    for (const [i, { key, variant, divisionNo, to }] of ordered.entries()) {
      const definition = parameters.get(key);
      if (definition === undefined || definition.otherwise !== undefined) break;
      const gap = between(to, ordered[i + 1]?.from);
      const within = gap === undefined ? undefined : intersect(gap, data);
      const lost = within && notDerived(definition, variant, series, divisionNo, within);
      if (lost !== undefined) throw gapFound(definition, { ...lost, key, variant, divisionNo });
    }
  }
}

/** The first days of a gap for which the value cannot be derived either; all of them when it is not derived at all. */
function notDerived(
  definition: ParameterDefinition,
  variant: string,
  series: Series,
  divisionNo: number,
  gap: Period,
): Period | undefined {
  const derivation = derivationOf(definition, variant);
  if (derivation === undefined) return gap;
  return derivation.from
    .flatMap((input) => missingDays(input, series, divisionNo, gap))
    .toSorted((a, b) => a.from.localeCompare(b.from))[0];
}

/** Days of a period in which an input has neither a value, nor a fallback, nor a derivation of its own. */
function missingDays(
  { parameter, variant }: DerivationInput,
  series: Series,
  divisionNo: number,
  days: Period,
): Period[] {
  if (parameter.otherwise !== undefined) return [];
  let left: Period[] = [days];
  for (const span of series.get(seriesKey(parameter.key, variant, divisionNo)) ?? [])
    left = left.flatMap((part) => subtract(part, span));
  return left.flatMap((part) => notDerived(parameter, variant, series, divisionNo, part) ?? []);
}

type Series = ReadonlyMap<string, readonly ValueSpan[]>;
const seriesKey = (key: string, variant: string, divisionNo: number): string =>
  `${key}/${variant}/${divisionNo}`;

const between = (to: PlainDate | null, next: PlainDate | undefined): Period | undefined =>
  to !== null && next !== undefined && to < next ? { from: to, to: next } : undefined;

const gapFound = ({ label, variants }: ParameterDefinition, gap: ValueSpan) => {
  const where = declaredIn('modules', gap.key);
  return failed(
    'parameter.gap-at-start',
    `政策标准“${label.zh}”（${gap.key}，见 ${where}）${variants[gap.variant]?.zh ?? gap.variant}在${gap.divisionNo}自${gap.from}至${gap.to}（不含）没有数值：请用 huimin standards enact 补录该期间的文件标准后再启动。`,
    `The standard "${label.en}" (${gap.key} in ${where}, variant ${gap.variant}, place ${gap.divisionNo}) has no value from ${gap.from} to ${gap.to} (excluded): enter it with huimin standards enact, then start again.`,
    { key: gap.key, variant: gap.variant, from: gap.from, to: gap.to },
  );
};

/**
 * Standards that a programme needs and nobody has entered yet: what a new district lacks before its first run. What
 * follows from others is not missed once those are there, nor what no rule asks for on the day `on` (without a day:
 * what only the rules of some months ask for).
 */
export function findMissingStandards(
  { programmes }: Pick<ParameterUsers, 'programmes'>,
  spans: readonly ValueSpan[],
  on?: PlainDate,
): readonly Label[] {
  const present = new Set(spans.map(({ key, variant }) => `${key}/${variant}`));
  const used = new Set([...programmes.values()].flatMap(({ parameters }) => Object.values(parameters)));
  const isKnown = (parameter: ParameterDefinition, variant: string): boolean =>
    parameter.otherwise !== undefined ||
    present.has(`${parameter.key}/${variant}`) ||
    derivationOf(parameter, variant)?.from.every((input) => isKnown(input.parameter, input.variant)) === true;
  return [...used]
    .filter((parameter) =>
      on === undefined ? parameter.asked === undefined : isAsked(parameter, monthOf(on)),
    )
    .flatMap((parameter) => {
      const { label, variants } = parameter;
      return Object.entries(variants)
        .filter(([variant]) => !isKnown(parameter, variant))
        .map(([, of]) => ({
          zh: of.zh === '' ? label.zh : `${label.zh}（${of.zh}）`,
          en: of.en === '' ? label.en : `${label.en} (${of.en})`,
        }));
    });
}

/** The values that are in force now, over all places. */
export async function loadValueSpans(pool: Pool): Promise<readonly ValueSpan[]> {
  const { rows } = await pool.query<ValueSpan>(
    `select key, variant, division_no as "divisionNo", effective_from as "from", effective_to as "to"
       from parameter_value where recorded_until = 'infinity'`,
  );
  return rows;
}
