import { type SQL, sql } from 'drizzle-orm';
import { PgDialect } from 'drizzle-orm/pg-core';
import { maskName } from '../access/mask.ts';
import { audit } from '../audit/audit.ts';
import { digestOf } from '../base/digest.ts';
import { type Division, division, divisionCode, divisionRange } from '../base/division.ts';
import { inputError, notFound } from '../base/errors.ts';
import { fen, formatWan, plainYuan } from '../base/fen.ts';
import { chineseMonth, lastDay, month, monthOf } from '../base/month.ts';
import { addDays, chineseDate, plainDate, type PlainDate } from '../base/plain-date.ts';
import type { Tx } from '../db/database.ts';
import { findRow, rowsOf } from '../db/rows.ts';
import type { Registry } from '../module/registry.ts';
import { checkDataMonth, type District, getDistrict } from '../party/district.ts';
import type { Figure, FigureRow } from './contract.ts';
import type { FigurePeriod, Indicator, ParameterIndicator } from './define-indicator.ts';

export interface FigureQuery {
  readonly at?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly division?: string | undefined;
}

/** The value of one figure. Errors: an unknown id, a day or month outside the data, a broken division number. */
export async function getFigureValue(
  tx: Tx,
  registry: Registry,
  id: string,
  query: FigureQuery = {},
): Promise<Figure> {
  const indicator = getIndicator(registry, id);
  const place = await readPlace(tx, query.division);
  return measure(
    tx,
    indicator,
    periodOf(await getDistrict(tx), place.division, query),
    place,
    await loadAssumptions(tx),
  );
}

/** Every figure of the registry for the district's reporting period. */
export async function listFigureValues(
  tx: Tx,
  registry: Registry,
  query: FigureQuery = {},
): Promise<Figure[]> {
  const place = await readPlace(tx, query.division);
  const period = periodOf(await getDistrict(tx), place.division, query);
  const notes = await loadAssumptions(tx);
  const figures: Figure[] = [];
  for (const indicator of registry.indicators.values())
    figures.push(await measure(tx, indicator, period, place, notes));
  return figures;
}

/** The records behind a figure, from the statement that gives its value. The reading is audited. */
export async function getFigureRows(
  tx: Tx,
  registry: Registry,
  id: string,
  query: FigureQuery & { readonly offset: number; readonly limit: number },
): Promise<{ total: number; sum: number; rows: FigureRow[] }> {
  const indicator = getIndicator(registry, id);
  const place = await readPlace(tx, query.division);
  const period = periodOf(await getDistrict(tx), place.division, query);
  const statement = rowsStatement(indicator, period);
  const totals = await findRow<{ total: number; sum: number }>(
    tx,
    sql`select count(*)::int as total, coalesce(sum(measure), 0)::bigint as sum from (${statement}) q`,
  );
  const rows = await rowsOf<RawRow>(
    tx,
    sql`select q.key, q.kind, q.name, q.division_no as "divisionNo", pl.name as "divisionName",
               q.month, q.what, q.measure, q.link
          from (${statement}) q left join place pl on pl.division_no = q.division_no
         order by q.division_no, q.what, q.key limit ${query.limit} offset ${query.offset}`,
  );
  await audit(tx, {
    action: 'figure.open',
    objectKind: 'figure',
    objectId: id,
    purpose: '核对指标',
    details: { rows: rows.length },
  });
  const unit = indicator.measure === 'fen' ? 100 : 1;
  return {
    total: totals?.total ?? 0,
    sum: (totals?.sum ?? 0) / unit,
    rows: rows.map((row) => readRow(row, unit)),
  };
}

function getIndicator(registry: Registry, id: string): CountableIndicator | ParameterIndicator {
  const indicator = registry.indicators.get(id);
  if (indicator !== undefined) return indicator;
  const near = [...registry.indicators.keys()]
    .filter((known) => known.startsWith(`${id.split('.')[0] ?? ''}.`))
    .slice(0, 5);
  const hint = near.length === 0 ? '' : `，例如 ${near.join('、')}`;
  throw notFound(
    'figure.unknown',
    `没有指标“${id.slice(0, 120)}”：用 huimin figures 查看全部指标${hint}。`,
    `There is no figure "${id.slice(0, 120)}": see all with huimin figures${near.length === 0 ? '' : `, e.g. ${near.join(', ')}`}.`,
  );
}

type CountableIndicator = Exclude<Indicator, ParameterIndicator>;

interface Place {
  readonly division: Division;
  readonly name: string;
}

async function readPlace(tx: Tx, text: string | undefined): Promise<Place> {
  const district = await getDistrict(tx);
  if (text === undefined) return { division: district.division, name: district.name };
  const wanted = division(text);
  const row = await findRow<{ name: string }>(tx, sql`select name from place where division_no = ${wanted}`);
  if (row === undefined) {
    throw inputError(
      'figure.division-unknown',
      `没有区划“${divisionCode(wanted)}”：请填本区的街道、社区代码。`,
      `There is no division "${divisionCode(wanted)}" in this district.`,
    );
  }
  return { division: wanted, name: row.name };
}

/** The day and months that a query asks for, within the data; without any it is the whole reporting period. */
export function periodOf(district: District, place: Division, query: FigureQuery): FigurePeriod {
  const range = divisionRange(place);
  const lastKnown = addDays(district.dataTo, -1);
  const at = query.at === undefined ? undefined : plainDate(query.at);
  const to = query.to === undefined ? (at === undefined ? district.lastMonth : monthOf(at)) : month(query.to);
  const from = query.from === undefined ? district.firstMonth : month(query.from);
  if (from > to)
    throw inputError(
      'figure.period',
      `起始月 ${from} 晚于截止月 ${to}。`,
      `The first month ${from} is after the last month ${to}.`,
    );
  for (const asked of [from, to]) checkDataMonth(district, asked);
  if (at !== undefined && (at < district.dataFrom || at > lastKnown)) throw outside(district, at);
  const stockDay: PlainDate = at ?? (query.to === undefined ? lastKnown : lastDay(to));
  return { at: stockDay, from, to, divisionFrom: range.from, divisionTo: range.to };
}

const outside = (district: District, asked: string) =>
  inputError(
    'figure.outside-data',
    `${asked} 不在数据范围内：本库数据为 ${district.firstMonth} 至 ${district.lastMonth}。`,
    `${asked} lies outside the data: this database covers ${district.firstMonth} to ${district.lastMonth}.`,
  );

async function measure(
  tx: Tx,
  indicator: Indicator,
  period: FigurePeriod,
  place: Place,
  notes: AssumptionNotes,
): Promise<Figure> {
  if (indicator.kind === 'parameter') return parameterFigure(tx, indicator, place, notes);
  const row = await findRow<{ rows: number; sum: number }>(
    tx,
    sql`select count(*)::int as rows, coalesce(sum(measure), 0)::bigint as sum from (${indicator.rows(period)}) q`,
  );
  const [rows, sum] = [row?.rows ?? 0, row?.sum ?? 0];
  const stock = indicator.kind === 'stock';
  return {
    ...frame(indicator, place, notes),
    value: valueOf(indicator, rows, sum),
    printed: printedOf(indicator, rows, sum),
    asOf: stock
      ? `截至${chineseDate(period.at)}`
      : `${chineseMonth(period.from)}至${chineseMonth(period.to)}`,
    at: stock ? period.at : null,
    from: stock ? null : period.from,
    to: stock ? null : period.to,
    rowCount: rows,
  };
}

function valueOf(indicator: CountableIndicator, rows: number, sum: number): number | null {
  if (indicator.measure === 'fen') return plainYuan(fen(sum));
  if (indicator.measure === 'rows') return rows;
  if (indicator.measure === 'sum') return sum;
  return rows === 0 ? null : (sum / rows) * 100;
}

function printedOf(indicator: CountableIndicator, rows: number, sum: number): string | null {
  if (indicator.measure === 'fen') {
    return indicator.scale === 10_000
      ? formatWan(fen(sum), indicator.decimals)
      : decimalText(sum, 100, indicator.decimals);
  }
  if (indicator.measure === 'rows' || indicator.measure === 'sum')
    return decimalText(indicator.measure === 'sum' ? sum : rows, indicator.scale, indicator.decimals);
  return rows === 0 ? null : decimalText(sum * 100, rows, indicator.decimals);
}

/** `amount / unit` with so many decimals, halves up, in integer arithmetic. */
function decimalText(amount: number, unit: number, decimals: number): string {
  const factor = 10 ** decimals;
  const scaled = Math.floor((amount * factor * 2 + unit) / (2 * unit));
  return (scaled / factor).toFixed(decimals);
}

async function parameterFigure(
  tx: Tx,
  indicator: ParameterIndicator,
  place: Place,
  notes: AssumptionNotes,
): Promise<Figure> {
  const { key, variant, on, reads } = indicator.parameter;
  const row = await findRow<{ value: number; from: PlainDate; to: PlainDate | null }>(
    tx,
    sql`select value, effective_from as "from", effective_to as "to" from parameter_value where key = ${key} and variant = ${variant} and recorded_until = 'infinity'
           and effective_from <= ${on}::date and (effective_to is null or effective_to > ${on}::date)`,
  );
  const value = row === undefined ? null : parameterValue(indicator, reads, row);
  return {
    ...frame(indicator, place, notes),
    value,
    printed: value === null ? null : String(Number(value.toFixed(2))),
    asOf: chineseMonth(monthOf(on)),
    at: on,
    from: null,
    to: null,
    rowCount: row === undefined ? 0 : 1,
    missing: value === null,
  };
}

function parameterValue(
  indicator: ParameterIndicator,
  reads: ParameterIndicator['parameter']['reads'],
  row: { readonly value: number; readonly from: PlainDate; readonly to: PlainDate | null },
): number | null {
  if (reads === 'value') return indicator.measure === 'fen' ? row.value / 100 : row.value;
  const edge = reads === 'first-month' ? row.from : row.to === null ? undefined : addDays(row.to, -1);
  if (edge === undefined) return null;
  return Number((reads === 'last-day' ? edge : monthOf(edge)).replaceAll('-', ''));
}

function frame(indicator: Indicator, place: Place, notes: AssumptionNotes) {
  return {
    id: indicator.id,
    label: indicator.label,
    unit: indicator.unit,
    baseUnit: indicator.baseUnit,
    kind: indicator.kind,
    division: place.division,
    divisionName: place.name,
    definition: indicator.definition,
    definitionDigest: definitionDigest(indicator),
    assumptions: [...new Set(indicator.parameters.flatMap((key) => notes.get(key) ?? []))],
    missing: false,
  };
}

/** Why values are assumed, by parameter. */
type AssumptionNotes = ReadonlyMap<string, readonly string[]>;

async function loadAssumptions(tx: Tx): Promise<AssumptionNotes> {
  const rows = await rowsOf<{ key: string; note: string }>(
    tx,
    sql`select distinct key, note from parameter_value
         where certainty = 'assumption' and recorded_until = 'infinity' order by key, note`,
  );
  return new Map(
    [...Map.groupBy(rows, (row) => row.key)].map(([key, list]) => [key, list.map((row) => row.note)]),
  );
}

const dialect = new PgDialect();
const SYMBOLIC: FigurePeriod = {
  at: plainDate('2000-01-01'),
  from: month('2000-01'),
  to: month('2000-12'),
  divisionFrom: 1,
  divisionTo: 2,
};

/** Digest of what a figure means: its words, unit and the statement that counts it. */
export function definitionDigest(indicator: Indicator): string {
  const { id, kind, definition, unit, scale, decimals } = indicator;
  const statement =
    indicator.kind === 'parameter' ? indicator.parameter : dialect.sqlToQuery(indicator.rows(SYMBOLIC)).sql;
  return digestOf({ id, kind, definition: definition.zh, unit, scale, decimals, statement });
}

function rowsStatement(indicator: Indicator, period: FigurePeriod): SQL {
  if (indicator.kind !== 'parameter') return indicator.rows(period);
  const { key, variant, on } = indicator.parameter;
  return sql`select id::text as key, 'parameter'::text as kind, document_title as name, null::bigint as division_no,
                    effective_from as month, document_no as what, value::bigint as measure, key as link
               from parameter_value where key = ${key} and variant = ${variant} and recorded_until = 'infinity'
                and effective_from <= ${on}::date and (effective_to is null or effective_to > ${on}::date)`;
}

interface RawRow extends Record<string, unknown> {
  readonly key: string;
  readonly kind: FigureRow['kind'];
  readonly name: string;
  readonly divisionNo: number | null;
  readonly divisionName: string | null;
  readonly month: PlainDate | null;
  readonly what: string;
  readonly measure: number;
  readonly link: string | null;
}

/** What opens the records of a kind; people and households show with the award that they have. */
const PAGES = {
  line: 'line',
  award: 'award',
  person: 'award',
  household: 'award',
  parameter: 'parameter',
  record: 'record',
} as const satisfies Record<FigureRow['kind'], NonNullable<FigureRow['link']>['page']>;

function readRow(row: RawRow, unit: number): FigureRow {
  const monthText = row.month === null ? null : monthOf(row.month);
  // Standards and the registers of a module are not named after people; all others are.
  const isPublic = row.kind === 'parameter' || row.kind === 'record';
  return {
    key: row.key,
    kind: row.kind,
    name: isPublic ? row.name : maskName(row.name),
    divisionNo: row.divisionNo,
    divisionName: row.divisionName ?? '',
    month: monthText,
    what: row.what,
    measure: row.measure / unit,
    link: row.link === null ? null : { page: PAGES[row.kind], id: row.link, month: monthText },
  };
}
