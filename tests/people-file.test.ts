import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { plainDate } from '../kernel/base/plain-date.ts';
import type { Tx } from '../kernel/db/database.ts';
import { importPeople, PEOPLE_COLUMNS } from '../kernel/party/import-people.ts';
import { type Bureau, createBureau, nextIdNumber } from './support/builders.ts';
import { expectWords, refusalOf, snapshot } from './support/expectations.ts';
import { createTestDatabase, type TestDatabase } from './support/test-database.ts';

let database: TestDatabase;
let bureau: Bureau;
let before: Record<string, string>;

beforeAll(async () => {
  database = await createTestDatabase();
  bureau = await createBureau(database);
});
afterAll(() => database.drop());

const asClerk = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => database.db.transaction(bureau.clerk, work);

describe('people from a file', () => {
  const GOOD: Readonly<Record<(typeof PEOPLE_COLUMNS)[number], string>> = {
    家庭序号: '1',
    姓名: '王小二',
    身份证号: '',
    城乡类别: '城镇',
    区划代码: '420112001001',
    地址: '测试路1号',
    银行账号: '',
    起始日期: '2020-04-01',
  };
  type Row = Partial<typeof GOOD>;
  const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
  const csv = (...rows: readonly Row[]): string => {
    const lines = rows.map((row) => {
      const full = { ...GOOD, 身份证号: nextIdNumber(), ...row };
      return PEOPLE_COLUMNS.map((column) => quoted(full[column])).join(',');
    });
    return `${PEOPLE_COLUMNS.join(',')}\n${lines.join('\n')}\n`;
  };
  const take = (content: string, dryRun = false) =>
    asClerk((tx) =>
      importPeople(tx, database.keyring, Buffer.from(content), plainDate('2020-11-01'), dryRun),
    );

  beforeEach(async () => {
    before = await snapshot(database);
  });

  const known = nextIdNumber();
  test.each<[string, () => string, string, string]>([
    [
      'an identity number of 17 digits',
      () => csv({}, { 身份证号: known.slice(1) }),
      '第3行 身份证号：身份证号码应为18位',
      'line 3, 身份证号: an identity number has 18',
    ],
    [
      'a wrong check digit',
      () => csv({ 身份证号: known.slice(0, 17) + (known.endsWith('1') ? '2' : '1') }),
      '第2行 身份证号：身份证号码校验位不符',
      'line 2, 身份证号: the check digit',
    ],
    [
      'the same number twice',
      () => csv({ 身份证号: known }, {}, { 身份证号: known }),
      '第4行 身份证号：与第2行重复',
      'line 4, 身份证号: the same as in line 2',
    ],
    [
      'a hukou kind that does not exist',
      () => csv({ 城乡类别: '城市' }),
      '第2行 城乡类别：应为“城镇”或“农村”',
      'line 2, 城乡类别: must be',
    ],
    [
      'a place in another district',
      () => csv({ 区划代码: '110101001001' }),
      '第2行 区划代码：不是本辖区',
      'line 2, 区划代码: no street or community',
    ],
    [
      'a place of this district that does not exist',
      () => csv({ 区划代码: '420112999001' }),
      '第2行 区划代码：不是本辖区',
      'line 2, 区划代码: no street or community',
    ],
    [
      '30 February',
      () => csv({ 起始日期: '2020-02-30' }),
      '第2行 起始日期：应为真实日期',
      'line 2, 起始日期: must be a date that exists',
    ],
    [
      'a name of 51 characters',
      () => csv({ 姓名: '长'.repeat(51) }),
      '第2行 姓名：应为2至50个字',
      'line 2, 姓名: 2 to 50 characters',
    ],
    [
      'an account of letters',
      () => csv({ 银行账号: '6217abcd00001111' }),
      '第2行 银行账号：应为12至25位数字',
      'line 2, 银行账号: 12 to 25 digits',
    ],
    ['an empty address', () => csv({ 地址: '' }), '第2行 地址：不能为空', 'line 2, 地址: may not be empty'],
    [
      'an address of 201 characters',
      () => csv({ 地址: '路'.repeat(201) }),
      '第2行 地址：最多200个字',
      'line 2, 地址: at most 200',
    ],
    [
      'a column that is not there',
      () => '家庭序号,姓名\n1,王小二\n',
      '第2行 城乡类别：缺少这一列',
      'line 2, 城乡类别: this column is missing',
    ],
    [
      'a fault after blank lines',
      () => csv({}).replace('\n', '\n\n\n').replace('城镇', '城市'),
      '第4行 城乡类别',
      'line 4, 城乡类别',
    ],
  ])('%s refuses the whole file and names line and column', async (_, content, zh, en) => {
    const error = await refusalOf(take(content()));
    expect(error).toMatchObject({ code: 'import.refused', kind: 'input' });
    expect(error.zh).toContain(zh);
    expect(error.en).toContain(en);
    expect(`${error.zh}${error.en}${JSON.stringify(error.details)}`).not.toContain(known);
    expect(await snapshot(database)).toEqual(before);
  });

  test.each([
    ['nothing', '', 'import.empty'],
    ['a heading only', `${PEOPLE_COLUMNS.join(',')}\n`, 'import.empty'],
    ['a quote that never ends', '家庭序号,姓名\n"1,王\n', 'import.unreadable'],
  ])('%s is refused', async (_, content, code) => {
    const error = await refusalOf(take(content));
    expect(error).toMatchObject({ code, kind: 'input' });
    expectWords(error);
    expect(await snapshot(database)).toEqual(before);
  });

  test('a check without writing leaves no trace', async () => {
    expect(await take(csv({}, {}), true)).toEqual({
      dryRun: true,
      people: 2,
      households: [{ no: '', from: '1' }],
    });
    expect(await snapshot(database)).toEqual(before);
  });

  test('SQL and HTML in a name are text; who is on record already is refused the second time', async () => {
    const names = ["Robert'); drop table person; --", '<img src=x onerror="alert(1)">'];
    const content = csv(...names.map((name, i) => ({ 姓名: name, 家庭序号: String(i) })));
    expect(await take(content)).toMatchObject({ people: 2, households: [{ from: '0' }, { from: '1' }] });
    const stored = await asClerk((tx) =>
      tx.client.query<{ name: string }>('select name from person where name = any($1)', [names]),
    );
    expect(stored.rows.map((row) => row.name).toSorted()).toEqual(names.toSorted());
    const changes = await asClerk((tx) =>
      tx.client.query<{ record: string; action: string; version: number; after: Record<string, unknown> }>(
        `select record, action, version, after from record_change
          where record_id in (select id from person where name = any($1))
             or record_id in (select h.id from household h join person p on p.id = h.head_person_id where p.name = any($1))`,
        [names],
      ),
    );
    // Everybody and every household has a history from the first day; numbers stay encrypted in it.
    expect(changes.rows.map(({ record }) => record).toSorted()).toEqual([
      'household',
      'household',
      'person',
      'person',
    ]);
    expect(changes.rows.every(({ action, version }) => action === 'import' && version === 1)).toBe(true);
    expect(JSON.stringify(changes.rows)).not.toMatch(/\d{17}[\dX]/);
    const error = await refusalOf(take(content));
    expect(error.zh).toContain('第2行 身份证号：该人员已在册');
    expect(error.en).toContain('line 2, 身份证号: this person is on record already');
  });

  test('who may not register people may not import them', async () => {
    const work = database.db.transaction(bureau.finance, (tx) =>
      importPeople(tx, database.keyring, Buffer.from(csv({})), plainDate('2020-11-01'), false),
    );
    expect(await refusalOf(work)).toMatchObject({ code: 'access.permission', kind: 'forbidden' });
  });
});
