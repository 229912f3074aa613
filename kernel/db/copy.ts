import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { from as copyFrom } from 'pg-copy-streams';
import type { Tx } from './database.ts';

export type CopyValue = string | number | boolean | null | Buffer;

const CHUNK_CHARS = 256 * 1024;
const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

const encodeText = (text: string): string =>
  /[\\\n\r\t]/.test(text) ? text.replace(/[\\\n\r\t]/g, (c) => ESCAPES[c] ?? c) : text;

function encode(value: CopyValue): string {
  if (value === null) return '\\N';
  if (typeof value === 'string') return encodeText(value);
  if (typeof value === 'number') return String(value);
  if (typeof value === 'boolean') return value ? 't' : 'f';
  return `\\\\x${value.toString('hex')}`;
}

function* chunks(rows: Iterable<readonly CopyValue[]>): Generator<string> {
  let chunk = '';
  for (const row of rows) {
    for (let i = 0; i < row.length; i++) {
      if (i > 0) chunk += '\t';
      chunk += encode(row[i] ?? null);
    }
    chunk += '\n';
    if (chunk.length >= CHUNK_CHARS) {
      yield chunk;
      chunk = '';
    }
  }
  if (chunk !== '') yield chunk;
}

/**
 * Writes many rows inside the transaction: COPY into a stage of its own, then one INSERT, because PostgreSQL does
 * not COPY into a table with row-level security. `table` and `columns` are names from code, never from input.
 */
export async function copyRows(
  tx: Tx,
  table: string,
  columns: readonly string[],
  rows: Iterable<readonly CopyValue[]>,
): Promise<void> {
  const names = columns.map((column) => `"${column}"`).join(', ');
  await tx.client.query(`create temp table copy_stage as select ${names} from "${table}" with no data`);
  const stream = tx.client.query(copyFrom(`copy copy_stage (${names}) from stdin`));
  await pipeline(Readable.from(chunks(rows)), stream);
  await tx.client.query(`insert into "${table}" (${names}) select ${names} from copy_stage`);
  await tx.client.query('drop table copy_stage');
}
