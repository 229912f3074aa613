import { type SQL, sql } from 'drizzle-orm';
import type { Readable } from 'node:stream';
import { decryptField } from '../access/cipher.ts';
import { requirePermission } from '../access/permission.ts';
import { audit } from '../audit/audit.ts';
import type { Tx } from '../db/database.ts';
import { findRow, rowsOf } from '../db/rows.ts';
import { absentRecord, type Reading } from '../module/reading.ts';
import { markErrors } from '../sheet/mark-errors.ts';
import { readSheet } from '../sheet/read-sheet.ts';
import type { SheetCell } from '../sheet/sheet-row.ts';
import { writeCsv } from '../sheet/write-csv.ts';
import { type ColumnKind, type SheetColumn, writeSheet } from '../sheet/write-sheet.ts';
import { writeTemplate } from '../sheet/write-template.ts';
import type { RecordDefinition } from './define-record.ts';
import type { Field, FieldValue } from './field.ts';
import { findHeader, type Header, headingOf, type ImportFault, PLACE_COLUMN } from './import-read.ts';
import { fromTable, type Selection, selectionSql } from './query.ts';
import { readNames, type Row, selectSql, type ShownRecord, showRow } from './read-records.ts';

const FETCH_ROWS = 500;

/** What a column of the field holds in a spreadsheet; masked numbers and dates come as text. */
function kindOf(field: Field): ColumnKind {
  const isOpen = field.sensitivity === 'L1' || field.sensitivity === 'L2';
  if (!isOpen) return 'text';
  if (field.type === 'money' || field.type === 'integer') return field.type;
  return field.type === 'date' ? 'date' : 'text';
}

const choicesOf = (field: Field): readonly string[] | undefined => {
  if (field.type === 'flag') return ['是', '否'];
  return field.type === 'code' ? Object.values(field.codes).map((label) => label.zh) : undefined;
};

const HINTS: Partial<Record<Field['type'], string>> = {
  date: '如 2020-10-31',
  month: '如 2020-10',
  money: '元，最多两位小数',
  integer: '整数',
  flag: '是或否',
  codes: '多项以顿号分开',
  'id-number': '18位，文本格式',
  phone: '11位手机号码',
  'bank-account': '12至25位数字，文本格式',
  uscc: '18位统一社会信用代码',
  place: '街道、社区名称或代码',
};

function hintOf(field: Field): string {
  if (field.hint !== undefined) return field.hint.zh;
  if (field.type === 'reference') {
    const to = field.to();
    const name = to.key.length === 1 ? (to.key[0] ?? to.title) : to.title;
    return `填写${to.label.zh}的${to.fields[name]?.label.zh ?? ''}`;
  }
  return HINTS[field.type] ?? (field.type === 'text' || field.type === 'note' ? `最多${field.max}字` : '');
}

/** The file that people fill in for an import: headings, hints, drop-down lists and formats of every field. */
export function importTemplate(record: RecordDefinition): Readable {
  const place =
    record.scope === 'own'
      ? [{ header: PLACE_COLUMN.zh, kind: 'text' as const, required: true, hint: HINTS.place ?? '' }]
      : [];
  return writeTemplate({
    sheetName: record.label.zh,
    title: `${record.label.zh}导入模板`,
    note: '请从表头下一行开始填写；标“必填”的列不能为空。',
    columns: [
      ...place,
      ...Object.values(record.fields).map((field) => ({
        header: field.label.zh,
        kind: kindOf(field),
        required: field.required === true,
        hint: hintOf(field),
        ...(choicesOf(field) === undefined ? {} : { choices: choicesOf(field) }),
      })),
    ],
  });
}

export type SheetFormat = 'xlsx' | 'csv';

/**
 * Streams the selection as a spreadsheet, masked as it is shown. The transaction must stay open until the stream has
 * ended. Throws forbidden without the right to export; the export is audited.
 */
export async function exportRecords(
  tx: Tx,
  reading: Reading,
  record: RecordDefinition,
  request: {
    readonly selection: Selection;
    readonly columns: readonly string[];
    readonly format: SheetFormat;
  },
): Promise<Readable> {
  requirePermission(tx.actor, `${record.area}.export`);
  const names = readNames(record, request.columns);
  // Before the first byte: a wrong filter can still be refused.
  const where = selectionSql(record, request.selection, reading.keyring, reading.clock.today());
  await audit(tx, {
    action: `${record.id}.export`,
    objectKind: record.id,
    details: {
      format: request.format,
      columns: names,
      filters: request.selection.where.map(({ field }) => field),
    },
  });
  const columns = exportColumns(record, names);
  const rows = exportRows(tx, reading, record, { names, where });
  return request.format === 'csv'
    ? writeCsv({ columns, rows })
    : writeSheet({ sheetName: record.label.zh, columns, rows });
}

const exportColumns = (record: RecordDefinition, names: readonly string[]): SheetColumn[] => [
  { header: PLACE_COLUMN.zh, kind: 'text' },
  ...names.flatMap((name): SheetColumn[] => {
    const field = record.fields[name];
    return field === undefined ? [] : [{ header: field.label.zh, kind: kindOf(field) }];
  }),
  { header: '终止日期', kind: 'date' },
];

async function* exportRows(
  tx: Tx,
  reading: Reading,
  record: RecordDefinition,
  { names, where }: { readonly names: readonly string[]; readonly where: SQL },
): AsyncGenerator<readonly SheetCell[]> {
  await tx.db.execute(sql`
    declare export_rows no scroll cursor for
    select ${selectSql(record, names)} from ${fromTable(record)} where ${where} order by r.id`);
  for (;;) {
    const rows = await rowsOf<Row>(tx, sql.raw(`fetch forward ${FETCH_ROWS} from export_rows`));
    for (const row of rows) yield exportRow(record, names, showRow(record, row, names, reading));
    if (rows.length < FETCH_ROWS) return;
  }
}

const exportRow = (record: RecordDefinition, names: readonly string[], shown: ShownRecord): SheetCell[] => [
  shown.divisionName,
  ...names.map((name) => cellOf(record, name, shown)),
  shown.endedOn,
];

function cellOf(record: RecordDefinition, name: string, shown: ShownRecord): SheetCell {
  const field = record.fields[name];
  const value: FieldValue = shown.values[name] ?? null;
  if (field === undefined || value === null) return null;
  if (field.type === 'reference') return shown.titles[name] ?? null;
  if (field.type === 'flag') return value === true ? '是' : '否';
  if (field.type === 'code') return field.codes[String(value)]?.zh ?? String(value);
  if (Array.isArray(value)) {
    const codes = field.type === 'codes' ? field.codes : {};
    return value.map((code: string) => codes[code]?.zh ?? code).join('、');
  }
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}

/** The uploaded table of an import with its errors marked. */
export async function markedImport(
  tx: Tx,
  reading: Reading,
  record: RecordDefinition,
  id: string,
): Promise<Readable> {
  const batch = await findRow<{ name: string; cipher: Buffer }>(
    tx,
    sql`select file_name as name, file_cipher as cipher from import_batch where id = ${id}::uuid and record = ${record.id}`,
  );
  if (batch === undefined) throw absentRecord();
  const faults = await rowsOf<{ [K in keyof ImportFault]: ImportFault[K] }>(
    tx,
    sql`select f.line, f."column", f.zh, f.en from import_row r,
               jsonb_to_recordset(r.faults) as f(line int, "column" text, zh text, en text)
         where r.batch_id = ${id}::uuid and r.outcome = 'bad' order by f.line`,
  );
  const bytes = Buffer.from(decryptField(reading.keyring, batch.cipher), 'base64');
  const header = await headerOf(record, bytes, batch.name);
  return markErrors(
    { source: bytes, name: batch.name, headerLine: header.line },
    faults.map(({ line, column, zh }) => ({ line, column: columnAt(record, header, column), text: zh })),
  );
}

async function headerOf(record: RecordDefinition, bytes: Buffer, name: string): Promise<Header> {
  for await (const row of readSheet(bytes, name)) {
    const header = findHeader(record, row);
    if (header !== undefined) return header;
  }
  // Only files whose header was found are kept as imports.
  throw absentRecord();
}

/** Position of a heading; undefined when the file has no such column: the fault is the row's. */
function columnAt(record: RecordDefinition, header: Header, heading: string): number | undefined {
  const at = header.fields.findIndex((name) => name !== undefined && headingOf(record, name) === heading);
  return at === -1 ? undefined : at;
}
