import type { Tx } from '../../../kernel/db/database.ts';

/**
 * Makes a change, looks at what it comes to, and takes it back: what a proposal says is computed from the very rows
 * that its acceptance writes. Locks taken on the way are given back with it.
 */
export async function supposing<T>(tx: Tx, change: () => Promise<void>, look: () => Promise<T>): Promise<T> {
  await tx.client.query('savepoint supposing');
  try {
    await change();
    return await look();
  } finally {
    await tx.client.query('rollback to savepoint supposing; release savepoint supposing');
  }
}
