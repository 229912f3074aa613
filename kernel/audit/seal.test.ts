import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Client } from 'pg';
import { getAccount } from '../access/account.ts';
import type { Actor } from '../db/actor.ts';
import { registry } from '../../modules/index.ts';
import { createSmallDistrict } from '../../tests/support/small-district.ts';
import { createTestDatabase, type TestDatabase } from '../../tests/support/test-database.ts';
import { audit } from './audit.ts';
import { compareHeads, noteHead } from './audit-heads.ts';
import { sealAudit, verifyAudit } from './seal.ts';

let database: TestDatabase;
let actor: Actor;

beforeAll(async () => {
  database = await createTestDatabase();
  await createSmallDistrict(database.db, database.keyring, registry);
  const accounts = await database.db.pool.query<{ username: string }>(
    'select username from account order by username limit 1',
  );
  actor = await getAccount(database.db.pool, accounts.rows[0]?.username ?? '');
});

afterAll(() => database.drop());

const write = (action: string): Promise<void> =>
  database.db.transaction(actor, (tx) => audit(tx, { action }));
const verify = () => database.db.transaction(actor, verifyAudit);
const PATIENCE_MS = 30_000;

/** Seals everything that is there. A transaction elsewhere on the server, still running, holds rows back for a while. */
async function seal(algorithm: 'sha256' | 'sm3' = 'sha256') {
  for (const end = Date.now() + PATIENCE_MS; ;) {
    const block = await database.db.transaction(actor, (tx) => sealAudit(tx, algorithm));
    const { unsealedRows } = await verify();
    if (unsealedRows === 0 || Date.now() > end) return block;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** What only somebody with the owner's rights can do: switch the guards off and write. */
const tamper = (statement: string) =>
  database.db.asOwner(async (owner: Client) => {
    await owner.query('set session_replication_role = replica');
    await owner.query(statement);
  });

beforeEach(async () => {
  for (const action of ['a', 'b', 'c']) await write(action);
  await seal();
});

describe('the audit chain', () => {
  test('an untouched chain is whole, and what came after the last block is counted as unsealed', async () => {
    await write('later');
    const result = await verify();
    expect(result).toMatchObject({ ok: true, faults: [], unsealedRows: 1 });
    expect(result.sealedRows).toBeGreaterThanOrEqual(3);
  });

  test('sealing twice makes no second block of nothing', async () => {
    expect(await seal()).toBeUndefined();
  });

  test('the application may not change, remove or seal again what is sealed', async () => {
    for (const statement of [
      'update audit_row set action = $$x$$',
      'delete from audit_row',
      'delete from audit_block',
    ]) {
      await expect(database.db.transaction(actor, (tx) => tx.client.query(statement))).rejects.toThrow(
        /permission denied/,
      );
    }
  });

  test('a block can be sealed with SM3', async () => {
    await write('sm');
    expect(await seal('sm3')).toMatchObject({ algorithm: 'sm3', rowCount: 1 });
    expect((await verify()).ok).toBe(true);
  });

  test.each([
    [
      'changed',
      `update audit_row set action = action || '!' where id = (select max(id) from audit_row)`,
      /改动/,
    ],
    ['removed', 'delete from audit_row where id = (select max(id) from audit_row)', /少了1行/],
    [
      'added',
      `insert into audit_row (account_id, action, xact) select account_id, 'forged', xact from audit_row order by id desc limit 1`,
      /多了1行/,
    ],
    [
      'cut out of the chain',
      'delete from audit_block where no = (select max(no) - 1 from audit_block)',
      /不衔接/,
    ],
  ])('a row that the owner has %s is found', async (_, statement, words) => {
    await write('one more');
    await seal();
    await tamper(statement);
    const result = await verify();
    expect(result.ok).toBe(false);
    expect(result.faults.map((fault) => fault.zh).join()).toMatch(words);
    await tamper('truncate audit_row, audit_block');
  });

  test('a chain that was rewritten as a whole differs from the hashes noted outside', async () => {
    const home = mkdtempSync(join(tmpdir(), 'huimin-heads-'));
    await write('noted');
    const block = await seal();
    if (block === undefined) throw new Error('nothing was sealed');
    noteHead(home, block);
    expect(await database.db.transaction(actor, (tx) => compareHeads(tx, home))).toEqual([]);
    await tamper(`update audit_block set hash = 'forged' where no = ${block.no}`);
    expect(await database.db.transaction(actor, (tx) => compareHeads(tx, home))).toHaveLength(1);
  });
});
