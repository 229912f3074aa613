import type { Readable } from 'node:stream';
import type { StyledCell } from './cell-xml.ts';
import { choicesOf, columnStyle, columnWidth, type SheetColumn, wideRow } from './write-sheet.ts';
import { writeWorkbook } from './write-workbook.ts';

export interface TemplateColumn extends SheetColumn {
  readonly required: boolean;
  /** The expected form: '18位居民身份证号码', '如2020-04-01'. */
  readonly hint?: string | undefined;
}

export interface TemplateOptions {
  readonly sheetName: string;
  readonly title: string;
  /** How to fill in the whole table, in one line below the title. */
  readonly note?: string | undefined;
  readonly columns: readonly TemplateColumn[];
  /** Rows below the headings that offer the drop-down lists. */
  readonly preparedRows?: number | undefined;
}

const PREPARED_ROWS_MAX = 10_000;
const TITLE_POINTS = 32;
const NOTE_POINTS = 30;
const LINE_POINTS = 13;
const HINT_CHAR_WIDTH = 1.8;

/**
 * An empty table to be filled in: title, a hint for each column, headings (required ones in red), drop-down lists,
 * and the format of each column, so that a spreadsheet neither damages identity numbers nor guesses at dates.
 */
export function writeTemplate({
  sheetName,
  title,
  note,
  columns,
  preparedRows = 2_000,
}: TemplateOptions): Readable {
  const widths = columns.map((column) => columnWidth(column));
  const hints = columns.map(hintOf);
  return writeWorkbook<never>({
    sheetName,
    columns: columns.map(({ kind }, i) => ({ width: widths[i] ?? 0, style: columnStyle(kind) })),
    head: [
      wideRow(title, 'title', TITLE_POINTS),
      ...(note === undefined ? [] : [wideRow(note, 'note', NOTE_POINTS)]),
      {
        cells: hints.map((value): StyledCell => ({ value, style: 'hint' })),
        height: hintHeight(hints, widths),
      },
      {
        cells: columns.map(({ header, required }): StyledCell => ({
          value: header,
          style: required ? 'required' : 'heading',
        })),
      },
    ],
    choices: choicesOf(columns),
    choiceRows: Math.min(preparedRows, PREPARED_ROWS_MAX),
    rows: [],
    toXml: () => '',
  });
}

const hintOf = ({ required, hint, choices }: TemplateColumn): string => {
  const form = hint ?? (choices === undefined || choices.length === 0 ? undefined : '从下拉列表中选择');
  return `${required ? '必填' : '选填'}${form === undefined ? '' : `：${form}`}`;
};

/** Rows are not fitted to wrapped text when a file is opened, so their height is said. */
function hintHeight(hints: readonly string[], widths: readonly number[]): number {
  const lines = hints.map((hint, i) => Math.ceil((hint.length * HINT_CHAR_WIDTH) / (widths[i] ?? 1)));
  return Math.max(2, ...lines) * LINE_POINTS + 4;
}
