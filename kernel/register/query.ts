import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Keyring } from '../access/cipher.ts';
import { type Division, divisionRange, division } from '../base/division.ts';
import { inputError } from '../base/errors.ts';
import type { PlainDate } from '../base/plain-date.ts';
import { blindIndexOf } from './columns.ts';
import { type Condition, ConditionsSchema, type Operator } from './condition-contract.ts';
import { columnOf, fieldOf, type RecordDefinition, tableOf } from './define-record.ts';
import { type Field, type FieldValue, isCovered, isSecret } from './field.ts';
import { readJsonValue } from './read-value.ts';

/** Which records of a register: conditions that all hold, inside a place, with or without those that have ended. */
export interface Selection {
  readonly where: readonly Condition[];
  readonly division?: Division;
  readonly ended: 'without' | 'with' | 'only';
}

export interface Order {
  /** Undefined: in the order in which they were made. */
  readonly field: string | undefined;
  readonly descending: boolean;
}

/** Operators that fit a field; what is encrypted can only be found whole, what is covered only whole or by presence. */
export function operatorsOf(field: Field): readonly Operator[] {
  const presence = ['empty', 'filled'] as const;
  // Ranges and parts of a covered value would tell it bit by bit.
  if (isCovered(field)) return ['is', ...presence];
  switch (field.type) {
    case 'text':
    case 'note':
      return ['is', 'has', 'starts', ...presence];
    case 'integer':
    case 'money':
    case 'date':
    case 'month':
      return ['is', 'from', 'to', ...presence];
    case 'code':
      return ['is', 'in', ...presence];
    case 'codes':
      return ['has', ...presence];
    case 'place':
      return ['is', 'within', ...presence];
    default:
      return ['is', ...presence];
  }
}

const wrong = (zh: string, en: string) =>
  inputError('record.filter', `筛选条件有误：${zh}。`, `Wrong filter: ${en}.`);

/** Reads the `where` of a call: a JSON list of conditions. Throws inputError 'record.filter'. */
export function readConditions(text: string | undefined): readonly Condition[] {
  if (text === undefined || text === '') return [];
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch {
    throw wrong('不是 JSON', 'not JSON');
  }
  const read = ConditionsSchema.safeParse(given);
  if (!read.success)
    throw wrong('应为条件列表 [{"field","op","value"}]', 'a list of {"field","op","value"} is expected');
  return read.data;
}

/**
 * Reads the `where` of a call whose input stands in the address. Addresses end up in histories and in the logs of
 * everything in between, so a value of a covered field is not taken from there. Throws inputError
 * 'record.filter-in-address' for one, 'record.filter' for nonsense.
 */
export function readAddressConditions(
  record: RecordDefinition,
  text: string | undefined,
): readonly Condition[] {
  const conditions = readConditions(text);
  const personal = conditions.find(({ field: name, value }) => {
    const field = Object.hasOwn(record.fields, name) ? record.fields[name] : undefined;
    return field !== undefined && value !== undefined && isCovered(field);
  });
  if (personal === undefined) return conditions;
  const { zh } = fieldOf(record, personal.field).label;
  throw inputError(
    'record.filter-in-address',
    `“${zh}”是受保护的个人信息，不能写在网址里：请改用 POST /api/registers/${record.id}/query（导出用 POST …/export）。`,
    `${personal.field} is covered and may not stand in an address: use POST /api/registers/${record.id}/query, for an export POST …/export.`,
    { field: personal.field },
  );
}

/** Reads `-name` or `name`; only fields that are declared sortable. Throws inputError 'record.sort'. */
export function readOrder(record: RecordDefinition, text: string | undefined): Order {
  if (text === undefined || text === '' || text === '-')
    return { field: undefined, descending: text === '-' };
  const descending = text.startsWith('-');
  const name = descending ? text.slice(1) : text;
  if (Object.hasOwn(record.fields, name) && record.fields[name]?.sort === true)
    return { field: name, descending };
  const sortable = Object.keys(record.fields).filter((each) => record.fields[each]?.sort === true);
  throw inputError(
    'record.sort',
    `不能按该字段排序，可排序字段为：${sortable.join('、')}。`,
    `The list cannot be sorted by that; it can by: ${sortable.join(', ')}.`,
  );
}

const column = (name: string): SQL => sql`${sql.identifier(columnOf(name))}`;

/** The selection as SQL over the record's table, aliased `r`. Row-level security adds the jurisdiction. */
export function selectionSql(
  record: RecordDefinition,
  selection: Selection,
  keyring: Keyring,
  today: PlainDate,
): SQL {
  const parts = selection.where.map((condition) => conditionSql(record, condition, keyring, today));
  if (selection.ended === 'without') parts.push(sql`r.ended_on is null`);
  if (selection.ended === 'only') parts.push(sql`r.ended_on is not null`);
  if (selection.division !== undefined) {
    const { from, to } = divisionRange(selection.division);
    parts.push(sql`r.division_no >= ${from} and r.division_no < ${to}`);
  }
  return parts.length === 0 ? sql`true` : sql.join(parts, sql` and `);
}

function conditionSql(
  record: RecordDefinition,
  condition: Condition,
  keyring: Keyring,
  today: PlainDate,
): SQL {
  const { field: name, op } = condition;
  const field = Object.hasOwn(record.fields, name) ? record.fields[name] : undefined;
  if (field === undefined) throw wrong(`没有字段“${name.slice(0, 30)}”`, 'there is no such field');
  if (!operatorsOf(field).includes(op))
    throw wrong(`“${field.label.zh}”不支持该条件`, `${name} has no condition ${op}`);
  const at = sql`r.${isSecret(field) ? sql.identifier(`${columnOf(name)}_index`) : column(name)}`;
  if (op === 'empty') return sql`${at} is null`;
  if (op === 'filled') return sql`${at} is not null`;
  if (op === 'in') return sql`${at} = any(${sql.param(codesOf(field, condition.value))}::text[])`;
  if (op === 'has' || op === 'starts') return textSql(field, at, condition);
  const value = valueOf(field, name, condition.value, today);
  if (op === 'within') {
    const { from, to } = divisionRange(division(Number(value)));
    return sql`(${at} >= ${from} and ${at} < ${to})`;
  }
  const stored = storedValue(field, value, keyring);
  if (op === 'from') return sql`${at} >= ${stored}`;
  return op === 'to' ? sql`${at} <= ${stored}` : sql`${at} = ${stored}`;
}

function storedValue(field: Field, value: FieldValue, keyring: Keyring): SQL {
  switch (field.type) {
    case 'id-number':
    case 'phone':
    case 'bank-account':
      return sql`${blindIndexOf(keyring, field.type, String(value))}::bytea`;
    case 'month':
      return sql`${`${String(value)}-01`}::date`;
    case 'date':
      return sql`${value}::date`;
    case 'reference':
      return sql`${value}::uuid`;
    default:
      return sql`${value}`;
  }
}

function valueOf(field: Field, name: string, given: unknown, today: PlainDate): FieldValue {
  const read = readJsonValue(field, given, today);
  if (!read.ok) throw wrong(`“${field.label.zh}”${read.zh}`, `${name} ${read.en}`);
  if (read.value === null) throw wrong(`“${field.label.zh}”缺少取值`, `${name} has no value`);
  return read.value;
}

function codesOf(field: Field, given: unknown): string[] {
  const codes = field.type === 'code' ? field.codes : {};
  const names = Array.isArray(given) ? given.filter((each): each is string => typeof each === 'string') : [];
  const unknown = names.find((each) => !Object.hasOwn(codes, each));
  if (names.length === 0 || unknown !== undefined)
    throw wrong(`“${field.label.zh}”应为代码列表`, 'a list of its codes is expected');
  return names;
}

/** What the pattern language of LIKE means literally. */
const literally = (text: string): string => text.replaceAll(/[\\%_]/g, String.raw`\$&`);

function textSql(field: Field, at: SQL, { op, value }: Condition): SQL {
  if (typeof value !== 'string' || value.trim() === '')
    throw wrong(`“${field.label.zh}”缺少取值`, 'no value');
  if (field.type === 'codes') {
    if (!Object.hasOwn(field.codes, value)) throw wrong(`“${field.label.zh}”没有该代码`, 'no such code');
    return sql`${value} = any(${at})`;
  }
  const pattern = literally(value.trim());
  return sql`${at} like ${op === 'starts' ? `${pattern}%` : `%${pattern}%`}`;
}

const CursorSchema = z.tuple([z.union([z.string(), z.number(), z.null()]), z.uuid()]);
type Cursor = z.infer<typeof CursorSchema>;

/** Where the next page begins: after this value and id. */
export const writeCursor = (value: string | number | null, id: string): string =>
  Buffer.from(JSON.stringify([value, id])).toString('base64url');

/** Reads a cursor of ours. Throws inputError 'record.cursor' for anything else. */
export function readCursor(text: string): Cursor {
  try {
    return CursorSchema.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
  } catch {
    throw inputError(
      'record.cursor',
      '翻页位置无效，请从第一页重新查看。',
      'The page cursor is not valid: start from the first page.',
    );
  }
}

/** Type of the column that a list is sorted by, as the cursor's text is cast to it. */
const castOf = (field: Field): SQL => {
  if (field.type === 'date' || field.type === 'month') return sql`::date`;
  return field.type === 'integer' || field.type === 'money' || field.type === 'place'
    ? sql`::bigint`
    : sql`::text`;
};

/** Order and start of a page. Records without a value come last, whichever the direction. */
export function pageSql(
  record: RecordDefinition,
  order: Order,
  after: string | undefined,
): { where: SQL; orderBy: SQL } {
  const cursor = after === undefined ? undefined : readCursor(after);
  const direction = order.descending ? sql`desc` : sql`asc`;
  const beyond = order.descending ? sql`<` : sql`>`;
  const field = order.field === undefined ? undefined : record.fields[order.field];
  if (order.field === undefined || field === undefined) {
    const where = cursor === undefined ? sql`true` : sql`r.id ${beyond} ${cursor[1]}::uuid`;
    return { where, orderBy: sql`r.id ${direction}` };
  }
  const at = sql`r.${column(order.field)}`;
  const orderBy = sql`${at} ${direction} nulls last, r.id ${direction}`;
  if (cursor === undefined) return { where: sql`true`, orderBy };
  const [value, id] = cursor;
  if (value === null) return { where: sql`(${at} is null and r.id ${beyond} ${id}::uuid)`, orderBy };
  const later = sql`(${at}, r.id) ${beyond} (${value}${castOf(field)}, ${id}::uuid)`;
  return { where: field.required === true ? later : sql`(${later} or ${at} is null)`, orderBy };
}

export const fromTable = (record: RecordDefinition): SQL => sql`${sql.identifier(tableOf(record))} r`;
