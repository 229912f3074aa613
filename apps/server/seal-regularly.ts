import { getAccount } from '../../kernel/access/account.ts';
import { noteHead } from '../../kernel/audit/audit-heads.ts';
import { sealAudit } from '../../kernel/audit/seal.ts';
import type { Database } from '../../kernel/db/database.ts';

const EVERY_MS = 5 * 60_000;

/** Seals the audit rows at once and every few minutes; gives what stops it. A failure is told and tried again. */
export function sealRegularly(
  db: Database,
  home: string,
  account: string,
  tell: (problem: string) => void,
): () => void {
  const seal = async (): Promise<void> => {
    try {
      const actor = await getAccount(db.pool, account);
      const block = await db.transaction(actor, (tx) => sealAudit(tx));
      if (block !== undefined) noteHead(home, block);
    } catch (error) {
      tell(error instanceof Error ? error.message : String(error));
    }
  };
  void seal();
  const timer = setInterval(() => void seal(), EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}
