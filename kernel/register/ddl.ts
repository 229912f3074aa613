import type { Client } from 'pg';
import { type Column, columnsOfField } from './columns.ts';
import { columnOf, type RecordDefinition, tableOf } from './define-record.ts';
import type { Field } from './field.ts';

/** Columns that every record has besides its fields, as SQL. */
const OWN_COLUMNS = [
  'id             uuid primary key',
  'division_no    bigint not null',
  'version        integer not null default 1 check (version >= 1)',
  'ended_on       date',
  'end_reason     text',
  'created_at     timestamptz not null default now()',
  'created_by     uuid not null references account (id)',
  'changed_at     timestamptz',
  'changed_by     uuid references account (id)',
] as const;
const OWN_NAMES = OWN_COLUMNS.map((line) => line.split(' ')[0] ?? '');
const UPDATABLE_OWN = ['division_no', 'version', 'ended_on', 'end_reason', 'changed_at', 'changed_by'];

const columnSql = ({ name, type, notNull, check, references }: Column): string =>
  [
    name.padEnd(14),
    type,
    ...(notNull ? ['not null'] : []),
    ...(references === undefined ? [] : [`references ${references}`]),
    ...(check === undefined ? [] : [`check (${check})`]),
  ].join(' ');

const columnsOf = (record: RecordDefinition): readonly Column[] =>
  Object.entries(record.fields).flatMap(([name, field]) => columnsOfField(name, field));

/** The column by which a field's values are compared. */
const comparedColumn = (name: string, field: Field): string =>
  ['id-number', 'phone', 'bank-account'].includes(field.type) ? `${columnOf(name)}_index` : columnOf(name);

function indexesOf(record: RecordDefinition): readonly string[] {
  const table = tableOf(record);
  const fields = Object.entries(record.fields);
  const key = record.key.map((name) => comparedColumn(name, record.fields[name] ?? fail(name)));
  const sole = record.key.length === 1 ? record.key[0] : undefined;
  return [
    `create unique index ${table}_key on ${table} (${key.join(', ')}) where ended_on is null;`,
    `create index ${table}_scope on ${table} (division_no, id);`,
    ...fields.flatMap(([name, field]) => {
      const column = comparedColumn(name, field);
      const lines: string[] = [];
      if (field.unique === true && name !== sole)
        lines.push(
          `create unique index ${table}_${column}_once on ${table} (${column}) where ended_on is null;`,
        );
      if (field.sort === true)
        lines.push(`create index ${table}_${column}_order on ${table} (${column}, id);`);
      else if (field.type === 'reference')
        lines.push(`create index ${table}_${column} on ${table} (${column});`);
      return lines;
    }),
  ];
}

const fail = (name: string): never => {
  throw new RangeError(`no field ${name}`);
};

function searchEntryOf(record: RecordDefinition): readonly string[] {
  const fields = Object.entries(record.fields).filter(([, field]) => field.search !== undefined);
  if (fields.length === 0) return [];
  const secret = (field: Field): boolean => ['id-number', 'phone'].includes(field.type);
  const pick = (test: (field: Field) => boolean): string =>
    fields
      .filter(([, field]) => test(field))
      .map(([name, field]) => comparedColumn(name, field))
      .join(',');
  const args = [
    tableOf(record),
    record.id,
    pick((field) => field.search === 'name'),
    pick((field) => field.search === 'code' && !secret(field)),
    pick((field) => field.search === 'code' && secret(field)),
  ];
  return [`select attach_search(${args.map((arg) => `'${arg}'`).join(', ')});`];
}

/**
 * The SQL that makes a record's table with its indexes, search entry, row-level security and the application's rights.
 * A migration begins with it and is reviewed like any other.
 */
export function createTableSql(record: RecordDefinition): string {
  const table = tableOf(record);
  const columns = columnsOf(record);
  const update = [...UPDATABLE_OWN, ...columns.map((column) => column.name)];
  return [
    `create table ${table} (`,
    [...OWN_COLUMNS, ...columns.map(columnSql)].map((line) => `  ${line}`).join(',\n'),
    ');',
    `comment on table ${table} is '${record.label.en.replaceAll("'", "''")}';`,
    ...indexesOf(record),
    ...searchEntryOf(record),
    `create trigger ${table}_no_delete before delete on ${table} for each row execute function refuse_change();`,
    `create trigger ${table}_no_truncate before truncate on ${table} for each statement execute function refuse_change();`,
    `select secure_by_jurisdiction('${table}');`,
    `grant select, insert on ${table} to huimin_app;`,
    `grant update (${update.join(', ')}) on ${table} to huimin_app;`,
    '',
  ].join('\n');
}

interface Present {
  readonly column_name: string;
  readonly type: string;
  readonly not_null: boolean;
}

const COLUMNS_QUERY = `
  select a.attname as column_name, format_type(a.atttypid, null) as type, a.attnotnull as not_null
    from pg_attribute a where a.attrelid = to_regclass($1) and a.attnum > 0 and not a.attisdropped`;

/** What the database lacks for a record: missing table, missing columns, other types. Empty when all is there. */
export async function compareTable(owner: Client, record: RecordDefinition): Promise<readonly string[]> {
  const table = tableOf(record);
  const { rows } = await owner.query<Present>(COLUMNS_QUERY, [table]);
  if (rows.length === 0) return [`table ${table} does not exist`];
  const present = new Map(rows.map((row) => [row.column_name, row]));
  const secured = await owner.query<{ forced: boolean }>(
    'select relforcerowsecurity as forced from pg_class where oid = to_regclass($1)',
    [table],
  );
  return [
    ...(secured.rows[0]?.forced === true ? [] : [`table ${table} has no row-level security`]),
    ...OWN_NAMES.filter((name) => !present.has(name)).map((name) => `column ${table}.${name} is missing`),
    ...columnsOf(record).flatMap((column) => {
      const found = present.get(column.name);
      if (found === undefined) return [`column ${table}.${column.name} ${column.type} is missing`];
      return found.type === column.type
        ? []
        : [`column ${table}.${column.name} is ${found.type}, not ${column.type}`];
    }),
  ];
}

/** The SQL that adds what a table lacks, for a reviewed migration; changes of type are for people. */
export async function addColumnsSql(owner: Client, record: RecordDefinition): Promise<string> {
  const table = tableOf(record);
  const { rows } = await owner.query<Present>(COLUMNS_QUERY, [table]);
  if (rows.length === 0) return createTableSql(record);
  const present = new Set(rows.map((row) => row.column_name));
  const lacking = columnsOf(record).filter((column) => !present.has(column.name));
  if (lacking.length === 0) return '';
  return [
    ...lacking.map((column) => `alter table ${table} add column ${columnSql(column).trim()};`),
    `grant update (${lacking.map((column) => column.name).join(', ')}) on ${table} to huimin_app;`,
    '',
  ].join('\n');
}
