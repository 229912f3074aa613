import type { Client } from 'pg';
import { z } from 'zod';
import type { Clock } from '../base/clock.ts';
import type { Database } from '../db/database.ts';
import { CONTENT_LOCK } from './attachment-store.ts';
import { dropHalfWritten, dropKept, type FilePart, keptAt, keptFiles } from './file-store.ts';

const PARTS = ['content', 'thumbnail'] as const satisfies readonly FilePart[];
const KEPT_HOURS = 24;
const BATCH = 500;

const Known = z.array(z.object({ sha256: z.string() }));

/**
 * Removes files that no attachment refers to and that are older than a day: what transactions left behind that failed
 * after their file was kept. Sees the rows of all places, so it works as the tables' owner. Gives how many.
 */
export async function sweepFiles(db: Database, home: string, clock: Clock): Promise<number> {
  const before = new Date(clock.now().getTime() - KEPT_HOURS * 3_600_000);
  let dropped = await dropHalfWritten(home, before);
  await db.asOwner(async (owner) => {
    let batch = new Set<string>();
    for await (const { sha256 } of keptFiles(home)) {
      batch.add(sha256);
      if (batch.size < BATCH) continue;
      dropped += await sweepBatch(owner, home, batch, before);
      batch = new Set();
    }
    dropped += await sweepBatch(owner, home, batch, before);
  });
  return dropped;
}

async function sweepBatch(
  owner: Client,
  home: string,
  contents: ReadonlySet<string>,
  before: Date,
): Promise<number> {
  const found = await owner.query('select distinct sha256 from attachment where sha256 = any($1)', [
    [...contents],
  ]);
  const known = new Set(Known.parse(found.rows).map(({ sha256 }) => sha256));
  let dropped = 0;
  for (const sha256 of contents)
    if (!known.has(sha256)) dropped += await sweepContent(owner, home, sha256, before);
  return dropped;
}

/** Under the lock that adding an attachment shares: whoever is about to refer to the file is waited for. */
async function sweepContent(owner: Client, home: string, sha256: string, before: Date): Promise<number> {
  await owner.query('begin');
  try {
    await owner.query('select pg_advisory_xact_lock(hashtextextended($1, $2))', [sha256, CONTENT_LOCK]);
    const rows = await owner.query('select 1 from attachment where sha256 = $1 limit 1', [sha256]);
    return rows.rowCount === 0 ? await dropOld(home, sha256, before) : 0;
  } finally {
    await owner.query('commit');
  }
}

async function dropOld(home: string, sha256: string, before: Date): Promise<number> {
  let dropped = 0;
  for (const part of PARTS) {
    const at = await keptAt(home, sha256, part);
    if (at === undefined || at >= before) continue;
    await dropKept(home, sha256, part);
    dropped += 1;
  }
  return dropped;
}
