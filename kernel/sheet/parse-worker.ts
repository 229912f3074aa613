import { parentPort, workerData } from 'node:worker_threads';
import { DomainError } from '../base/errors.ts';
import { parseCsv } from './parse-csv.ts';
import { parseXlsx } from './parse-xlsx.ts';
import { readCells } from './read-cells.ts';
import type { ParseTask, ParseMessage } from './run-parse.ts';
import type { RawRow, SheetRow } from './sheet-row.ts';

// Runs in a thread of its own: what a hostile file does to a parser ends with this thread and its memory, and reading
// a large table does not hold up the server's answers.

const BATCH_ROWS = 500;
/** Batches on the way before the reader has to take one. */
const AHEAD_MAX = 4;

async function rowsOf({ kind, bytes, sheet, limits }: ParseTask): Promise<AsyncIterable<RawRow>> {
  if (kind === 'csv') return parseCsv(bytes);
  if (kind === 'xlsx') return parseXlsx(bytes, sheet, limits.columnsMax);
  // Its library takes longer to load than most tables take to read.
  const { parseXls } = await import('./parse-xls.ts');
  return parseXls(bytes, sheet);
}

async function parseAll(task: ParseTask): Promise<void> {
  const queue = { ahead: 0 };
  let taken: () => void = () => undefined;
  parentPort?.on('message', () => {
    queue.ahead -= 1;
    taken();
  });
  const post = async (message: ParseMessage): Promise<void> => {
    while (queue.ahead >= AHEAD_MAX) await new Promise<void>((resolve) => (taken = resolve));
    queue.ahead += 1;
    parentPort?.postMessage(message, []);
  };
  let batch: SheetRow[] = [];
  for await (const raw of await rowsOf(task)) {
    const row = readCells(raw, task.limits);
    if (row === undefined) continue;
    batch.push(row);
    if (batch.length < BATCH_ROWS) continue;
    await post({ rows: batch });
    batch = [];
  }
  await post({ rows: batch });
  await post({ end: true });
}

try {
  await parseAll(workerData as ParseTask); // written by run-parse.ts
} catch (error) {
  const failure: ParseMessage = {
    error:
      error instanceof DomainError
        ? { code: error.code, zh: error.zh, en: error.en, details: error.details }
        : null,
  };
  parentPort?.postMessage(failure, []);
}
parentPort?.close();
