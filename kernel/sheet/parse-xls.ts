import { readXls } from 'hucre/xlsx';
import type { RawRow } from './sheet-row.ts';
import { noSuchSheet } from './xlsx-parts.ts';

/** Rows of an old workbook, which is small (65,536 rows) and read at once. */
export async function* parseXls(bytes: Uint8Array, sheet: string | undefined): AsyncGenerator<RawRow> {
  const { sheets } = await readXls(bytes);
  const chosen = sheet === undefined ? sheets[0] : sheets.find(({ name }) => name === sheet);
  if (chosen === undefined) throw noSuchSheet(sheet ?? '');
  for (let index = 0; index < chosen.rows.length; index++) {
    yield { line: index + 1, cells: chosen.rows[index] ?? [] };
  }
}
