import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { registry } from '../../modules/index.ts';
import { createSmallDistrict } from '../../tests/support/small-district.ts';
import { createTestDatabase, type TestDatabase } from '../../tests/support/test-database.ts';
import { getAccount } from '../access/account.ts';
import type { Actor } from './actor.ts';
import type { Tx } from './database.ts';
import { findPrepared, prepare } from './rows.ts';

let database: TestDatabase;
let one: Actor;
let two: Actor;

beforeAll(async () => {
  database = await createTestDatabase();
  await createSmallDistrict(database.db, database.keyring, registry);
  one = await getAccount(database.db.pool, 'street_one');
  two = await getAccount(database.db.pool, 'street_two');
});
afterAll(() => database.drop());

const streetsSeen = async (tx: Tx): Promise<number[]> => {
  const result = await tx.client.query<{ street: number }>(
    'select distinct division_no / 1000000 as street from person order by 1',
  );
  return result.rows.map((row) => row.street);
};
/** In a writing or in a read-only transaction. */
const reading = <T>(isWriting: boolean, actor: Actor, work: (tx: Tx) => Promise<T>): Promise<T> =>
  isWriting ? database.db.transaction(actor, work) : database.db.read(actor, work);
const ONE = 420112001;
const TWO = 420112002;

describe('a read-only transaction', () => {
  test('sees the actor’s jurisdiction and nothing else, however many run at once, whatever fails between them', async () => {
    const read = async (i: number): Promise<void> => {
      const [actor, street] = i % 2 === 0 ? [one, ONE] : [two, TWO];
      if (i % 7 === 0) {
        const broken = database.db.read(actor, (tx) => tx.client.query('select 1 / 0'));
        await expect(broken).rejects.toMatchObject({ code: '22012' });
      }
      if (i % 11 === 0) {
        const thrown = database.db.read(actor, () => Promise.reject(new Error('thrown')));
        await expect(thrown).rejects.toThrow('thrown');
      }
      // Several statements on their way at once, and one after an answer.
      const seen = await database.db.read(actor, async (tx) => [
        ...(await Promise.all([streetsSeen(tx), streetsSeen(tx)])),
        await streetsSeen(tx),
      ]);
      expect(seen).toEqual([[street], [street], [street]]);
    };
    await Promise.all(Array.from({ length: 200 }, (_, i) => read(i)));
  });

  test('mixed with writing transactions, both keep to their own', async () => {
    await Promise.all(
      Array.from({ length: 60 }, async (_, i) => {
        const [actor, street] = i % 2 === 0 ? [one, ONE] : [two, TWO];
        expect(await reading(i % 3 === 0, actor, streetsSeen)).toEqual([street]);
      }),
    );
  });

  test('leaves no scope behind on its connection', async () => {
    const scopes = await Promise.all(
      Array.from({ length: 20 }, () =>
        database.db.read({ ...one, withoutRecords: true }, async (tx) => {
          const result = await tx.client.query<{ n: number }>('select count(*) as n from person');
          return result.rows[0]?.n;
        }),
      ),
    );
    expect(new Set(scopes)).toEqual(new Set([0]));
  });

  test('a prepared statement carries its scope with it, alone, mixed with others and in any transaction', async () => {
    const prepared = prepare(
      'streets',
      sql`select division_no / 1000000 as street from person where id = ${sql.placeholder('id')}::uuid`,
    );
    const ids = await database.db.asOwner(
      async (owner) =>
        (
          await owner.query<{ id: string; street: number }>(
            'select id, division_no / 1000000 as street from person',
          )
        ).rows,
    );
    await Promise.all(
      Array.from({ length: 120 }, async (_, i) => {
        const [actor, street] = i % 2 === 0 ? [one, ONE] : [two, TWO];
        const person = ids[i % ids.length];
        const expected = person?.street === street ? { street } : undefined;
        const seen = await reading(i % 5 === 0, actor, async (tx) => [
          await findPrepared(tx, prepared, [person?.id ?? '']),
          ...(i % 3 === 0 ? [await streetsSeen(tx)] : []),
          ...(await Promise.all([1, 2].map(() => findPrepared(tx, prepared, [person?.id ?? ''])))),
        ]);
        expect(seen).toEqual([expected, ...(i % 3 === 0 ? [[street]] : []), expected, expected]);
      }),
    );
  });

  test('a value of a prepared statement stays a value', async () => {
    const prepared = prepare('names', sql`select name from person where name = ${sql.placeholder('name')}`);
    for (const value of ["x') ; drop table person; --", "' or true --", '\\', "''"]) {
      expect(await database.db.read(one, (tx) => findPrepared(tx, prepared, [value]))).toBeUndefined();
    }
    expect(await database.db.read(one, (tx) => findPrepared(tx, prepared, ['张小明']))).toEqual({
      name: '张小明',
    });
    const wrong = prepare('wrong', sql`select 1 / (${sql.placeholder('n')}::int) as n`);
    await expect(database.db.read(one, (tx) => findPrepared(tx, wrong, ['0']))).rejects.toMatchObject({
      code: '22012',
    });
    expect(await database.db.read(one, streetsSeen)).toEqual([ONE]);
  });

  test('no scope is left after a prepared statement has gone alone', async () => {
    const pid = prepare(
      'pid',
      sql`select pg_backend_pid() as pid, current_setting('huimin.division_from', true) as scope`,
    );
    const count = prepare('count', sql`select pg_backend_pid() as pid, count(*)::int as n from person`);
    const scoped = await database.db.read(one, (tx) => findPrepared(tx, pid, []));
    const nowhere = await database.db.read({ ...one, withoutRecords: true }, (tx) =>
      findPrepared(tx, count, []),
    );
    expect(scoped).toMatchObject({ scope: '420112001000000' });
    expect(nowhere).toEqual({ pid: scoped?.['pid'], n: 0 });
  });

  test('cannot write', async () => {
    const write = database.db.read(one, (tx) =>
      tx.client.query(`insert into audit_row (account_id, action) values ($1, 'test')`, [one.accountId]),
    );
    await expect(write).rejects.toMatchObject({ code: '25006' });
  });

  test('refuses an account or a jurisdiction that is none before anything is sent', async () => {
    for (const accountId of ["'; drop table person; --", '', 'x']) {
      await expect(database.db.read({ ...one, accountId }, streetsSeen)).rejects.toMatchObject({
        code: 'db.actor',
      });
    }
  });

  test('a connection that the server ends is not lent again', async () => {
    const killed = database.db.read(one, async (tx) => {
      const result = await tx.client.query<{ pid: number }>('select pg_backend_pid() as pid');
      await database.db.asOwner((owner) =>
        owner.query('select pg_terminate_backend($1)', [result.rows[0]?.pid]),
      );
      return streetsSeen(tx);
    });
    await expect(killed).rejects.toThrow();
    for (let i = 0; i < 12; i++) expect(await database.db.read(one, streetsSeen)).toEqual([ONE]);
  });
});
