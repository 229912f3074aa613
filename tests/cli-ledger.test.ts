import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { dibao } from '../modules/social-assistance/policy/dibao.ts';
import { addAward, addFamily, type Bureau, createBureau, type Family, payMonth } from './support/builders.ts';
import { huimin } from './support/cli.ts';
import { createTestDatabase, type TestDatabase } from './support/test-database.ts';

let database: TestDatabase;
let bureau: Bureau;
let family: Family;
let folder: string;

beforeAll(async () => {
  database = await createTestDatabase();
  bureau = await createBureau(database);
  family = await addFamily(bureau);
  await addAward(bureau, dibao, family);
  await payMonth(bureau, dibao, '2020-01');
  folder = mkdtempSync(join(tmpdir(), 'huimin-cli-ledger-'));
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await database.drop();
});

async function json<T>(shape: z.ZodType<T>, ...args: readonly string[]): Promise<T> {
  const answer = await huimin(database, 'ledger', ...args, '--json');
  expect(answer, answer.err).toMatchObject({ code: 0 });
  return shape.parse(JSON.parse(answer.out));
}

/** What the clerk reads, for people. */
async function text(...args: readonly string[]): Promise<string> {
  const answer = await huimin(database, 'ledger', ...args, '--as', 'clerk');
  expect(answer, answer.err).toMatchObject({ code: 0 });
  return answer.out;
}

async function fails(code: number, errorCode: string, ...args: readonly string[]): Promise<void> {
  const answer = await huimin(database, 'ledger', ...args, '--json');
  expect(answer.code).toBe(code);
  expect(JSON.parse(answer.err)).toMatchObject({ error: { code: errorCode } });
}

test('the finance office: a fund by source, a split and a budget by two people, statements, a closing', async () => {
  const Proposed = z.object({ id: z.string() });
  const decide = async ({ id }: { readonly id: string }): Promise<void> => {
    await fails(1, 'access.permission', 'decide', id, 'approve');
    await json(Proposed, 'decide', id, 'approve', '--as', 'chief');
  };
  const paper = ['--document', '预算批复', '--document-no', '演示〔2020〕1号'];
  await json(z.object({ fund: z.string() }), 'open-fund', 'assistance', 'central', '2026');
  await fails(2, 'ledger.share', 'split', 'dibao', 'central', '--from', '2027-01-01', ...paper);
  const split = ['split', 'dibao', 'central=60', 'city=40', '--from', '2027-01-01', ...paper];
  await decide(await json(Proposed, ...split));
  await decide(
    await json(Proposed, 'budget', 'assistance-central-2026', 'dibao', '500', '--year', '2026', ...paper),
  );
  expect(await text('funds')).toContain('2026年中央困难群众救助补助资金');
  expect(await text('proposals')).toContain('中央 60%、市级 40%');
  const Statement = z.object({ closingFen: z.number() });
  expect(await json(Statement, 'statement', '--fund', 'assistance', '--as', 'clerk')).toEqual({
    closingFen: 9_922_000,
  });
  expect(await text('statement', '--household', family.householdNo)).toContain('合计');
  expect(await text('statement', '--person', family.members[0])).toContain('合计');
  const file = join(folder, 'statement.xlsx');
  await text('statement', '--fund', 'assistance', '--xlsx', file);
  expect(readFileSync(file).subarray(0, 2).toString()).toBe('PK');
  await fails(2, 'ledger.statement-of', 'statement', '--as', 'clerk');
  await fails(2, 'request.input', 'statement', '--fund', 'assistance', '--from', '2020', '--as', 'clerk');
  expect(await text('balance', '--from', '2020-01', '--to', '2020-01')).toContain('fund:assistance');
  expect(await text('closings')).toContain('2020-01');
  await fails(1, 'ledger.not-closable', 'close', '2020-02');
  await decide(await json(Proposed, 'close', '2020-01'));
  expect(await text('closings')).toContain('已结账');
  await decide(await json(Proposed, 'reopen', '2020-01', '--reason', '更正'));
});
