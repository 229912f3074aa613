import { copyFileSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decryptField, encryptField, type Keyring, loadKeyring } from '../../kernel/access/cipher.ts';
import { readKeyStatus, rotateKeys } from '../../kernel/access/rotate-keys.ts';
import { answerOf, huimin, startHuimin } from '../support/cli.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

const PEOPLE = 6_000;

let database: TestDatabase;
let home: string;
let path: string;

beforeAll(async () => {
  database = await createTestDatabase();
  home = mkdtempSync(join(tmpdir(), 'huimin-keys-'));
  path = join(home, 'keys.json');
  copyFileSync(join(database.home, 'keys.json'), path);
  copyFileSync(join(database.home, 'installation.json'), join(home, 'installation.json'));
  await insertPeople(database.keyring);
});
afterAll(async () => {
  rmSync(home, { recursive: true, force: true });
  await database.drop();
});

async function insertPeople(ring: Keyring): Promise<void> {
  const numbers = Array.from({ length: PEOPLE }, (_, i) => `number-${i}`);
  await database.db.asOwner(async (owner) => {
    await owner.query(
      `insert into account (id, username, display_name, role, division_no) values (gen_random_uuid(), 'operator', '系统', 'operator', 420199000000000)`,
    );
    await owner.query(
      `insert into person (id, division_no, name, sex, birth_date, id_no_cipher, id_no_index, account_cipher, created_at, created_by)
       select gen_random_uuid(), 420199001001000, '某人', 'male', '1970-01-01', v.id_no, v.index, v.account, now(), a.id
         from account a, unnest($1::bytea[], $2::bytea[], $3::bytea[]) v (id_no, index, account)`,
      [
        numbers.map((number) => encryptField(ring, number)),
        numbers.map((number) => Buffer.from(number)),
        numbers.map((number, i) => (i % 3 === 0 ? null : encryptField(ring, `account of ${number}`))),
      ],
    );
  });
}

/** Every value opens, belongs to its row, and the blind index is what it was. */
async function checkPeople(ring: Keyring): Promise<void> {
  await database.db.asOwner(async (owner) => {
    const found = await owner.query<{ id_no: Buffer; index: Buffer; account: Buffer | null }>(
      'select id_no_cipher as id_no, id_no_index as index, account_cipher as account from person',
    );
    expect(found.rows).toHaveLength(PEOPLE);
    for (const row of found.rows) {
      const number = row.index.toString();
      expect(decryptField(ring, row.id_no)).toBe(number);
      if (row.account !== null) expect(decryptField(ring, row.account)).toBe(`account of ${number}`);
    }
  });
}

const rowsUnder = async (key: string) =>
  (await readKeyStatus(database.db, loadKeyring(path))).keys.find((one) => one.key === key)?.rows;
const ALL = PEOPLE + (PEOPLE / 3) * 2;

describe('keys rotate', () => {
  test('killed half-way, every value still opens, and started again it goes on', async () => {
    const before = loadKeyring(path);
    const child = startHuimin({ home, url: database.url }, ['keys', 'rotate']);
    const ended = answerOf(child);
    let left = ALL;
    while (left === ALL && child.exitCode === null) left = (await rowsUnder(before.current)) ?? 0;
    child.kill('SIGKILL');
    await ended;
    const between = loadKeyring(path);
    expect(between.current).not.toBe(before.current);
    await checkPeople(between);
    const again = await huimin({ home, url: database.url }, 'keys', 'rotate', '--json');
    expect(again, again.err).toMatchObject({ code: 0 });
    if (left > 0) expect(JSON.parse(again.out)).toMatchObject({ current: between.current, resumed: true });
    const after = loadKeyring(path);
    expect(await rowsUnder(after.current)).toBe(ALL);
    expect(Object.keys(after.keys)).toContain(before.current);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(after.indexKey.equals(before.indexKey)).toBe(true);
    await checkPeople(after);
  });

  test('a process that read the keys before goes on reading, and then writes under the new one', async () => {
    const running = loadKeyring(path);
    const sample = encryptField(running, 'before');
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    const { resumed, rows, current, kept } = await rotateKeys(database.db, path);
    expect({ resumed, rows, kept }).toEqual({ resumed: false, rows: ALL, kept: [] });
    await checkPeople(running);
    expect(decryptField(running, sample)).toBe('before');
    expect(encryptField(running, 'after').toString('latin1', 2, 2 + current.length)).toBe(current);
  });

  test('status says what stands under which key, and which key is missing', async () => {
    const answer = await huimin({ home, url: database.url }, 'keys', 'status', '--json');
    const { current } = loadKeyring(path);
    expect(JSON.parse(answer.out)).toMatchObject({
      current,
      keys: expect.arrayContaining([{ key: current, rows: ALL, present: true }]),
      uses: [
        { table: 'person', column: 'account_cipher', key: current },
        { table: 'person', column: 'id_no_cipher', key: current, rows: PEOPLE },
      ],
    });
    const old = { ...loadKeyring(path), keys: {} };
    const status = await readKeyStatus(database.db, old);
    expect(status.keys).toEqual([{ key: current, rows: ALL, present: false }]);
  });

  test('keys from the environment are not rewritten; the refusal says what to do', async () => {
    process.env['HUIMIN_KEY'] = readFileSync(path, 'utf8');
    try {
      const answer = await huimin({ home, url: database.url }, 'keys', 'rotate', '--json');
      expect(answer.code).toBe(1);
      expect(JSON.parse(answer.err)).toMatchObject({
        error: { code: 'keys.from-environment', message: expect.stringContaining('keys.json') },
      });
    } finally {
      delete process.env['HUIMIN_KEY'];
    }
  });
});
