import type { Readable } from 'node:stream';
import { rowXml, type StyledCell } from './cell-xml.ts';
import { readSheet, type ReadSheetOptions } from './read-sheet.ts';
import type { SheetCell, SheetRow } from './sheet-row.ts';
import { writeWorkbook } from './write-workbook.ts';

/** What is wrong with a row; without a column it is the row as a whole. Columns count from 0, lines from 1. */
export interface RowFault {
  readonly line: number;
  readonly column?: number | undefined;
  readonly text: string;
}

export interface MarkErrorsOptions extends ReadSheetOptions {
  readonly source: Buffer | string;
  readonly name: string;
  /** Line of the headings; it and what stands above come first whatever else is shown. */
  readonly headerLine: number;
  /** Leave out the rows without a fault. */
  readonly onlyBadRows?: boolean | undefined;
}

/** Heading of the column that is added. */
const ERROR_HEADING = '错误';
const SHEET_NAME = '错误';
const REASON_WIDTH = 48;
const COLUMN_WIDTH = 18;
const REASONS_MAX = 20;

/**
 * The uploaded table again as .xlsx: an extra first column says what is wrong with each row, and the faulty cells are
 * coloured. Mended, it can be uploaded as it is. Reads the source again, so it throws what readSheet throws.
 */
export function markErrors(options: MarkErrorsOptions, faults: Iterable<RowFault>): Readable {
  const byLine = Map.groupBy(faults, ({ line }) => line);
  const { columnsMax = COLUMNS_SHOWN } = options.limits ?? {};
  return writeWorkbook<SheetRow>({
    sheetName: SHEET_NAME,
    columns: [
      { width: REASON_WIDTH, style: 'reason' },
      ...Array.from({ length: columnsMax }, () => ({ width: COLUMN_WIDTH, style: 'text' as const })),
    ],
    head: [],
    choices: new Map(),
    choiceRows: 0,
    rows: shownRows(options, byLine),
    toXml: (row, line) => rowXml(markedCells(row, options.headerLine, byLine.get(row.line) ?? []), line),
  });
}

/** Columns that get the text format for what people add beside the table. */
const COLUMNS_SHOWN = 60;

async function* shownRows(
  { source, name, headerLine, onlyBadRows = false, ...reading }: MarkErrorsOptions,
  byLine: ReadonlyMap<number, readonly RowFault[]>,
): AsyncGenerator<SheetRow> {
  for await (const row of readSheet(source, name, reading)) {
    if (!onlyBadRows || row.line <= headerLine || byLine.has(row.line)) yield row;
  }
}

function markedCells(row: SheetRow, headerLine: number, faults: readonly RowFault[]): StyledCell[] {
  const isHeading = row.line === headerLine;
  const faulty = new Set(faults.map(({ column }) => column));
  const width = Math.max(row.cells.length, ...faults.map(({ column = 0 }) => column + 1));
  const cells = Array.from({ length: width }, (_, column) => {
    const value = row.cells[column] ?? null;
    return { value, style: isHeading ? ('heading' as const) : lookOf(value, faulty.has(column)) };
  });
  return [
    isHeading ? { value: ERROR_HEADING, style: 'heading' } : { value: reasons(faults), style: 'reason' },
    ...cells,
  ];
}

const lookOf = (value: SheetCell, isFaulty: boolean): StyledCell['style'] => {
  if (typeof value === 'number') return isFaulty ? 'faulty' : 'plain';
  return isFaulty ? 'faultyText' : 'text';
};

function reasons(faults: readonly RowFault[]): string | null {
  if (faults.length === 0) return null;
  const texts = [...new Set(faults.map(({ text }) => text))];
  return texts.length > REASONS_MAX
    ? `${texts.slice(0, REASONS_MAX).join('；')}；……共${texts.length}处`
    : texts.join('；');
}
