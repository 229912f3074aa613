import { sql } from 'drizzle-orm';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '../../kernel/db/actor.ts';
import { rowsOf } from '../../kernel/db/rows.ts';
import type { UseCaseContext } from '../../kernel/module/define-use-case.ts';
import { applyImport, readImport } from '../../kernel/register/import-apply.ts';
import { stageImport } from '../../kernel/register/import-stage.ts';
import { countRecords, listRecords } from '../../kernel/register/read-records.ts';
import { exportRecords } from '../../kernel/register/sheets.ts';
import { createRecord } from '../../kernel/register/write-records.ts';
import { registry } from '../../modules/index.ts';
import { organisation } from '../../modules/social-organisations/model/organisation.ts';
import { communityTeam, duesReceiptBatch } from '../../modules/social-organisations/model/records.ts';
import { createBureau } from '../support/builders.ts';
import { addAccount, type Desk, within } from '../support/events.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

const HEADER =
  '所属区划,信用代码,类型,名称,宗旨和业务范围,法定代表人,法定代表人身份证号,成立登记日期,注册资金,个人会员数,党组织,状态,住所';
const ROWS = [
  '第一社区,51420199MJD000011M,社会团体,东西湖区示例书法协会,书法,李示安,420199196001019006,2015-3-1,30000,60,未建立,正常,演示路1号',
  '第一社区,52420199MJD00002XA,民办非企业单位,东西湖区示例幼儿园,幼教,王演春,420199196002029011,2016年5月1日,100000,,联合建立,正常,演示路2号',
];
const BAD = [
  '第一社区,51420199MJD000038A,社会团体,东西湖区示例摄影协会,摄影,赵样秋,420199196003039027,2015-3-1,30000,60,未建立,正常,演示路3号',
  '第一社区,51420199MJD0000468,社会团体,中国示例协会,研究,赵样秋,420199196003039027,2015-3-1,20000,12,未建立,正常,演示路4号',
];
const whole = {
  selection: { where: [], ended: 'without' },
  order: { field: 'usci', descending: false },
  limit: 50,
} as const;

let database: TestDatabase;
let clerk: Actor;
let street: Actor;
let elsewhere: Actor;
const desk = (): Desk => ({ database, registry, today: '2020-06-01T10:00' });
const as = <T>(who: Actor, work: (context: UseCaseContext) => Promise<T>) => within(desk(), who, work);
const stage = (who: Actor, lines: readonly string[]) =>
  as(who, async (context) => {
    const bytes = Buffer.from(`\uFEFF${[HEADER, ...lines].join('\n')}\n`);
    const id = await stageImport(context, organisation, { fileName: 'organisations.csv', bytes });
    return readImport(context.tx, organisation, id);
  });

beforeAll(async () => {
  database = await createTestDatabase();
  ({ clerk } = await createBureau(database));
  street = await addAccount(database, 'street', 'street_clerk', 420112001000000);
  elsewhere = await addAccount(database, 'elsewhere', 'street_clerk', 420112002000000);
});
afterAll(() => database.drop());

describe('a file of organisations', () => {
  test('with errors tells row, column and mend, and writes nothing', async () => {
    const { id, rowsNew, rowsBad, faults } = await stage(clerk, [...ROWS, ...BAD]);
    expect([rowsNew, rowsBad]).toEqual([2, 2]);
    expect(faults.map(({ line, column }) => [line, column])).toEqual([
      [4, '信用代码'],
      [5, '名称'],
      [5, '注册资金'],
      [5, '个人会员数'],
    ]);
    await expect(as(clerk, (context) => applyImport(context, organisation, id, 'all'))).rejects.toMatchObject(
      { code: 'import.has-faults' },
    );
  });
  test('is applied, and again changes nothing', async () => {
    const first = await stage(clerk, ROWS);
    expect(await as(clerk, (context) => applyImport(context, organisation, first.id, 'all'))).toMatchObject({
      rowsApplied: 2,
    });
    expect(await stage(clerk, ROWS)).toMatchObject({ rowsNew: 0, rowsChanged: 0, rowsSame: 2, rowsBad: 0 });
  });
  test('exported, its open columns come back without change and the covered ones are masked', async () => {
    const file = (columns: readonly string[]) =>
      as(clerk, async (context) => {
        const request = { selection: whole.selection, columns, format: 'csv' } as const;
        return buffer(await exportRecords(context.tx, context, organisation, request));
      });
    expect((await file([])).toString()).toContain('420***********9006');
    const names = Object.entries(organisation.fields).filter(([, field]) => field.sensitivity !== 'L3');
    const bytes = await file(names.map(([name]) => name));
    const again = await as(clerk, async (context) => {
      const id = await stageImport(context, organisation, { fileName: 'export.csv', bytes });
      return readImport(context.tx, organisation, id);
    });
    expect(again).toMatchObject({ rowsNew: 0, rowsChanged: 0, rowsSame: 2, rowsBad: 0, faults: [] });
  });
});

describe('who sees what', () => {
  test('the own street lists both with the head covered; another street sees nothing', async () => {
    const list = (who: Actor) =>
      as(who, (context) => listRecords(context.tx, context, organisation, { ...whole, columns: [] }));
    const mine = await list(street);
    expect(mine.records.map(({ values }) => [values.name, values.legalRepName])).toEqual([
      ['东西湖区示例书法协会', '李*安'],
      ['东西湖区示例幼儿园', '王*春'],
    ]);
    expect((await list(elsewhere)).records).toEqual([]);
    expect(
      await as(elsewhere, (context) => countRecords(context.tx, context, organisation, whole.selection)),
    ).toBe(0);
  });
  test('a team is filed in the own street only', async () => {
    const team = {
      filingNo: 'BA1',
      name: '示例太极队',
      kind: 'culture',
      leaderName: '王演春',
      members: 12,
      filedOn: '2019-05-01',
    };
    const file = (who: Actor) =>
      as(who, (context) =>
        createRecord(context, communityTeam, { divisionNo: 420112001001000, values: team }),
      );
    await expect(file(elsewhere)).rejects.toMatchObject({ code: 'record.place' });
    expect(await file(street)).toMatchObject({ title: '示例太极队', values: { leaderName: '王*春' } });
  });
});

describe('what the database itself refuses', () => {
  const first = (context: UseCaseContext) =>
    rowsOf<{ id: string }>(context.tx, sql`select id from organisation where kind = 'group'`).then(
      (rows) => rows[0]?.id,
    );
  const book = (bookNo: string, fromNo: number, toNo: number) =>
    as(clerk, async (context) => {
      const values = {
        bookNo,
        fromNo,
        toNo,
        organisationId: await first(context),
        year: 2019,
        issuedOn: '2019-01-15',
      };
      const use = { used: 0, voided: 0, stock: toNo - fromNo + 1, usedAmountFen: 0 };
      return createRecord(context, duesReceiptBatch, { values: { ...values, ...use } });
    });
  test('receipt numbers that overlap', async () => {
    expect(await book('HF1', 1, 100)).toMatchObject({ values: { copies: 100 } });
    await book('HF2', 101, 200);
    await expect(book('HF3', 200, 300)).rejects.toThrow();
    await expect(book('HF2', 301, 400)).rejects.toMatchObject({ code: 'record.exists' });
  });
  test('one head of two groups (条例 art. 12), not of a group and a private unit', async () => {
    const body = (usci: string, kind: string, name: string) =>
      as(clerk, (context) =>
        createRecord(context, organisation, {
          divisionNo: 420112001001000,
          values: {
            usci,
            kind,
            name,
            business: '书法',
            legalRepName: '李示安',
            legalRepIdNo: '420199196001019006',
            registeredOn: '2018-01-01',
            fundsFen: 5e6,
            membersUnit: 30,
            partyState: 'none',
            status: 'active',
            address: '演示路9号',
          },
        }),
      );
    await expect(body('51420199MJD0000543', 'group', '东西湖区示例花卉协会')).rejects.toMatchObject({
      code: 'record.exists',
    });
    expect(await body('52420199MJD0000540', 'nonprofit_unit', '东西湖区示例书画院')).toMatchObject({
      version: 1,
    });
  });
});
