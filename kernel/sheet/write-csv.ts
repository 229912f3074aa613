import { Readable } from 'node:stream';
import type { SheetCell } from './sheet-row.ts';
import type { ColumnKind, SheetColumn } from './write-sheet.ts';

export interface WriteCsvOptions {
  readonly columns: readonly Pick<SheetColumn, 'header' | 'kind'>[];
  readonly rows: AsyncIterable<readonly SheetCell[]> | Iterable<readonly SheetCell[]>;
}

const PIECE_CHARS = 64 * 1024;
/** Without it Excel takes UTF-8 for GBK. */
const BYTE_ORDER_MARK = '\ufeff';

/**
 * What makes a spreadsheet take a text for a formula, full-width forms included. Such a text gets an apostrophe in
 * front, and so does one that begins with an apostrophe: reading the file back takes exactly one away.
 */
const EVALUATED = /^['=+\-@\t\r＝＋－＠]/u;
const QUOTED = /[",\r\n\t]|^\s|\s$/;

/** A table as CSV in UTF-8 with byte order mark, written while its rows are read. */
export const writeCsv = (options: WriteCsvOptions): Readable =>
  Readable.from(pieces(options), { objectMode: false });

async function* pieces({ columns, rows }: WriteCsvOptions): AsyncGenerator<Buffer> {
  let piece = `${BYTE_ORDER_MARK}${columns.map(({ header }) => textField(header)).join(',')}\r\n`;
  for await (const row of rows) {
    piece += `${columns.map(({ kind }, i) => field(row[i] ?? null, kind)).join(',')}\r\n`;
    if (piece.length < PIECE_CHARS) continue;
    yield Buffer.from(piece, 'utf8');
    piece = '';
  }
  yield Buffer.from(piece, 'utf8');
}

/** Numbers stay numbers, negative ones too; only text is guarded. */
function field(value: SheetCell, kind: ColumnKind): string {
  if (value === null) return '';
  if (typeof value === 'number') return kind === 'money' ? (value / 100).toFixed(2) : String(value);
  return textField(String(value));
}

function textField(text: string): string {
  const guarded = EVALUATED.test(text) ? `'${text}` : text;
  return QUOTED.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}
