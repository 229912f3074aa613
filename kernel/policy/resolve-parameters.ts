import { inputError } from '../base/errors.ts';
import { chineseMonth, firstDay, type Month } from '../base/month.ts';
import type { PlainDate } from '../base/plain-date.ts';
import {
  type Derivation,
  derivationOf,
  type ParameterDefinition,
  type ParameterMap,
} from './define-parameter.ts';
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
 * The values of a programme's parameters in `month`, with their citations: the approved value of the register, else
 * what is derived from other values, else the declared fallback. A parameter with none of these is an error that names
 * it, the variant, the month and the place. One that the rules of the month do not ask for reads as not a number, which
 * no amount can be made of.
 */
export function resolveParameters(
  needs: ParameterMap,
  table: ParameterTable,
  month: Month,
  place?: string,
): ResolvedParameters {
  const known = resolvedBefore(table, needs);
  // A table is never changed once it is made, so that what was resolved from it stays right.
  const key = `${month}|${place ?? ''}`;
  const found = known.get(key) ?? resolve(needs, table, month, place);
  known.set(key, found);
  return found;
}

type Resolved = Map<string, ResolvedParameters>;
const RESOLVED = new WeakMap<ParameterTable, Map<ParameterMap, Resolved>>();

function resolvedBefore(table: ParameterTable, needs: ParameterMap): Resolved {
  const ofTable = RESOLVED.get(table) ?? new Map<ParameterMap, Resolved>();
  RESOLVED.set(table, ofTable);
  const ofNeeds = ofTable.get(needs) ?? new Map<string, ResolvedParameters>();
  ofTable.set(needs, ofNeeds);
  return ofNeeds;
}

function resolve(
  needs: ParameterMap,
  table: ParameterTable,
  month: Month,
  place?: string,
): ResolvedParameters {
  const asked: Asked = { table, month, place };
  const values: Record<string, number | Record<string, number>> = {};
  const citations: Record<string, Record<string, Citation>> = {};
  for (const name in needs) {
    const definition = needs[name];
    if (definition === undefined) continue;
    const cited: Record<string, Citation> = {};
    const read: Record<string, number> = {};
    for (const variant in definition.variants) {
      const citation = isAsked(definition, month) ? cite(definition, variant, asked) : undefined;
      if (citation !== undefined) cited[variant] = citation;
      read[variant] = citation?.value ?? Number.NaN;
    }
    citations[name] = cited;
    values[name] = read.all ?? read;
  }
  return { values, citations };
}

interface Asked {
  readonly table: ParameterTable;
  readonly month: Month;
  readonly place: string | undefined;
}

/** Code of the district that a place lies in: standards are set for a district as a whole. */
export const districtOf = (divisionNo: number): string => String(divisionNo).slice(0, 6);

/** Whether the rules of a month ask for the parameter. */
export const isAsked = ({ asked }: Pick<ParameterDefinition, 'asked'>, month: Month): boolean =>
  asked === undefined || (asked.from <= month && (asked.before === undefined || month < asked.before));

function cite(definition: ParameterDefinition, variant: string, asked: Asked): Citation {
  const row = rowFor(definition, variant, asked);
  const base = {
    key: definition.key,
    label: definition.label,
    variant,
    variantLabel: definition.variants[variant] ?? { zh: '', en: '' },
    unit: definition.unit,
    per: definition.per,
  };
  if (row !== undefined) return { ...base, ...row, key: definition.key };
  const derivation = derivationOf(definition, variant);
  if (derivation !== undefined) return { ...base, ...derive(derivation, asked) };
  if (definition.otherwise === undefined) throw gap(definition, variant, asked);
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

function rowFor({ key }: ParameterDefinition, variant: string, { table, month }: Asked) {
  const day = firstDay(month);
  return table
    .get(key)
    ?.find(
      (candidate) =>
        candidate.variant === variant &&
        candidate.effectiveFrom <= day &&
        (candidate.effectiveTo === null || day < candidate.effectiveTo),
    );
}

/** What follows from the inputs of the month; a gap among them is told as theirs, since theirs is what is to be entered. */
function derive({ from, of, formula, source }: Derivation, asked: Asked) {
  const inputs = from.map(({ parameter, variant }) => cite(parameter, variant, asked));
  return {
    ...source,
    value: of(inputs.map(({ value }) => value)),
    effectiveFrom: inputs.reduce<string>(
      (day, input) => later(day, input.effectiveFrom ?? ''),
      source.effectiveFrom,
    ),
    derivation: { formula, inputs },
  };
}

const later = (a: string, b: string): string => (b > a ? b : a);

function gap(definition: ParameterDefinition, variant: string, { month, place }: Asked) {
  const of = definition.variants[variant];
  const [zh, en] = [of?.zh ?? '', of?.en === '' || of === undefined ? '' : ` (${of.en})`];
  const where = place === undefined ? { zh: '', en: '' } : { zh: `区划${place}`, en: ` at place ${place}` };
  return inputError(
    'parameter.gap',
    `缺少${where.zh}参数“${definition.label.zh}${zh === '' ? '' : `（${zh}）`}”在${chineseMonth(month)}的数值：请先由经办录入文件依据并经复核生效，再重新计算。`,
    `Parameter "${definition.label.en}"${en} has no value in ${month}${where.en}: enter it with its document and have it approved, then compute again.`,
    { parameter: definition.key, variant, month, ...(place === undefined ? {} : { place }) },
  );
}
