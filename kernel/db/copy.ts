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

const namesOf = (columns: readonly string[]): string => columns.map((column) => `"${column}"`).join(', ');

/** COPY into a table without row-level security. `table` and `columns` are names from code, never from input. */
export async function copyInto(
  { client }: Tx,
  table: string,
  columns: readonly string[],
  rows: Iterable<readonly CopyValue[]>,
): Promise<void> {
  const stream = client.query(copyFrom(`copy "${table}" (${namesOf(columns)}) from stdin`));
  await pipeline(Readable.from(chunks(rows)), stream);
}

/** Rows on their way into a table, written bit by bit. */
export interface Stage {
  write(rows: Iterable<readonly CopyValue[]>): Promise<void>;
  /** Puts all of them into the table, with its checks. */
  publish(): Promise<void>;
}

/**
 * A stage of its own, for PostgreSQL does not COPY into a table with row-level security; it ends with the
 * transaction. A table has one at a time.
 */
export async function openStage(tx: Tx, table: string, columns: readonly string[]): Promise<Stage> {
  const [stage, names] = [`${table}_stage`, namesOf(columns)];
  await tx.client.query(
    `create temp table "${stage}" on commit drop as select ${names} from "${table}" with no data`,
  );
  return {
    write: (rows) => copyInto(tx, stage, columns, rows),
    publish: async () => {
      await tx.client.query(`insert into "${table}" (${names}) select ${names} from "${stage}"`);
      await tx.client.query(`drop table "${stage}"`);
    },
  };
}

/** Writes many rows inside the transaction, all at once. */
export async function copyRows(
  tx: Tx,
  table: string,
  columns: readonly string[],
  rows: Iterable<readonly CopyValue[]>,
): Promise<void> {
  const stage = await openStage(tx, table, columns);
  await stage.write(rows);
  await stage.publish();
}
