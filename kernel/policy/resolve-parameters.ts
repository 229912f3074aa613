import { inputError } from '../base/errors.ts';
import { chineseMonth, firstDay, type Month } from '../base/month.ts';
import type { PlainDate } from '../base/plain-date.ts';
import type { ParameterDefinition, ParameterMap } from './define-parameter.ts';
import type { Citation } from './tracer.ts';

/** One approved value of a parameter, as known at the moment of asking. */
export interface ParameterRow {
  readonly key: string;
  readonly variant: string;
  readonly effectiveFrom: PlainDate;
  readonly effectiveTo: PlainDate | null;
  readonly value: number;
  readonly documentTitle: string;
  readonly documentNo: string;
  readonly article: string;
  readonly certainty: 'source' | 'assumption';
  readonly note: string | null;
}

export type ResolvedValues = Readonly<Record<string, number | Readonly<Record<string, number>>>>;

export interface ResolvedParameters {
  readonly values: ResolvedValues;
  readonly citations: Readonly<Record<string, Readonly<Record<string, Citation>>>>;
}

/** Parameter rows by key, made once for a run and read for each of its months. */
export type ParameterTable = ReadonlyMap<string, readonly ParameterRow[]>;

export function parameterTable(rows: readonly ParameterRow[]): ParameterTable {
  return Map.groupBy(rows, (row) => row.key);
}

/**
 * The values of a programme's parameters in `month`, with their citations.
 * A parameter without a value and without a declared fallback is an error that names it, the variant and the month.
 */
export function resolveParameters(
  needs: ParameterMap,
  table: ParameterTable,
  month: Month,
): ResolvedParameters {
  const values: Record<string, number | Record<string, number>> = {};
  const citations: Record<string, Record<string, Citation>> = {};
  for (const name in needs) {
    const definition = needs[name];
    if (definition === undefined) continue;
    const cited: Record<string, Citation> = {};
    for (const variant in definition.variants) cited[variant] = cite(definition, variant, table, month);
    citations[name] = cited;
    values[name] =
      cited.all === undefined
        ? Object.fromEntries(Object.entries(cited).map(([variant, citation]) => [variant, citation.value]))
        : cited.all.value;
  }
  return { values, citations };
}

function cite(
  definition: ParameterDefinition,
  variant: string,
  table: ParameterTable,
  month: Month,
): Citation {
  const day = firstDay(month);
  const row = table
    .get(definition.key)
    ?.find(
      (candidate) =>
        candidate.variant === variant &&
        candidate.effectiveFrom <= day &&
        (candidate.effectiveTo === null || day < candidate.effectiveTo),
    );
  const base = {
    key: definition.key,
    label: definition.label,
    variant,
    variantLabel: definition.variants[variant] ?? { zh: '', en: '' },
    unit: definition.unit,
    per: definition.per,
  };
  if (row !== undefined) return { ...base, ...row, key: definition.key };
  if (definition.otherwise === undefined) throw gap(definition, variant, month);
  return {
    ...base,
    value: definition.otherwise,
    effectiveFrom: null,
    documentTitle: null,
    documentNo: null,
    article: null,
    certainty: 'otherwise',
    note: null,
  };
}

function gap(definition: ParameterDefinition, variant: string, month: Month) {
  const of = definition.variants[variant];
  const [zh, en] = [of?.zh ?? '', of?.en === '' || of === undefined ? '' : ` (${of.en})`];
  return inputError(
    'parameter.gap',
    `缺少参数“${definition.label.zh}${zh === '' ? '' : `（${zh}）`}”在${chineseMonth(month)}的数值：请先由经办录入文件依据并经复核生效，再重新计算。`,
    `Parameter "${definition.label.en}"${en} has no value in ${month}: enter it with its document and have it approved, then compute again.`,
    { parameter: definition.key, variant, month },
  );
}
