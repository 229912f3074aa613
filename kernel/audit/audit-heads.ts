import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import type { Tx } from '../db/database.ts';
import { rowsOf } from '../db/rows.ts';
import type { AuditBlock, AuditFault } from './seal.ts';

const fileOf = (home: string): string => join(home, 'audit-heads.log');

/** Notes a block's hash outside the database, where its owner cannot rewrite the chain unseen. */
export function noteHead(home: string, block: AuditBlock): void {
  appendFileSync(fileOf(home), `${block.no} ${block.hash}\n`, { mode: 0o600 });
}

/** Compares the chain in the database with the hashes noted outside it. */
export async function compareHeads(tx: Tx, home: string): Promise<AuditFault[]> {
  if (!existsSync(fileOf(home))) return [];
  const stored = await rowsOf<{ no: number; hash: string }>(tx, sql`select no, hash from audit_block`);
  const hashes = new Map(stored.map((row) => [row.no, row.hash]));
  return readFileSync(fileOf(home), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .flatMap((line): AuditFault[] => {
      const [no, hash] = line.split(' ');
      if (hashes.get(Number(no)) === hash) return [];
      return [
        {
          block: Number(no),
          zh: `第${no}块与库外留存的摘要不符`,
          en: `block ${no} differs from the hash noted outside the database`,
        },
      ];
    });
}
