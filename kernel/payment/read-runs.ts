import { type SQL, sql } from 'drizzle-orm';
import { monthOf } from '../base/month.ts';
import type { PlainDate } from '../base/plain-date.ts';
import type { Tx } from '../db/database.ts';
import { findRow, rowsOf } from '../db/rows.ts';
import type { OutputOf } from '../module/define-contract.ts';
import { absentRecord, componentLabel, programmeLabel, type Reading } from '../module/reading.ts';
import { approvalsNeeded, findSignatures } from './approve-run.ts';
import type { getRun, listRuns } from './contract.ts';
import { getPaymentPolicy } from './payment-policy.ts';
import { countFindings } from './finding-store.ts';
import { runActions } from './run-actions.ts';
import { findRuns, RUN_HEAD, type RunRow } from './run-store.ts';

type RunList = OutputOf<typeof listRuns>;
export type RunView = RunList['runs'][number];
type RunDetail = OutputOf<typeof getRun>;

const RUNS_MAX = 2_000;

type RawRun = Omit<RunView, 'payMonth' | 'programmeLabel'> & { payMonthDate: PlainDate } & Record<
    string,
    unknown
  >;

/** Runs newest month first. Their findings, which may be many, are read with a single run only. */
export async function readRuns(
  tx: Tx,
  { registry }: Pick<Reading, 'registry'>,
  where: SQL = sql`true`,
): Promise<RunView[]> {
  const rows = await rowsOf<RawRun>(
    tx,
    sql`select ${RUN_HEAD} from payment_run r where ${where} order by r.pay_month desc, r.programme, r.batch limit ${RUNS_MAX}`,
  );
  const order = new Map([...registry.programmes.keys()].map((id, i) => [id, i]));
  return rows
    .map(({ payMonthDate, ...run }) => ({
      ...run,
      programmeLabel: programmeLabel(registry, run.programme),
      payMonth: monthOf(payMonthDate),
    }))
    .toSorted(
      (a, b) =>
        b.payMonth.localeCompare(a.payMonth) ||
        (order.get(a.programme) ?? 0) - (order.get(b.programme) ?? 0) ||
        a.batch - b.batch,
    );
}

/** The page shows so many; the rest are listed apart. */
const FINDINGS_SHOWN = 50;

/**
 * One run with sums by component and bank state, what differs from the month before, who signed, and what may be done
 * now. The run's own totals are the district's; sums, items and findings are those of the actor's jurisdiction.
 */
export async function readRun(
  tx: Tx,
  reading: Pick<Reading, 'registry' | 'clock'>,
  id: string,
): Promise<RunDetail> {
  const [stored] = await findRuns(tx, sql`r.id = ${id}::uuid`);
  if (stored === undefined) throw absentRecord();
  const { createdById: _, ...run } = stored;
  const counts = await countFindings(tx, id);
  const signatures = await findSignatures(tx, id);
  const policy = await getPaymentPolicy(tx, reading.clock.today());
  return {
    ...run,
    programmeLabel: programmeLabel(reading.registry, run.programme),
    sums: await sumsOf(tx, reading, stored),
    findingCounts: Object.fromEntries(counts.map(({ kind, count }) => [kind, count])),
    findingsOpen: Object.fromEntries(counts.map(({ kind, open }) => [kind, open])),
    findings: await firstFindings(tx, id),
    items: await rowsOf<{ state: string; items: number; amountFen: number }>(
      tx,
      sql`select state, count(*)::int as items, sum(amount_fen)::bigint as "amountFen"
            from payment_item where run_id = ${id}::uuid group by state order by state`,
    ),
    signatures: signatures.map(({ displayName, signedAt }) => ({ displayName, signedAt })),
    approvalsNeeded: approvalsNeeded(stored, policy),
    policy,
    actions: await runActions(
      tx,
      stored,
      signatures,
      counts.reduce((sum, { open }) => sum + open, 0),
    ),
  };
}

const firstFindings = (tx: Tx, runId: string): Promise<RunDetail['findings']> =>
  rowsOf<RunDetail['findings'][number]>(
    tx,
    sql`select f.seq, f.kind, f.award_id as "awardId", a.award_no as "awardNo", f.before_fen as "beforeFen", f.now_fen as "nowFen"
          from payment_finding f join award a on a.id = f.award_id
         where f.run_id = ${runId}::uuid order by f.seq limit ${FINDINGS_SHOWN}`,
  );

async function sumsOf(
  tx: Tx,
  { registry }: Pick<Reading, 'registry'>,
  run: RunRow,
): Promise<RunDetail['sums']> {
  const rows = await rowsOf<{ component: string; kind: string; lines: number; amountFen: number }>(
    tx,
    sql`select component, kind, count(*)::int as lines, sum(amount_fen)::bigint as "amountFen"
          from payment_line where run_id = ${run.id}::uuid group by component, kind order by component, kind desc`,
  );
  return rows.map((row) => ({ ...row, label: componentLabel(registry, run.programme, row.component) }));
}

/** The run that a line belongs to. */
export async function getRunView(tx: Tx, reading: Pick<Reading, 'registry'>, id: string): Promise<RunView> {
  const [run] = await readRuns(tx, reading, sql`r.id = ${id}::uuid`);
  if (run === undefined) throw absentRecord();
  return run;
}

/** How many lines of a run, of one kind or of all, the actor may see. */
export async function countLines(tx: Tx, where: SQL): Promise<number> {
  const row = await findRow<{ total: number }>(
    tx,
    sql`select count(*)::int as total from payment_line l where ${where}`,
  );
  return row?.total ?? 0;
}
