import { hash, randomBytes } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { uuidv7 } from '../base/ids.ts';
import type { Tx } from '../db/database.ts';
import { rowsOf } from '../db/rows.ts';
import type { AccessPolicy } from './access-policy.ts';
import { distrustCache } from './session-reader.ts';

export type SignInMethod = 'password' | 'totp' | 'oidc';

const TOKEN_BYTES = 32;
const DEVICE_CHARS_MAX = 120;
const HOUR_MS = 3_600_000;

/** Where a session comes from. */
export interface Caller {
  readonly address: string;
  /** What the browser says of itself. */
  readonly device: string;
}

export interface NewSession {
  readonly id: string;
  /** The bearer's secret: it leaves in the cookie and is stored nowhere. */
  readonly token: string;
  readonly expiresAt: Date;
}

interface SessionFacts extends Caller {
  readonly accountId: string;
  readonly method: SignInMethod;
  /** The delegation under which it acts. */
  readonly actingFor?: string | undefined;
  /** A rotated session ends when the one before it would have. */
  readonly expiresAt?: Date | undefined;
}

export const hashToken = (token: string): Buffer => hash('sha256', token, 'buffer');

/** Opens a session and gives its token. */
export async function createSession(
  tx: Tx,
  facts: SessionFacts,
  policy: AccessPolicy,
  now: Date,
): Promise<NewSession> {
  const token = randomBytes(TOKEN_BYTES).toString('base64url');
  const id = uuidv7();
  const expiresAt = facts.expiresAt ?? new Date(now.getTime() + policy.sessionHoursMax * HOUR_MS);
  await tx.db.execute(sql`
    insert into session (id, token_hash, account_id, method, address, device, created_at, last_seen_at, expires_at, acting_for)
    values (${id}, ${hashToken(token)}, ${facts.accountId}, ${facts.method}, ${facts.address},
            ${facts.device.slice(0, DEVICE_CHARS_MAX)}, ${now.toISOString()}, ${now.toISOString()},
            ${expiresAt.toISOString()}, ${facts.actingFor ?? null})`);
  return { id, token, expiresAt };
}

export type EndReason =
  | 'logout'
  | 'replaced'
  | 'password'
  | 'locked'
  | 'role'
  | 'second-factor'
  | 'delegation'
  | 'ended';

/** Ends the session of a token, whoever's it is; gives how many that were. */
export async function endSessionOfToken(tx: Tx, token: string, reason: EndReason, now: Date): Promise<void> {
  const ended = await rowsOf<{ accountId: string }>(
    tx,
    sql`update session set ended_at = ${now.toISOString()}, end_reason = ${reason}
         where token_hash = ${hashToken(token)} and ended_at is null returning account_id as "accountId"`,
  );
  for (const { accountId } of ended) distrustCache(accountId);
}

/** Which sessions of an account: one of them, all but one, those under a delegation, or all. */
export interface SessionChoice {
  readonly only?: string;
  readonly except?: string | undefined;
  readonly actingFor?: string;
}

/** Ends open sessions of an account, at once in this process and within seconds in others; gives how many. */
export async function endSessions(
  tx: Tx,
  accountId: string,
  reason: EndReason,
  now: Date,
  choice: SessionChoice = {},
): Promise<number> {
  distrustCache(accountId);
  const { only = null, except = null, actingFor = null } = choice;
  const ended = await tx.db.execute(sql`
    update session set ended_at = ${now.toISOString()}, end_reason = ${reason}
     where account_id = ${accountId}::uuid and ended_at is null
       and (${only}::uuid is null or id = ${only}::uuid) and (${except}::uuid is null or id <> ${except}::uuid)
       and (${actingFor}::uuid is null or acting_for = ${actingFor}::uuid)`);
  return ended.rowCount ?? 0;
}

export interface OpenSession extends Record<string, unknown> {
  readonly id: string;
  readonly method: SignInMethod;
  readonly address: string;
  readonly device: string;
  readonly createdAt: string;
  readonly lastSeenAt: string;
}

const OPEN_SESSIONS_MAX = 100;

/** The sessions of an account that have neither been ended nor run out, newest first. */
export const listSessions = (tx: Tx, accountId: string, now: Date): Promise<OpenSession[]> =>
  rowsOf<OpenSession>(
    tx,
    sql`select id, method, address, device, created_at as "createdAt", last_seen_at as "lastSeenAt" from session
         where account_id = ${accountId}::uuid and ended_at is null and expires_at > ${now.toISOString()}
         order by created_at desc limit ${OPEN_SESSIONS_MAX}`,
  );
