import { type SQL, sql } from 'drizzle-orm';
import { maskAddress, maskName } from '../access/mask.ts';
import type { Prepared, Tx } from '../db/database.ts';
import { findPrepared, findRow, prepare, rowsOf } from '../db/rows.ts';
import { absentRecord, type Reading } from '../module/reading.ts';
import { placeName } from '../party/place-names.ts';
import { coverValue, decodeField, shownColumns } from './columns.ts';
import { columnOf, type RecordDefinition, tableOf } from './define-record.ts';
import { type FieldValue, isCovered, type Values } from './field.ts';
import { fromTable, type Order, pageSql, type Selection, selectionSql, writeCursor } from './query.ts';

/** A record as people see it: covered values masked, references with the name of what they refer to. */
export interface ShownRecord {
  readonly id: string;
  readonly version: number;
  readonly divisionNo: number;
  readonly divisionName: string;
  readonly endedOn: string | null;
  readonly endReason: string | null;
  readonly createdAt: string;
  readonly changedAt: string | null;
  /** The record's name, masked where its field is. */
  readonly title: string;
  readonly values: Values;
  /** Fields whose values are covered here. */
  readonly covered: readonly string[];
  /** By reference field: the name of the record it refers to; null outside the jurisdiction. */
  readonly titles: Readonly<Record<string, string | null>>;
}

export interface ListQuery {
  readonly selection: Selection;
  readonly order: Order;
  readonly after?: string | undefined;
  readonly limit: number;
  /** Fields to read; all when empty. */
  readonly columns: readonly string[];
}

export type Row = Record<string, unknown>;

/** The select list: own columns, the fields' shown columns, and a title for each reference. */
export function selectSql(record: RecordDefinition, names: readonly string[]): SQL {
  const own = sql`r.id, r.version, r.division_no as division_no, r.ended_on, r.end_reason, r.created_at, r.changed_at`;
  const columns = names.flatMap((name) => {
    const field = record.fields[name];
    if (field === undefined) return [];
    const shown = shownColumns(name, field).map((column) => sql`r.${sql.identifier(column)}`);
    if (field.type !== 'reference') return shown;
    const to = field.to();
    const title = sql.identifier(columnOf(to.title));
    const titleOf = sql`(select t.${title}::text from ${sql.identifier(tableOf(to))} t where t.id = r.${sql.identifier(columnOf(name))})`;
    return [...shown, sql`${titleOf} as ${sql.identifier(`title_${columnOf(name)}`)}`];
  });
  return sql.join([own, ...columns], sql`, `);
}

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** A row of `selectSql` as it is shown. */
export function showRow(
  record: RecordDefinition,
  row: Row,
  names: readonly string[],
  reading: Reading,
): ShownRecord {
  // Plain loops: a list shows a thousand cells, an export millions.
  const values: Record<string, FieldValue> = {};
  const titles: Record<string, string | null> = {};
  const covered: string[] = [];
  for (const name of names) {
    const field = record.fields[name];
    if (field === undefined) continue;
    const value = decodeField(reading.keyring, name, field, row);
    values[name] = coverValue(field, value);
    if (value !== null && isCovered(field)) covered.push(name);
    if (field.type === 'reference')
      titles[name] = coverTitle(field.to(), text(row[`title_${columnOf(name)}`]));
  }
  const divisionNo = Number(row['division_no']);
  return {
    id: String(row['id']),
    version: Number(row['version']),
    divisionNo,
    divisionName: placeName(reading.places, divisionNo),
    endedOn: text(row['ended_on']),
    endReason: text(row['end_reason']),
    createdAt: String(row['created_at']),
    changedAt: text(row['changed_at']),
    title: String(values[record.title] ?? ''),
    values,
    covered,
    titles,
  };
}

/** A record's name as others mention it. */
export function coverTitle(record: RecordDefinition, title: string | null): string | null {
  const field = record.fields[record.title];
  if (title === null || field === undefined || !isCovered(field)) return title;
  return field.type === 'text' && field.mask === 'address' ? maskAddress(title) : maskName(title);
}

const withTitle = (record: RecordDefinition, names: readonly string[]): readonly string[] =>
  names.includes(record.title) ? names : [record.title, ...names];

/** The fields that a list reads: those asked for that exist, or all. */
export const readNames = (record: RecordDefinition, columns: readonly string[]): readonly string[] =>
  columns.length === 0
    ? Object.keys(record.fields)
    : withTitle(
        record,
        columns.filter((name) => Object.hasOwn(record.fields, name)),
      );

const prepared = new WeakMap<RecordDefinition, Prepared>();

/** The one statement that reads a record by its id: the hot path, so it is built and planned once. */
function readById(record: RecordDefinition): Prepared {
  const known = prepared.get(record);
  if (known !== undefined) return known;
  const names = Object.keys(record.fields);
  const made = prepare(
    `read-${record.id}`,
    sql`select ${selectSql(record, names)} from ${fromTable(record)} where r.id = ${sql.placeholder('id')}::uuid`,
  );
  prepared.set(record, made);
  return made;
}

/** One page of a register, in order, with the cursor of the next page or null. */
export async function listRecords(
  tx: Tx,
  reading: Reading,
  record: RecordDefinition,
  query: ListQuery,
): Promise<{ records: ShownRecord[]; next: string | null }> {
  const today = reading.clock.today();
  const names = readNames(record, query.columns);
  const wanted = query.order.field === undefined ? names : [...new Set([...names, query.order.field])];
  const page = pageSql(record, query.order, query.after);
  const selection = selectionSql(record, query.selection, reading.keyring, today);
  const rows = await rowsOf<Row>(
    tx,
    sql`select ${selectSql(record, wanted)} from ${fromTable(record)} where ${selection} and ${page.where}
         order by ${page.orderBy} limit ${query.limit + 1}`,
  );
  const shown = rows.slice(0, query.limit);
  const last = rows.length > query.limit ? shown.at(-1) : undefined;
  return {
    records: shown.map((row) => showRow(record, row, wanted, reading)),
    next: last === undefined ? null : writeCursor(cursorValue(query.order, last), String(last['id'])),
  };
}

function cursorValue(order: Order, row: Row): string | number | null {
  const value = order.field === undefined ? null : row[columnOf(order.field)];
  return typeof value === 'number' ? value : text(value);
}

/** How many records of the register the selection has. */
export async function countRecords(
  tx: Tx,
  reading: Reading,
  record: RecordDefinition,
  selection: Selection,
): Promise<number> {
  const where = selectionSql(record, selection, reading.keyring, reading.clock.today());
  const row = await findRow<{ count: number }>(
    tx,
    sql`select count(*) as count from ${fromTable(record)} where ${where}`,
  );
  return row?.count ?? 0;
}

/** One record. Throws 'record.absent' when it does not exist or lies outside the jurisdiction. */
export async function readRecord(
  tx: Tx,
  reading: Reading,
  record: RecordDefinition,
  id: string,
): Promise<ShownRecord> {
  const names = Object.keys(record.fields);
  const row = await findPrepared<Row>(tx, readById(record), [id]);
  if (row === undefined) throw absentRecord();
  return showRow(record, row, names, reading);
}
