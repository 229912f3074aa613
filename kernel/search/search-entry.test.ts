import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fillNamedPeople } from '../../bench/named-people.ts';
import { registry } from '../../modules/index.ts';
import { createSmallDistrict } from '../../tests/support/small-district.ts';
import { createTestDatabase, type TestDatabase } from '../../tests/support/test-database.ts';
import { getAccount } from '../access/account.ts';
import { KERNEL_SEARCH_KINDS } from './search-kind.ts';
import { searchRecords } from './search-records.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  await createSmallDistrict(database.db, database.keyring, registry);
  // A table whose rows may also go, which people and awards may not.
  await query(
    'create table thing (id uuid primary key, division_no bigint, name text, code text, other text)',
  );
  await query(`select attach_search('thing', 'thing', 'name', 'code', '')`);
});
afterAll(() => database.drop());

/** Entries that differ from what the records say now, either way. */
const DRIFT = `
  with said as (
    select e.* from person p, search_entry_of('person', to_jsonb(p), '{name}', '{}', '{id_no_index}') e
    union all
    select e.* from household h, search_entry_of('household', to_jsonb(h), '{}', '{household_no}', '{}') e
    union all
    select e.* from thing t, search_entry_of('thing', to_jsonb(t), '{name}', '{code}', '{}') e
    union all
    select e.* from award a, search_entry_of('award', to_jsonb(a), '{}', '{award_no}', '{}') e)
  select count(*) as n from (
    (table said except select * from search_entry) union all (select * from search_entry except table said)) drift`;

const query = (statement: string, values: unknown[] = []) =>
  database.db.asOwner(async (owner) => (await owner.query<{ n: number }>(statement, values)).rows);

const NAMES = ['张小明', '单晓', '曾', '欧阳小红', '㛃䶮', 'Anna Müller', '', '李·王', '某某养老服务中心'];
/** A small generator, so that a failing sequence can be run again. */
function* numbers(seed: number): Generator<number> {
  for (let n = seed; ; n = (n * 48_271) % 2_147_483_647) yield n;
}

describe('entries are what the records say', () => {
  test('after any sequence of inserts, updates and deletions, many rows at once among them', async () => {
    const random = numbers(4_201);
    const next = (below: number): number => (random.next().value ?? 0) % below;
    const name = (): string => NAMES[next(NAMES.length)] || '某';
    for (let step = 0; step < 60; step++) {
      switch (next(4)) {
        case 0:
          await query(
            `insert into thing select gen_random_uuid(), 420112001001000 + $1::int, $2, $3, ''
               from generate_series(1, 1 + $1::int)`,
            [next(5), name(), next(2) === 0 ? null : `C-${step}`],
          );
          break;
        case 1:
          await query(`update thing set name = $1 where get_byte(uuid_send(id), 0) % 3 = $2`, [
            name(),
            next(3),
          ]);
          break;
        case 2:
          await query(`update thing set division_no = 420112002001000, other = 'x' where name = $1`, [
            name(),
          ]);
          break;
        default:
          await query(`delete from thing where name = $1`, [name()]);
      }
    }
    await query(
      `insert into thing select gen_random_uuid(), 420112001001000, '尾声' || i, null, '' from generate_series(1, 5) i`,
    );
    await query(`update person set name = name || '甲'`);
    await query(`update household set household_no = household_no || 'A'`);
    expect(await query(DRIFT)).toEqual([{ n: 0 }]);
    expect((await query('select count(*) as n from search_entry'))[0]?.n).toBeGreaterThan(10);
  });

  test('a change that is rolled back leaves the entry as it was', async () => {
    await database.db.asOwner(async (owner) => {
      await owner.query(`begin; update person set name = '改名'; rollback`);
    });
    expect(await query(DRIFT)).toEqual([{ n: 0 }]);
    expect(await query(`select count(*) as n from search_entry where title = '改名'`)).toEqual([{ n: 0 }]);
  });

  test('an update of something that is not searched for touches no entry', async () => {
    const written = async () =>
      (await query(`select count(distinct xmin::text) as n from search_entry`))[0]?.n;
    const before = await written();
    await query(`update person set account_masked = '**** 9999'`);
    expect(await written()).toBe(before);
  });

  test('a table attached again with one more column is searchable by it', async () => {
    await query(`select attach_search('person', 'person', 'name', '', 'id_no_index,account_index')`);
    const index = `select count(*) as n from person p join search_entry e on e.object_id = p.id
       where e.terms @> array['$' || encode(p.account_index, 'hex')]`;
    expect((await query(index))[0]?.n).toBeGreaterThan(0);
    await query(`select attach_search('person', 'person', 'name', '', 'id_no_index')`);
    expect(await query(DRIFT)).toEqual([{ n: 0 }]);
  });
});

describe('with twenty thousand people', () => {
  beforeAll(async () => {
    await database.db.asOwner(async (owner) => {
      const { rows } = await owner.query<{ id: string }>('select id from account limit 1');
      await fillNamedPeople(owner, 20_000, rows[0]?.id ?? '');
    });
  }, 120_000);

  /** Rows of the table that statements have read so far, by whatever way. */
  const rowsRead = async (): Promise<{ scans: number; read: number }> => {
    await query('select pg_stat_force_next_flush()');
    const [row] = await database.db.asOwner(
      async (owner) =>
        (
          await owner.query<{ scans: number; read: number }>(
            `select seq_scan as scans, seq_tup_read + coalesce(idx_tup_fetch, 0) as read
               from pg_stat_user_tables where relname = 'search_entry'`,
          )
        ).rows,
    );
    return row ?? { scans: -1, read: -1 };
  };

  test.each(
    ['clerk', 'street_one'].flatMap((as) =>
      '张 明 张伟 小明 z zw zxm zhang xiaoming zhangxiaomnig 章晓铭 张大明 不在册 甲乙丙丁 甲乙丙丁戊己 420112196001010017 DB0 %'
        .split(' ')
        .map((q) => [as, q] as const),
    ),
  )('%s looking for %s reads a fraction of the table', async (as, q) => {
    const actor = await getAccount(database.db.pool, as);
    const { keyring } = database;
    const before = await rowsRead();
    await database.db.transaction(actor, async (tx) => {
      await searchRecords(tx, { keyring, places: new Map() }, KERNEL_SEARCH_KINDS, { q, limit: 20 });
      await tx.client.query('select pg_stat_force_next_flush()');
    });
    const after = await rowsRead();
    expect(after.scans).toBe(before.scans);
    expect(after.read - before.read).toBeLessThan(2_000);
  });

  test('the plan of a scoped search answers from the index and reads candidates only', async () => {
    const actor = await getAccount(database.db.pool, 'street_one');
    const plan = await database.db.transaction(actor, async (tx) => {
      const result = await tx.client.query<{ 'QUERY PLAN': string }>(
        `explain select e.title from search_candidates('{person}', '张', '{}', 60) c
           join search_entry e on e.object_kind = c.object_kind and e.object_id = c.object_id`,
      );
      return result.rows.map((row) => row['QUERY PLAN']).join('\n');
    });
    expect(plan).toContain('search_entry_pkey');
    expect(plan).not.toContain('Seq Scan');
  });
});
