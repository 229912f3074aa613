import { sql } from 'drizzle-orm';
import { lastDay, monthOf } from '../../base/month.ts';
import type { PlainDate } from '../../base/plain-date.ts';
import type { Tx } from '../../db/database.ts';
import { findRow, rowsOf } from '../../db/rows.ts';
import { loadParameterRows } from '../../policy/parameter-store.ts';
import { parameterTable, resolveParameters } from '../../policy/resolve-parameters.ts';
import { recoveryDeductionShare } from './parameters.ts';
import { type Claim, findClaims, findPlans, holdClaims } from './recovery-store.ts';
import { dueBy } from './schedule.ts';

interface Deduction {
  readonly itemSeq: number;
  readonly claim: Claim;
  /** Whose payment it is kept back from. */
  readonly awardId: string;
  readonly kind: 'offset' | 'deduction';
  readonly lineSeq: number | null;
  readonly amountFen: number;
}

/**
 * What a run that was just computed keeps back from its items: lines that pay back what the payee has kept all the
 * time, and what was agreed, never more than the lawful share of the month's benefit. The items follow by themselves.
 */
export async function planDeductions(tx: Tx, runId: string): Promise<void> {
  const run = await findRow<{ payMonth: PlainDate }>(
    tx,
    sql`select pay_month as "payMonth" from payment_run where id = ${runId}::uuid
           and exists (select 1 from recovery_case)`,
  );
  if (run === undefined) return;
  const offsets = await findOffsets(tx, runId);
  const agreed = await findAgreed(tx, runId, run.payMonth, offsets);
  const rows = [...offsets, ...agreed];
  if (rows.length === 0) return;
  const column = <T>(pick: (row: Deduction) => T) => sql.param(rows.map(pick));
  await tx.db.execute(sql`
    insert into payment_deduction (run_id, seq, item_seq, case_id, award_id, division_no, kind, line_seq, amount_fen)
    select ${runId}::uuid, d.seq, d.item, d.case_id, d.award_id, d.division_no, d.kind, d.line, d.amount
      from unnest(${sql.param(rows.map((_, i) => i + 1))}::int[], ${column((row) => row.itemSeq)}::int[],
                  ${column((row) => row.claim.caseId)}::uuid[], ${column((row) => row.awardId)}::uuid[],
                  ${column((row) => row.claim.divisionNo)}::bigint[],
                  ${column((row) => row.kind)}::text[], ${column((row) => row.lineSeq)}::int[],
                  ${column((row) => row.amountFen)}::bigint[]) as d (seq, item, case_id, award_id, division_no, kind, line, amount)`);
}

interface Candidate extends Record<string, unknown> {
  readonly caseId: string;
  readonly lineSeq: number;
  readonly itemSeq: number;
  readonly lineFen: number;
  /** What the claim holds for the line's month, component and person. */
  readonly heldFen: number;
}

/** Lines that give back a month that is claimed: so much of them as the payee never gave back. */
async function findOffsets(tx: Tx, runId: string): Promise<Deduction[]> {
  const candidates = await rowsOf<Candidate>(
    tx,
    sql`select k.case_id as "caseId", l.seq as "lineSeq", l.item_seq as "itemSeq", l.amount_fen as "lineFen",
               k.held as "heldFen"
          from (select rc.award_id, rl.case_id, rl.for_month, rl.component, rl.person_id, sum(rl.amount_fen)::bigint as held
                  from recovery_line rl join recovery_case rc on rc.case_id = rl.case_id
                 group by 1, 2, 3, 4, 5 having sum(rl.amount_fen) > 0) k
          join payment_line l on l.award_id = k.award_id and l.for_month = k.for_month and l.run_id = ${runId}::uuid
                             and l.component = k.component and l.person_id is not distinct from k.person_id
         where l.item_seq is not null order by k.case_id, l.seq`,
  );
  const claims = await claimsOf(
    tx,
    candidates.map(({ caseId }) => caseId),
  );
  const keptBack = new Map<string, number>();
  const lineLeft = new Map<number, number>();
  return candidates.flatMap(({ caseId, lineSeq, itemSeq, lineFen, heldFen }): Deduction[] => {
    const claim = claims.get(caseId);
    if (claim === undefined) return [];
    // Kept by the payee: what is owed, and what was written off or withdrawn.
    const kept = claim.owedFen + claim.waivedFen + claim.withdrawnFen - claim.pendingFen;
    const left = lineLeft.get(lineSeq) ?? lineFen;
    const amountFen = Math.min(left, heldFen, kept - (keptBack.get(caseId) ?? 0));
    if (amountFen <= 0) return [];
    lineLeft.set(lineSeq, left - amountFen);
    keptBack.set(caseId, (keptBack.get(caseId) ?? 0) + amountFen);
    return [{ itemSeq, claim, awardId: claim.awardId, kind: 'offset', lineSeq, amountFen }];
  });
}

async function claimsOf(tx: Tx, caseIds: readonly string[]): Promise<Map<string, Claim>> {
  if (caseIds.length === 0) return new Map();
  await holdClaims(tx, caseIds);
  const claims = await findClaims(tx, sql`rc.case_id = any(${sql.param([...caseIds])}::uuid[])`);
  return new Map(claims.map((claim) => [claim.caseId, claim]));
}

interface Benefit extends Record<string, unknown> {
  readonly awardId: string;
  readonly itemSeq: number;
  readonly regularFen: number;
}

/** What the agreed plans ask for by the end of the month, within the lawful share of the month's benefit. */
async function findAgreed(
  tx: Tx,
  runId: string,
  payMonth: PlainDate,
  offsets: readonly Deduction[],
): Promise<Deduction[]> {
  const plans = await findPlans(
    tx,
    sql`rp.way = 'deduction' and exists (select 1 from payment_line l where l.run_id = ${runId}::uuid
          and l.award_id = rp.award_id and l.kind = 'regular')`,
  );
  if (plans.length === 0) return [];
  const offsetLines = offsets.flatMap(({ lineSeq }) => lineSeq ?? []);
  const benefits = await rowsOf<Benefit>(
    tx,
    sql`select award_id as "awardId", min(item_seq) as "itemSeq", sum(amount_fen)::bigint as "regularFen"
          from payment_line
         where run_id = ${runId}::uuid and kind = 'regular' and not seq = any(${sql.param(offsetLines)}::int[])
           and award_id = any(${sql.param(plans.flatMap(({ awardId }) => awardId ?? []))}::uuid[])
         group by award_id`,
  );
  const share = await deductionShare(tx, payMonth);
  const rest = new Map(benefits.map((one) => [one.awardId, Math.floor(one.regularFen * share)]));
  const itemOf = new Map(benefits.map((one) => [one.awardId, one.itemSeq]));
  const claims = await claimsOf(
    tx,
    plans.map(({ caseId }) => caseId),
  );
  const until = lastDay(monthOf(payMonth));
  return plans.flatMap((plan): Deduction[] => {
    const [claim, itemSeq] = [claims.get(plan.caseId), itemOf.get(plan.awardId ?? '')];
    if (claim === undefined || itemSeq === undefined || plan.awardId === null) return [];
    const planned = offsets.filter((one) => one.claim.caseId === plan.caseId);
    const free = claim.owedFen - claim.pendingFen - planned.reduce((sum, one) => sum + one.amountFen, 0);
    const left = rest.get(plan.awardId) ?? 0;
    const amountFen = Math.min(
      left,
      dueBy(plan.instalments, until, plan.paidSinceFen + claim.pendingFen, free),
    );
    if (amountFen <= 0) return [];
    rest.set(plan.awardId, left - amountFen);
    return [{ itemSeq, claim, awardId: plan.awardId, kind: 'deduction', lineSeq: null, amountFen }];
  });
}

/** The share in force in a month, or the assumed one. */
export async function deductionShare(tx: Tx, payMonth: PlainDate): Promise<number> {
  const rows = await loadParameterRows(tx, 'now', [recoveryDeductionShare.key]);
  const { values } = resolveParameters(
    { share: recoveryDeductionShare },
    parameterTable(rows),
    monthOf(payMonth),
  );
  return Math.min(1, Number(values['share']));
}
