import type { Readable } from 'node:stream';
import { cellXml } from './cell-xml.ts';
import { serialOf } from './serial-date.ts';
import type { SheetCell } from './sheet-row.ts';
import type { Style } from './sheet-style.ts';
import { type HeadRow, writeWorkbook } from './write-workbook.ts';

/** What a column holds. `money` is integer fen and shown in yuan; `date` is 'YYYY-MM-DD'. */
export type ColumnKind = 'text' | 'integer' | 'decimal' | 'money' | 'date';

export interface SheetColumn {
  readonly header: string;
  readonly kind: ColumnKind;
  /** In characters of half width. */
  readonly width?: number | undefined;
  /** Offered as a drop-down list. */
  readonly choices?: readonly string[] | undefined;
}

export interface WriteSheetOptions {
  readonly sheetName: string;
  readonly columns: readonly SheetColumn[];
  readonly rows: AsyncIterable<readonly SheetCell[]> | Iterable<readonly SheetCell[]>;
  /** Above the headings. */
  readonly title?: string | undefined;
  readonly hint?: string | undefined;
}

const STYLE_OF = {
  text: 'text',
  integer: 'integer',
  decimal: 'plain',
  money: 'money',
  date: 'date',
} as const satisfies Record<ColumnKind, Style>;

const WIDTH_OF = { text: 18, integer: 10, decimal: 12, money: 14, date: 13 } as const satisfies Record<
  ColumnKind,
  number
>;
const HEADING_CHAR_WIDTH = 2.2;
const CHOICE_ROWS = 10_000;
const TITLE_POINTS = 30;
const HINT_POINTS = 30;

/** Wide enough for its heading, unless the declaration says otherwise. */
export const columnWidth = ({ header, kind, width }: SheetColumn): number =>
  width ?? Math.max(WIDTH_OF[kind], Math.ceil(header.length * HEADING_CHAR_WIDTH) + 2);

export const columnStyle = (kind: ColumnKind): Style => STYLE_OF[kind];

/** A row with one text over the whole width. */
export const wideRow = (text: string, style: Style, height: number): HeadRow => ({
  cells: [{ value: text, style }],
  height,
  merged: true,
});

export const choicesOf = (columns: readonly SheetColumn[]): ReadonlyMap<number, readonly string[]> =>
  new Map(
    columns.flatMap(({ choices }, i) =>
      choices === undefined || choices.length === 0 ? [] : [[i, choices]],
    ),
  );

/**
 * A table as .xlsx, written while its rows are read. Text is never a formula, whatever it begins with. A value that
 * does not fit its column's kind is written as the text that it is.
 */
export function writeSheet({ sheetName, columns, rows, title, hint }: WriteSheetOptions): Readable {
  const kinds = columns.map(({ kind }) => kind);
  return writeWorkbook({
    sheetName,
    columns: columns.map((column) => ({ width: columnWidth(column), style: columnStyle(column.kind) })),
    head: [
      ...(title === undefined ? [] : [wideRow(title, 'title', TITLE_POINTS)]),
      ...(hint === undefined ? [] : [wideRow(hint, 'note', HINT_POINTS)]),
      { cells: columns.map(({ header }) => ({ value: header, style: 'heading' })) },
    ],
    choices: choicesOf(columns),
    choiceRows: CHOICE_ROWS,
    rows,
    toXml: (row, line) => dataRowXml(row, line, kinds),
  });
}

function dataRowXml(row: readonly SheetCell[], line: number, kinds: readonly ColumnKind[]): string {
  let cells = '';
  for (let column = 0; column < kinds.length; column++) {
    const value = row[column] ?? null;
    if (value === null || value === '') continue;
    cells += typedCellXml(column, line, value, kinds[column] ?? 'text');
  }
  return `<row r="${line}">${cells}</row>`;
}

function typedCellXml(
  column: number,
  line: number,
  value: Exclude<SheetCell, null>,
  kind: ColumnKind,
): string {
  if (typeof value === 'number') {
    if (kind === 'money') return cellXml(column, line, value / 100, 'money');
    return kind === 'text' || kind === 'date'
      ? cellXml(column, line, String(value), 'text')
      : cellXml(column, line, value, STYLE_OF[kind]);
  }
  if (kind === 'date' && typeof value === 'string') {
    const serial = serialOf(value);
    if (serial !== undefined) return cellXml(column, line, serial, 'date');
  }
  return cellXml(column, line, value, 'text');
}
