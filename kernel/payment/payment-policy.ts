import { sql } from 'drizzle-orm';
import { sameHand } from '../access/same-hand.ts';
import type { Clock } from '../base/clock.ts';
import { conflict, failed, forbidden, inputError } from '../base/errors.ts';
import { uuidv7 } from '../base/ids.ts';
import type { PlainDate } from '../base/plain-date.ts';
import type { Tx } from '../db/database.ts';
import { findRow, rowsOf } from '../db/rows.ts';
import { absentRecord } from '../module/reading.ts';
import { requireWholeDistrict } from './whole-district.ts';

/** What the bureau has settled for its runs from a day on. Both numbers are its own to set; the first is an assumption. */
export interface PaymentPolicy {
  readonly id: string;
  readonly validFrom: PlainDate;
  /** A change of the monthly amount by more than so many per cent has to be looked at. */
  readonly changePercent: number;
  /** Above this total a run needs a second approval; null when none is ever needed. */
  readonly secondApprovalFen: number | null;
  readonly basis: string;
  readonly certainty: 'source' | 'assumption';
  readonly state: 'proposed' | 'approved' | 'rejected';
  readonly proposedBy: string | null;
  readonly decidedBy: string | null;
}

interface PolicyRow extends PaymentPolicy, Record<string, unknown> {}

const COLUMNS = sql`p.id, p.valid_from as "validFrom", p.change_percent::int as "changePercent",
  p.second_approval_fen as "secondApprovalFen", p.basis, p.certainty, p.state,
  (select a.display_name from account a where a.id = p.proposed_by) as "proposedBy",
  (select a.display_name from account a where a.id = p.decided_by) as "decidedBy"`;

/** The policy in force on a day. */
export async function getPaymentPolicy(tx: Tx, on: PlainDate): Promise<PaymentPolicy> {
  const row = await findRow<{ [K in keyof PolicyRow]: PolicyRow[K] }>(
    tx,
    sql`select ${COLUMNS} from payment_policy p where p.state = 'approved' and p.valid_from <= ${on}::date
         order by p.valid_from desc, p.decided_at desc limit 1`,
  );
  if (row === undefined) {
    throw failed(
      'payment.policy-missing',
      `${on} 没有生效的发放管理规定，请联系系统管理员。`,
      `No payment policy is in force on ${on}: tell the administrator.`,
    );
  }
  return row;
}

const SHOWN_MAX = 200;

/** All policies, the latest first, with what was proposed and rejected. */
export const listPaymentPolicies = (tx: Tx): Promise<PaymentPolicy[]> =>
  rowsOf<{ [K in keyof PolicyRow]: PolicyRow[K] }>(
    tx,
    sql`select ${COLUMNS} from payment_policy p order by p.valid_from desc, p.proposed_at desc limit ${SHOWN_MAX}`,
  );

type Proposal = Pick<
  PaymentPolicy,
  'validFrom' | 'changePercent' | 'secondApprovalFen' | 'basis' | 'certainty'
>;

/** Proposes a policy from a day on. Errors: a day that has passed (runs of the past stay as they were looked at). */
export async function proposePaymentPolicy(tx: Tx, given: Proposal, clock: Clock): Promise<string> {
  await requireWholeDistrict(tx);
  if (given.validFrom < clock.today()) {
    throw inputError(
      'payment.policy-past',
      `生效日 ${given.validFrom} 已过，不能追溯：请填写今天（${clock.today()}）或以后的日期。`,
      `The day ${given.validFrom} has passed: a policy begins today (${clock.today()}) or later.`,
    );
  }
  const id = uuidv7();
  await tx.db.execute(sql`
    insert into payment_policy (id, valid_from, change_percent, second_approval_fen, basis, certainty, state, proposed_by, proposed_at)
    values (${id}, ${given.validFrom}::date, ${given.changePercent}, ${given.secondApprovalFen}, ${given.basis},
            ${given.certainty}, 'proposed', ${tx.actor.accountId}, ${clock.now().toISOString()}::timestamptz)`);
  return id;
}

/** A second person approves or rejects a proposed policy. Errors: the same person, a proposal that was decided. */
export async function decidePaymentPolicy(
  tx: Tx,
  id: string,
  decision: 'approved' | 'rejected',
  clock: Clock,
): Promise<void> {
  await requireWholeDistrict(tx);
  const row = await findRow<{ state: string; proposedBy: string | null }>(
    tx,
    sql`select state, proposed_by as "proposedBy" from payment_policy where id = ${id}::uuid for update`,
  );
  if (row === undefined) throw absentRecord();
  if (row.state !== 'proposed') {
    throw conflict(
      'payment.policy-decided',
      '这项规定已经审定，不能再次审定：如需调整，请另行提出。',
      'This policy has been decided: propose another one.',
    );
  }
  if (row.proposedBy !== null && sameHand(tx.actor, row.proposedBy)) {
    throw forbidden(
      'payment.policy-same-person',
      '这项规定由本账号提出，不能由本账号审定：请换另一账号。',
      'This policy was proposed by this account and may not be decided by it: use another account.',
    );
  }
  await tx.db.execute(sql`
    update payment_policy set state = ${decision}, decided_by = ${tx.actor.accountId},
           decided_at = ${clock.now().toISOString()}::timestamptz where id = ${id}::uuid`);
}
