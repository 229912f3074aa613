import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { getAccount } from '../kernel/access/account.ts';
import { fixedClock } from '../kernel/base/clock.ts';
import { month } from '../kernel/base/month.ts';
import { plainDate } from '../kernel/base/plain-date.ts';
import type { Tx } from '../kernel/db/database.ts';
import { getFigureRows, getFigureValue } from '../kernel/indicator/figures.ts';
import { getProgramme } from '../kernel/module/get-programme.ts';
import { approveRun } from '../kernel/payment/approve-run.ts';
import { sendRun } from '../kernel/payment/bank-file.ts';
import type { BankSending } from '../kernel/payment/bank/hand-over.ts';
import { readBankResults } from '../kernel/payment/bank-results.ts';
import { replayRun } from '../kernel/payment/replay-run.ts';
import { runMonth } from '../kernel/payment/run-month.ts';
import { getRun } from '../kernel/payment/run-store.ts';
import { findSubject } from '../kernel/policy/find-subject.ts';
import { instant } from '../kernel/party/known-at.ts';
import { registry } from '../modules/index.ts';
import { dibao } from '../modules/social-assistance/policy/dibao.ts';
import {
  addAward,
  addFamily,
  bankAnswer,
  bankRows,
  type Bureau,
  compute,
  createBureau,
  payMonth,
} from './support/builders.ts';
import { expectWords, refusalOf, snapshot } from './support/expectations.ts';
import { createTestDatabase, type TestDatabase } from './support/test-database.ts';

const FIGURE = 'assistance.dibao.paid';
const SENT = 'FF202002DB01';
let database: TestDatabase;
let bureau: Bureau;
let file: BankSending;
let before: Record<string, string>;

beforeAll(async () => {
  database = await createTestDatabase();
  bureau = await createBureau(database);
  for (const headName of ['张三', '李四', "=cmd|' /C calc'!A0", '@SUM(A1)']) {
    await addAward(bureau, dibao, await addFamily(bureau, { headName }));
  }
  await payMonth(bureau, dibao, '2020-01');
  await compute(bureau, dibao, '2020-02');
  await database.db.transaction(bureau.chief, (tx) => approveRun(tx, dibao, SENT, clock));
  file = await database.db.transaction(bureau.finance, (tx) =>
    sendRun(tx, database.keyring, dibao, SENT, clock),
  );
});
afterAll(() => database.drop());

const clock = fixedClock('2020-02-08T10:00');
const asClerk = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => database.db.transaction(bureau.clerk, work);
const readAnswer = (content: string | Buffer, runNo = SENT) =>
  database.db.transaction(bureau.finance, (tx) =>
    readBankResults(tx, dibao, runNo, Buffer.from(content), clock),
  );
const item = (n: number): string => `${SENT}-${String(n).padStart(6, '0')}-1`;

describe('what was asked for wrongly is refused in words and changes nothing', () => {
  beforeEach(async () => {
    before = await snapshot(database);
  });
  afterEach(async () => {
    expect(await snapshot(database)).toEqual(before);
  });

  test.each<[string, () => Promise<unknown>, string]>([
    [
      'an unknown figure',
      () => asClerk((tx) => getFigureValue(tx, registry, 'assistance.nothing')),
      'figure.unknown',
    ],
    [
      'rows of an unknown figure',
      () => asClerk((tx) => getFigureRows(tx, registry, "x'; drop table fact; --", { offset: 0, limit: 1 })),
      'figure.unknown',
    ],
    [
      'a figure before the data begin',
      () => asClerk((tx) => getFigureValue(tx, registry, FIGURE, { from: '2019-12' })),
      'district.month-outside',
    ],
    [
      'a figure after the data end',
      () => asClerk((tx) => getFigureValue(tx, registry, FIGURE, { to: '2021-01' })),
      'district.month-outside',
    ],
    [
      'a day outside the data',
      () => asClerk((tx) => getFigureValue(tx, registry, FIGURE, { at: '2020-12-01' })),
      'district.month-outside',
    ],
    [
      'a month that ends before it begins',
      () => asClerk((tx) => getFigureValue(tx, registry, FIGURE, { from: '2020-05', to: '2020-04' })),
      'figure.period',
    ],
    [
      'a street of another district',
      () => asClerk((tx) => getFigureValue(tx, registry, FIGURE, { division: '110101001' })),
      'figure.division-unknown',
    ],
    [
      'a division number of words',
      () => asClerk((tx) => getFigureValue(tx, registry, FIGURE, { division: '吴家山' })),
      'division.invalid',
    ],
    ['an unknown programme', async () => getProgramme(registry, 'dibaoo'), 'programme.unknown'],
    ['an unknown run', () => asClerk((tx) => getRun(tx, 'FF209901DB01')), 'payment.run-unknown'],
    [
      'an id that no run has',
      () => asClerk((tx) => getRun(tx, '00000000-0000-0000-0000-000000000000')),
      'payment.run-unknown',
    ],
    [
      'the replay of an unknown run',
      () => asClerk((tx) => replayRun(tx, registry.programmes, '')),
      'payment.run-unknown',
    ],
    ['an unknown account', () => getAccount(database.db.pool, 'nobody'), 'access.account-unknown'],
    [
      'an unknown subject',
      () => asClerk((tx) => findSubject(tx, database.keyring, 'DB000')),
      'party.subject-unknown',
    ],
    [
      'a run before the data begin',
      () => runMonth(database.db, bureau.clerk, dibao, month('2019-12')),
      'payment.month-outside',
    ],
    [
      'a run of a month too far ahead',
      () => runMonth(database.db, bureau.clerk, dibao, month('2021-01')),
      'payment.month-outside',
    ],
  ])('%s', async (_, work, code) => {
    const error = await refusalOf(work());
    expect(error.code).toBe(code);
    expectWords(error);
  });

  test.each([
    '2020-13',
    '2020-00',
    '2020-4',
    '2020-04-01',
    'April',
    '２０２０-04',
    '',
    '-2020-04',
    '2020-04; drop table fact',
  ])('the month "%s"', async (text) => {
    const error = await refusalOf((async () => month(text))());
    expect(error).toMatchObject({ kind: 'input' });
    expectWords(error);
  });

  test.each([
    '2020-02-30',
    '2021-02-29',
    '2020-04-31',
    '2020-4-1',
    '20200401',
    '2020-04-01T00:00',
    'today',
    '',
  ])('the date "%s"', async (text) => {
    const error = await refusalOf((async () => plainDate(text))());
    expect(error).toMatchObject({ kind: 'input' });
    expectWords(error);
  });
});

describe('a result file of the bank is taken whole or not at all', () => {
  const HEADER = '明细号,结果,原因';
  const good = (n: number): string => `${item(n)},成功,`;
  beforeEach(async () => {
    before = await snapshot(database);
  });

  test.each<[string, string | Buffer, string, string, string]>([
    [
      'an item that nobody sent',
      `${HEADER}\n${good(1)}\n${item(99)},成功,\n`,
      'bank.refused',
      '第3行：明细号',
      'line 3: item',
    ],
    [
      'an item named twice',
      `${HEADER}\n${good(1)}\n${good(2)}\n${good(1)}\n`,
      'bank.refused',
      '第4行：明细号',
      'is there twice',
    ],
    [
      'an item of another run',
      `${HEADER}\nFF202001DB01-000001-1,成功,\n`,
      'bank.refused',
      '第2行：明细号',
      'line 2: item',
    ],
    ['a missing column', `明细号,原因\n${item(1)},\n`, 'bank.refused', '第2行：结果', 'line 2: 结果'],
    [
      'a result that is neither',
      `${HEADER}\n${good(1)}\n${item(2)},也许,\n`,
      'bank.refused',
      '第3行：结果',
      'line 3: 结果',
    ],
    ['an empty item number', `${HEADER}\n,成功,\n`, 'bank.refused', '第2行：明细号', 'line 2: 明细号'],
    [
      'blank lines before the fault, which count as lines',
      `${HEADER}\n${good(1)}\n\n\n${item(2)},也许,\n`,
      'bank.refused',
      '第5行：结果',
      'line 5: 结果',
    ],
    ['a row with too many cells', `${HEADER}\n${good(1)},x,y\n`, 'bank.unreadable', 'CSV', 'line 2'],
    ['a quote that never ends', `${HEADER}\n"${good(1)}\n`, 'bank.unreadable', 'CSV', 'CSV'],
    [
      'no CSV at all',
      Buffer.from([0x50, 0x4b, 3, 4, 0, 0, 0xff, 0xfe, 0x0a, 1, 2, 3]),
      'bank.',
      '回盘文件',
      'result file',
    ],
    ['nothing', '', 'bank.empty', '没有数据行', 'no rows'],
    ['a heading only', `${HEADER}\n`, 'bank.empty', '没有数据行', 'no rows'],
  ])('%s', async (_, content, code, zh, en) => {
    const error = await refusalOf(readAnswer(content));
    expect(error.code.startsWith(code)).toBe(true);
    expect(error.kind).toBe('input');
    expect(error.zh).toContain(zh);
    expect(error.en).toContain(en);
    expect(await snapshot(database)).toEqual(before);
  });

  test('the results of a run that was only computed, or is unknown', async () => {
    expect(await refusalOf(readAnswer(`${HEADER}\n${good(1)}\n`, 'FF209901DB01'))).toMatchObject({
      code: 'payment.run-unknown',
    });
    expect(await refusalOf(readAnswer(`${HEADER}\n${good(1)}\n`, 'FF202001DB01'))).toMatchObject({
      code: 'bank.refused',
    });
    expect(await snapshot(database)).toEqual(before);
  });

  test('forty faults are counted, the first twenty are named', async () => {
    const lines = Array.from({ length: 40 }, (_, i) => `${item(900 + i)},成功,`);
    const error = await refusalOf(readAnswer(`${HEADER}\n${lines.join('\n')}\n`));
    expect(error.details).toEqual({ faults: 40 });
    expect(error.zh.match(/第\d+行/g)).toHaveLength(20);
    expect(error.zh).toContain('共 40 处');
    expect(error.en).toContain('40 faults');
  });

  test('read twice it changes nothing the second time; a contradiction later is refused', async () => {
    const answer = bankAnswer(file, [item(2)]);
    expect(await readAnswer(answer)).toEqual({
      run: SENT,
      paid: 3,
      returned: 1,
      unknown: 0,
      unchanged: 0,
      state: 'settled',
    });
    const { audit_row: read, ...after } = await snapshot(database);
    expect(await readAnswer(answer)).toEqual({
      run: SENT,
      paid: 0,
      returned: 0,
      unknown: 0,
      unchanged: 4,
      state: 'settled',
    });
    const { audit_row: readAgain, ...again } = await snapshot(database);
    expect(again).toEqual(after);
    expect(Number(readAgain)).toBe(Number(read) + 1);
    const error = await refusalOf(readAnswer(bankAnswer(file, [item(1)])));
    expect(error).toMatchObject({ code: 'bank.refused', details: { faults: 2 } });
    expect(error.zh).toContain(`明细号 ${item(1)} 此前已记为成功，与本次结果矛盾`);
    expect(error.en).toContain(`item ${item(2)} (明细号) was returned before`);
  });
});

test('a name that a spreadsheet would run is neutralised in the bank file', () => {
  const names = bankRows(file).map((row) => row['户名']);
  expect(names).toContain("'=cmd|' /C calc'!A0");
  expect(names).toContain("'@SUM(A1)");
  expect(file.files[0]?.content.toString()).not.toMatch(/(^|[,"\n\r])[=@+\t-]/m);
});

test('a fact of an unknown moment is refused by the database, not stored as something else', async () => {
  await expect(compute(bureau, dibao, '2020-03', { knownAt: instant('no moment') })).rejects.toThrow();
});
