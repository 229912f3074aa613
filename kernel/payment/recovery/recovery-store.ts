import { type SQL, sql } from 'drizzle-orm';
import type { PlainDate } from '../../base/plain-date.ts';
import type { Tx } from '../../db/database.ts';
import { findRow, rowsOf } from '../../db/rows.ts';
import type { Cause, EntryKind } from './cause.ts';
import type { Instalment } from './schedule.ts';

type Row<T> = { [K in keyof T]: T[K] };

/** The money of a claim; its state and history are those of its case. */
export interface Claim {
  readonly caseId: string;
  readonly divisionNo: number;
  readonly awardId: string;
  readonly programme: string;
  readonly payeePersonId: string;
  readonly causeProposed: Cause;
  readonly cause: Cause | null;
  /** What was claimed, less what corrections took back. */
  readonly claimedFen: number;
  /** What came in by bank and by deduction. */
  readonly recoveredFen: number;
  readonly waivedFen: number;
  readonly withdrawnFen: number;
  /** What is still owed. */
  readonly owedFen: number;
  /** What runs keep back for it that have not been booked. */
  readonly pendingFen: number;
}

/** Sums of a claim's entries; the claim's alias is `rc`. */
export const CLAIM_SUMS: SQL = sql.raw(`
  left join lateral (
    select coalesce(sum(amount_fen) filter (where kind in ('claim', 'offset')), 0)::bigint as claimed,
           coalesce(-sum(amount_fen) filter (where kind in ('bank', 'deduction')), 0)::bigint as recovered,
           coalesce(-sum(amount_fen) filter (where kind = 'waiver'), 0)::bigint as waived,
           coalesce(-sum(amount_fen) filter (where kind = 'withdrawal'), 0)::bigint as withdrawn,
           coalesce(sum(amount_fen), 0)::bigint as owed
      from recovery_entry where case_id = rc.case_id) sums on true`);

export const CLAIM_COLUMNS: SQL = sql.raw(`
  rc.case_id as "caseId", rc.division_no as "divisionNo", rc.award_id as "awardId", rc.programme,
  rc.payee_person_id as "payeePersonId", rc.cause_proposed as "causeProposed", rc.cause,
  sums.claimed as "claimedFen", sums.recovered as "recoveredFen", sums.waived as "waivedFen",
  sums.withdrawn as "withdrawnFen", sums.owed as "owedFen",
  coalesce((select sum(d.amount_fen) from payment_deduction d join payment_run r on r.id = d.run_id
             where d.case_id = rc.case_id and r.state <> 'void'
               and not exists (select 1 from recovery_entry e where e.run_id = d.run_id and e.case_id = d.case_id
                                                                and e.kind = d.kind)), 0)::bigint as "pendingFen"`);

/** Claims that match, the oldest first. */
export const findClaims = (tx: Tx, where: SQL): Promise<Claim[]> =>
  rowsOf<Row<Claim>>(
    tx,
    sql`select ${CLAIM_COLUMNS} from recovery_case rc ${CLAIM_SUMS} where ${where} order by rc.case_id`,
  );

export async function findClaim(tx: Tx, caseId: string): Promise<Claim | undefined> {
  return (await findClaims(tx, sql`rc.case_id = ${caseId}::uuid`))[0];
}

/** Holds the cases of claims, so that what is owed does not change under whoever counts on it. */
export async function holdClaims(tx: Tx, caseIds: readonly string[]): Promise<void> {
  if (caseIds.length === 0) return;
  await tx.db.execute(
    sql`select 1 from case_file where id = any(${sql.param([...caseIds])}::uuid[]) order by id for update`,
  );
}

export interface NewEntry {
  readonly kind: EntryKind;
  readonly amountFen: number;
  readonly runId?: string;
  readonly reference?: string;
  readonly bookedOn: PlainDate;
}

/** Adds a line to the account of a claim. */
export const addEntry = async (
  tx: Tx,
  { caseId, divisionNo }: Pick<Claim, 'caseId' | 'divisionNo'>,
  entry: NewEntry,
): Promise<void> => {
  await tx.db.execute(sql`
    insert into recovery_entry (case_id, division_no, kind, amount_fen, run_id, reference, booked_on, account_id)
    values (${caseId}::uuid, ${divisionNo}, ${entry.kind}, ${entry.amountFen}, ${entry.runId ?? null}::uuid,
            ${entry.reference ?? null}, ${entry.bookedOn}, ${tx.actor.accountId})`);
};

export interface Plan {
  readonly id: string;
  readonly caseId: string;
  readonly way: 'bank' | 'deduction';
  readonly awardId: string | null;
  readonly agreedOn: PlainDate;
  readonly agreement: string;
  /** What came in since the plan was agreed. */
  readonly paidSinceFen: number;
  readonly instalments: readonly Instalment[];
}

/** The open plans that match, each with its instalments in order; the plan's alias is `rp`. */
export async function findPlans(tx: Tx, where: SQL): Promise<Plan[]> {
  const plans = await rowsOf<Row<Omit<Plan, 'instalments'>>>(
    tx,
    sql`select rp.id, rp.case_id as "caseId", rp.way, rp.award_id as "awardId", rp.agreed_on as "agreedOn", rp.agreement,
               coalesce((select -sum(e.amount_fen) from recovery_entry e
                          where e.case_id = rp.case_id and e.seq > rp.since_seq
                            and e.kind in ('bank', 'deduction')), 0)::bigint as "paidSinceFen"
          from recovery_plan rp where rp.ended_on is null and ${where} order by rp.case_id`,
  );
  if (plans.length === 0) return [];
  const instalments = await rowsOf<Row<Instalment> & { planId: string }>(
    tx,
    sql`select plan_id as "planId", due_on as "dueOn", amount_fen as "amountFen" from recovery_instalment
         where plan_id = any(${sql.param(plans.map(({ id }) => id))}::uuid[]) order by plan_id, seq`,
  );
  const byPlan = Map.groupBy(instalments, ({ planId }) => planId);
  return plans.map((plan) => ({
    ...plan,
    instalments: (byPlan.get(plan.id) ?? []).map(({ dueOn, amountFen }) => ({ dueOn, amountFen })),
  }));
}

/** Whether the decision of a case has reached the payee. */
export const isServed = async (tx: Tx, caseId: string): Promise<boolean> =>
  (await findRow(
    tx,
    sql`select 1 from decision d join decision_service s on s.decision_id = d.id where d.case_id = ${caseId}::uuid limit 1`,
  )) !== undefined;
