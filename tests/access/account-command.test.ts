import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { verifyPassword } from '../../kernel/access/password-hash.ts';
import { answerOf, type CliAnswer, huimin, startHuimin } from '../support/cli.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const run = (...args: readonly string[]): Promise<CliAnswer> => huimin(database, ...args);

async function json<T>(shape: z.ZodType<T>, ...args: readonly string[]): Promise<T> {
  const answer = await run(...args, '--json');
  expect(answer, answer.err).toMatchObject({ code: 0 });
  return shape.parse(JSON.parse(answer.out));
}

async function fails(code: number, errorCode: string, ...args: readonly string[]): Promise<void> {
  const answer = await run(...args, '--json');
  expect(answer.code, `${answer.out}${answer.err}`).toBe(code);
  expect(JSON.parse(answer.err)).toMatchObject({ error: { code: errorCode } });
}

const hashOf = (username: string) =>
  database.db.asOwner(async (owner) => {
    const found = await owner.query<{ hash: string }>(
      `select c.password_hash as hash from account_credential c join account a on a.id = c.account_id where a.username = $1`,
      [username],
    );
    return found.rows[0]?.hash;
  });

const Setup = z.object({
  divisionNo: z.number(),
  accounts: z.array(z.object({ username: z.string(), role: z.string(), firstPassword: z.string() })),
});
const First = z.object({ username: z.string(), firstPassword: z.string().optional() });
const Account = z.object({ username: z.string(), role: z.string(), locked: z.boolean() });

describe('setup', () => {
  test('says so where there is no district yet', async () => {
    await fails(1, 'access.no-administrator', 'account', 'list');
    await fails(2, 'setup.division', 'setup', '--division', '420199001', '--name', '某街道');
    await fails(2, 'division.invalid', 'setup', '--division', '42019x', '--name', '某区');
  });

  test('makes the district and its three administrators, once', async () => {
    const made = await json(Setup, 'setup', '--division', '420199', '--name', '某区');
    expect(made.divisionNo).toBe(420199000000000);
    expect(made.accounts.map(({ role }) => role)).toEqual(['sys_admin', 'sec_admin', 'audit_admin']);
    for (const { username, firstPassword } of made.accounts) {
      expect(await verifyPassword(await hashOf(username), firstPassword)).toBe(true);
    }
    await fails(1, 'setup.exists', 'setup', '--division', '420199', '--name', '某区');
    const audited = await json(z.object({ ok: z.boolean(), unsealedRows: z.number() }), 'audit', 'verify');
    expect(audited).toMatchObject({ ok: true, unsealedRows: 1 });
  });
});

describe('account', () => {
  test('create, grant, list', async () => {
    const made = await json(First, 'account', 'create', 'qian', '--name', '钱主任');
    expect(await verifyPassword(await hashOf('qian'), made.firstPassword ?? '')).toBe(true);
    const grant = [
      'account',
      'grant',
      'qian',
      '--role',
      'section_chief',
      '--division',
      '420199',
      '--reason',
      '任命',
    ];
    await fails(2, 'access.grant-dates', ...grant, '--to', '2020-01-01');
    await fails(1, 'access.permission', ...grant, '--as', 'sysadmin');
    const answer = await run(...grant);
    expect(answer.out).toContain('科长');
    const accounts = await json(z.array(Account), 'account', 'list');
    expect(accounts.find(({ username }) => username === 'qian')).toMatchObject({ role: 'section_chief' });
    expect((await run('account', 'list', '--lang', 'en')).out).toContain('section chief');
  });

  test('password: generated and printed once, or from standard input and never printed', async () => {
    const { firstPassword } = await json(First, 'account', 'password', 'secadmin');
    expect(await verifyPassword(await hashOf('secadmin'), firstPassword ?? '')).toBe(true);
    const typed = async (password: string) => {
      const child = startHuimin(database, ['account', 'password', 'qian', '--json'], 'pipe');
      const answer = answerOf(child);
      child.stdin?.end(`${password}\n`);
      if (child.stdin !== null) await once(child.stdin, 'close');
      return answer;
    };
    const answer = await typed('Wuhan-Bridge-57');
    expect(answer, answer.err).toMatchObject({ code: 0 });
    expect(answer.out).not.toContain('Wuhan');
    expect(await verifyPassword(await hashOf('qian'), 'Wuhan-Bridge-57')).toBe(true);
    const weak = await typed('weak');
    expect(weak).toMatchObject({ code: 2 });
    expect(weak.err).toContain('access.password-length');
    await fails(1, 'access.system-account', 'account', 'password', 'operator');
  });

  test('lock, unlock, end-sessions, totp-reset', async () => {
    await json(First, 'account', 'lock', 'qian', '--reason', '离岗');
    const locked = async () =>
      (await json(z.array(Account), 'account', 'list')).find(({ username }) => username === 'qian')?.locked;
    expect(await locked()).toBe(true);
    await json(First, 'account', 'unlock', 'qian');
    expect(await locked()).toBe(false);
    expect(await json(z.object({ ended: z.number() }), 'account', 'end-sessions', 'qian')).toEqual({
      ended: 0,
    });
    await json(First, 'account', 'totp-reset', 'qian');
    await fails(2, 'access.account-unknown', 'account', 'unlock', 'nobody');
  });

  test('delegate', async () => {
    await run('account', 'create', 'zhu', '--name', '朱主任');
    await run(
      'account',
      'grant',
      'zhu',
      '--role',
      'section_chief',
      '--division',
      '420199',
      '--reason',
      '任命',
    );
    const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
    const dates = ['--from', today, '--until', today];
    await json(z.object({ id: z.string() }), 'account', 'delegate', 'qian', '--to', 'zhu', ...dates);
    await fails(1, 'access.delegation-role', 'account', 'delegate', 'qian', '--to', 'secadmin', ...dates);
  });
});
