import { inputError } from '../base/errors.ts';
import type { PlainDate } from '../base/plain-date.ts';
import type { SheetCell, SheetRow } from '../sheet/sheet-row.ts';
import type { RecordDefinition } from './define-record.ts';
import { type FieldValue, isCovered } from './field.ts';
import { readCellValue } from './read-value.ts';

/** The column of the place in templates, exports and imports. */
export const PLACE_COLUMN = { zh: '所属区划', en: 'place' } as const;
/** Under which name the place's text stands among a row's texts. */
export const PLACE = 'divisionNo';

/** One thing wrong in a file: where, what, and how to mend it. Values are not repeated. */
export interface ImportFault {
  readonly line: number;
  readonly column: string;
  readonly zh: string;
  readonly en: string;
}

/** A row of a file whose cells were read one by one; references and the place are still text. */
export interface ReadRow {
  readonly line: number;
  /** Only cells that hold something. */
  readonly values: Readonly<Record<string, FieldValue>>;
  readonly lookups: Readonly<Record<string, string>>;
  readonly faults: ImportFault[];
}

/** Which column holds which field, by position; undefined where a column is none of ours. */
export interface Header {
  readonly line: number;
  readonly fields: readonly (string | undefined)[];
  readonly ignored: readonly string[];
}

const HEADER_LINES_MAX = 6;

const plainHeading = (cell: SheetCell): string =>
  String(cell ?? '')
    .replaceAll(/[*＊\s]|（必填）|\(required\)/gi, '')
    .toLowerCase();

/** Headings by which a field is known: its Chinese or English label, or its name. */
function headingsOf(record: RecordDefinition): ReadonlyMap<string, string> {
  const headings = new Map<string, string>();
  const add = (name: string, label: { readonly zh: string; readonly en: string }): void => {
    for (const text of [name, label.en, label.zh]) headings.set(plainHeading(text), name);
  };
  if (record.scope === 'own') add(PLACE, PLACE_COLUMN);
  for (const [name, field] of Object.entries(record.fields)) add(name, field.label);
  return headings;
}

/** The row as a header when it holds the key's headings; titles and hints above it are passed over. */
export function findHeader(record: RecordDefinition, row: SheetRow): Header | undefined {
  const headings = headingsOf(record);
  const fields = row.cells.map((cell) => headings.get(plainHeading(cell)));
  if (!record.key.every((name) => fields.includes(name))) return undefined;
  const ignored = row.cells
    .filter((cell, i) => fields[i] === undefined && plainHeading(cell) !== '')
    .map(String);
  return { line: row.line, fields, ignored };
}

/** Reads a table row by row; throws inputError 'import.columns' when no row is the register's header. */
export async function* readRows(
  record: RecordDefinition,
  rows: AsyncIterable<SheetRow>,
  today: PlainDate,
): AsyncGenerator<ReadRow, void, undefined> {
  let header: Header | undefined;
  let looked = 0;
  for await (const row of rows) {
    if (header !== undefined) {
      const read = readRow(record, header, row, today);
      if (read !== undefined) yield read;
      continue;
    }
    header = findHeader(record, row);
    looked += 1;
    if (header === undefined && looked >= HEADER_LINES_MAX) break;
    if (header !== undefined) refuseDoubled(record, header);
  }
  if (header === undefined) throw noHeader(record);
}

const labelsOf = (record: RecordDefinition, names: readonly string[], language: 'zh' | 'en'): string =>
  names.map((name) => record.fields[name]?.label[language] ?? name).join(language === 'zh' ? '、' : ', ');

const noHeader = (record: RecordDefinition) =>
  inputError(
    'import.columns',
    `没有找到表头：前几行中应有一行含有“${labelsOf(record, record.key, 'zh')}”等列名。请下载导入模板填写。`,
    `No header was found: one of the first rows must hold the headings ${labelsOf(record, record.key, 'en')}. Download the template.`,
  );

function refuseDoubled(record: RecordDefinition, { fields }: Header): void {
  const doubled = fields.find((name, i) => name !== undefined && fields.indexOf(name) !== i);
  if (doubled === undefined) return;
  throw inputError(
    'import.columns',
    `列“${labelsOf(record, [doubled], 'zh')}”出现了两次，请删去一列。`,
    `The column ${labelsOf(record, [doubled], 'en')} stands twice: delete one.`,
  );
}

function readRow(
  record: RecordDefinition,
  header: Header,
  row: SheetRow,
  today: PlainDate,
): ReadRow | undefined {
  const values: Record<string, FieldValue> = {};
  const lookups: Record<string, string> = {};
  const faults: ImportFault[] = row.faults.flatMap(({ column, text }) => {
    const name = header.fields[column];
    return name === undefined ? [] : [{ line: row.line, column: headingOf(record, name), ...text }];
  });
  for (const [i, name] of header.fields.entries()) {
    const cell = row.cells[i] ?? null;
    if (name === undefined || cell === null || String(cell).trim() === '') continue;
    const field = record.fields[name];
    if (field === undefined || field.type === 'reference' || field.type === 'place') {
      lookups[name] = String(cell).trim();
      continue;
    }
    // A covered cell of an exported file comes back as it was shown; it says nothing.
    if (isCovered(field) && String(cell).includes('*')) continue;
    const read = readCellValue(field, cell, today);
    if (read.ok) values[name] = read.value;
    else faults.push({ line: row.line, column: field.label.zh, zh: read.zh, en: read.en });
  }
  const isEmpty = Object.keys(values).length + Object.keys(lookups).length + faults.length === 0;
  return isEmpty ? undefined : { line: row.line, values, lookups, faults };
}

export const headingOf = (record: RecordDefinition, name: string): string =>
  name === PLACE ? PLACE_COLUMN.zh : (record.fields[name]?.label.zh ?? name);
