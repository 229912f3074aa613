import { sql } from 'drizzle-orm';
import type { Tx } from '../db/database.ts';
import { findRow } from '../db/rows.ts';

/** Serialises "what was known" against everybody who records facts or parameters. */
const KNOWLEDGE_LOCK = 4201120002;

/** A moment as PostgreSQL prints it, in China time. */
export type Instant = string & { readonly __instant: true };

const asInstant = (text: string): Instant => text as Instant;

/**
 * The moment to store with something that is being recorded now. Writers share the lock, so that a run that takes
 * its own moment waits until they have committed: what a run knew is then exactly "recorded before".
 */
export async function recordingMoment(tx: Tx): Promise<Instant> {
  await tx.db.execute(sql`select pg_advisory_xact_lock_shared(${KNOWLEDGE_LOCK})`);
  // To the microsecond: what corrects a fact within the same millisecond must still come after it.
  return now(tx, 'microseconds');
}

/**
 * The moment up to which a computation knows. Everything recorded earlier is committed and visible; everything
 * recorded later carries a later moment. The lock is released with the transaction, so take it in a short one.
 */
export async function knowledgeMoment(tx: Tx): Promise<Instant> {
  await tx.db.execute(sql`select pg_advisory_xact_lock(${KNOWLEDGE_LOCK})`);
  // Two milliseconds, so that nothing recorded before shares this moment's millisecond.
  await tx.db.execute(sql`select pg_sleep(0.002)`);
  return now(tx, 'milliseconds');
}

async function now(tx: Tx, precision: 'microseconds' | 'milliseconds'): Promise<Instant> {
  const row = await findRow<{ at: string }>(
    tx,
    sql`select date_trunc(${precision}, clock_timestamp())::text as at`,
  );
  return asInstant(row?.at ?? '');
}

/** A moment given by the caller: replay of the past, or the simulated calendar of a demonstration. */
export const instant = (text: string): Instant => asInstant(text);
