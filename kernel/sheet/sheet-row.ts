import type { Label } from '../base/label.ts';

/**
 * What a cell holds. Days are text ('2020-04-01', with a time of day '2020-04-01 09:30:00'), since a spreadsheet knows
 * no time zone and a moment would shift them.
 */
export type SheetCell = string | number | boolean | null;

/** A cell whose content cannot be trusted; `column` counts from 0. The text says what to do. */
export interface CellFault {
  readonly column: number;
  readonly text: Label;
}

/** One row that holds anything; `line` is the number that the spreadsheet program shows, counted from 1. */
export interface SheetRow {
  readonly line: number;
  readonly cells: readonly SheetCell[];
  readonly faults: readonly CellFault[];
}

/** Bounds of an uploaded table. */
export interface SheetLimits {
  readonly bytesMax: number;
  readonly rowsMax: number;
  readonly columnsMax: number;
  readonly cellCharsMax: number;
}

export const SHEET_LIMITS: SheetLimits = {
  bytesMax: 50 * 1024 * 1024,
  // Above the 100,000 rows of data there are a title, hints and the headings.
  rowsMax: 100_010,
  columnsMax: 200,
  // What a spreadsheet program itself allows.
  cellCharsMax: 32_767,
};

/** A parsed row before its cells are looked at. */
export interface RawRow {
  readonly line: number;
  readonly cells: readonly unknown[];
}
