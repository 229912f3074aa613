import { createWriteStream, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { getAccount } from '../kernel/access/account.ts';
import type { Keyring } from '../kernel/access/cipher.ts';
import { systemClock } from '../kernel/base/clock.ts';
import type { Actor } from '../kernel/db/actor.ts';
import type { Database, Tx } from '../kernel/db/database.ts';
import type { Reading } from '../kernel/module/reading.ts';
import { loadPlaceNames } from '../kernel/party/place-names.ts';
import { personRecord } from '../kernel/party/records.ts';
import { readRunLines } from '../kernel/payment/read-lines.ts';
import type { Selection } from '../kernel/register/query.ts';
import { countRecords, listRecords } from '../kernel/register/read-records.ts';
import { exportRecords } from '../kernel/register/sheets.ts';
import { KERNEL_SEARCH_KINDS } from '../kernel/search/search-kind.ts';
import { searchRecords } from '../kernel/search/search-records.ts';
import { registry } from '../modules/index.ts';
import { BENCH_RUN } from './kernel-population.ts';

/** What takes a few milliseconds is measured more often. */
const ROUNDS: Readonly<Record<string, number>> = { list: 200, search: 120, 'drill-down': 40, count: 20 };
const WARM_UP_ROUNDS = 6;
const EXPORT_ROUNDS = 2;
const ALL: Selection = { where: [], ended: 'without' };
const NAMES = ['明', '王建', '李海', '张秀英', 'wjg', '陈'] as const;

type Work = (tx: Tx, reading: Reading, round: number) => Promise<unknown>;

/** What a clerk does all day, each as one transaction. */
const WORKS: Readonly<Record<string, Work>> = {
  list: (tx, reading) =>
    listRecords(tx, reading, personRecord, {
      selection: ALL,
      order: { field: undefined, descending: false },
      limit: 50,
      columns: [],
    }),
  count: (tx, reading) => countRecords(tx, reading, personRecord, ALL),
  search: (tx, reading, round) =>
    searchRecords(tx, reading, KERNEL_SEARCH_KINDS, {
      q: NAMES[round % NAMES.length] ?? '',
      kinds: undefined,
      limit: 20,
    }),
  'drill-down': (tx, reading) => readRunLines(tx, reading, { id: BENCH_RUN, limit: 50, offset: 0 }),
};

const milliseconds = async (work: () => Promise<unknown>): Promise<number> => {
  const start = process.hrtime.bigint();
  await work();
  return Number(process.hrtime.bigint() - start) / 1e6;
};

const sorted = (values: readonly number[]): readonly number[] => values.toSorted((a, b) => a - b);
const median = (values: readonly number[]): number => sorted(values)[Math.floor(values.length / 2)] ?? 0;
const rounded = (value: number): number => Number(value.toPrecision(3));

/** A work's times of a street's clerk and of the district's. */
interface ScopeFigures {
  readonly districtMs: number;
  readonly streetMs: number;
  /** Street to district, of the medians; at most 1.1. */
  readonly ratio: number;
  /** Between these the ratio lies in nine of ten drawings from the same rounds. */
  readonly ratioRange: readonly [number, number];
}

/** A street's clerk against the whole district, work by work: medians of alternating rounds, and their ratio. */
export async function benchScope(db: Database, keyring: Keyring): Promise<Record<string, ScopeFigures>> {
  const reading = { registry, keyring, clock: systemClock, places: await loadPlaceNames(db.pool) };
  const actors = {
    district: await getAccount(db.pool, 'clerk'),
    street: await getAccount(db.pool, 'street07'),
  };
  const result: Record<string, ScopeFigures> = {};
  for (const [name, work] of Object.entries(WORKS)) {
    const once = (actor: Actor, round: number) =>
      milliseconds(() => db.transaction(actor, (tx) => work(tx, reading, round)));
    result[name] = await alternate(ROUNDS[name] ?? 15, WARM_UP_ROUNDS, (who, round) =>
      once(actors[who], round),
    );
  }
  // As whole times: a street waits for its own people, the district for all.
  const exported = (actor: Actor) => milliseconds(() => exportAll(db, reading, actor));
  return { ...result, export: await alternate(EXPORT_ROUNDS, 0, (who) => exported(actors[who])) };
}

type Who = 'district' | 'street';

/** Both in turn, each first as often as the other, so that neither finds the other's pages warm. */
async function alternate(
  rounds: number,
  warmUp: number,
  once: (who: Who, round: number) => Promise<number>,
): Promise<ScopeFigures> {
  const times: Record<Who, number[]> = { district: [], street: [] };
  for (let round = -warmUp; round < rounds; round++) {
    const order: readonly Who[] = round % 2 === 0 ? ['district', 'street'] : ['street', 'district'];
    for (const who of order) {
      const ms = await once(who, Math.abs(round));
      if (round >= 0) times[who].push(ms);
    }
  }
  const [all, own] = [median(times.district), median(times.street)];
  return {
    districtMs: rounded(all),
    streetMs: rounded(own),
    ratio: rounded(own / all),
    ratioRange: rangeOf(times),
  };
}

const DRAWINGS = 500;

/** The ratio of medians of rounds drawn anew with replacement (bootstrap): its 5th and 95th percentile. */
function rangeOf({ district, street }: Record<Who, readonly number[]>): readonly [number, number] {
  const draw = (values: readonly number[]): number =>
    median(values.map(() => values[Math.floor(Math.random() * values.length)] ?? 0));
  const ratios = sorted(Array.from({ length: DRAWINGS }, () => draw(street) / draw(district)));
  const at = (share: number): number => rounded(ratios[Math.floor(ratios.length * share)] ?? 0);
  return [at(0.05), at(0.95)];
}

async function exportAll(db: Database, reading: Reading, actor: Actor): Promise<void> {
  const file = join(tmpdir(), `huimin-bench-${process.pid}.csv`);
  try {
    await db.transaction(actor, async (tx) => {
      const request = { selection: ALL, columns: [], format: 'csv' } as const;
      await pipeline(await exportRecords(tx, reading, personRecord, request), createWriteStream(file));
    });
  } finally {
    rmSync(file, { force: true });
  }
}
