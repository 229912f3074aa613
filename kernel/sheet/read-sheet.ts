import { readFile, stat } from 'node:fs/promises';
import { type DomainError, inputError } from '../base/errors.ts';
import { runParse } from './run-parse.ts';
import { sheetKindOf } from './sheet-kind.ts';
import { SHEET_LIMITS, type SheetLimits, type SheetRow } from './sheet-row.ts';

export interface ReadSheetOptions {
  /** Name of the sheet; the first one when left out. */
  readonly sheet?: string | undefined;
  readonly limits?: Partial<SheetLimits> | undefined;
}

const tooLarge = (bytesMax: number): DomainError =>
  inputError(
    'sheet.too-large',
    `文件超过${Math.floor(bytesMax / 1024 / 1024)}MB：请分成几个文件上传。`,
    `The file is larger than ${bytesMax} bytes: split it.`,
    { bytesMax },
  );

const tooManyRows = (rowsMax: number): DomainError =>
  inputError(
    'sheet.too-many-rows',
    `表格超过${rowsMax}行：请分成几个文件上传。`,
    `The table has more than ${rowsMax} rows: split it.`,
    { rowsMax },
  );

const tooManyColumns = (columnsMax: number, line: number): DomainError =>
  inputError(
    'sheet.too-many-columns',
    `第${line}行超过${columnsMax}列：请删去数据右侧多余的内容。`,
    `Row ${line} has more than ${columnsMax} columns: remove what stands right of the data.`,
    { columnsMax, line },
  );

/**
 * The rows of an uploaded .xlsx, .xls or .csv that hold anything, one after the other in bounded memory. The kind is told by the content.
 * Formulas give their last value, merged cells their value in the first cell. Throws inputError 'sheet.*': empty,
 * too large, no table, encrypted, damaged, unpacking to too much, too many rows or columns.
 */
export async function* readSheet(
  source: Buffer | string,
  name: string,
  options: ReadSheetOptions = {},
): AsyncGenerator<SheetRow> {
  for await (const rows of readSheetInParts(source, name, options)) yield* rows;
}

/** As readSheet, some hundreds of rows at a time: for large files, where waiting for each row would cost the most. */
export async function* readSheetInParts(
  source: Buffer | string,
  name: string,
  options: ReadSheetOptions = {},
): AsyncGenerator<readonly SheetRow[]> {
  const limits = { ...SHEET_LIMITS, ...options.limits };
  const bytes = await bytesOf(source, limits.bytesMax);
  const kind = await sheetKindOf(bytes, name);
  let count = 0;
  for await (const rows of runParse({ kind, bytes, sheet: options.sheet, limits })) {
    for (const row of rows) {
      count += 1;
      if (count > limits.rowsMax) throw tooManyRows(limits.rowsMax);
      if (row.cells.length > limits.columnsMax) throw tooManyColumns(limits.columnsMax, row.line);
    }
    yield rows;
  }
}

async function bytesOf(source: Buffer | string, bytesMax: number): Promise<Buffer> {
  const size = typeof source === 'string' ? (await stat(source)).size : source.length;
  if (size > bytesMax) throw tooLarge(bytesMax);
  return typeof source === 'string' ? readFile(source) : source;
}
