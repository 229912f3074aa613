import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { getAccount } from '../../kernel/access/account.ts';
import { division, divisionCode } from '../../kernel/base/division.ts';
import type { Actor } from '../../kernel/db/actor.ts';
import { rowsOf } from '../../kernel/db/rows.ts';
import { getFigureValue } from '../../kernel/indicator/figures.ts';
import { writeClues } from '../../demo/supervision.ts';
import { registry } from '../../modules/index.ts';
import { createDemoDatabase } from '../support/demo-database.ts';
import type { TestDatabase } from '../support/test-database.ts';

const SLOW = 240_000;
const PUBLISHED_CSV = join(import.meta.dirname, '../../../shared/seed/figures.csv');
const PUBLISHED: Readonly<Record<string, string>> = {
  'supervision.leads.persons': '11',
  'supervision.leads.count': '11',
  'supervision.hardship.leads': '0',
  'supervision.files.per-household': '1',
  'supervision.leads.dismissed.persons': '11',
  'supervision.leads.dismissed.count': '11',
  'supervision.leads.verified-rate': '100',
  'supervision.leads.confirmed-rate': '0',
};
let database: TestDatabase;
let chief: Actor;

beforeAll(async () => {
  database = await createDemoDatabase();
  chief = await getAccount(database.db.pool, 'chief');
}, SLOW);
afterAll(() => database.drop());

const figure = (id: string, place?: number) =>
  database.db.transaction(chief, (tx) =>
    getFigureValue(tx, registry, id, place === undefined ? {} : { division: divisionCode(division(place)) }),
  );

test.each(Object.entries(PUBLISHED))('%s prints %s as published (report 一（二）3)', async (id, printed) => {
  expect((await figure(id)).printed).toBe(printed);
});

test.skipIf(!existsSync(PUBLISHED_CSV))('the table is the list of published figures', () => {
  const rows = parse<Record<string, string>>(readFileSync(PUBLISHED_CSV), { bom: true, columns: true });
  const ours = rows.filter(({ area }) => area === 'supervision').map(({ id, value }) => [id, value]);
  expect(Object.fromEntries(ours)).toEqual(PUBLISHED);
});

test('a place without clues has no rate, not a hundred per cent', async () => {
  expect((await figure('supervision.leads.verified-rate', 420112002000000)).value).toBeNull();
});

test('every clue has a dossier of its household, two verifiers and is closed; building again adds nothing', async () => {
  await writeClues(database.db, database.keyring);
  const rows = await database.db.transaction(chief, (tx) =>
    rowsOf<{ clues: number; dossiers: number; closed: number }>(
      tx,
      sql`select count(*)::int as clues, count(distinct dossier_id)::int as dossiers,
                 count(*) filter (where c.state = 'struck-off' and x.second_verifier is not null and x.closed_on is not null)::int as closed
            from supervision_clue x join case_file c on c.subject_id = x.id`,
    ),
  );
  expect(rows).toEqual([{ clues: 11, dossiers: 11, closed: 11 }]);
});
