import { sql } from 'drizzle-orm';
import { divisionRange } from '../base/division.ts';
import type { Keyring } from '../access/cipher.ts';
import type { Tx } from '../db/database.ts';
import { rowsOf } from '../db/rows.ts';
import { blindIndexOf, decodeRow, shownColumns } from './columns.ts';
import { columnOf, fieldOf, type RecordDefinition, tableOf } from './define-record.ts';
import type { Field, FieldValue, Values } from './field.ts';
import { headingOf, type ReadRow } from './import-read.ts';

export type PlaceIndex = ReadonlyMap<string, number | null>;

/** Places of the actor's jurisdiction by number and name; a name that two places have is ambiguous: null. */
export async function loadPlaces(tx: Tx): Promise<PlaceIndex> {
  const { from, to } = divisionRange(tx.actor.division);
  const rows = await rowsOf<{ no: number; name: string; above: string | null }>(
    tx,
    sql`select p.division_no as no, p.name, q.name as above from place p left join place q on q.division_no = p.parent_no
         where p.valid_to is null and p.division_no >= ${from} and p.division_no < ${to}`,
  );
  const index = new Map<string, number | null>();
  const add = (text: string, no: number): void =>
    void index.set(text, index.has(text) && index.get(text) !== no ? null : no);
  for (const { no, name, above } of rows) {
    const code = String(no);
    for (const text of [code, code.slice(0, 12), code.slice(0, 9), code.slice(0, 6), name]) {
      // Shorter codes only where the rest is zeros: 420112001 is the street, not each of its communities.
      if (text === name || code.slice(text.length).replaceAll('0', '') === '') add(text, no);
    }
    if (above !== null) for (const between of ['', '·', '/', ' ']) add(`${above}${between}${name}`, no);
  }
  return index;
}

const PLACE_FAULT = {
  zh: '不是本辖区的街道、社区名称或代码',
  en: 'is no street or community of this jurisdiction',
} as const;
const PLACE_AMBIGUOUS = {
  zh: '有重名，请写上级街道名称或代码',
  en: 'is ambiguous: give the number or the street too',
} as const;

/** The place that a row names; undefined (with a fault) when there is none. */
export function findPlace(
  record: RecordDefinition,
  row: ReadRow,
  name: string,
  places: PlaceIndex,
): number | undefined {
  const text = row.lookups[name];
  if (text === undefined) return undefined;
  const no = places.get(text);
  if (typeof no === 'number') return no;
  const fault = no === null ? PLACE_AMBIGUOUS : PLACE_FAULT;
  row.faults.push({ line: row.line, column: headingOf(record, name), ...fault });
  return undefined;
}

/** Ids and places of records by the text by which a file names them. */
export type ReferenceIndex = ReadonlyMap<string, { readonly id: string; readonly divisionNo: number } | null>;

/** By what a file names a record: its only key field, or its title. */
const namingField = (record: RecordDefinition): string =>
  record.key.length === 1 ? (record.key[0] ?? record.title) : record.title;

/** Looks up what the rows refer to, a statement a field; what two records are called is ambiguous: null. */
export async function loadReferences(
  tx: Tx,
  keyring: Keyring,
  field: Field & { type: 'reference' },
  texts: readonly string[],
): Promise<ReferenceIndex> {
  const to = field.to();
  const name = namingField(to);
  const naming = fieldOf(to, name);
  const index = new Map<string, { id: string; divisionNo: number } | null>();
  const secret = naming.type === 'id-number' || naming.type === 'phone' || naming.type === 'bank-account';
  const byStored = new Map(
    texts.map((text) => {
      const plain = text.trim().toUpperCase();
      return secret ? [blindIndexOf(keyring, naming.type, plain).toString('hex'), text] : [text, text];
    }),
  );
  const column = secret
    ? sql`encode(t.${sql.identifier(`${columnOf(name)}_index`)}, 'hex')`
    : sql`t.${sql.identifier(columnOf(name))}::text`;
  const match = secret
    ? sql`t.${sql.identifier(`${columnOf(name)}_index`)} = any(${sql.param([...byStored.keys()].map((hex) => Buffer.from(hex, 'hex')))}::bytea[])`
    : sql`t.${sql.identifier(columnOf(name))} = any(${sql.param([...byStored.keys()])}::text[])`;
  const rows = await rowsOf<{ id: string; stored: string; divisionNo: number }>(
    tx,
    sql`select t.id, ${column} as stored, t.division_no as "divisionNo" from ${sql.identifier(tableOf(to))} t
         where ${match} and t.ended_on is null`,
  );
  for (const row of rows) {
    const text = byStored.get(row.stored) ?? row.stored;
    index.set(text, index.has(text) ? null : { id: row.id, divisionNo: row.divisionNo });
  }
  return index;
}

/** A record that stands in the register under a row's key. */
export interface Known {
  readonly id: string;
  readonly version: number;
  readonly divisionNo: number;
  readonly values: Values;
}

/** The text by which records with the same key are the same. */
export const keyText = (record: RecordDefinition, values: Values): string =>
  JSON.stringify(record.key.map((name) => values[name] ?? null));

/** The records of the register that have one of the rows' keys. */
export async function loadKnown(
  tx: Tx,
  keyring: Keyring,
  record: RecordDefinition,
  rows: readonly Values[],
): Promise<ReadonlyMap<string, Known>> {
  const [first = record.title] = record.key;
  const field = fieldOf(record, first);
  const firsts = [...new Set(rows.map((row) => row[first] ?? null))].filter((value) => value !== null);
  const columns = Object.entries(record.fields).flatMap(([name, each]) =>
    shownColumns(name, each).map((column) => sql.identifier(column)),
  );
  const found = await rowsOf<Record<string, unknown>>(
    tx,
    sql`select id, version, division_no, ${sql.join(columns, sql`, `)} from ${sql.identifier(tableOf(record))}
         where ended_on is null and ${firstKeySql(keyring, first, field, firsts)}`,
  );
  return new Map(
    found.map((row) => {
      const values = decodeRow(keyring, record, row);
      const known = {
        id: String(row['id']),
        version: Number(row['version']),
        divisionNo: Number(row['division_no']),
        values,
      };
      return [keyText(record, values), known];
    }),
  );
}

function firstKeySql(keyring: Keyring, name: string, field: Field, values: readonly FieldValue[]) {
  const texts = values.map(String);
  const column = sql.identifier(columnOf(name));
  switch (field.type) {
    case 'id-number':
    case 'phone':
    case 'bank-account': {
      const indexes = texts.map((text) => blindIndexOf(keyring, field.type, text));
      return sql`${sql.identifier(`${columnOf(name)}_index`)} = any(${sql.param(indexes)}::bytea[])`;
    }
    case 'integer':
    case 'money':
    case 'place':
      return sql`${column} = any(${sql.param(texts)}::bigint[])`;
    case 'reference':
      return sql`${column} = any(${sql.param(texts)}::uuid[])`;
    case 'date':
      return sql`${column} = any(${sql.param(texts)}::date[])`;
    case 'month':
      return sql`${column} = any(${sql.param(texts.map((text) => `${text}-01`))}::date[])`;
    default:
      return sql`${column} = any(${sql.param(texts)}::text[])`;
  }
}
