import { type SQL, sql } from 'drizzle-orm';
import type { Tx } from './database.ts';

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

/** A list of ids as one array parameter, so that statements stay the same whatever its length. */
export const uuidArray = (ids: readonly string[]): SQL => sql`${sql.param([...ids])}::uuid[]`;
