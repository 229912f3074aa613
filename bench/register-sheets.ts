import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encryptField } from '../kernel/access/cipher.ts';
import type { Database } from '../kernel/db/database.ts';
import { BENCH_CLERK } from './kernel-population.ts';
import type { Pace } from './pace.ts';
import { inProcess, middle, type TaskFigures } from './process-task.ts';
import { type BenchServerOptions, keyringText } from './server-process.ts';

export interface RegisterTask {
  readonly what: 'write' | 'export' | 'stage';
  readonly path: string;
  /** Rows to be written. */
  readonly count: number;
  readonly home: string;
  readonly databaseUrl: string;
  readonly schema: string;
  readonly keyring: string;
  readonly account: string;
}

interface ExportFigures extends TaskFigures {
  readonly rowsPerSecond: number;
  readonly megabytes: number;
}

/** Export and import of real registers, each task in a process of its own. */
interface RegisterSheetFigures {
  /** The whole register of people. */
  readonly export: { readonly rows: number; readonly xlsx: ExportFigures; readonly csv: ExportFigures };
  /** Social organisations, 12 columns. */
  readonly import: {
    readonly rows: number;
    /** The library alone: cells as it gives them. */
    readonly parseAlone: TaskFigures;
    /** Parsed, every cell and row checked, looked up, staged in the database; the transaction committed. */
    readonly staged: TaskFigures;
    /** `staged` against `parseAlone`; at most 2. */
    readonly ratio: number;
    readonly roundRatios: readonly number[];
  };
}

const SCRIPT = 'register-task.ts';
const round = (value: number): number => Number(value.toPrecision(3));

export async function benchRegisterSheets(
  db: Database,
  server: BenchServerOptions,
  { exportRows, importRows, sheetRounds }: Pace,
): Promise<RegisterSheetFigures> {
  const folder = await mkdtemp(join(tmpdir(), 'huimin-bench-'));
  const { home, databaseUrl, schema, keyring } = server;
  const task = { home, databaseUrl, schema, keyring: keyringText(keyring), account: 'clerk' };
  try {
    const upload = join(folder, 'upload.xlsx');
    await inProcess(SCRIPT, { ...task, what: 'write', path: upload, count: importRows });
    const parsed: TaskFigures[] = [];
    const staged: TaskFigures[] = [];
    for (let i = 0; i < sheetRounds; i++) {
      parsed.push(await inProcess('sheet-task.ts', { what: 'parse-alone', path: upload, count: importRows }));
      staged.push(await inProcess(SCRIPT, { ...task, what: 'stage', path: upload, count: 0 }));
    }
    const roundRatios = staged.map(({ seconds }, i) => round(seconds / (parsed[i]?.seconds ?? 0)));
    const rows = await addPeopleUpTo(db, server, exportRows);
    const exported = async (name: string): Promise<ExportFigures> => {
      const path = join(folder, name);
      const figures = await inProcess(SCRIPT, { ...task, what: 'export', path, count: 0 });
      const megabytes = round((await stat(path)).size / 2 ** 20);
      return { ...figures, rowsPerSecond: Math.round(rows / figures.seconds), megabytes };
    };
    return {
      import: {
        rows: importRows,
        parseAlone: middle(parsed),
        staged: middle(staged),
        ratio: round(middle(staged).seconds / middle(parsed).seconds),
        roundRatios,
      },
      export: { rows, xlsx: await exported('people.xlsx'), csv: await exported('people.csv') },
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Fills the register of people up for its export, without search entries, which an export does not look at. */
const addPeopleUpTo = (db: Database, { keyring }: BenchServerOptions, rows: number): Promise<number> =>
  db.asOwner(async (owner) => {
    const { rows: found } = await owner.query<{ n: number }>('select count(*) as n from person');
    const missing = rows - (found[0]?.n ?? 0);
    if (missing <= 0) return found[0]?.n ?? 0;
    await owner.query('alter table person disable trigger search_insert');
    await owner.query(
      `insert into person (id, division_no, name, sex, birth_date, id_no_cipher, id_no_index, created_at, created_by)
       select gen_random_uuid(), 420112000000000 + (1 + i % 13)::bigint * 1000000 + (1 + i % 10) * 1000, '某' || i,
              'unknown', date '1940-01-01' + (i * 37) % 25000, $1, sha256(('added' || i)::bytea), now(), $2
         from generate_series(1, $3::int) i`,
      [encryptField(keyring, '420112197001010017'), BENCH_CLERK, missing],
    );
    await owner.query('alter table person enable trigger search_insert');
    await owner.query('vacuum analyze person');
    return rows;
  });
