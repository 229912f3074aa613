import { sql } from 'drizzle-orm';
import { conflict, inputError, notFound } from '../base/errors.ts';
import { uuidv7 } from '../base/ids.ts';
import type { Tx } from '../db/database.ts';
import { findRow, rowsOf } from '../db/rows.ts';
import { getAccessPolicy } from './access-policy.ts';
import { clearTotp } from './second-factor.ts';
import { checkPassword, generatePassword } from './password.ts';
import { hashPassword } from './password-hash.ts';
import { NO_ROLE } from './permission.ts';
import { storePassword } from './credential-store.ts';
import { endSessions } from './session-store.ts';

export interface StoredAccount extends Record<string, unknown> {
  readonly id: string;
  readonly username: string;
  readonly displayName: string;
  readonly role: string;
  readonly divisionNo: number;
  readonly active: boolean;
}

/** An account, active or not, with what it holds today. */
export async function getAccountRow(tx: Tx, username: string): Promise<StoredAccount> {
  const found = await findRow<StoredAccount>(
    tx,
    sql`select id, username, display_name as "displayName", role, division_no as "divisionNo", active
          from acting_account where username = ${username}`,
  );
  if (found !== undefined) return found;
  throw notFound(
    'access.account-unknown',
    '没有这个账号：请检查用户名。',
    'There is no such account: check the user name.',
  );
}

/** An account of the system itself has neither password nor second factor: nobody signs in as it. */
function refuseSystemAccount({ role }: StoredAccount): void {
  if (role !== 'operator') return;
  throw conflict(
    'access.system-account',
    '这是系统运行账号，不能登录，也不能设置密码。',
    'This is the account of the system itself: nobody signs in as it.',
  );
}

const USERNAME = /^[a-z][a-z0-9_.-]{1,39}$/;

/**
 * Makes an account that holds nothing yet, with a first password that is given this once and must be changed at the
 * first log-in. Its role comes from the security administrator.
 */
export async function createAccount(
  tx: Tx,
  { username, displayName }: { readonly username: string; readonly displayName: string },
  now: Date,
): Promise<{ id: string; firstPassword: string }> {
  if (!USERNAME.test(username)) {
    throw inputError(
      'access.username',
      '用户名应为2至40个小写字母、数字或 . _ -，以字母开头。',
      'A user name has 2 to 40 lower-case letters, digits or . _ - and begins with a letter.',
    );
  }
  const id = uuidv7();
  const made = await tx.db.execute(sql`
    insert into account (id, username, display_name, role, division_no, created_by)
    select ${id}, ${username}, ${displayName}, ${NO_ROLE}, division_no, ${tx.actor.accountId} from district
    on conflict (username) do nothing`);
  if (made.rowCount !== 1) {
    throw conflict(
      'access.username-taken',
      '用户名已被使用，请换一个。',
      'The user name is taken: choose another.',
    );
  }
  return { id, firstPassword: await giveFirstPassword(tx, id, now) };
}

/** A generated password in the place of whatever was there. */
export async function giveFirstPassword(tx: Tx, accountId: string, now: Date): Promise<string> {
  const password = generatePassword();
  await storePassword(
    tx,
    accountId,
    { hash: await hashPassword(password), mustChange: true, reason: 'password' },
    now,
  );
  return password;
}

/** Sets a first password for somebody who has lost theirs: generated unless one is given. */
export async function resetPassword(
  tx: Tx,
  account: StoredAccount,
  given: string | undefined,
  now: Date,
): Promise<string> {
  refuseSystemAccount(account);
  if (given === undefined) return giveFirstPassword(tx, account.id, now);
  checkPassword(given, account.username, await getAccessPolicy(tx));
  await storePassword(
    tx,
    account.id,
    { hash: await hashPassword(given), mustChange: true, reason: 'password' },
    now,
  );
  return given;
}

/** Locks an account until an administrator unlocks it; its sessions end. */
export async function lockAccount(tx: Tx, account: StoredAccount, now: Date): Promise<void> {
  if (account.id === tx.actor.accountId) {
    throw conflict('access.lock-self', '不能锁定本人的账号。', 'You cannot lock your own account.');
  }
  await tx.db.execute(sql`
    insert into account_credential (account_id, locked_until) values (${account.id}, 'infinity')
    on conflict (account_id) do update set locked_until = 'infinity'`);
  await endSessions(tx, account.id, 'locked', now);
}

/** Takes every lock from an account, an administrator's and that of failed log-ins. */
export const unlockAccount = (tx: Tx, account: StoredAccount): Promise<unknown> =>
  tx.db.execute(sql`update account_credential set locked_until = null, failures = 0
                     where account_id = ${account.id}::uuid`);

/** Takes a lost second factor from an account. */
export async function resetTotp(tx: Tx, account: StoredAccount, now: Date): Promise<void> {
  await clearTotp(tx, account.id, now);
  await endSessions(tx, account.id, 'second-factor', now);
}

/** Closes an account for good, or opens it again: it can do nothing and stands in no list. */
export async function setActive(tx: Tx, account: StoredAccount, active: boolean, now: Date): Promise<void> {
  if (account.id === tx.actor.accountId) {
    throw conflict('access.close-self', '不能停用本人的账号。', 'You cannot close your own account.');
  }
  refuseSystemAccount(account);
  await tx.db.execute(sql`update account set active = ${active} where id = ${account.id}::uuid`);
  await endSessions(tx, account.id, 'locked', now);
}

/** Who this is at the provider of single sign-on. */
export interface Identity {
  readonly issuer: string;
  readonly subject: string;
}

/** Links an account to a subject of the provider; one subject is one account. */
export async function linkIdentity(
  tx: Tx,
  account: StoredAccount,
  identity: Identity,
): Promise<{ id: string }> {
  refuseSystemAccount(account);
  const id = uuidv7();
  const made = await tx.db.execute(sql`
    insert into identity_link (id, account_id, issuer, subject, linked_by, linked_at)
    values (${id}, ${account.id}, ${identity.issuer}, ${identity.subject}, ${tx.actor.accountId}, clock_timestamp())
    on conflict do nothing`);
  if (made.rowCount === 1) return { id };
  throw conflict(
    'access.identity-taken',
    '该统一身份已关联账号，或本账号已关联统一身份：请先解除关联。',
    'The identity is linked to an account already, or the account to an identity: unlink first.',
  );
}

/** Unlinks an account from the provider; gives how many links that were. */
export async function unlinkIdentities(tx: Tx, account: StoredAccount, now: Date): Promise<number> {
  const ended = await tx.db.execute(sql`
    update identity_link set ended_at = clock_timestamp(), ended_by = ${tx.actor.accountId}
     where account_id = ${account.id}::uuid and ended_at is null`);
  await endSessions(tx, account.id, 'ended', now);
  return ended.rowCount ?? 0;
}

export interface ListedAccount extends StoredAccount {
  readonly grantedUntil: string | null;
  readonly locked: boolean;
  readonly mustChangePassword: boolean;
  readonly totp: boolean;
  readonly linked: boolean;
  readonly sessions: number;
}

const ACCOUNTS_MAX = 5_000;

/** Every account with what the administrators look at. */
export const listAccountRows = (tx: Tx, now: Date): Promise<ListedAccount[]> =>
  rowsOf<ListedAccount>(
    tx,
    sql`select a.id, a.username, a.display_name as "displayName", a.role, a.division_no as "divisionNo", a.active,
               a.granted_until as "grantedUntil", coalesce(c.locked_until > ${now.toISOString()}, false) as locked,
               coalesce(c.must_change, false) as "mustChangePassword", c.totp_confirmed_at is not null as totp,
               exists (select 1 from identity_link l where l.account_id = a.id and l.ended_at is null) as linked,
               (select count(*)::int from session s where s.account_id = a.id and s.ended_at is null
                   and s.expires_at > ${now.toISOString()}) as sessions
          from acting_account a left join account_credential c on c.account_id = a.id
         order by a.username limit ${ACCOUNTS_MAX}`,
  );
