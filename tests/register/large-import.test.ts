import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { getAccount } from '../../kernel/access/account.ts';
import { fixedClock } from '../../kernel/base/clock.ts';
import { idCheckDigit } from '../../kernel/base/id-number.ts';
import { organisationCodeCheck, usccCheckChar } from '../../kernel/base/uscc.ts';
import { readImport } from '../../kernel/register/import-apply.ts';
import { stageImport } from '../../kernel/register/import-stage.ts';
import { registry } from '../../modules/index.ts';
import { organisation } from '../../modules/social-organisations/model/organisation.ts';
import { createSmallDistrict } from '../support/small-district.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

/** More than two of the chunks in which a file is checked and stored. */
const ROWS = 4_500;
const HEADER =
  '所属区划,信用代码,类型,名称,宗旨和业务范围,法定代表人,法定代表人身份证号,成立登记日期,注册资金,党组织,状态,住所';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  await createSmallDistrict(database.db, database.keyring, registry);
});
afterAll(() => database.drop());

function line(i: number): string {
  const code = `LG${String(i).padStart(6, '0')}`;
  const first17 = `52420112${code}${organisationCodeCheck(code)}`;
  const number = `42011219600101${String(i % 1000).padStart(3, '0')}`;
  return `420112001001,${first17}${usccCheckChar(first17)},民办非企业单位,示例服务中心${i},服务,张样${i},${number}${idCheckDigit(number)},2015-3-1,30000,未建立,正常,演示路${i}号`;
}
const lines = Array.from({ length: ROWS }, (_, i) => line(i));

const stage = async (rows: readonly string[]) => {
  const { db, keyring } = database;
  return db.transaction(await getAccount(db.pool, 'clerk'), async (tx) => {
    const context = { tx, keyring, registry, places: new Map(), clock: fixedClock('2020-06-01T10:00') };
    const bytes = Buffer.from(`\uFEFF${[HEADER, ...rows].join('\n')}\n`);
    const id = await stageImport(context, organisation, { fileName: 'large.csv', bytes });
    return readImport(tx, organisation, id);
  });
};
const owner = async (statement: string, values: unknown[] = []) =>
  database.db.asOwner(async (client) => (await client.query<{ n: number }>(statement, values)).rows);
const stored = async () => owner('select count(*) as n from import_row');

describe('a file of several chunks', () => {
  test('is stored whole; a line that repeats one of another chunk is bad', async () => {
    const found = await stage([...lines, line(3)]);
    expect(found).toMatchObject({ rowsNew: ROWS, rowsBad: 1 });
    expect(found.faults).toMatchObject([{ line: ROWS + 2, column: '信用代码', zh: '与第5行重复' }]);
    expect(await stored()).toEqual([{ n: ROWS + 1 }]);
  });

  test('that breaks off after some have been stored leaves nothing, and the connection works on', async () => {
    const before = await stored();
    for (let i = 0; i < 3; i++) {
      await expect(stage([...lines, '"never closed'])).rejects.toMatchObject({ kind: 'input' });
    }
    expect(await stored()).toEqual(before);
    expect(await stage(lines.slice(0, 3))).toMatchObject({ rowsNew: 3, rowsBad: 0 });
  });

  test('that the database refuses says why it was refused', async () => {
    await owner(`create function refuse_test() returns trigger language plpgsql as $$ begin
      if new.line > 2500 then raise exception 'disk full' using errcode = '53100'; end if; return new; end $$`);
    await owner(
      'create trigger refuse_test before insert on import_row for each row execute function refuse_test()',
    );
    await expect(stage(lines)).rejects.toMatchObject({ code: '53100' });
    await owner('drop trigger refuse_test on import_row');
    expect(await stage(lines.slice(0, 3))).toMatchObject({ rowsNew: 3 });
  });
});

describe('rows and their batch', () => {
  test('no row without its batch, and no batch goes', async () => {
    const row = `insert into import_row (batch_id, line, division_no, outcome) values (gen_random_uuid(), 1, 420112000000000, 'new')`;
    await expect(owner(row)).rejects.toMatchObject({ code: '23503' });
    await expect(owner('delete from import_batch')).rejects.toMatchObject({ code: 'HM001' });
    await expect(owner('truncate import_batch cascade')).rejects.toMatchObject({ code: 'HM001' });
  });
});
