import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { apply, type CaseWorld, createCaseWorld, noticed } from '../../../tests/support/case-world.ts';
import { type CliAnswer, huimin } from '../../../tests/support/cli.ts';

let world: CaseWorld;
const out = mkdtempSync(join(tmpdir(), 'huimin-case-'));
beforeAll(async () => {
  world = await createCaseWorld();
});
afterAll(async () => {
  rmSync(out, { recursive: true });
  await world.database.drop();
});

const run = (...args: readonly string[]): Promise<CliAnswer> =>
  huimin(world.database, 'case', ...args, '--json');
const asStreet = (...args: readonly string[]): Promise<CliAnswer> => run(...args, '--as', 'street');
const Opened = z.object({ caseNo: z.string() });
const Letter = z.object({ path: z.string() });

test('a clerk opens a case at a terminal and is refused with the reason', async () => {
  const { householdNo } = await world.family();
  const answer = await asStreet('open', 'assistance-application', householdNo, '--set', 'programme=dibao');
  expect(answer.err).toBe('');
  const { caseNo } = Opened.parse(JSON.parse(answer.out));
  expect((await asStreet('list', '--mine', '--lamp', 'green')).out).toContain(caseNo);
  const refused = await asStreet('act', caseNo, 'accept');
  expect([refused.code, refused.err]).toEqual([1, expect.stringContaining('case.materials')]);
  const elsewhere = await run('show', caseNo, '--as', 'other_street');
  expect([elsewhere.code, elsewhere.err]).toEqual([2, expect.stringContaining('record.absent')]);
  expect((await asStreet('list', '--lamp', 'blue')).code).toBe(2);
});

test('materials are ticked off and told at a terminal; who saw an old version is told so', async () => {
  const { householdNo } = await world.family();
  const id = await apply(world, householdNo, '2026-11-02', { materials: 1 });
  expect((await asStreet('notice', id)).out).toContain('income-statement');
  const ticked = await asStreet('materials', id, 'identity', 'received', '--form', 'copy');
  expect(ticked.out).toContain('"stand": "received"');
  const stale = await asStreet('act', id, 'request-supplement', '--seen', '1');
  expect(stale.err).toContain('case.transition');
  expect((await asStreet('act', id, 'withdraw', '--reason', '申请人撤回')).out).toContain(
    '"state": "withdrawn"',
  );
  expect((await asStreet('show', id)).out).toContain('"withdrawn"');
});

test('a letter is saved as it was issued, with its purpose', async () => {
  const { householdNo } = await world.family();
  const id = await noticed(world, householdNo, '2021-07-12', '2021-07-20');
  await world.acts(world.street, '2021-07-28', id, 'submit');
  await world.acts(world.chief, '2021-07-28', id, 'confirm');
  const { decisions } = await world.reads(world.chief, '2021-07-28', id);
  const decision = decisions[0]?.id ?? '';
  expect((await run('letter', decision, '--as', 'chief')).code).toBe(2);
  const saved = await run('letter', decision, '--purpose', '送达', '--out', out, '--as', 'chief');
  expect(saved.err).toBe('');
  const { path } = Letter.parse(JSON.parse(saved.out));
  expect(readFileSync(path).subarray(0, 2).toString()).toBe('PK');
});
