import type { Pool } from 'pg';
import { failed } from '../base/errors.ts';
import type { Label } from '../base/label.ts';
import { intersect, type Period } from '../base/period.ts';
import type { PlainDate } from '../base/plain-date.ts';
import type { ParameterDefinition } from './define-parameter.ts';
import type { Programme } from './define-programme.ts';

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
 * not be paid. A parameter that declares a fallback may have gaps.
 */
export function checkParameterGaps(
  { parameters }: Pick<ParameterUsers, 'parameters'>,
  spans: readonly ValueSpan[],
  data: Period,
): void {
  const series = Map.groupBy(spans, ({ key, variant, divisionNo }) => `${key}/${variant}/${divisionNo}`);
  for (const list of series.values()) {
    const ordered = list.toSorted((a, b) => a.from.localeCompare(b.from));
    for (const [i, { key, variant, divisionNo, to }] of ordered.entries()) {
      const definition = parameters.get(key);
      if (definition === undefined || definition.otherwise !== undefined) break;
      const gap = between(to, ordered[i + 1]?.from);
      const lost = gap === undefined ? undefined : intersect(gap, data);
      if (lost !== undefined) throw gapFound(definition, { ...lost, key, variant, divisionNo });
    }
  }
}

const between = (to: PlainDate | null, next: PlainDate | undefined): Period | undefined =>
  to !== null && next !== undefined && to < next ? { from: to, to: next } : undefined;

const gapFound = ({ label, variants }: ParameterDefinition, gap: ValueSpan) =>
  failed(
    'parameter.gap-at-start',
    `政策标准“${label.zh}”（${gap.key}）${variants[gap.variant]?.zh ?? gap.variant}在${gap.divisionNo}自${gap.from}至${gap.to}（不含）没有数值：请用 huimin standards enact 补录该期间的文件标准后再启动。`,
    `The standard "${label.en}" (${gap.key}, variant ${gap.variant}, place ${gap.divisionNo}) has no value from ${gap.from} to ${gap.to} (excluded): enter it with huimin standards enact, then start again.`,
    { key: gap.key, variant: gap.variant, from: gap.from, to: gap.to },
  );

/** Standards that a programme needs and nobody has entered yet: what a new district lacks before its first run. */
export function findMissingStandards(
  { programmes }: Pick<ParameterUsers, 'programmes'>,
  spans: readonly ValueSpan[],
): readonly Label[] {
  const present = new Set(spans.map(({ key, variant }) => `${key}/${variant}`));
  const used = new Set([...programmes.values()].flatMap(({ parameters }) => Object.values(parameters)));
  return [...used]
    .filter(({ otherwise }) => otherwise === undefined)
    .flatMap(({ key, label, variants }) =>
      Object.entries(variants)
        .filter(([variant]) => !present.has(`${key}/${variant}`))
        .map(([, of]) => ({
          zh: of.zh === '' ? label.zh : `${label.zh}（${of.zh}）`,
          en: of.en === '' ? label.en : `${label.en} (${of.en})`,
        })),
    );
}

/** The values that are in force now, over all places. */
export async function loadValueSpans(pool: Pool): Promise<readonly ValueSpan[]> {
  const { rows } = await pool.query<ValueSpan>(
    `select key, variant, division_no as "divisionNo", effective_from as "from", effective_to as "to"
       from parameter_value where recorded_until = 'infinity'`,
  );
  return rows;
}
