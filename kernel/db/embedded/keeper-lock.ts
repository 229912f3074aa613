import { DatabaseSync } from 'node:sqlite';

const SQLITE_BUSY = 5;

/**
 * Takes the lock that makes its holder the only keeper of a folder, for the life of this process;
 * false when another one holds it.
 *
 * It is SQLite's file lock and not a file with a pid in it: the kernel gives it back at kill -9, so there is
 * no stale lock to detect, and no moment at which two processes both take over the same stale one.
 */
export function takeKeeperLock(file: string): boolean {
  const lock = new DatabaseSync(file, { timeout: 0 });
  try {
    lock.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
  } catch (error) {
    if (error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY) return false;
    throw error;
  }
  held.push(lock);
  return true;
}

/** Keeps the lock from being garbage-collected, which would release it. */
const held: DatabaseSync[] = [];
