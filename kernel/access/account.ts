import type { Pool } from 'pg';
import { notFound } from '../base/errors.ts';
import { division } from '../base/division.ts';
import type { Actor, Principal } from '../db/actor.ts';
import { isAdministrator, isRole, permissionsOf } from './permission.ts';

/** An account as `acting_account` gives it, with those who count as the same person as it. */
export interface AccountRow {
  readonly id: string;
  readonly username: string;
  readonly display_name: string;
  readonly role: string;
  readonly division_no: number;
  readonly hands: readonly string[] | null;
}

/** Columns of an AccountRow, read from `acting_account a`. */
export const ACCOUNT_COLUMNS = `a.id, a.username, a.display_name, a.role, a.division_no,
  (select array_agg(case when d.principal_id = a.id then d.delegate_id else d.principal_id end)
     from delegation d where (d.principal_id = a.id or d.delegate_id = a.id) and d.ended_at is null
      and d.valid_from <= current_date and d.valid_to > current_date) as hands`;

/** The account as it acts; on behalf of somebody, it acts where that colleague does. */
export const toActor = (
  row: AccountRow,
  behalf?: { readonly of: Principal; readonly divisionNo: number },
): Actor => ({
  accountId: row.id,
  username: row.username,
  displayName: row.display_name,
  role: row.role,
  permissions: permissionsOf(row.role),
  division: division(behalf?.divisionNo ?? row.division_no),
  withoutRecords: isAdministrator(row.role) || !isRole(row.role),
  hands: new Set(row.hands),
  ...(behalf === undefined ? {} : { onBehalfOf: behalf.of }),
});

const SELECT = `select ${ACCOUNT_COLUMNS} from acting_account a where a.active`;

/** All active accounts. Accounts carry no personal data beyond a display name. */
export async function listAccounts(pool: Pool): Promise<Actor[]> {
  const result = await pool.query<AccountRow>(`${SELECT} order by a.username`);
  return result.rows.map((row) => toActor(row));
}

/** The active account of this name. */
export async function findAccount(pool: Pool, username: string): Promise<Actor | undefined> {
  const result = await pool.query<AccountRow>(`${SELECT} and a.username = $1`, [username]);
  const row = result.rows[0];
  return row === undefined ? undefined : toActor(row);
}

/** The account that acts under this name; an error that lists the names when there is none. */
export async function getAccount(pool: Pool, username: string): Promise<Actor> {
  const account = await findAccount(pool, username);
  if (account !== undefined) return account;
  const names = (await listAccounts(pool)).map((one) => one.username).join('、');
  throw notFound(
    'access.account-unknown',
    `没有可用账号“${username}”：现有账号为 ${names === '' ? '（无，请先建立辖区数据）' : names}。`,
    `There is no active account "${username}"; accounts are: ${names === '' ? '(none: set up the district first)' : names}.`,
  );
}
