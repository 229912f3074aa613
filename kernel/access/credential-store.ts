import { sql } from 'drizzle-orm';
import type { Pool } from 'pg';
import { conflict } from '../base/errors.ts';
import type { Actor } from '../db/actor.ts';
import type { Tx } from '../db/database.ts';
import { findRow, rowsOf } from '../db/rows.ts';
import type { AccessPolicy } from './access-policy.ts';
import { ACCOUNT_COLUMNS, type AccountRow, toActor } from './account.ts';
import { verifyPassword } from './password-hash.ts';
import { type EndReason, endSessions } from './session-store.ts';

/** What proves an account at log-in. */
export interface Credential {
  readonly passwordHash: string | null;
  /** Milliseconds; null when the account is not locked, Infinity when an administrator locked it. */
  readonly lockedUntil: number | null;
  /** The secret of a confirmed second factor. */
  readonly totpCipher: Buffer | null;
  readonly totpStep: number | null;
}

export interface SignInAccount {
  readonly actor: Actor;
  readonly credential: Credential;
}

interface SignInRow extends AccountRow {
  readonly password_hash: string | null;
  readonly locked_ms: number | null;
  readonly locked_for_good: boolean | null;
  readonly totp_cipher: Buffer | null;
  readonly totp_step: number | null;
}

const SELECT = `
  select ${ACCOUNT_COLUMNS}, c.password_hash, c.locked_until = 'infinity' as locked_for_good,
         case when c.locked_until < 'infinity' then (extract(epoch from c.locked_until) * 1000)::bigint end as locked_ms,
         case when c.totp_confirmed_at is not null then c.totp_cipher end as totp_cipher, c.totp_step
    from acting_account a left join account_credential c on c.account_id = a.id`;

const toSignIn = (row: SignInRow): SignInAccount => ({
  actor: toActor(row),
  credential: {
    passwordHash: row.password_hash,
    lockedUntil: row.locked_for_good === true ? Infinity : row.locked_ms,
    totpCipher: row.totp_cipher,
    totpStep: row.totp_step,
  },
});

type Found = Promise<SignInAccount | undefined>;

async function findFirst(pool: Pool, name: string, where: string, values: readonly string[]): Found {
  const query = { name, text: `${SELECT} where a.active and ${where}`, values: [...values] };
  const row = (await pool.query<SignInRow>(query)).rows[0];
  return row === undefined ? undefined : toSignIn(row);
}

/** An active account by its user name; whether it can sign in is told by its credential. */
export const findByUsername = (pool: Pool, username: string): Found =>
  findFirst(pool, 'sign-in-name', 'a.username = $1', [username]);

/** An active account by its id. */
export const findById = (pool: Pool, accountId: string): Found =>
  findFirst(pool, 'sign-in-id', 'a.id = $1', [accountId]);

/** The active account that is linked to a subject of the provider of single sign-on. */
export const findByIdentity = (pool: Pool, issuer: string, subject: string): Found =>
  findFirst(
    pool,
    'sign-in-identity',
    `a.id = (select l.account_id from identity_link l where l.issuer = $1 and l.subject = $2 and l.ended_at is null)`,
    [issuer, subject],
  );

export const isLocked = ({ lockedUntil }: Credential, now: Date): boolean =>
  lockedUntil !== null && lockedUntil > now.getTime();

/** Counts a failed proof; gives whether it locked the account. A lock starts the count anew. */
export async function noteFailure(
  tx: Tx,
  accountId: string,
  policy: AccessPolicy,
  now: Date,
): Promise<boolean> {
  const until = new Date(now.getTime() + policy.lockMinutes * 60_000).toISOString();
  const row = await findRow<{ locked: boolean }>(
    tx,
    sql`update account_credential
           set failures = case when failures + 1 >= ${policy.failuresMax} then 0 else failures + 1 end,
               locked_until = case when failures + 1 >= ${policy.failuresMax}
                                   then greatest(locked_until, ${until}::timestamptz) else locked_until end
         where account_id = ${accountId}::uuid returning failures = 0 as locked`,
  );
  return row?.locked === true;
}

/**
 * Clears the failures of an account that has proved its password; undefined when it was locked or got another
 * password since it was read.
 */
export async function notePassed(
  tx: Tx,
  accountId: string,
  passwordHash: string,
  now: Date,
): Promise<boolean> {
  const passed = await tx.db.execute(sql`
    update account_credential set failures = 0, locked_until = null
     where account_id = ${accountId}::uuid and password_hash = ${passwordHash}
       and (locked_until is null or locked_until <= ${now.toISOString()}::timestamptz)`);
  return passed.rowCount === 1;
}

/** Stores a hash made at today's cost in the place of the same password's older one. */
export const replaceHash = (tx: Tx, accountId: string, from: string, to: string): Promise<unknown> =>
  tx.db.execute(sql`update account_credential set password_hash = ${to}
                     where account_id = ${accountId}::uuid and password_hash = ${from}`);

interface NewPassword {
  readonly hash: string;
  /** The next log-in must choose another one: it was made by somebody else. */
  readonly mustChange: boolean;
  readonly reason: EndReason;
}

/** Sets an account's password, keeps it in the history and ends all of the account's sessions. */
export async function storePassword(
  tx: Tx,
  accountId: string,
  { hash, mustChange, reason }: NewPassword,
  now: Date,
): Promise<void> {
  const at = now.toISOString();
  await tx.db.execute(sql`
    insert into account_credential (account_id, password_hash, password_changed_at, must_change)
    values (${accountId}, ${hash}, ${at}, ${mustChange})
    on conflict (account_id) do update set password_hash = excluded.password_hash,
      password_changed_at = excluded.password_changed_at, must_change = excluded.must_change, failures = 0`);
  await tx.db.execute(
    sql`insert into password_history (account_id, changed_at, password_hash)
        values (${accountId}, greatest(${at}::timestamptz, (select max(changed_at) + interval '1 millisecond'
                 from password_history where account_id = ${accountId}::uuid)), ${hash})`,
  );
  await endSessions(tx, accountId, reason, now);
}

/** The last hashes of an account, newest first, its present one among them. */
export async function recentHashes(tx: Tx, accountId: string, count: number): Promise<string[]> {
  const rows = await rowsOf<{ hash: string }>(
    tx,
    sql`select password_hash as hash from password_history where account_id = ${accountId}::uuid
         order by changed_at desc limit ${count}`,
  );
  return rows.map((row) => row.hash);
}

/** Refuses a password that is among the last ones. */
export async function refuseReuse(hashes: readonly string[], password: string): Promise<void> {
  for (const hash of hashes) {
    if (!(await verifyPassword(hash, password))) continue;
    throw conflict(
      'access.password-reused',
      `不能使用最近 ${hashes.length} 次用过的密码，请换一个。`,
      `This is one of the last ${hashes.length} passwords: choose another.`,
    );
  }
}
