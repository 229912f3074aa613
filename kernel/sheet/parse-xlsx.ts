import { attributeOf, decodeCellText, type XmlHandler, xmlScanner } from './scan-xml.ts';
import { dayText } from './serial-date.ts';
import type { RawRow, SheetCell } from './sheet-row.ts';
import { readBook, TEXT_CHARS_MAX, type XlsxBook } from './xlsx-parts.ts';
import { damaged, openZip } from './zip-guard.ts';

/** No spreadsheet has more; a file that pretends to is no longer read. */
const LINES_MAX = 1_048_576;

/**
 * Rows of the first visible sheet, or of the named one. Nothing but the workbook's table of shared strings is held; a
 * cell beyond `columnsMax` is put right behind the last column, where the reader of rows finds one too many.
 */
export async function* parseXlsx(
  bytes: Uint8Array,
  sheet: string | undefined,
  columnsMax: number,
): AsyncGenerator<RawRow> {
  const zip = await openZip(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  const book = await readBook(zip, sheet);
  const ready: RawRow[] = [];
  const scanner = xmlScanner(rowHandler(book, columnsMax, (row) => ready.push(row)));
  for await (const piece of book.sheet) {
    scanner.push(piece);
    yield* ready;
    ready.length = 0;
  }
  scanner.end();
}

function rowHandler(book: XlsxBook, columnsMax: number, done: (row: RawRow) => void): XmlHandler {
  let [line, count] = [0, 0];
  let cells: SheetCell[] = [];
  let [column, type, style] = [-1, '', 0];
  let [text, inText, inPhonetic] = ['', false, false];
  const valueOf = valueReader(book);
  return {
    open: (name, attributes) => {
      if (name === 'c') {
        const ref = attributeOf(attributes, 'r');
        column = ref === undefined ? column + 1 : columnOf(ref);
        if (column < 0) throw damaged();
        type = attributeOf(attributes, 't') ?? 'n';
        style = Number(attributeOf(attributes, 's') ?? 0);
        text = '';
      } else if (name === 'v' || name === 't') inText = !inPhonetic;
      else if (name === 'rPh') inPhonetic = true;
      else if (name === 'row') {
        const given = attributeOf(attributes, 'r');
        line = given === undefined ? line + 1 : Number(given);
        count += 1;
        if (!(line >= 1 && line <= LINES_MAX && count <= LINES_MAX)) throw damaged();
        [cells, column] = [[], -1];
      }
    },
    close: (name) => {
      if (name === 'v' || name === 't') inText = false;
      else if (name === 'c') {
        const value = text === '' ? null : valueOf(type, style, text);
        if (value === null) return;
        const at = Math.min(column, columnsMax);
        while (cells.length < at) cells.push(null);
        cells[at] = value;
      } else if (name === 'rPh') inPhonetic = false;
      else if (name === 'row' && cells.length > 0) done({ line, cells });
    },
    text: (raw) => {
      if (inText && text.length < TEXT_CHARS_MAX) text += raw;
    },
  };
}

/** The column of a reference such as 'AB12', counted from 0. */
function columnOf(ref: string): number {
  let column = 0;
  for (let i = 0; i < ref.length; i++) {
    const letter = ref.charCodeAt(i) - 64;
    if (letter < 1 || letter > 26) break;
    column = column * 26 + letter;
  }
  return column - 1;
}

const DAY_MS = 86_400_000;
/** 30 December 1899 and 1 January 1904. */
const [EPOCH_1900, EPOCH_1904] = [-2_209_161_600_000, -2_082_844_800_000] as const;
/** 29 February 1900, which spreadsheets count although it never was. */
const LEAP_DAY = 60;

function valueReader({ sharedStrings, dateStyles, from1904 }: XlsxBook) {
  const days = new Map<number, string>();
  const dayOf = (serial: number): string | null => {
    const known = days.get(serial);
    if (known !== undefined) return known;
    const epoch = from1904 ? EPOCH_1904 : EPOCH_1900 + (serial < LEAP_DAY ? DAY_MS : 0);
    const moment = new Date(epoch + serial * DAY_MS);
    if (Number.isNaN(moment.getTime())) return null;
    const text = dayText(moment);
    if (Number.isInteger(serial)) days.set(serial, text);
    return text;
  };
  return (type: string, style: number, raw: string): SheetCell => {
    if (type === 's') return sharedStrings[Number(raw)] ?? null;
    if (type === 'inlineStr' || type === 'str' || type === 'e' || type === 'd') return decodeCellText(raw);
    if (type === 'b') return raw === '1' || raw === 'true';
    const value = Number(raw);
    if (Number.isNaN(value)) return decodeCellText(raw);
    return dateStyles[style] === true ? dayOf(value) : value;
  };
}
