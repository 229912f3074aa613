import { sql } from 'drizzle-orm';
import { type DomainError, conflict, forbidden, inputError, notFound } from '../base/errors.ts';
import { uuidv7 } from '../base/ids.ts';
import { addDays, type PlainDate } from '../base/plain-date.ts';
import type { Tx } from '../db/database.ts';
import { findRow, rowsOf } from '../db/rows.ts';
import { getAccessPolicy } from './access-policy.ts';
import { getAccountRow } from './account-store.ts';
import { isAdministrator, isRole } from './permission.ts';
import { endSessions } from './session-store.ts';

export interface NewDelegation {
  /** Who is on leave: the actor, or anybody when the security administrator gives it. */
  readonly principal: string;
  readonly delegate: string;
  readonly from: PlainDate;
  /** The last day. */
  readonly until: PlainDate;
  readonly reason: string;
}

export interface Delegation extends Record<string, unknown> {
  readonly id: string;
  readonly principal: string;
  readonly principalName: string;
  readonly delegate: string;
  readonly delegateName: string;
  readonly from: PlainDate;
  readonly until: PlainDate;
  readonly reason: string;
  readonly givenBy: string;
  readonly ended: boolean;
}

const OTHERS = 'access.manage';
const DELEGATIONS_MAX = 500;

/**
 * Lets a colleague of the same role act for somebody within dates. Errors: it is neither the principal nor the security
 * administrator who gives it, the roles differ, an administrator's role, dates in the wrong order or too far apart.
 */
export async function giveDelegation(
  tx: Tx,
  given: NewDelegation,
  today: PlainDate,
): Promise<{ id: string }> {
  if (given.principal !== tx.actor.username && !tx.actor.permissions.has(OTHERS)) throw notOwn();
  const principal = await getAccountRow(tx, given.principal);
  const delegate = await getAccountRow(tx, given.delegate);
  if (principal.id === delegate.id) {
    throw inputError('access.delegation-self', '不能委托给本人。', 'Nobody deputises for oneself.');
  }
  if (principal.role !== delegate.role || !isRole(principal.role) || isAdministrator(principal.role)) {
    throw conflict(
      'access.delegation-role',
      '只能委托给角色相同的同事，管理员和未授权的账号不能委托。',
      'Only a colleague of the same role may act; administrators and accounts without a role cannot delegate.',
    );
  }
  await checkDates(tx, given, today);
  const id = uuidv7();
  const made = await tx.db.execute(sql`
    insert into delegation (id, principal_id, delegate_id, valid_from, valid_to, reason, given_by, given_at)
    select ${id}, ${principal.id}, ${delegate.id}, ${given.from}, ${addDays(given.until, 1)}, ${given.reason},
           ${tx.actor.accountId}, clock_timestamp()
     where not exists (select 1 from delegation where principal_id = ${principal.id}::uuid and delegate_id = ${delegate.id}::uuid
            and ended_at is null and daterange(valid_from, valid_to) && daterange(${given.from}::date, ${addDays(given.until, 1)}::date))`);
  if (made.rowCount !== 1) {
    throw conflict(
      'access.delegation-already',
      '这段时间内已有相同的委托。',
      'There is the same delegation in these days already.',
    );
  }
  return { id };
}

const notOwn = (): DomainError =>
  forbidden(
    'access.delegation-not-own',
    '只能委托本人的工作，或由安全管理员代为委托。',
    'You can delegate your own work only, or have it done by the security administrator.',
  );

async function checkDates(tx: Tx, { from, until }: NewDelegation, today: PlainDate): Promise<void> {
  const { delegationDaysMax } = await getAccessPolicy(tx);
  if (from <= until && until >= today && until < addDays(from, delegationDaysMax)) return;
  throw inputError(
    'access.delegation-dates',
    `委托起止日期有误：截止日不得早于起始日和今天，最长 ${delegationDaysMax} 天。`,
    `The dates are wrong: the last day is not before the first one nor before today, and at most ${delegationDaysMax} days are allowed.`,
  );
}

/** Ends a delegation: its principal, its delegate or the security administrator; sessions under it end with it. */
export async function endDelegation(tx: Tx, id: string, now: Date): Promise<{ principalId: string }> {
  const found = await findRow<{ principalId: string; delegateId: string; ended: boolean }>(
    tx,
    sql`select principal_id as "principalId", delegate_id as "delegateId", ended_at is not null as ended
          from delegation where id = ${id}::uuid for update`,
  );
  const { accountId, permissions } = tx.actor;
  const isParty = found?.principalId === accountId || found?.delegateId === accountId;
  if (found === undefined || !(isParty || permissions.has(OTHERS))) throw absent();
  if (found.ended)
    throw conflict('access.delegation-ended', '该委托已结束。', 'The delegation has ended already.');
  await tx.db.execute(
    sql`update delegation set ended_at = clock_timestamp(), ended_by = ${accountId} where id = ${id}::uuid`,
  );
  await endSessions(tx, found.delegateId, 'delegation', now, { actingFor: id });
  return { principalId: found.principalId };
}

const absent = (): DomainError =>
  notFound('access.delegation-unknown', '没有这项委托。', 'There is no such delegation.');

const SELECT = sql`
  select d.id, p.username as principal, p.display_name as "principalName", g.username as delegate,
         g.display_name as "delegateName", d.valid_from as "from", (d.valid_to - 1) as until, d.reason,
         b.username as "givenBy", d.ended_at is not null as ended
    from delegation d join account p on p.id = d.principal_id join account g on g.id = d.delegate_id
    join account b on b.id = d.given_by`;

/** Delegations of the actor, or of everybody for the security administrator; the latest first. */
export const listDelegations = (tx: Tx): Promise<Delegation[]> =>
  rowsOf<Delegation>(
    tx,
    sql`${SELECT} where ${tx.actor.permissions.has(OTHERS)}
           or ${tx.actor.accountId}::uuid in (d.principal_id, d.delegate_id)
         order by d.valid_from desc, d.id desc limit ${DELEGATIONS_MAX}`,
  );

/** The delegations under which the actor may act today. */
export const listMandates = (tx: Tx): Promise<Delegation[]> =>
  rowsOf<Delegation>(
    tx,
    sql`${SELECT} join acting_account pa on pa.id = d.principal_id and pa.active and pa.role = ${tx.actor.role}
         where d.delegate_id = ${tx.actor.accountId}::uuid and d.ended_at is null and d.valid_from <= current_date
           and d.valid_to > current_date order by p.username limit ${DELEGATIONS_MAX}`,
  );

/** A delegation under which the actor may act today. */
export async function getDelegationFor(tx: Tx, id: string): Promise<{ id: string; principalId: string }> {
  const found = await findRow<{ id: string; principalId: string }>(
    tx,
    sql`select d.id, d.principal_id as "principalId" from delegation d
          join acting_account p on p.id = d.principal_id and p.active and p.role = ${tx.actor.role}
         where d.id = ${id}::uuid and d.delegate_id = ${tx.actor.accountId}::uuid and d.ended_at is null
           and d.valid_from <= current_date and d.valid_to > current_date`,
  );
  if (found !== undefined) return found;
  throw notFound(
    'access.delegation-not-in-force',
    '没有这项委托，或不在有效期内。',
    'There is no such delegation, or it is not in force.',
  );
}
