import { type SQL, sql } from 'drizzle-orm';
import { notFound } from '../base/errors.ts';
import { firstDay, type Month, monthOf } from '../base/month.ts';
import type { PlainDate } from '../base/plain-date.ts';
import type { Tx } from '../db/database.ts';
import { findRow, rowsOf, uuidArray } from '../db/rows.ts';
import { instant, type Instant } from '../party/known-at.ts';
import { paidKey, type PaidBefore } from './differences.ts';
import type { FindingKind } from './finding-contract.ts';
import type { RunState } from './run-state.ts';

export interface RunRow {
  readonly id: string;
  readonly runNo: string;
  readonly programme: string;
  readonly payMonth: Month;
  readonly batch: number;
  readonly state: RunState;
  readonly knownAt: Instant;
  readonly rulesDigest: string;
  readonly parametersDigest: string;
  readonly linesDigest: string;
  readonly lineCount: number;
  readonly totalFen: number;
  readonly overpaidFen: number;
  /** Of the whole district, whoever asks. */
  readonly findingsTotal: number;
  readonly findingsAnswered: number;
  readonly createdBy: string;
  readonly createdById: string;
  /** Whose signature made the approval complete. */
  readonly approvedBy: string | null;
  readonly postedBy: string | null;
}

/** Something that a person has to look at before approving: it differs from last month, or should not just be paid. */
export interface Finding {
  readonly kind: FindingKind;
  readonly awardId: string;
  readonly divisionNo: number;
  readonly beforeFen: number;
  readonly nowFen: number;
}

/** What every reading of a run selects; its findings may be many and are read apart. */
export const RUN_HEAD = sql`r.id, r.run_no as "runNo", r.programme, r.pay_month as "payMonthDate", r.batch, r.state,
  r.known_at as "knownAt", r.rules_digest as "rulesDigest", r.parameters_digest as "parametersDigest",
  r.lines_digest as "linesDigest", r.line_count as "lineCount", r.total_fen as "totalFen",
  r.overpaid_fen as "overpaidFen", r.findings_total as "findingsTotal", r.findings_answered as "findingsAnswered",
  (select a.display_name from account a where a.id = r.created_by) as "createdBy",
  (select a.display_name from account a where a.id = r.approved_by) as "approvedBy",
  (select a.display_name from account a where a.id = r.posted_by) as "postedBy"`;

const RUN_COLUMNS = sql`${RUN_HEAD}, r.created_by as "createdById"`;

type RawRun = Omit<RunRow, 'payMonth' | 'knownAt'> & {
  payMonthDate: PlainDate;
  knownAt: string;
} & Record<string, unknown>;

const readRun = ({ payMonthDate, knownAt, ...run }: RawRun): RunRow => ({
  ...run,
  payMonth: monthOf(payMonthDate),
  knownAt: instant(knownAt),
});

/** Runs that match, newest month first. */
export async function findRuns(tx: Tx, where: SQL = sql`true`): Promise<RunRow[]> {
  const rows = await rowsOf<RawRun>(
    tx,
    sql`select ${RUN_COLUMNS} from payment_run r where ${where} order by r.pay_month desc, r.programme, r.batch`,
  );
  return rows.map(readRun);
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** A run by its number or id; an error that says how to find the numbers when there is none. `lock` holds it. */
export async function getRun(tx: Tx, runNoOrId: string, lock = false): Promise<RunRow> {
  const where = UUID.test(runNoOrId) ? sql`r.id = ${runNoOrId}::uuid` : sql`r.run_no = ${runNoOrId}`;
  const row = await findRow<RawRun>(
    tx,
    sql`select ${RUN_COLUMNS} from payment_run r where ${where} ${lock ? sql`for update` : sql``}`,
  );
  if (row === undefined) {
    throw notFound(
      'payment.run-unknown',
      `没有批次“${runNoOrId.slice(0, 60)}”：请用 huimin pay list 查看批次号。`,
      `There is no run "${runNoOrId.slice(0, 60)}": see the run numbers with huimin pay list.`,
    );
  }
  return readRun(row);
}

/** What runs known before `knownAt` have paid, by award: the other side of the difference. */
export async function loadPaidBefore(
  tx: Tx,
  programme: string,
  knownAt: Instant,
  awardIds?: readonly string[],
): Promise<Map<string, PaidBefore>> {
  const chosen = awardIds === undefined ? sql`true` : sql`l.award_id = any(${uuidArray(awardIds)})`;
  const rows = await rowsOf<{
    awardId: string;
    index: number;
    component: string;
    personId: string | null;
    amount: number;
  }>(
    tx,
    sql`select l.award_id as "awardId",
               (extract(year from l.for_month) * 12 + extract(month from l.for_month) - 1)::int as index,
               l.component, l.person_id as "personId", sum(l.amount_fen)::bigint as amount
          from payment_line l join payment_run r on r.id = l.run_id
         where r.programme = ${programme} and r.state <> 'void' and r.known_at < ${knownAt}::timestamptz
           and ${chosen}
         group by 1, 2, 3, 4`,
  );
  const byAward = new Map<string, Map<string, number>>();
  for (const row of rows) {
    const paid = byAward.get(row.awardId) ?? new Map<string, number>();
    paid.set(paidKey(row.index, row.component, row.personId), row.amount);
    byAward.set(row.awardId, paid);
  }
  return byAward;
}

/** Batches with which a run of `payMonth` is compared: the same month's, or those of the latest month before. */
const batchesOf = (programme: string, payMonth: Month, which: 'last' | 'same'): SQL =>
  which === 'same'
    ? sql`r.programme = ${programme} and r.state <> 'void' and r.pay_month = ${firstDay(payMonth)}`
    : sql`r.programme = ${programme} and r.state <> 'void'
          and r.pay_month = (select max(pay_month) from payment_run
                where programme = ${programme} and state <> 'void' and pay_month < ${firstDay(payMonth)})`;

/** The runs whose regular amounts a run is compared with. */
export async function findCompared(
  tx: Tx,
  programme: string,
  payMonth: Month,
  which: 'last' | 'same',
): Promise<string[]> {
  const rows = await rowsOf<{ id: string }>(
    tx,
    sql`select r.id from payment_run r where ${batchesOf(programme, payMonth, which)} and exists (
          select 1 from payment_line l where l.run_id = r.id and l.kind = 'regular')`,
  );
  return rows.map(({ id }) => id);
}

/** What each of the awards got as regular amount in the given runs. */
export async function loadRegular(
  tx: Tx,
  runIds: readonly string[],
  awardIds: readonly string[],
): Promise<Map<string, number>> {
  if (runIds.length === 0) return new Map();
  const rows = await rowsOf<{ awardId: string; amount: number }>(
    tx,
    sql`select l.award_id as "awardId", sum(l.amount_fen)::bigint as amount from payment_line l
         where l.run_id = any(${uuidArray(runIds)}) and l.award_id = any(${uuidArray(awardIds)})
           and l.kind = 'regular' group by 1`,
  );
  return new Map(rows.map((row) => [row.awardId, row.amount]));
}
