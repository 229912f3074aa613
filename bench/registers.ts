import { createWriteStream, rmSync, statSync } from 'node:fs';
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

const ROUNDS = 15;
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

/** A street's clerk against the whole district, work by work: medians of alternating rounds, and their ratio. */
export async function benchScope(db: Database, keyring: Keyring): Promise<Record<string, object>> {
  const reading = { registry, keyring, clock: systemClock, places: await loadPlaceNames(db.pool) };
  const [district, street] = [await getAccount(db.pool, 'clerk'), await getAccount(db.pool, 'street07')];
  const result: Record<string, object> = {};
  for (const [name, work] of Object.entries(WORKS)) {
    const times: Record<'district' | 'street', number[]> = { district: [], street: [] };
    const once = (actor: Actor, round: number) =>
      milliseconds(() => db.transaction(actor, (tx) => work(tx, reading, round)));
    await once(district, 0);
    await once(street, 0);
    for (let round = 0; round < ROUNDS; round++) {
      times.district.push(await once(district, round));
      times.street.push(await once(street, round));
    }
    const [all, own] = [median(times.district), median(times.street)];
    result[name] = { districtMs: rounded(all), streetMs: rounded(own), ratio: rounded(own / all) };
  }
  return { ...result, export: await benchScopedExport(db, reading, district, street) };
}

/** Rows a second of an export, so that a street's fewer rows do not flatter it. */
async function benchScopedExport(db: Database, reading: Reading, district: Actor, street: Actor) {
  const perRow = async (actor: Actor): Promise<number> => {
    const rows = await db.transaction(actor, (tx) => countRecords(tx, reading, personRecord, ALL));
    const ms = await milliseconds(() => exportAll(db, reading, actor, 'csv'));
    return ms / rows;
  };
  const [all, own] = [await perRow(district), await perRow(street)];
  return {
    districtUsPerRow: rounded(all * 1000),
    streetUsPerRow: rounded(own * 1000),
    ratio: rounded(own / all),
  };
}

async function exportAll(
  db: Database,
  reading: Reading,
  actor: Actor,
  format: 'xlsx' | 'csv',
): Promise<number> {
  const file = join(tmpdir(), `huimin-bench-${process.pid}.${format}`);
  try {
    await db.transaction(actor, async (tx) => {
      const stream = await exportRecords(tx, reading, personRecord, { selection: ALL, columns: [], format });
      await pipeline(stream, createWriteStream(file));
    });
    return statSync(file).size;
  } finally {
    rmSync(file, { force: true });
  }
}

/** Everything that the register of people holds as .xlsx: rows a second and this process's peak memory. */
export async function benchExport(db: Database, keyring: Keyring): Promise<object> {
  const reading = { registry, keyring, clock: systemClock, places: await loadPlaceNames(db.pool) };
  const district = await getAccount(db.pool, 'clerk');
  const rows = await db.transaction(district, (tx) => countRecords(tx, reading, personRecord, ALL));
  let bytes = 0;
  const ms = await milliseconds(async () => (bytes = await exportAll(db, reading, district, 'xlsx')));
  return {
    rows,
    rowsPerSecond: Math.round((rows / ms) * 1000),
    megabytes: rounded(bytes / 2 ** 20),
    peakMiB: Math.round(process.resourceUsage().maxRSS / 1024),
  };
}
