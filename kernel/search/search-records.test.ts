import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { registry } from '../../modules/index.ts';
import { createSmallDistrict } from '../../tests/support/small-district.ts';
import { createTestDatabase, type TestDatabase } from '../../tests/support/test-database.ts';
import { getAccount } from '../access/account.ts';
import { uuidv7 } from '../base/ids.ts';
import { loadPlaceNames, type PlaceNames } from '../party/place-names.ts';
import { KERNEL_SEARCH_KINDS } from './search-kind.ts';
import { plainPhone, searchRecords } from './search-records.ts';

const ONE = 420112001001000;
const TWO = 420112002001000;
const PEOPLE = [
  [ONE, '单晓明'],
  [ONE, '曾国红'],
  [ONE, '㛃䶮'],
  [ONE, '李𬭚'],
  [ONE, '阿依古丽·买买提'],
  [ONE, '张伟'],
  [TWO, '张伟强'],
  [TWO, '吕梁'],
] as const;

let database: TestDatabase;
let places: PlaceNames;

beforeAll(async () => {
  database = await createTestDatabase();
  await createSmallDistrict(database.db, database.keyring, registry);
  places = await loadPlaceNames(database.db.pool);
  for (const [divisionNo, name] of PEOPLE) await addPerson(divisionNo, name);
});
afterAll(() => database.drop());

const addPerson = (divisionNo: number, name: string): Promise<unknown> =>
  database.db.asOwner((owner) =>
    owner.query(
      `insert into person (id, division_no, name, sex, birth_date, id_no_cipher, id_no_index, created_at, created_by)
       values ($1, $2, $3, 'unknown', '1970-01-01', '\\x00', sha256($4::bytea), now(), (select id from account limit 1))`,
      [uuidv7(), divisionNo, name, uuidv7()],
    ),
  );

async function search(q: string, { as = 'clerk', kinds, limit = 20 }: Options = {}) {
  const actor = await getAccount(database.db.pool, as);
  const { keyring } = database;
  return database.db.transaction(actor, (tx) =>
    searchRecords(tx, { keyring, places }, KERNEL_SEARCH_KINDS, { q, kinds, limit }),
  );
}
interface Options {
  readonly as?: string;
  readonly kinds?: string;
  readonly limit?: number;
}
/** Titles and how each was found, as `张*明 name`. */
const found = async (q: string, options: Options = {}): Promise<string[]> =>
  (await search(q, options)).groups.flatMap((group) =>
    group.found.map(({ title, match }) => `${title} ${match}`),
  );
const countOf = (statement: string): Promise<number> =>
  database.db.asOwner(async (owner) => (await owner.query<{ n: number }>(statement)).rows[0]?.n ?? -1);

describe('a person is found by', () => {
  test.each([
    ['the name', '张小明', '张*明 name'],
    ['the name between spaces', '  张 小明 ', '张*明 name'],
    ['its beginning', '张小', '张*明 beginning'],
    ['a part of two characters', '小明', '张*明 part'],
    ['one character', '丽', '王* part'],
    ['the initials', 'zxm', '张*明 part'],
    ['initials in capitals', 'ZXM', '张*明 part'],
    ['a part of the initials', 'xm', '张*明 part'],
    ['full pinyin', 'zhangxiaoming', '张*明 beginning'],
    ['full pinyin with spaces', 'zhang xiao ming', '张*明 beginning'],
    ['unfinished pinyin', 'zhangxiaom', '张*明 beginning'],
    ['pinyin of a part', 'dahai', '李*海 part'],
    ['ü written as v or as ü', 'lvliang', '吕* beginning'],
    ['characters of the same sound', '章晓铭', '张*明 sound'],
    ['a part of the same sound', '达海', '李*海 sound'],
    ['one wrong character', '李小海', '李*海 similar'],
    ['one missing character', '李海', '李*海 similar'],
    ['one character too many', '李大大海', '李*海 similar'],
    ['misspelt pinyin', 'ouyangxiaohogn', '欧**红 similar'],
    ['the surname reading', 'shanxiaoming', '单*明 beginning'],
    ['the other reading of the surname', 'danxiaoming', '单*明 part'],
    ['initials with the surname reading', 'zgh', '曾*红 part'],
    ['a character outside the basic plane', '𬭚', '李* part'],
    ['rare characters', '㛃䶮', '㛃* name'],
    ['the pinyin of rare characters', 'jieyan', '㛃* beginning'],
    ['a name with a dot, written without', '阿依古丽买买提', '阿******提 name'],
    ['a part of a long name', '古丽·买', '阿******提 part'],
  ])('%s', async (_what, q, expected) => {
    expect(await found(q, { kinds: 'person' })).toContain(expected);
  });

  test('the whole identity number, in any spelling, and not by a part of it', async () => {
    expect(await found('420112196001010017')).toEqual(['张*明 code']);
    expect(await found('420112 19600101 0017')).toEqual(['张*明 code']);
    expect(await found('４２０１１２１９６００１０１００１７')).toEqual(['张*明 code']);
    expect(await found('4201121960010100')).toEqual([]);
    expect(await found('0017')).toEqual([]);
  });

  test('a looked-up number is audited without the number', async () => {
    const before = await countOf(`select count(*) as n from audit_row where action = 'search.number'`);
    await search('420112196001010017');
    await search('张小明');
    expect(await countOf(`select count(*) as n from audit_row where action = 'search.number'`)).toBe(
      before + 1,
    );
    expect(await countOf(`select count(*) as n from audit_row where details::text like '%0017%'`)).toBe(0);
  });
});

test('a telephone number is the same with and without prefix, spaces and full-width digits', () => {
  for (const text of ['13812341234', '+86 138-1234-1234', '0086 13812341234', '１３８１２３４１２３４']) {
    expect(plainPhone(text)).toBe('13812341234');
  }
});

describe('numbers', () => {
  test('household and award by their number, whole or its beginning', async () => {
    expect(await found('H010017')).toEqual(['H010017 code']);
    expect(await found('h01 0017')).toEqual(['H010017 code']);
    expect(await found('DB0')).toEqual(['DB010017 beginning', 'DB030033 beginning']);
  });

  test('kinds narrow the search; one that does not exist is refused', async () => {
    expect(await found('DB010017', { kinds: 'person,household' })).toEqual([]);
    expect(await found('DB010017', { kinds: 'award' })).toEqual(['DB010017 code']);
    await expect(search('x', { kinds: 'account' })).rejects.toMatchObject({ code: 'search.kind' });
  });
});

describe('order and limit', () => {
  test('the name itself comes before names that begin with it', async () => {
    expect(await found('张伟')).toEqual(['张* name', '张*强 beginning']);
  });

  test('more than was asked for is said, not given', async () => {
    const result = await search('张', { limit: 2 });
    expect(result.groups.flatMap((group) => group.found)).toHaveLength(2);
    expect(result.more).toBe(true);
    expect((await search('张')).more).toBe(false);
  });
});

describe('jurisdiction', () => {
  test('a street sees its own, by every way of searching, and nothing of the other', async () => {
    expect(await found('张伟', { as: 'street_one' })).toEqual(['张* name']);
    for (const q of [
      '李大海',
      '大海',
      'ldh',
      'lidahai',
      '里达海',
      '李小海',
      'lidahia',
      'H030033',
      '420112195503030033',
    ]) {
      expect(await found(q, { as: 'street_one' }), q).toEqual([]);
      expect((await found(q, { as: 'street_two' })).length, q).toBeGreaterThan(0);
    }
  });

  test('the entries themselves are under row-level security, and only the database writes them', async () => {
    const actor = await getAccount(database.db.pool, 'street_one');
    await database.db.transaction(actor, async (tx) => {
      const rows = await tx.client.query<{ division_no: number }>('select division_no from search_entry');
      expect(rows.rows.length).toBeGreaterThan(0);
      expect(rows.rows.every((row) => Math.floor(row.division_no / 1e6) === 420112001)).toBe(true);
    });
    for (const statement of ['delete from search_entry', `update search_entry set title = ''`]) {
      await expect(database.db.pool.query(statement)).rejects.toMatchObject({ code: '42501' });
    }
  });

  test('without a jurisdiction nothing is found', async () => {
    const result = await database.db.pool.query(
      `select * from search_candidates('{person}', '张', '{}', 60)`,
    );
    expect(result.rowCount).toBe(0);
  });

  test('kinds that the account may not read are not searched', async () => {
    const reader = { ...(await getAccount(database.db.pool, 'clerk')), permissions: new Set<string>() };
    const result = await database.db.transaction(reader, (tx) =>
      searchRecords(tx, { keyring: database.keyring, places }, KERNEL_SEARCH_KINDS, { q: '张', limit: 20 }),
    );
    expect(result).toEqual({ groups: [], more: false });
  });
});

describe('whatever is typed is harmless', () => {
  test.each([
    '',
    '   ',
    '%',
    '_',
    '\\',
    '%%%',
    '张%',
    '张_明',
    "'; drop table person; --",
    "' or 1=1 --",
    '<script>alert(1)</script>',
    '.*',
    '(a+)+$',
    '[[:alpha:]]',
    '$d59a',
    '#h010017',
    '=xiaoming',
    '~x',
    '{a,b}',
    '\0\0',
    '\ud800',
    '\u202e\u200b',
    'a\nb\tc',
    '字'.repeat(100),
    'a'.repeat(100),
    '😀',
    '1'.repeat(18),
  ])('%j', async (q) => {
    const result = await search(q);
    expect(result.more).toBe(false);
    expect(await countOf('select count(*) as n from person')).toBe(4 + PEOPLE.length);
  });

  test('wildcards are signs, not wildcards', async () => {
    expect(await found('%')).toEqual([]);
    expect(await found('张_')).toEqual(await found('张'));
  });

  test('more than any name is cut off, a megabyte too', async () => {
    expect(await found('不在册'.repeat(350_000))).toEqual([]);
  });
});
