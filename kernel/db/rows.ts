import { type SQL, sql } from 'drizzle-orm';
import { PgDialect } from 'drizzle-orm/pg-core';
import type { Prepared, Tx } from './database.ts';

/** Runs a statement and gives its rows; `R` states the shape that the statement selects. */
export async function rowsOf<R extends Record<string, unknown>>(tx: Tx, statement: SQL): Promise<R[]> {
  const result = await tx.db.execute(statement);
  // The statement's select list is the promise of this shape; tests run every statement on the real database.
  return result.rows as R[];
}

/** The single row of a statement, or undefined. */
export async function findRow<R extends Record<string, unknown>>(
  tx: Tx,
  statement: SQL,
): Promise<R | undefined> {
  return (await rowsOf<R>(tx, statement))[0];
}

const dialect = new PgDialect();

/**
 * Prepares a statement by primary key for the hot path; its values are given with each run, in the order in which they
 * stand in it. Not for statements whose best plan depends on the jurisdiction.
 */
export const prepare = (name: string, statement: SQL): Prepared => ({
  name,
  text: dialect.sqlToQuery(statement).sql,
});

/** The single row of a prepared statement, or undefined. */
export async function findPrepared<R extends Record<string, unknown>>(
  tx: Tx,
  statement: Prepared,
  values: readonly string[],
): Promise<R | undefined> {
  const rows =
    tx.alone === undefined
      ? (await tx.client.query<R>({ ...statement, values: [...values] })).rows
      : await tx.alone(statement, values);
  // As above: the statement's select list is the promise of this shape.
  return (rows as R[])[0];
}

/** A list of ids as one array parameter, so that statements stay the same whatever its length. */
export const uuidArray = (ids: readonly string[]): SQL => sql`${sql.param([...ids])}::uuid[]`;
