import { columnName } from './column-name.ts';
import type { SheetCell } from './sheet-row.ts';
import { type Style, styleIndex } from './sheet-style.ts';

/** A cell with a look of its own. */
export interface StyledCell {
  readonly value: SheetCell;
  readonly style: Style;
}

const CHARS_MAX = 32_767;
const CUT_MARK = '…（过长，已截断）';

const SPECIAL = /[&<>\u0000-\u001f\ud800-\udfff\ufffe\uffff]|_x/;
const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** Text as it may stand in XML; what XML cannot hold becomes the sign for an unreadable character. */
export function xmlText(text: string): string {
  if (!SPECIAL.test(text)) return text;
  return (
    text
      .toWellFormed()
      .replaceAll(/\r\n?/g, '\n')
      .replaceAll(/[\u0000-\u0008\u000b-\u001f\ufffe\uffff]/g, '\ufffd')
      .replaceAll(/[&<>]/g, (char) => ENTITIES[char] ?? char)
      // Spreadsheets read _x0041_ as an escape of their own.
      .replaceAll(/_(?=x[0-9a-fA-F]{4}_)/g, '_x005F_')
  );
}

export const xmlAttribute = (text: string): string =>
  xmlText(text).replaceAll('"', '&quot;').replaceAll('\n', '&#10;');

const letters: string[] = [];
const lettersOf = (column: number): string => (letters[column] ??= columnName(column));

/**
 * A cell. Text is an inline string whatever it begins with: no program looks for a formula in it. What is longer than
 * a spreadsheet allows is cut and says so.
 */
export function cellXml(column: number, line: number, value: SheetCell, style: Style): string {
  const start = `<c r="${lettersOf(column)}${line}" s="${styleIndex(style)}"`;
  if (value === null || value === '') return `${start}/>`;
  if (typeof value === 'boolean') return `${start} t="b"><v>${value ? 1 : 0}</v></c>`;
  if (typeof value === 'number' && Number.isFinite(value)) return `${start}><v>${value}</v></c>`;
  const text = String(value);
  const whole = text.length > CHARS_MAX ? text.slice(0, CHARS_MAX - CUT_MARK.length) + CUT_MARK : text;
  return `${start} t="inlineStr"><is><t xml:space="preserve">${xmlText(whole)}</t></is></c>`;
}

/** A row of cells that each have their own look. */
export const rowXml = (cells: readonly StyledCell[], line: number, height?: number): string =>
  `<row r="${line}"${height === undefined ? '' : ` ht="${height}" customHeight="1"`}>${cells
    .map(({ value, style }, column) => cellXml(column, line, value, style))
    .join('')}</row>`;
