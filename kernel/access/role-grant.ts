import { sql } from 'drizzle-orm';
import { conflict, inputError, notFound } from '../base/errors.ts';
import { division, inDivision } from '../base/division.ts';
import { uuidv7 } from '../base/ids.ts';
import { addMonthsToDate, type PlainDate } from '../base/plain-date.ts';
import type { Tx } from '../db/database.ts';
import { findRow, rowsOf } from '../db/rows.ts';
import { getAccessPolicy } from './access-policy.ts';
import { getAccountRow } from './account-store.ts';
import { isGrantable, NO_ROLE } from './permission.ts';
import { endSessions } from './session-store.ts';

export interface NewGrant {
  readonly username: string;
  readonly role: string;
  readonly divisionNo: number;
  readonly from: PlainDate;
  /** The first day on which it no longer holds. */
  readonly to: PlainDate;
  readonly reason: string;
}

export interface RoleGrant extends Record<string, unknown> {
  readonly id: string;
  readonly username: string;
  readonly role: string;
  readonly divisionNo: number;
  readonly from: PlainDate;
  readonly to: PlainDate;
  readonly reason: string;
  readonly grantedBy: string;
  readonly endedAt: string | null;
  readonly endReason: string | null;
}

const GRANTS_MAX = 1_000;

/** What the database says when it refuses a grant, in words for people. */
const REFUSALS: Readonly<Record<string, () => Error>> = {
  HM005: () =>
    conflict(
      'access.administrators-apart',
      '系统、安全、审计管理员为专用账号：不得兼任其他角色，其他账号也不得再任管理员，请另建账号。',
      'Administrators have accounts of their own: they hold no other role, and who has held another one makes a new account.',
    ),
  HM006: () =>
    conflict(
      'access.maker-checker',
      '角色由安全管理员授予，建立账号的人不得为其授权。',
      'Roles are granted by the security administrator, and not by who made the account.',
    ),
  '23P01': () =>
    conflict(
      'access.grant-overlap',
      '该账号在这段时间已有角色：请先结束原授权，或改变起止日期。',
      'The account holds a role in these days already: end that grant first, or choose other dates.',
    ),
};

const refusalOf = (error: unknown): Error | undefined => {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  return REFUSALS[code]?.();
};

/**
 * Grants a role in a division to an account for at most the months that the policy allows. A role that the account held
 * without a grant (demonstration, tests) ends with it; its sessions end, so that the next request has the new rights.
 */
export async function grantRole(
  tx: Tx,
  grant: NewGrant,
  today: PlainDate,
  now: Date,
): Promise<{ id: string }> {
  const account = await getAccountRow(tx, grant.username);
  if (!isGrantable(grant.role)) {
    throw inputError(
      'access.role-unknown',
      '没有这个角色，或不能授予。',
      'There is no such role to be granted.',
    );
  }
  if (account.id === tx.actor.accountId) {
    throw conflict('access.grant-self', '不能为本人授权。', 'Nobody grants a role to oneself.');
  }
  await checkPlace(tx, grant.divisionNo);
  const { grantMonthsMax } = await getAccessPolicy(tx);
  if (grant.from >= grant.to || grant.to <= today || grant.to > addMonthsToDate(grant.from, grantMonthsMax)) {
    throw inputError(
      'access.grant-dates',
      `授权起止日期有误：截止日应晚于起始日和今天，最长 ${grantMonthsMax} 个月。`,
      `The dates are wrong: a grant ends after it begins and after today, and lasts at most ${grantMonthsMax} months.`,
    );
  }
  const id = uuidv7();
  try {
    await tx.db.execute(sql`
      insert into role_grant (id, account_id, role, division_no, valid_from, valid_to, reason, granted_by, granted_at)
      values (${id}, ${account.id}, ${grant.role}, ${grant.divisionNo}, ${grant.from}, ${grant.to}, ${grant.reason},
              ${tx.actor.accountId}, clock_timestamp())`);
  } catch (error) {
    throw refusalOf(error) ?? error;
  }
  await tx.db.execute(
    sql`update account set role = ${NO_ROLE} where id = ${account.id}::uuid and role <> ${NO_ROLE}`,
  );
  await endSessions(tx, account.id, 'role', now);
  return { id };
}

async function checkPlace(tx: Tx, divisionNo: number): Promise<void> {
  const district = await findRow<{ no: number }>(tx, sql`select division_no as no from district`);
  const place = await findRow(tx, sql`select 1 as found from place where division_no = ${divisionNo}`);
  if (
    place !== undefined &&
    district !== undefined &&
    inDivision(division(divisionNo), division(district.no))
  )
    return;
  throw inputError(
    'access.grant-place',
    '本区没有这个区划：请填写本区、街道、社区或网格的区划代码。',
    'There is no such place in this district: give the number of the district, a street, a community or a grid.',
  );
}

/** Ends a grant before its time; the account's sessions end with it. */
export async function endGrant(
  tx: Tx,
  id: string,
  reason: string,
  now: Date,
): Promise<{ accountId: string }> {
  const found = await findRow<{ accountId: string; ended: boolean }>(
    tx,
    sql`select account_id as "accountId", ended_at is not null as ended from role_grant where id = ${id}::uuid for update`,
  );
  if (found === undefined)
    throw notFound('access.grant-unknown', '没有这项授权。', 'There is no such grant.');
  if (found.ended) throw conflict('access.grant-ended', '该授权已结束。', 'The grant has ended already.');
  await tx.db.execute(sql`
    update role_grant set ended_at = clock_timestamp(), ended_by = ${tx.actor.accountId}, end_reason = ${reason}
     where id = ${id}::uuid`);
  await endSessions(tx, found.accountId, 'role', now);
  return { accountId: found.accountId };
}

/** Grants of one account or of all, the latest first. */
export const listGrants = (tx: Tx, username: string | undefined): Promise<RoleGrant[]> =>
  rowsOf<RoleGrant>(
    tx,
    sql`select g.id, a.username, g.role, g.division_no as "divisionNo", g.valid_from as "from", g.valid_to as "to",
               g.reason, b.username as "grantedBy", g.ended_at as "endedAt", g.end_reason as "endReason"
          from role_grant g join account a on a.id = g.account_id join account b on b.id = g.granted_by
         where ${username ?? null}::text is null or a.username = ${username ?? null}
         order by g.granted_at desc, g.id desc limit ${GRANTS_MAX}`,
  );
