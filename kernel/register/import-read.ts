import { inputError } from '../base/errors.ts';
import type { PlainDate } from '../base/plain-date.ts';
import type { SheetCell, SheetRow } from '../sheet/sheet-row.ts';
import type { RecordDefinition } from './define-record.ts';
import { type Field, type FieldValue, isCovered } from './field.ts';
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

/** Reads a table part by part; throws inputError 'import.columns' when no row is the register's header. */
export async function* readRows(
  record: RecordDefinition,
  parts: AsyncIterable<readonly SheetRow[]>,
  today: PlainDate,
): AsyncGenerator<readonly ReadRow[], void, undefined> {
  let columns: readonly FileColumn[] | undefined;
  let looked = 0;
  for await (const rows of parts) {
    const read: ReadRow[] = [];
    for (const row of rows) {
      if (columns === undefined) {
        columns = headerColumns(record, row);
        looked += 1;
        if (columns === undefined && looked >= HEADER_LINES_MAX) throw noHeader(record);
        continue;
      }
      const one = readRow(columns, row, today);
      if (one !== undefined) read.push(one);
    }
    yield read;
  }
  if (columns === undefined) throw noHeader(record);
}

function headerColumns(record: RecordDefinition, row: SheetRow): FileColumn[] | undefined {
  const header = findHeader(record, row);
  if (header === undefined) return undefined;
  refuseDoubled(record, header);
  return fileColumns(record, header);
}

/** A column of a file that holds a field, as every row of it is read. */
interface FileColumn {
  readonly at: number;
  readonly name: string;
  readonly heading: string;
  /** Undefined where the text is looked up: places and references. */
  readonly field: Field | undefined;
  readonly covered: boolean;
}

const fileColumns = (record: RecordDefinition, { fields }: Header): FileColumn[] =>
  fields.flatMap((name, at): FileColumn[] => {
    if (name === undefined) return [];
    const field = record.fields[name];
    const isLookedUp = field === undefined || field.type === 'reference' || field.type === 'place';
    return [
      {
        at,
        name,
        heading: headingOf(record, name),
        field: isLookedUp ? undefined : field,
        covered: !isLookedUp && isCovered(field),
      },
    ];
  });

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

function readRow(columns: readonly FileColumn[], row: SheetRow, today: PlainDate): ReadRow | undefined {
  const values: Record<string, FieldValue> = {};
  const lookups: Record<string, string> = {};
  const faults: ImportFault[] = [];
  let isEmpty = true;
  if (row.faults.length > 0) faults.push(...cellFaults(columns, row));
  for (const { at, name, heading, field, covered } of columns) {
    const cell = row.cells[at] ?? null;
    if (cell === null) continue;
    const text = typeof cell === 'string' ? cell.trim() : String(cell);
    if (text === '') continue;
    if (field === undefined) {
      lookups[name] = text;
      isEmpty = false;
      continue;
    }
    // A covered cell of an exported file comes back as it was shown; it says nothing.
    if (covered && text.includes('*')) continue;
    isEmpty = false;
    const read = readCellValue(field, text, today);
    if (read.ok) values[name] = read.value;
    else faults.push({ line: row.line, column: heading, zh: read.zh, en: read.en });
  }
  return isEmpty && faults.length === 0 ? undefined : { line: row.line, values, lookups, faults };
}

const cellFaults = (columns: readonly FileColumn[], row: SheetRow): ImportFault[] =>
  row.faults.flatMap(({ column, text }) => {
    const known = columns.find(({ at }) => at === column);
    return known === undefined ? [] : [{ line: row.line, column: known.heading, ...text }];
  });

export const headingOf = (record: RecordDefinition, name: string): string =>
  name === PLACE ? PLACE_COLUMN.zh : (record.fields[name]?.label.zh ?? name);
