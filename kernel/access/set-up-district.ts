import type { Client } from 'pg';
import { conflict, inputError } from '../base/errors.ts';
import { type Division, divisionLevel } from '../base/division.ts';
import { uuidv7 } from '../base/ids.ts';
import { firstDay, monthOf, nextMonth } from '../base/month.ts';
import type { PlainDate } from '../base/plain-date.ts';
import type { Database } from '../db/database.ts';
import { findDistrict } from '../party/district.ts';
import { generatePassword } from './password.ts';
import { hashPassword } from './password-hash.ts';
import type { Role } from './permission.ts';

export interface FirstAccount {
  readonly username: string;
  readonly displayName: string;
  readonly role: Role;
  /** Shown this once. */
  readonly firstPassword: string;
}

/** The account of jobs and of the command line; nobody signs in as it. */
const SYSTEM = { username: 'operator', displayName: '系统运行', role: 'operator' } as const;

const ADMINISTRATORS = [
  { username: 'sysadmin', displayName: '系统管理员', role: 'sys_admin' },
  { username: 'secadmin', displayName: '安全管理员', role: 'sec_admin' },
  { username: 'auditadmin', displayName: '审计管理员', role: 'audit_admin' },
] as const;

const NAME_MAX = 60;

/**
 * Sets up a district in earnest in an empty database: its place, the account of the system, and the three administrators
 * with first passwords. Everybody else is made by them. Refuses a database that holds a district.
 */
export async function setUpDistrict(
  db: Database,
  {
    division,
    name,
    today,
  }: { readonly division: Division; readonly name: string; readonly today: PlainDate },
): Promise<readonly FirstAccount[]> {
  if (divisionLevel(division) !== 'district') {
    throw inputError(
      'setup.division',
      '请填写6位区县代码，如 420112。',
      'Give the 6-digit number of a district, such as 420112.',
    );
  }
  if (name.trim() === '' || name.length > NAME_MAX) {
    throw inputError('setup.name', '请填写区县名称。', 'Give the name of the district.');
  }
  const existing = await findDistrict(db.pool);
  if (existing !== undefined) throw exists(existing.name);
  const accounts = ADMINISTRATORS.map((account) => ({ ...account, firstPassword: generatePassword() }));
  const hashes = await Promise.all(accounts.map(({ firstPassword }) => hashPassword(firstPassword)));
  await db.asOwner(async (owner) => {
    await owner.query('begin');
    await insertDistrict(owner, division, name, today);
    const system = await insertAccount(owner, SYSTEM, division);
    for (const [i, account] of accounts.entries()) {
      const id = await insertAccount(owner, account, division);
      await insertPassword(owner, id, hashes[i] ?? '');
    }
    await owner.query(
      `insert into audit_row (account_id, action, object_kind, object_id, details) values ($1, 'district.setup', 'district', $2, $3)`,
      [system, String(division), JSON.stringify({ accounts: accounts.map(({ username }) => username) })],
    );
    await owner.query('commit');
  });
  return accounts;
}

const exists = (name: string) =>
  conflict(
    'setup.exists',
    `数据库中已有辖区“${name}”：一个数据库只设一个辖区，请换一个数据目录或数据库。`,
    `This database holds the district "${name}": one database is one district, use another one.`,
  );

async function insertDistrict(
  owner: Client,
  division: Division,
  name: string,
  today: PlainDate,
): Promise<void> {
  await owner.query(
    `insert into place (division_no, parent_no, kind, name, valid_from) values ($1, null, 'district', $2, $3)`,
    [division, name, today],
  );
  await owner.query(
    `insert into district (division_no, name, demonstration, data_from, data_to, ready_at) values ($1, $2, false, $3, $4, now())`,
    [division, name, today, firstDay(nextMonth(monthOf(today)))],
  );
}

async function insertAccount(
  owner: Client,
  { username, displayName, role }: Omit<FirstAccount, 'firstPassword'>,
  division: Division,
): Promise<string> {
  const id = uuidv7();
  await owner.query(
    'insert into account (id, username, display_name, role, division_no) values ($1, $2, $3, $4, $5)',
    [id, username, displayName, role, division],
  );
  return id;
}

async function insertPassword(owner: Client, accountId: string, hash: string): Promise<void> {
  await owner.query(
    `insert into account_credential (account_id, password_hash, password_changed_at, must_change) values ($1, $2, now(), true)`,
    [accountId, hash],
  );
  await owner.query(
    'insert into password_history (account_id, changed_at, password_hash) values ($1, now(), $2)',
    [accountId, hash],
  );
}
