import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { getAccount } from '../../kernel/access/account.ts';
import { division, divisionCode } from '../../kernel/base/division.ts';
import type { Actor } from '../../kernel/db/actor.ts';
import { rowsOf } from '../../kernel/db/rows.ts';
import { getFigureRows, getFigureValue } from '../../kernel/indicator/figures.ts';
import { registry } from '../../modules/index.ts';
import { createDemoDatabase } from './demo-database.ts';
import type { TestDatabase } from './test-database.ts';

const PUBLISHED_CSV = join(import.meta.dirname, '../../../shared/seed/figures.csv');
const SLOW = 240_000;
const ALL_ROWS = 1_000_000;
const COUNTED = new Set(['stock', 'flow', 'money', 'rate']);

interface Published {
  /** The areas of the list of published figures, whose figures must all be there. */
  readonly areas: readonly string[];
  readonly figures: Readonly<Record<string, string>>;
  /** Figures that count what streets share, so that the streets do not add up to the district. */
  readonly shared?: readonly string[];
}

/** Holds a module's figures against the published ones, their rows and their streets, on the demonstration. */
export function testPublished({ areas, figures, shared = [] }: Published): () => TestDatabase {
  let database: TestDatabase;
  let chief: Actor;
  beforeAll(async () => {
    database = await createDemoDatabase();
    chief = await getAccount(database.db.pool, 'chief');
  }, SLOW);
  afterAll(() => database.drop());
  const value = (id: string, place?: string, who = chief) =>
    database.db.transaction(who, (tx) =>
      getFigureValue(tx, registry, id, place === undefined ? {} : { division: place }),
    );

  test.each(Object.entries(figures))('%s prints %s', async (id, printed) => {
    expect(await value(id)).toMatchObject({ printed, missing: false });
  });

  testList({ areas, figures }, value);

  const counted = Object.keys(figures).filter((id) => COUNTED.has(registry.indicators.get(id)?.kind ?? ''));
  test.each(counted)('%s opens to its rows and is the sum of its streets', async (id) => {
    const figure = await value(id);
    const opened = await database.db.transaction(chief, (tx) =>
      getFigureRows(tx, registry, id, { offset: 0, limit: ALL_ROWS }),
    );
    expect([opened.total, opened.rows.length]).toEqual([figure.rowCount, figure.rowCount]);
    expect(new Set(opened.rows.map(({ key }) => key)).size).toBe(figure.rowCount);
    expect(
      opened.rows.filter(
        ({ divisionName, name, link }) => divisionName === '' || name === '' || link === null,
      ),
    ).toEqual([]);
    if (figure.kind === 'rate' || shared.includes(id)) return;
    const streets = await database.db.transaction(chief, (tx) =>
      rowsOf<{ no: number }>(tx, sql`select division_no as no from place where kind = 'street'`),
    );
    let [sum, rows] = [0, 0];
    for (const { no } of streets) {
      const street = await value(id, divisionCode(division(no)));
      sum += street.value ?? 0;
      rows += street.rowCount;
    }
    expect([sum.toFixed(2), rows]).toEqual([(figure.value ?? 0).toFixed(2), figure.rowCount]);
  });

  test('a street sees its own rows only', async () => {
    const street = await getAccount(database.db.pool, 'street001');
    for (const id of counted) {
      const [own, asked, other] = [
        await value(id, undefined, street),
        await value(id, '420112001'),
        await value(id, '420112015', street),
      ];
      expect([id, own.rowCount, other.rowCount]).toEqual([id, asked.rowCount, 0]);
    }
  });
  return () => database;
}

/** Holds the figures against the list of published ones where it is at hand. */
function testList(
  { areas, figures }: Published,
  value: (id: string) => Promise<{ readonly unit: string }>,
): void {
  test.skipIf(!existsSync(PUBLISHED_CSV))(
    'as the list of published figures has them, none missing',
    async () => {
      const rows = parse<Record<string, string>>(readFileSync(PUBLISHED_CSV), { bom: true, columns: true });
      const ours = rows.filter(({ area = '' }) => areas.includes(area));
      const published = new Map(ours.map((row) => [row['id'], row]));
      for (const [id, printed] of Object.entries(figures)) {
        const row = published.get(id);
        // 323.90 and 323.9 are one value.
        expect([id, Number(row?.['value']), row?.['unit']]).toEqual([
          id,
          Number(printed),
          (await value(id)).unit,
        ]);
      }
      const wanted = ours.filter(({ kind = '' }) => COUNTED.has(kind) || kind === 'target');
      expect(wanted.map(({ id = '' }) => id).filter((id) => figures[id] === undefined)).toEqual([]);
    },
  );
}
