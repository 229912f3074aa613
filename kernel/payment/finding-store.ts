import { sql } from 'drizzle-orm';
import { copyRows, type CopyValue } from '../db/copy.ts';
import type { Tx } from '../db/database.ts';
import { rowsOf } from '../db/rows.ts';
import type { FindingKind } from './finding-contract.ts';
import type { Finding } from './run-store.ts';

const COLUMNS = ['run_id', 'seq', 'kind', 'award_id', 'division_no', 'before_fen', 'now_fen'];

/** Stores what was found with the draft of a run; one in which nothing was found is checked at once. */
export async function storeFindings(tx: Tx, runId: string, findings: readonly Finding[]): Promise<void> {
  if (findings.length > 0) await copyRows(tx, 'payment_finding', COLUMNS, rows(runId, findings));
  else await tx.db.execute(sql`update payment_run set state = 'checked' where id = ${runId}::uuid`);
}

function* rows(runId: string, findings: readonly Finding[]): Generator<readonly CopyValue[]> {
  for (const [i, { kind, awardId, divisionNo, beforeFen, nowFen }] of findings.entries())
    yield [runId, i + 1, kind, awardId, divisionNo, beforeFen, nowFen];
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
