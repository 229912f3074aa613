import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface SheetTask {
  readonly what: 'write-xlsx' | 'write-csv' | 'write-shared' | 'read' | 'parse-alone';
  readonly path: string;
  readonly count: number;
}

export interface SheetTaskFigures {
  readonly seconds: number;
  readonly peakMegabytes: number;
}

/** Spreadsheets of 12 columns, each task in a process of its own. */
export interface SheetFigures {
  readonly export: { readonly rows: number; readonly xlsx: SheetTaskFigures; readonly csv: SheetTaskFigures };
  readonly import: {
    readonly rows: number;
    /** The library alone: cells as it gives them, in the process itself. */
    readonly parseAlone: SheetTaskFigures;
    /** Counted, parsed in a thread of its own, cells checked, handed over. */
    readonly read: SheetTaskFigures;
    /** `read` against `parseAlone`. */
    readonly ratio: number;
  };
}

const EXPORT_ROWS = 1_000_000;
const IMPORT_ROWS = 100_000;
const ROUNDS = 3;

/** Writes a million rows and reads a hundred thousand; the middle of three rounds. */
export async function benchSheets(): Promise<SheetFigures> {
  const folder = await mkdtemp(join(tmpdir(), 'huimin-bench-'));
  try {
    const upload = join(folder, 'upload.xlsx');
    await inProcess({ what: 'write-shared', path: upload, count: IMPORT_ROWS });
    const parseAlone = await middleOf({ what: 'parse-alone', path: upload, count: IMPORT_ROWS });
    const read = await middleOf({ what: 'read', path: upload, count: IMPORT_ROWS });
    return {
      export: {
        rows: EXPORT_ROWS,
        xlsx: await middleOf({ what: 'write-xlsx', path: join(folder, 'a.xlsx'), count: EXPORT_ROWS }),
        csv: await middleOf({ what: 'write-csv', path: join(folder, 'a.csv'), count: EXPORT_ROWS }),
      },
      import: {
        rows: IMPORT_ROWS,
        parseAlone,
        read,
        ratio: Number((read.seconds / parseAlone.seconds).toPrecision(3)),
      },
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function middleOf(task: SheetTask): Promise<SheetTaskFigures> {
  const rounds: SheetTaskFigures[] = [];
  for (let i = 0; i < ROUNDS; i++) rounds.push(await inProcess(task));
  const middle = rounds.toSorted((a, b) => a.seconds - b.seconds)[Math.floor(ROUNDS / 2)];
  return middle ?? { seconds: 0, peakMegabytes: 0 };
}

async function inProcess(task: SheetTask): Promise<SheetTaskFigures> {
  const child = fork(join(import.meta.dirname, 'sheet-task.ts'));
  const failed = once(child, 'exit').then(([code]) => {
    throw new Error(`the task ${task.what} ended with ${String(code)}`);
  });
  const answer = once(child, 'message');
  child.send(task);
  // sheet-task.ts sends one message, its figures.
  const [figures] = (await Promise.race([answer, failed])) as [SheetTaskFigures];
  failed.catch(() => undefined);
  await once(child, 'exit').catch(() => undefined);
  return figures;
}
