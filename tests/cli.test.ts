import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { nextIdNumber } from './support/builders.ts';
import { snapshot } from './support/expectations.ts';
import { type CliAnswer, huimin } from './support/cli.ts';
import { createDemoDatabase } from './support/demo-database.ts';
import { createTestDatabase, type TestDatabase } from './support/test-database.ts';

let database: TestDatabase;
let folder: string;
let awardNo: string;
let householdNo: string;
let headId: string;

beforeAll(async () => {
  database = await createDemoDatabase();
  folder = mkdtempSync(join(tmpdir(), 'huimin-cli-'));
  await database.db.asOwner(async (owner) => {
    const found = await owner.query<{ awardNo: string; householdNo: string; headId: string }>(
      `select a.award_no as "awardNo", h.household_no as "householdNo", h.head_person_id as "headId"
         from award_in_force a join household h on h.id = a.subject_id
        where a.programme = 'dibao' and a.valid_from < '2020-01-01' and a.valid_to is null order by a.award_no limit 1`,
    );
    ({ awardNo = '', householdNo = '', headId = '' } = found.rows[0] ?? {});
  });
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await database.drop();
});

const run = (...args: readonly string[]): Promise<CliAnswer> => huimin(database, ...args);

/** The answer as JSON of the given shape; the command must end well. */
async function json<T>(shape: z.ZodType<T>, ...args: readonly string[]): Promise<T> {
  const answer = await run(...args, '--json');
  expect(answer, answer.err).toMatchObject({ code: 0 });
  return shape.parse(JSON.parse(answer.out));
}

/** The answer for people: no JSON, no error. */
async function text(...args: readonly string[]): Promise<string> {
  const answer = await run(...args);
  expect(answer, answer.err).toMatchObject({ code: 0 });
  expect(answer.out.trim()).not.toBe('');
  expect(() => JSON.parse(answer.out) as unknown).toThrow();
  return answer.out;
}

const Failure = z.object({
  error: z.object({ code: z.string(), message: z.string(), details: z.record(z.string(), z.unknown()) }),
});

async function fails(code: number, errorCode: string, ...args: readonly string[]): Promise<string> {
  const answer = await run(...args, '--json');
  expect(answer.code, `${answer.out}${answer.err}`).toBe(code);
  expect(answer.out).toBe('');
  const { error } = Failure.parse(JSON.parse(answer.err));
  expect(error.code).toBe(errorCode);
  return error.message;
}

const Figure = z.object({
  id: z.string(),
  label: z.string(),
  unit: z.string(),
  value: z.number().nullable(),
  printed: z.string().nullable(),
  asOf: z.string(),
  definitionDigest: z.string().regex(/^[0-9a-f]{64}$/),
  rowCount: z.number().int(),
});
const Replay = z.object({
  run: z.string(),
  lines: z.number().int(),
  totalFen: z.number().int(),
  recomputedTotalFen: z.number().int(),
  differences: z.array(z.unknown()),
});
const Explanation = z.object({
  decision: z.object({ eligible: z.boolean(), totalFen: z.number().int(), ruleVersion: z.string() }),
  trace: z.array(z.unknown()).min(1),
  text: z.array(z.string()).min(1),
});
const Run = z.object({
  run: z.string(),
  state: z.string(),
  lines: z.number().int(),
  totalFen: z.number().int(),
  overpaidFen: z.number().int(),
});
const Computed = Run.extend({
  run: z.string().nullable(),
  state: z.string().nullable(),
  dryRun: z.boolean(),
  month: z.string(),
});
const BankFile = z.object({
  run: z.string(),
  file: z.string(),
  items: z.number().int(),
  totalFen: z.number().int(),
  sha256: z.string().length(64),
});
const Results = z.object({
  run: z.string(),
  paid: z.number(),
  returned: z.number(),
  unchanged: z.number(),
  state: z.string(),
});
const Ledger = z.object({
  ok: z.boolean(),
  checks: z.array(z.object({ check: z.string(), broken: z.number() })).min(7),
  totalDebitFen: z.number(),
  totalCreditFen: z.number(),
});
const Report = z.object({
  year: z.number(),
  files: z.array(z.string()),
  figures: z.number(),
  missing: z.array(z.string()),
});
const Award = z.object({ id: z.string(), awardNo: z.string() });

describe('reading', () => {
  test('figures and figure', async () => {
    const all = await json(z.array(Figure), 'figures');
    const paid = all.find((figure) => figure.id === 'assistance.dibao.paid');
    const one = await json(
      Figure.extend({ rows: z.array(z.object({ measure: z.number() })) }),
      'figure',
      'assistance.dibao.paid',
      '--rows',
    );
    expect(one).toMatchObject(paid ?? {});
    expect(one.rows).toHaveLength(one.rowCount);
    // The value is in yuan although people read it in ten thousands.
    expect(one.rows.reduce((sum, row) => sum + row.measure, 0)).toBeCloseTo(one.value ?? 0, 2);
    expect(one.value).toBeGreaterThan(12_000_000);
    const people = await json(
      Figure.extend({ rows: z.array(z.unknown()).optional() }),
      'figure',
      'assistance.dibao.urban.persons',
      '--at',
      '2020-09-30',
      '--division',
      '420112',
    );
    expect(people.value).toBe(people.rowCount);
    expect(people.rows).toBeUndefined();
    expect(await text('figures')).toContain('assistance.dibao.paid');
    expect(
      await text('figure', 'assistance.dibao.paid', '--lang', 'en', '--from', '2020-03', '--to', '2020-04'),
    ).toContain(one.definitionDigest.slice(0, 12));
  });

  test('explain', async () => {
    const explained = await json(Explanation, 'explain', 'dibao', awardNo, '--month', '2020-06');
    expect(explained.decision.eligible).toBe(true);
    const english = await text('explain', 'dibao', householdNo, '--month', '2020-06', '--lang', 'en');
    expect(english).toContain('minimum living allowance');
  });

  test('pay list and pay replay', async () => {
    const list = await json(z.array(Run), 'pay', 'list');
    const runNo = 'FF202006DB01';
    const replay = await json(Replay, 'pay', 'replay', runNo);
    const listed = list.find((one) => one.run === runNo);
    expect(replay).toMatchObject({
      run: runNo,
      lines: listed?.lines,
      totalFen: listed?.totalFen,
      recomputedTotalFen: listed?.totalFen,
      differences: [],
    });
    expect(await text('pay', 'list')).toContain(runNo);
    expect(await text('pay', 'replay', runNo)).toContain('0 条不同');
  });

  test('ledger verify', async () => {
    const verified = await json(Ledger, 'ledger', 'verify');
    expect(verified).toMatchObject({ ok: true, totalDebitFen: verified.totalCreditFen });
    expect(await text('ledger', 'verify', '--lang', 'en')).toContain('every transaction balances');
  });

  test('report build writes four files', async () => {
    for (const [name, work] of [
      ['a', (out: string) => json(Report, 'report', 'build', '2020', '--out', out)],
      ['b', (out: string) => text('report', 'build', '2020', '--out', out)],
    ] as const) {
      const out = join(folder, name);
      const said = await work(out);
      expect(readdirSync(out)).toHaveLength(4);
      if (typeof said !== 'string')
        expect(said.files.map((file) => statSync(file).size > 0)).toEqual([true, true, true, true]);
    }
  });

  test('demo a second time changes nothing', async () => {
    const before = await snapshot(database);
    expect(await json(z.object({ built: z.boolean(), name: z.string().optional() }), 'demo')).toMatchObject({
      built: false,
    });
    expect(await text('demo')).toContain('演示区已存在，未作改动');
    expect(await snapshot(database)).toEqual(before);
  });
});

describe('recording and paying', () => {
  test('a fact, two new families, an award and its end', async () => {
    const fact = [
      'fact',
      'record',
      headId,
      'income.wage',
      '123.45',
      '--from',
      '2020-10-01',
      '--source',
      '入户核查',
    ];
    expect(await json(z.object({ subject: z.string(), value: z.string() }), ...fact)).toMatchObject({
      subject: headId,
      value: '123.45',
    });
    expect(await text(...fact)).toContain('下一次发放会自动计算差额');
    const path = join(folder, 'people.csv');
    const rows = [nextIdNumber(), nextIdNumber()].map(
      (id, i) => `${i},王小${'一二'[i]},${id},城镇,420112001001,测试路1号,6217000088880000${i},2020-10-01`,
    );
    writeFileSync(
      path,
      `家庭序号,姓名,身份证号,城乡类别,区划代码,地址,银行账号,起始日期\n${rows.join('\n')}\n`,
    );
    expect(await text('import', 'people', path, '--dry-run')).toContain('未写入');
    const People = z.object({ people: z.number(), households: z.array(z.object({ no: z.string() })) });
    const { households } = await json(People, 'import', 'people', path);
    const [first, second] = households.map((household) => household.no);
    const award = await json(Award, 'award', 'confirm', 'dibao', first ?? '', '--from', '2020-10');
    expect(await text('award', 'confirm', 'dibao', second ?? '', '--from', '2020-10')).toContain(
      '已确认待遇',
    );
    expect(
      await fails(1, 'award.already', 'award', 'confirm', 'dibao', first ?? '', '--from', '2020-10'),
    ).toContain(award.awardNo);
    await fails(
      1,
      'award.same-person',
      'award',
      'confirm',
      'tekun',
      first ?? '',
      '--from',
      '2020-10',
      '--as',
      'clerk',
    );
    const end = ['award', 'end', award.awardNo, '--from', '2020-11-01', '--reason', '搬离'];
    await json(z.object({ awardNo: z.string(), endedFrom: z.string() }), ...end);
    expect(await text(...end)).toContain('终止');
  });

  test('a month from computing to settling, with and without JSON', async () => {
    const compute = ['pay', 'run', 'dibao', '--month', '2020-11'];
    const dry = await json(Computed, ...compute, '--dry-run');
    expect(dry).toMatchObject({ run: null, state: null, dryRun: true });
    const { run: runNo } = await json(Computed, ...compute);
    expect(runNo).toBe('FF202011DB01');
    expect(await fails(1, 'payment.already-run', ...compute, '--lang', 'en')).toContain(
      'nothing was computed again',
    );
    await fails(1, 'access.permission', 'pay', 'approve', 'FF202011DB01', '--as', 'operator');
    expect(await json(Run, 'pay', 'approve', 'FF202011DB01')).toMatchObject({
      state: 'approved',
      totalFen: dry.totalFen,
    });
    expect(await fails(1, 'payment.state', 'pay', 'void', 'FF202011DB01', '--reason', '晚了')).toContain(
      '已批准',
    );
    const file = await json(BankFile, 'pay', 'bank-file', 'FF202011DB01', '--out', folder);
    expect(statSync(file.file).mode & 0o077).toBe(0);
    const numbers = readFileSync(file.file, 'utf8')
      .split('\n')
      .slice(1)
      .map((line) => line.split(',')[0])
      .filter((no) => no !== '');
    expect(numbers).toHaveLength(file.items);
    const answer = join(folder, 'answer.csv');
    writeFileSync(answer, `明细号,结果,原因\n${numbers.map((no) => `${no},成功,`).join('\n')}\n`);
    expect(await json(Results, 'pay', 'results', 'FF202011DB01', answer)).toMatchObject({
      paid: file.items,
      state: 'settled',
    });
    expect(await text('pay', 'results', 'FF202011DB01', answer)).toContain('到账 0 笔');
    await fails(1, 'payment.nothing-to-reissue', 'pay', 'reissue', 'FF202011DB01', '--out', folder);
    // The supplement has nothing to pay, so it can be taken back.
    expect(await text(...compute, '--supplement')).toContain('FF202011DB02');
    expect(await json(Run, 'pay', 'void', 'FF202011DB02', '--reason', '无差额')).toMatchObject({
      state: 'void',
    });
  });
});

test('money goes into a fund that is there, or into a new one with a name', async () => {
  const Allocation = z.object({ fund: z.string(), amountFen: z.number(), leftFen: z.number() });
  const first = await json(Allocation, 'ledger', 'allocate', 'assistance', '1000.50');
  const second = await json(Allocation, 'ledger', 'allocate', 'assistance', '1000.50');
  expect(second.leftFen - first.leftFen).toBe(100_050);
  expect(await json(Allocation, 'ledger', 'allocate', 'charity', '5', '--label', '慈善资金')).toMatchObject({
    leftFen: 500,
  });
  await fails(2, 'ledger.fund-unknown', 'ledger', 'allocate', 'nowhere', '5');
  await fails(2, 'ledger.amount', 'ledger', 'allocate', 'assistance', '0');
});

describe('what was called wrongly', () => {
  test.each<[string[], string]>([
    [['figuers'], 'unknown command'],
    [['figures', '--colour'], 'unknown option'],
    [['figures', '--lang', 'de'], 'Allowed choices are zh, en'],
    [['pay', 'run', 'dibao'], "required option '--month <month>'"],
    [['explain', '--month', '2020-06'], "missing required argument 'programme'"],
  ])('%j ends with exit code 2 and says so', async (args, said) => {
    const answer = await run(...args);
    expect(answer).toMatchObject({ code: 2, out: '' });
    expect(answer.err).toContain(said);
  });

  test.each<[string[], string]>([
    [['figure', 'assistance.nothing'], 'figure.unknown'],
    [['explain', 'dibao', 'x', '--month', '2020-13'], 'month.invalid'],
    [['explain', 'dibaoo', 'x', '--month', '2020-06'], 'programme.unknown'],
    [['pay', 'replay', 'FF1'], 'payment.run-unknown'],
    [['figures', '--as', 'nobody'], 'access.account-unknown'],
    [['report', 'build', '20'], 'report.year'],
    [['pay', 'results', 'FF202006DB01', '/nowhere/answer.csv'], 'cli.file'],
    [['bench', '--households', '7'], 'bench.households'],
    [['start', '--port', 'http'], 'server.port'],
  ])('%j ends with exit code 2 and words of English when asked for', async (args, code) => {
    expect(await fails(2, code, ...args, '--lang', 'en')).toMatch(/^[a-z"]/i);
  });

  test('speaks Chinese unless asked otherwise, without JSON as well', async () => {
    const answer = await run('pay', 'replay', 'FF1');
    expect(answer).toMatchObject({
      code: 2,
      out: '',
      err: '没有批次“FF1”：请用 huimin pay list 查看批次号。\n',
    });
  });

  test('help and version end well', async () => {
    expect(await run('--version')).toMatchObject({ code: 0, err: '' });
    expect((await run('pay', '--help')).code).toBe(0);
  });

  test('a busy port is said so, with another one to take', async () => {
    const holder = createServer().listen(0, '127.0.0.1');
    await once(holder, 'listening');
    const address = holder.address();
    const port = typeof address === 'object' && address !== null ? String(address.port) : '';
    try {
      const said = await fails(1, 'server.port-busy', 'start', '--port', port, '--lang', 'en');
      expect(said).toContain(`Port ${port} is in use`);
    } finally {
      holder.close();
    }
  });

  test('a database without a district says what to do', async () => {
    const empty = await createTestDatabase();
    try {
      const answer = await huimin(empty, 'pay', 'list', '--lang', 'en');
      expect(answer).toMatchObject({ code: 1, out: '' });
      expect(answer.err).toContain('huimin demo');
    } finally {
      await empty.drop();
    }
  });

  test('a server that cannot be reached', async () => {
    const answer = await huimin(
      { home: database.home, url: 'postgres://nobody:x@127.0.0.1:1/none' },
      'figures',
      '--json',
    );
    expect(answer.code).toBe(1);
    expect(Failure.parse(JSON.parse(answer.err)).error.code).toBe('db.unreachable');
  });
});
