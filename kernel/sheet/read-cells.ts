import type { CellFault, RawRow, SheetCell, SheetRow } from './sheet-row.ts';
import { dayText } from './serial-date.ts';

const FORMULA_ERROR = /^#(N\/A|VALUE!|REF!|DIV\/0!|NUM!|NAME\?|NULL!|SPILL!|CALC!|ERR!)$/;
/** From here on a spreadsheet keeps fifteen digits and writes zeros for the others. */
const DIGITS_LOST_FROM = 1e15;
/** What such a number becomes when the table is saved as text. */
const SCIENTIFIC = /^[+-]?\d(\.\d+)?E\+(1[1-9]|[2-9]\d)$/;

/** A day as strict Office Open XML writes it. */
const ISO_DAY = /^\d{4}-\d{2}-\d{2}T00:00(:00(\.0+)?)?Z?$/;

const damagedNumber = (column: number): CellFault => ({
  column,
  text: {
    zh: '数字超过15位，末尾几位已被电子表格改成0：请把该列设为文本格式后重新填写',
    en: 'the number has more than 15 digits and the spreadsheet replaced the last ones: format the column as text and enter it again',
  },
});

const formulaError = (column: number, shown: string): CellFault => ({
  column,
  text: {
    zh: `公式结果为错误（${shown}）：请改为实际的值`,
    en: `the formula gives an error (${shown}): enter the value itself`,
  },
});

const tooLong = (column: number, charsMax: number): CellFault => ({
  column,
  text: { zh: `内容超过${charsMax}个字`, en: `longer than ${charsMax} characters` },
});

/**
 * The cells of a row with what cannot be trusted in them; undefined when the row holds nothing. A faulty cell keeps
 * what it shows, so that it can be told to the person who has to mend it.
 */
export function readCells(
  { line, cells: raw }: RawRow,
  limits: { readonly columnsMax: number; readonly cellCharsMax: number },
): SheetRow | undefined {
  const faults: CellFault[] = [];
  const cells: SheetCell[] = [];
  let filled = 0;
  for (let column = 0; column < raw.length; column++) {
    const cell = readCell(raw[column], column, limits.cellCharsMax, faults);
    cells.push(cell);
    if (cell !== null) filled = column + 1;
  }
  if (filled === 0) return undefined;
  cells.length = filled;
  return { line, cells, faults };
}

function readCell(raw: unknown, column: number, charsMax: number, faults: CellFault[]): SheetCell {
  if (typeof raw === 'string') return readText(raw, column, charsMax, faults);
  if (typeof raw === 'number') {
    if (Math.abs(raw) < DIGITS_LOST_FROM) return raw;
    faults.push(damagedNumber(column));
    return BigInt(Math.round(raw)).toString();
  }
  if (typeof raw === 'boolean') return raw;
  if (raw instanceof Date) return Number.isNaN(raw.getTime()) ? null : dayText(raw);
  return null;
}

function readText(raw: string, column: number, charsMax: number, faults: CellFault[]): SheetCell {
  const text = raw.trim();
  if (text === '') return null;
  if (text.charAt(10) === 'T' && ISO_DAY.test(text)) return text.slice(0, 10);
  if (text.length > charsMax) {
    faults.push(tooLong(column, charsMax));
    return text.slice(0, charsMax);
  }
  if (text.startsWith('#') && FORMULA_ERROR.test(text)) faults.push(formulaError(column, text));
  else if (text.includes('E+') && SCIENTIFIC.test(text)) faults.push(damagedNumber(column));
  return text;
}
