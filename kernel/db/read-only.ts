import { drizzle } from 'drizzle-orm/node-postgres';
import type { Pool, PoolClient } from 'pg';
import { divisionRange } from '../base/division.ts';
import { failed } from '../base/errors.ts';
import type { Actor } from './actor.ts';
import type { Prepared, Tx } from './database.ts';

/** The jurisdiction of accounts that may see no record: row-level security then hides every row. */
const NOWHERE = { from: 0, to: 0 } as const;

/** The division numbers that an actor sees. */
export const scopeOf = (actor: Actor): { readonly from: number; readonly to: number } =>
  actor.withoutRecords === true ? NOWHERE : divisionRange(actor.division);

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Sets the scope until the transaction ends; of text it holds only what is surely an id or an integer. */
function setScope(actor: Actor): string {
  const { from, to } = scopeOf(actor);
  if (!UUID.test(actor.accountId) || !Number.isSafeInteger(from) || !Number.isSafeInteger(to)) {
    throw failed('db.actor', '账号或管辖范围不正确。', 'The account or its jurisdiction is malformed.');
  }
  return `select set_config('huimin.actor', '${actor.accountId}', true), set_config('huimin.division_from', '${from}', true), set_config('huimin.division_to', '${to}', true)`;
}

/** Statements that a connection has planned already. */
const planned = new WeakMap<PoolClient, Set<string>>();

/** Rows of the second statement of a message with two. */
function rowsOfSecond(results: unknown): unknown[] {
  const second: unknown = Array.isArray(results) ? results[1] : undefined;
  if (typeof second === 'object' && second !== null && 'rows' in second && Array.isArray(second.rows)) {
    return second.rows;
  }
  throw new TypeError('two statements have two results');
}

/**
 * One statement with its scope in one message: the server runs what a message holds as one transaction, so the scope
 * is gone with it, and there is one way there and back instead of four.
 */
async function runAlone(
  client: PoolClient,
  scope: string,
  { name, text }: Prepared,
  values: readonly string[],
): Promise<unknown[]> {
  const known = planned.get(client) ?? new Set();
  planned.set(client, known);
  if (!known.has(name)) {
    known.add(name);
    await client.query(`prepare ${client.escapeIdentifier(name)} as ${text}`);
  }
  const given = values.map((value) => client.escapeLiteral(value)).join(', ');
  const execute = `execute ${client.escapeIdentifier(name)}${given === '' ? '' : ` (${given})`}`;
  return rowsOfSecond(await client.query(`${scope}; ${execute}`));
}

/** Sends what is written until the next pause of the program together. */
function together(client: PoolClient): void {
  const { stream }: { stream?: { cork(): void; uncork(): void } } = Reflect.get(client, 'connection') ?? {};
  if (stream === undefined) return;
  stream.cork();
  process.nextTick(() => stream.uncork());
}

/**
 * Reads as `actor` on a connection that is read-only by its settings and sends without waiting for answers. A prepared
 * statement goes alone; whatever else the work does first opens a transaction, whose beginning goes out together with
 * it. The server does everything in order; were there no scope, row-level security would hide every row. Nothing was
 * written, so nobody waits for the end, only the connection: it is lent again when its transaction has ended.
 */
export async function inReadOnly<T>(pool: Pool, actor: Actor, work: (tx: Tx) => Promise<T>): Promise<T> {
  const scope = setScope(actor);
  const client = await pool.connect();
  const swallow = (): void => undefined;
  client.on('error', swallow);
  let scoped: Promise<unknown> | undefined;
  let broken: Error | undefined;
  const begin = (): void => {
    if (scoped !== undefined) return;
    together(client);
    scoped = client.query(`begin read only; ${scope}`);
    scoped.catch(swallow);
  };
  const lazy: PoolClient = Object.create(client, {
    query: {
      value: (...given: Parameters<PoolClient['query']>) => {
        begin();
        return client.query(...given);
      },
    },
  });
  const alone = (statement: Prepared, values: readonly string[]): Promise<unknown[]> =>
    runAlone(client, scope, statement, values).catch((error: Error) => {
      // Without knowing what is left of it the connection is not lent again.
      broken = error;
      throw error;
    });
  const end = (how: 'commit' | 'rollback'): void => {
    const release = (error: Error | undefined): void => {
      client.off('error', swallow);
      client.release(error);
    };
    if (scoped === undefined) release(broken);
    else client.query(how).then(() => release(broken), release);
  };
  try {
    const result = await work({ db: drizzle({ client: lazy }), client: lazy, actor, alone });
    await scoped;
    end('commit');
    return result;
  } catch (error) {
    end('rollback');
    throw error;
  }
}
