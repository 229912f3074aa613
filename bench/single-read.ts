import type { ChildProcess } from 'node:child_process';
import { blindIndex, encryptField } from '../kernel/access/cipher.ts';
import { uuidv7 } from '../kernel/base/ids.ts';
import type { Database } from '../kernel/db/database.ts';
import type { Pace } from './pace.ts';
import { closedLoop, openLoop, type Target } from './load.ts';
import { type BenchServerOptions, startBenchServer } from './server-process.ts';

const PEOPLE = 200;
const CONNECTIONS = 16;
const OPEN_RATE = 500;
const OPEN_WARM_UP_SECONDS = 2;

interface SingleReadOptions extends BenchServerOptions {
  readonly db: Database;
  readonly pace: Pace;
  /** A community of that district. */
  readonly divisionNo: number;
}

interface SingleReadFigures {
  readonly barePerSecond: number;
  readonly huiminPerSecond: number;
  /** Of the medians; at least 0.5. */
  readonly ratio: number;
  readonly openLoop: OpenLoopFigures;
}

const round = (value: number): number => Number(value.toPrecision(3));
const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/**
 * One record through the whole stack (session, permission, row-level security, decryption, masking, contract) against
 * bare Fastify that reads the same rows with the driver: two processes in turn, then an open loop on ours.
 */
export async function benchSingleRead(options: SingleReadOptions): Promise<SingleReadFigures> {
  const ids = await addPeople(options);
  const children: ChildProcess[] = [];
  const start = async (what: 'bare' | 'huimin', prefix: string): Promise<Target> => {
    const { port, cookie, child } = await startBenchServer(what, options);
    children.push(child);
    return { port, cookie, paths: ids.map((id) => `${prefix}/${id}`) };
  };
  try {
    const bare = await start('bare', '');
    const huimin = await start('huimin', '/api/registers/person');
    const perSecond = { bare: new Array<number>(), huimin: new Array<number>() };
    // The first round of each warms up.
    for (let i = 0; i <= options.pace.readRounds; i++) {
      const rates = [
        await closedLoop(bare, CONNECTIONS, options.pace.readSeconds),
        await closedLoop(huimin, CONNECTIONS, options.pace.readSeconds),
      ];
      if (i === 0) continue;
      perSecond.bare.push(rates[0] ?? 0);
      perSecond.huimin.push(rates[1] ?? 0);
    }
    const open = await openLoops(huimin, options.pace);
    return {
      barePerSecond: Math.round(median(perSecond.bare)),
      huiminPerSecond: Math.round(median(perSecond.huimin)),
      ratio: round(median(perSecond.huimin) / median(perSecond.bare)),
      openLoop: open,
    };
  } finally {
    for (const child of children) child.disconnect();
  }
}

/** Calls at a fixed rate: the round whose 99th percentile is in the middle, and those of all rounds. */
interface OpenLoopFigures {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly roundsP99Ms: readonly number[];
}

async function openLoops(target: Target, { openRounds, openSeconds }: Pace): Promise<OpenLoopFigures> {
  await openLoop(target, OPEN_RATE, OPEN_WARM_UP_SECONDS);
  const rounds: { readonly p50Ms: number; readonly p99Ms: number }[] = [];
  for (let i = 0; i < openRounds; i++) {
    const times = await openLoop(target, OPEN_RATE, openSeconds);
    const at = (share: number): number => round(times[Math.floor(times.length * share)] ?? 0);
    rounds.push({ p50Ms: at(0.5), p99Ms: at(0.99) });
  }
  const middle = rounds.toSorted((a, b) => a.p99Ms - b.p99Ms)[Math.floor(openRounds / 2)];
  return {
    perSecond: OPEN_RATE,
    p50Ms: middle?.p50Ms ?? 0,
    p99Ms: middle?.p99Ms ?? 0,
    roundsP99Ms: rounds.map(({ p99Ms }) => p99Ms),
  };
}

/** People whose identity numbers really are encrypted. */
const addPeople = ({ db, keyring, divisionNo }: SingleReadOptions): Promise<string[]> =>
  db.asOwner(async (owner) => {
    const ids: string[] = [];
    // Without any place its names would be looked for with every call.
    await owner.query(
      `insert into place (division_no, kind, name, valid_from) values ($1, 'community', '样例社区', '2000-01-01')
       on conflict do nothing`,
      [divisionNo],
    );
    for (let i = 0; i < PEOPLE; i++) {
      const [id, number] = [uuidv7(), `42011219800101${String(i).padStart(4, '0')}`];
      const result = await owner.query<{ id: string }>(
        `insert into person (id, division_no, name, sex, birth_date, id_no_cipher, id_no_index, created_at, created_by)
         values ($1, $2, '张小明', 'unknown', '1980-01-01', $3, $4, now(), (select id from account limit 1))
         on conflict (id_no_index) do update set name = excluded.name returning id`,
        [id, divisionNo, encryptField(keyring, number), blindIndex(keyring, 'id-number', number)],
      );
      ids.push(result.rows[0]?.id ?? id);
    }
    return ids;
  });
