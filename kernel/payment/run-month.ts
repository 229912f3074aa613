import { sql } from 'drizzle-orm';
import { conflict, inputError } from '../base/errors.ts';
import { uuidv7 } from '../base/ids.ts';
import { chineseMonth, firstDay, type Month } from '../base/month.ts';
import { getDistrict } from '../party/district.ts';
import { audit } from '../audit/audit.ts';
import { requirePermission } from '../access/permission.ts';
import type { Actor } from '../db/actor.ts';
import type { Database, Tx } from '../db/database.ts';
import { findRow } from '../db/rows.ts';
import type { Programme } from '../policy/define-programme.ts';
import { type Instant, knowledgeMoment } from '../party/known-at.ts';
import { loadParameterRows } from '../policy/parameter-store.ts';
import type { RunTotals } from './compute-run.ts';
import { draftRun, type RunBasis, tryRun } from './draft-run.ts';
import { planDeductions } from './recovery/plan-deductions.ts';
import { findRuns, getRun, type RunRow } from './run-store.ts';
import { LARGE_AWARDS, openPart, publishPart } from './part.ts';
import { requireWholeDistrict } from './whole-district.ts';

export interface RunOptions {
  readonly dryRun?: boolean;
  /** A further batch of a month that has one already: only the differences since. */
  readonly supplement?: boolean;
  /** The simulated calendar of a demonstration; otherwise the moment is taken now. */
  readonly knownAt?: Instant;
  /** From how many awards on a run gets partitions of its own. */
  readonly largeFrom?: number;
}

export interface RunResult {
  readonly dryRun: boolean;
  readonly run: RunRow | null;
  readonly programme: string;
  readonly payMonth: Month;
  readonly lines: number;
  readonly totalFen: number;
  readonly overpaidFen: number;
  readonly awards: number;
}

/**
 * Computes and stores the month's run of a programme in one transaction: nobody ever sees half of it, and a process
 * killed on the way leaves nothing behind. Errors: the month has its run already or another one is being computed
 * (nobody is paid twice), the month lies outside the data, a parameter is missing.
 */
export async function runMonth(
  db: Database,
  actor: Actor,
  programme: Programme,
  payMonth: Month,
  options: RunOptions = {},
): Promise<RunResult> {
  requirePermission(actor, 'payment.run');
  const knownAt = options.knownAt ?? (await db.transaction(actor, knowledgeMoment));
  return db.transaction(actor, async (tx) => {
    await requireWholeDistrict(tx);
    await holdProgramme(tx, programme);
    const openedOn = await checkMonth(tx, programme, payMonth);
    const batch = await nextBatch(tx, programme, payMonth, options.supplement === true);
    await refuseEarlierKnowledge(tx, programme, knownAt);
    const awards = await countAwards(tx, programme);
    const basis = {
      programme,
      period: { payMonth, openedOn },
      knownAt,
      parameters: await loadParameterRows(tx, knownAt, parameterKeys(programme)),
      awards,
      large: awards >= (options.largeFrom ?? LARGE_AWARDS),
    };
    if (options.dryRun === true) return resultOf(basis, await tryRun(tx, basis), null);
    const run = await storeRun(tx, batch, basis);
    return resultOf(basis, run, run);
  });
}

const resultOf = (
  { programme, period, awards }: RunBasis,
  { lineCount, totalFen, overpaidFen }: Pick<RunTotals, 'lineCount' | 'totalFen' | 'overpaidFen'>,
  run: RunRow | null,
): RunResult => ({
  dryRun: run === null,
  run,
  programme: programme.id,
  payMonth: period.payMonth,
  lines: lineCount,
  totalFen,
  overpaidFen,
  awards,
});

async function countAwards(tx: Tx, { id }: Programme): Promise<number> {
  const row = await findRow<{ count: number }>(
    tx,
    sql`select count(*)::int as count from award where programme = ${id}`,
  );
  return row?.count ?? 0;
}

export const parameterKeys = (programme: Programme): string[] =>
  Object.values(programme.parameters).map((definition) => definition.key);

async function holdProgramme(tx: Tx, programme: Programme): Promise<void> {
  const row = await findRow<{ held: boolean }>(
    tx,
    sql`select pg_try_advisory_xact_lock(hashtextextended(${`payment-run:${programme.id}`}, 7)) as held`,
  );
  if (row?.held !== true) {
    throw conflict(
      'payment.run-in-progress',
      `“${programme.label.zh}”正有另一次发放计算在进行，本次未执行：请待其完成后用 huimin pay list 查看结果。`,
      `Another run of "${programme.label.en}" is being computed; this one did nothing: wait for it and see huimin pay list.`,
    );
  }
}

/** A run that took its moment before another one was stored would not see what that one paid, and pay it again. */
async function refuseEarlierKnowledge(tx: Tx, programme: Programme, knownAt: Instant): Promise<void> {
  const [later] = await findRuns(
    tx,
    sql`r.programme = ${programme.id} and r.state <> 'void' and r.known_at >= ${knownAt}::timestamptz`,
  );
  if (later === undefined) return;
  throw conflict(
    'payment.already-run',
    `“${programme.label.zh}”刚由另一次计算生成批次 ${later.runNo}，本次未执行：请用 huimin pay list 查看，如仍需补发差额请重新计算。`,
    `Another computation of "${programme.label.en}" has just made run ${later.runNo}; this one did nothing: see huimin pay list, and compute again for differences since.`,
    { run: later.runNo },
  );
}

/** How many months beyond the district's data may be paid: the coming one. */
const MONTHS_AHEAD_MAX = 1;

async function checkMonth(tx: Tx, programme: Programme, payMonth: Month): Promise<Month> {
  const district = await getDistrict(tx);
  const [first, last] = [district.firstMonth, district.lastMonthPayable(MONTHS_AHEAD_MAX)];
  if (payMonth < first || payMonth > last) {
    throw inputError(
      'payment.month-outside',
      `${chineseMonth(payMonth)}不在数据范围内：本库可发放 ${first} 至 ${last}。`,
      `${payMonth} lies outside the data: months ${first} to ${last} can be paid.`,
    );
  }
  const later = await findRuns(
    tx,
    sql`r.programme = ${programme.id} and r.state <> 'void' and r.pay_month > ${firstDay(payMonth)}`,
  );
  if (later[0] !== undefined) {
    throw conflict(
      'payment.later-run',
      `已有更晚月份的批次 ${later[0].runNo}：对 ${payMonth} 的更正会在下一次发放中自动补差，不能再单独计算该月。`,
      `Run ${later[0].runNo} of a later month exists: corrections for ${payMonth} come out as differences in the next run.`,
    );
  }
  return first;
}

async function nextBatch(
  tx: Tx,
  programme: Programme,
  payMonth: Month,
  supplement: boolean,
): Promise<number> {
  const runs = await findRuns(
    tx,
    sql`r.programme = ${programme.id} and r.pay_month = ${firstDay(payMonth)} and r.state <> 'void'`,
  );
  const latest = runs.at(-1);
  if (latest !== undefined && !supplement) {
    throw conflict(
      'payment.already-run',
      `${chineseMonth(payMonth)}“${programme.label.zh}”已有批次 ${latest.runNo}，未重复计算：如需补发差额，请加 --supplement。`,
      `${payMonth} of "${programme.label.en}" has run ${latest.runNo} already; nothing was computed again: for differences since then add --supplement.`,
      { run: latest.runNo },
    );
  }
  const all = await findRow<{ batch: number }>(
    tx,
    sql`select coalesce(max(batch), 0)::int as batch from payment_run where programme = ${programme.id} and pay_month = ${firstDay(payMonth)}`,
  );
  return (all?.batch ?? 0) + 1;
}

async function storeRun(tx: Tx, batch: number, basis: RunBasis): Promise<RunRow> {
  const id = uuidv7();
  const {
    programme,
    knownAt,
    period: { payMonth },
  } = basis;
  // Batch numbers follow the handbook: FF + month + programme + two digits.
  const runNo = `FF${payMonth.replace('-', '')}${programme.code}${String(batch).padStart(2, '0')}`;
  const draft = await draftRun(tx, id, basis);
  const { totals } = draft;
  await tx.db.execute(sql`
    insert into payment_run (id, run_no, programme, pay_month, batch, state, known_at, rules_digest, parameters_digest,
      lines_digest, line_count, total_fen, overpaid_fen, created_by, created_at)
    values (${id}, ${runNo}, ${programme.id}, ${firstDay(payMonth)}, ${batch}, 'draft', ${knownAt}::timestamptz,
      ${totals.rulesDigest}, ${totals.parametersDigest}, ${totals.linesDigest}, ${totals.lineCount},
      ${totals.totalFen}, ${totals.overpaidFen}, ${tx.actor.accountId},
      ${knownAt}::timestamptz)`);
  await draft.publish();
  await storeItems(tx, id, basis.large);
  await planDeductions(tx, id);
  await audit(tx, {
    action: 'payment.run',
    objectKind: 'payment_run',
    objectId: id,
    details: { runNo, lines: totals.lineCount },
  });
  return getRun(tx, id);
}

/** One item a payee: what the bank is asked to pay is summed from the lines as they were stored. */
async function storeItems(tx: Tx, runId: string, large: boolean): Promise<void> {
  const table = large ? await openPart(tx, 'payment_item', runId) : 'payment_item';
  await tx.db.execute(sql`
    insert into ${sql.identifier(table)}
      (run_id, item_seq, payee_person_id, division_no, amount_fen, account_cipher, state)
    select l.run_id, l.item_seq, p.id, p.division_no, l.amount, p.account_cipher,
           case when p.account_cipher is null then 'held' else 'ready' end
      from (select l.run_id, l.item_seq, sum(l.amount_fen) as amount, min(a.payee_person_id::text)::uuid as payee
              from payment_line l join award a on a.id = l.award_id
             where l.run_id = ${runId}::uuid and l.item_seq is not null group by 1, 2) l
      join person p on p.id = l.payee`);
  if (large) await publishPart(tx, 'payment_item', runId);
}
