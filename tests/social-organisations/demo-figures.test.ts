import { sql } from 'drizzle-orm';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { getAccount } from '../../kernel/access/account.ts';
import { division, divisionCode } from '../../kernel/base/division.ts';
import { parseUscc } from '../../kernel/base/uscc.ts';
import type { Actor } from '../../kernel/db/actor.ts';
import { rowsOf } from '../../kernel/db/rows.ts';
import { getFigureRows, getFigureValue } from '../../kernel/indicator/figures.ts';
import { registry } from '../../modules/index.ts';
import { createDemoDatabase } from '../support/demo-database.ts';
import type { TestDatabase } from '../support/test-database.ts';

const PUBLISHED: Readonly<Record<string, number>> = {
  'socialorgs.inspection.associations': 118,
  'socialorgs.inspection.private-nonenterprise': 170,
  'socialorgs.receipts.cancelled': 500,
  'socialorgs.receipts.year': 2019,
  'socialorgs.target.urban-per-community': 15,
  'socialorgs.target.rural-per-community': 5,
};
const COUNTED = Object.keys(PUBLISHED).slice(0, 3);
const PUBLISHED_CSV = join(import.meta.dirname, '../../../shared/seed/figures.csv');
const SLOW = 240_000;

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

test.each(Object.entries(PUBLISHED))('%s is %i', async (id, published) => {
  expect(await value(id)).toMatchObject({ value: published, missing: false });
});

test.skipIf(!existsSync(PUBLISHED_CSV))('as the list of published figures has it', async () => {
  const rows = parse<Record<string, string>>(readFileSync(PUBLISHED_CSV), { bom: true, columns: true });
  const published = new Map(rows.map((row) => [row['id'], row]));
  for (const id of Object.keys(PUBLISHED)) {
    const { printed, unit } = await value(id);
    expect([id, printed, unit]).toEqual([id, published.get(id)?.['value'], published.get(id)?.['unit']]);
  }
});

test.each(COUNTED)('%s is the sum of its rows and of its streets', async (id) => {
  const figure = await value(id);
  const opened = await database.db.transaction(chief, (tx) =>
    getFigureRows(tx, registry, id, { offset: 0, limit: 10_000 }),
  );
  expect([opened.total, opened.sum, opened.rows.length]).toEqual([figure.value, figure.value, figure.value]);
  expect(new Set(opened.rows.map(({ key }) => key)).size).toBe(figure.value);
  expect(opened.rows.every(({ divisionName, what }) => divisionName !== '' && what !== '')).toBe(true);
  const streets = await database.db.transaction(chief, (tx) =>
    rowsOf<{ no: number }>(tx, sql`select division_no as no from place where kind = 'street'`),
  );
  let sum = 0;
  for (const { no } of streets) sum += (await value(id, divisionCode(division(no)))).value ?? 0;
  expect(sum).toBe(figure.value);
});

test('a street counts its own bodies only', async () => {
  const street = await getAccount(database.db.pool, 'street001');
  const [id = ''] = COUNTED;
  expect(await value(id, undefined, street)).toMatchObject({ value: (await value(id, '420112001')).value });
  expect(await value(id, '420112015', street)).toMatchObject({ value: 0 });
});

test('there are bodies that were late, unqualified, absent, listed or not due; all codes are valid', async () => {
  const [row] = await database.db.transaction(chief, (tx) =>
    rowsOf<Record<string, number>>(
      tx,
      sql`
      select (select count(*) from organisation o where not exists
               (select 1 from annual_inspection i where i.organisation_id = o.id))::int as new,
             count(*) filter (where unit_submitted_on > '2020-03-31')::int as late,
             count(*) filter (where result = 'unqualified')::int as unqualified,
             count(*) filter (where result = 'not_taken' and year = 2019)::int as absent,
             (select count(*) from credit_entry where removed_on is null)::int as listed
        from annual_inspection`,
    ),
  );
  expect(row).toEqual({ new: 9, late: 6, unqualified: 5, absent: 5, listed: 2 });
  const codes = await database.db.transaction(chief, (tx) =>
    rowsOf<{ usci: string }>(tx, sql`select usci from organisation`),
  );
  expect(codes.filter(({ usci }) => !parseUscc(usci).ok)).toEqual([]);
  expect(codes.every(({ usci }) => usci.slice(2, 8) === '420199')).toBe(true);
});
