import { sql } from 'drizzle-orm';
import { monthOf } from '../base/month.ts';
import type { PlainDate } from '../base/plain-date.ts';
import type { Tx } from '../db/database.ts';
import { rowsOf } from '../db/rows.ts';
import { getDistrict } from '../party/district.ts';
import type { Programme } from '../policy/define-programme.ts';
import { loadCases } from '../policy/load-cases.ts';
import { loadParameterRows } from '../policy/parameter-store.ts';
import { type ComputedRun, computeRun, lineKey } from './compute-run.ts';
import { parameterKeys } from './run-month.ts';
import { getRun, loadPaidBefore } from './run-store.ts';

export interface ReplayDifference {
  readonly awardNo: string;
  readonly month: string;
  readonly component: string;
  readonly storedFen: number;
  readonly recomputedFen: number;
}

export interface Replay {
  readonly run: string;
  readonly lines: number;
  readonly totalFen: number;
  readonly recomputedTotalFen: number;
  readonly differences: readonly ReplayDifference[];
  readonly rulesChanged: boolean;
  readonly parametersChanged: boolean;
  readonly linesDigestMatches: boolean;
}

/** Recomputes a past run from the facts and parameters as they were known then, and names every line that differs. */
export async function replayRun(
  tx: Tx,
  programmes: ReadonlyMap<string, Programme>,
  runNo: string,
): Promise<Replay> {
  const run = await getRun(tx, runNo);
  const programme = programmes.get(run.programme);
  if (programme === undefined) throw new Error(`run ${run.runNo} belongs to an unknown programme`);
  const computed = computeRun(
    programme,
    { payMonth: run.payMonth, openedOn: (await getDistrict(tx)).firstMonth },
    await loadCases(tx, programme, run.knownAt),
    await loadParameterRows(tx, run.knownAt, parameterKeys(programme)),
    await loadPaidBefore(tx, programme.id, run.knownAt),
  );
  return {
    run: run.runNo,
    lines: run.lineCount,
    totalFen: run.totalFen,
    recomputedTotalFen: computed.totalFen,
    differences: await compare(tx, run.id, computed),
    rulesChanged: computed.rulesDigest !== run.rulesDigest,
    parametersChanged: computed.parametersDigest !== run.parametersDigest,
    linesDigestMatches: computed.linesDigest === run.linesDigest,
  };
}

async function compare(tx: Tx, runId: string, computed: ComputedRun): Promise<ReplayDifference[]> {
  const stored = await rowsOf<{
    awardId: string;
    awardNo: string;
    forMonth: PlainDate;
    component: string;
    personId: string | null;
    amountFen: number;
  }>(
    tx,
    sql`select l.award_id as "awardId", a.award_no as "awardNo", l.for_month as "forMonth", l.component,
               l.person_id as "personId", l.amount_fen as "amountFen"
          from payment_line l join award a on a.id = l.award_id where l.run_id = ${runId}::uuid order by l.seq`,
  );
  const recomputed = new Map(computed.lines.map((line) => [lineKey(line), line]));
  const differences: ReplayDifference[] = [];
  for (const row of stored) {
    const month = monthOf(row.forMonth);
    const key = `${row.awardId}|${month}|${row.component}|${row.personId ?? ''}`;
    const line = recomputed.get(key);
    recomputed.delete(key);
    const recomputedFen = line?.amountFen ?? 0;
    if (recomputedFen !== row.amountFen) {
      differences.push({
        awardNo: row.awardNo,
        month,
        component: row.component,
        storedFen: row.amountFen,
        recomputedFen,
      });
    }
  }
  for (const line of recomputed.values()) {
    differences.push({
      awardNo: line.file.awardNo,
      month: line.month,
      component: line.component,
      storedFen: 0,
      recomputedFen: line.amountFen,
    });
  }
  return differences;
}
