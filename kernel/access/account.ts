import type { Pool } from 'pg';
import { notFound } from '../base/errors.ts';
import { type Division, division } from '../base/division.ts';
import type { Actor } from '../db/actor.ts';
import { isRole, ROLES } from './permission.ts';

interface AccountRow {
  readonly id: string;
  readonly username: string;
  readonly display_name: string;
  readonly role: string;
  readonly division_no: number;
}

const toActor = (row: AccountRow): Actor => ({
  accountId: row.id,
  username: row.username,
  displayName: row.display_name,
  role: row.role,
  permissions: new Set<string>(isRole(row.role) ? ROLES[row.role].permissions : []),
  division: division(row.division_no) satisfies Division,
});

const SELECT = 'select id, username, display_name, role, division_no from account where active';

/** All active accounts. Accounts carry no personal data beyond a display name. */
export async function listAccounts(pool: Pool): Promise<Actor[]> {
  const result = await pool.query<AccountRow>(`${SELECT} order by username`);
  return result.rows.map(toActor);
}

/** The account that acts under this name; an error that lists the names when there is none. */
export async function getAccount(pool: Pool, username: string): Promise<Actor> {
  const result = await pool.query<AccountRow>(`${SELECT} and username = $1`, [username]);
  const row = result.rows[0];
  if (row !== undefined) return toActor(row);
  const names = (await listAccounts(pool)).map((account) => account.username).join('、');
  throw notFound(
    'access.account-unknown',
    `没有可用账号“${username}”：现有账号为 ${names === '' ? '（无，请先建立辖区数据）' : names}。`,
    `There is no active account "${username}"; accounts are: ${names === '' ? '(none: set up the district first)' : names}.`,
  );
}
