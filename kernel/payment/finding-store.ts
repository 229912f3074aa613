import { sql } from 'drizzle-orm';
import { openStage } from '../db/copy.ts';
import type { Tx } from '../db/database.ts';
import { rowsOf } from '../db/rows.ts';
import type { FindingKind } from './finding-contract.ts';
import type { Finding } from './run-store.ts';

const COLUMNS = ['run_id', 'seq', 'kind', 'award_id', 'division_no', 'before_fen', 'now_fen'];

/** The findings of one run on their way into the database. */
export interface FindingWriter {
  write(findings: readonly Finding[]): Promise<void>;
  /** Stores them with the draft, which there is now; one in which nothing was found is checked at once. */
  publish(): Promise<void>;
}

export async function writeFindings(tx: Tx, runId: string): Promise<FindingWriter> {
  const stage = await openStage(tx, 'payment_finding', COLUMNS);
  let count = 0;
  return {
    write: async (findings) => {
      if (findings.length === 0) return;
      await stage.write(
        findings.map(({ kind, awardId, divisionNo, beforeFen, nowFen }) => {
          count += 1;
          return [runId, count, kind, awardId, divisionNo, beforeFen, nowFen];
        }),
      );
    },
    publish: async () => {
      if (count > 0) await stage.publish();
      else await tx.db.execute(sql`update payment_run set state = 'checked' where id = ${runId}::uuid`);
    },
  };
}

/** How many findings of each kind the actor may see, and how many of them are still open. */
export const countFindings = (
  tx: Tx,
  runId: string,
): Promise<{ kind: FindingKind; count: number; open: number }[]> =>
  rowsOf<{ kind: FindingKind; count: number; open: number }>(
    tx,
    sql`select kind, count(*)::int as count, (count(*) - count(answered_at))::int as open
          from payment_finding where run_id = ${runId}::uuid group by kind`,
  );
