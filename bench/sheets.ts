import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Pace } from './pace.ts';
import { inProcess, middle, type TaskFigures } from './process-task.ts';

export interface SheetTask {
  readonly what: 'write-xlsx' | 'write-csv' | 'write-shared' | 'read' | 'parse-alone';
  readonly path: string;
  readonly count: number;
}

/** Spreadsheets of 12 columns, each task in a process of its own. */
export interface SheetFigures {
  readonly export: { readonly rows: number; readonly xlsx: TaskFigures; readonly csv: TaskFigures };
  readonly import: {
    readonly rows: number;
    /** The library alone: cells as it gives them, in the process itself. */
    readonly parseAlone: TaskFigures;
    /** Counted, parsed in a thread of its own, cells checked, handed over. */
    readonly read: TaskFigures;
    /** `read` against `parseAlone`. */
    readonly ratio: number;
  };
}

const SCRIPT = 'sheet-task.ts';

/** Writes so many rows (a million) and reads so many (a hundred thousand); the round in the middle. */
export async function benchSheets(pace: Pace): Promise<SheetFigures> {
  const { exportRows, importRows } = pace;
  const folder = await mkdtemp(join(tmpdir(), 'huimin-bench-'));
  try {
    const upload = join(folder, 'upload.xlsx');
    await inProcess(SCRIPT, { what: 'write-shared', path: upload, count: importRows });
    const parseAlone = await middleOf(pace, { what: 'parse-alone', path: upload, count: importRows });
    const read = await middleOf(pace, { what: 'read', path: upload, count: importRows });
    return {
      export: {
        rows: exportRows,
        xlsx: await middleOf(pace, { what: 'write-xlsx', path: join(folder, 'a.xlsx'), count: exportRows }),
        csv: await middleOf(pace, { what: 'write-csv', path: join(folder, 'a.csv'), count: exportRows }),
      },
      import: {
        rows: importRows,
        parseAlone,
        read,
        ratio: Number((read.seconds / parseAlone.seconds).toPrecision(3)),
      },
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function middleOf({ sheetRounds }: Pace, task: SheetTask): Promise<TaskFigures> {
  const rounds: TaskFigures[] = [];
  for (let i = 0; i < sheetRounds; i++) rounds.push(await inProcess(SCRIPT, task));
  return middle(rounds);
}
