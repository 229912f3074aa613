import { hash } from 'node:crypto';
import type { Pool } from 'pg';
import type { Clock } from '../base/clock.ts';
import type { Actor } from '../db/actor.ts';
import { type AccessPolicy, POLICY_COLUMNS } from './access-policy.ts';
import { ACCOUNT_COLUMNS, type AccountRow, toActor } from './account.ts';
import { isStaff } from './permission.ts';
import type { SignInMethod } from './session-store.ts';

/** A session that is in force, and the account behind it. */
export interface SignedIn {
  readonly sessionId: string;
  readonly actor: Actor;
  readonly method: SignInMethod;
  readonly expiresAt: number;
  readonly idleMs: number;
  /** When its owner last asked for something, as far as this process knows. */
  readonly lastSeenAt: number;
  /** Nothing else may be done before the password has been changed. */
  readonly mustChangePassword: boolean;
  readonly totp: { readonly state: 'off' | 'on'; readonly required: boolean };
  readonly delegationId: string | null;
}

export interface SessionReader {
  /**
   * The session of a token, or undefined when it has ended, run out or never was. `touch` says that its owner does
   * something, which starts the idle time anew; a page that only counts down does not.
   */
  find(token: string, touch: boolean): Promise<SignedIn | undefined>;
}

interface SessionRow extends AccountRow, AccessPolicy {
  readonly session_id: string;
  readonly method: SignInMethod;
  readonly created_ms: number;
  readonly seen_ms: number;
  readonly expires_ms: number;
  readonly closed: boolean;
  readonly locked_ms: number | null;
  readonly must_change: boolean | null;
  readonly password_ms: number | null;
  readonly totp_on: boolean;
  readonly acting_for: string | null;
  readonly principal_id: string | null;
  readonly principal_name: string;
  readonly principal_display: string;
  readonly principal_division: number;
}

const ms = (column: string): string => `(extract(epoch from ${column}) * 1000)::bigint`;

/** Every join is by a primary key or a unique index; the statement is prepared once a connection. */
const READ = `
  select s.id as session_id, s.method, ${ms('s.created_at')} as created_ms, ${ms('s.last_seen_at')} as seen_ms,
         ${ms('s.expires_at')} as expires_ms, s.ended_at is not null or not a.active as closed, s.acting_for,
         ${ACCOUNT_COLUMNS}, ${POLICY_COLUMNS},
         case when c.locked_until = 'infinity' then 9007199254740991 else ${ms('c.locked_until')} end as locked_ms,
         c.must_change, ${ms('c.password_changed_at')} as password_ms, c.totp_confirmed_at is not null as totp_on,
         pa.id as principal_id, pa.username as principal_name, pa.display_name as principal_display,
         pa.division_no as principal_division
    from session s
    join acting_account a on a.id = s.account_id
    cross join access_policy p
    left join account_credential c on c.account_id = s.account_id
    left join delegation d on d.id = s.acting_for and d.ended_at is null and d.valid_from <= current_date
         and d.valid_to > current_date
    left join acting_account pa on pa.id = d.principal_id and pa.active and pa.role = a.role
   where s.token_hash = $1`;

const TOKEN = /^[A-Za-z0-9_-]{43}$/;
const CACHE_MS = 5_000;
const CACHE_MAX = 10_000;
const WRITE_EVERY_MS = 60_000;
const DAY_MS = 86_400_000;

/** A transaction that ends sessions commits after it was announced; until then nothing of the account is cached. */
const DISTRUST_MS = 60_000;
const distrusted = new Map<string, number>();

/** Makes every reader of this process ask the database about an account until a change under way has been committed. */
export function distrustCache(accountId: string): void {
  const now = performance.now();
  for (const [id, until] of distrusted) if (until <= now) distrusted.delete(id);
  distrusted.set(accountId, now + DISTRUST_MS);
}

const isDistrusted = (accountId: string): boolean => (distrusted.get(accountId) ?? 0) > performance.now();

interface Entry {
  readonly row: SessionRow;
  readonly actor: Actor;
  readonly readAt: number;
  lastSeenAt: number;
  writtenAt: number;
}

/** Reads sessions with one statement, at most once in five seconds each, and notes use at most once a minute. */
export function createSessionReader(pool: Pool, clock: Clock): SessionReader {
  const entries = new Map<string, Entry>();

  const load = async (key: string, token: string): Promise<Entry | undefined> => {
    const known = entries.get(key);
    const fresh =
      known !== undefined && performance.now() - known.readAt < CACHE_MS && !isDistrusted(known.row.id);
    if (fresh) return known;
    const readAt = performance.now();
    const values = [hash('sha256', token, 'buffer')];
    const row = (await pool.query<SessionRow>({ name: 'session-read', text: READ, values })).rows[0];
    entries.delete(key);
    if (row === undefined) return undefined;
    // Other requests may have used the session while this one read it.
    const lastSeenAt = Math.max(row.seen_ms, known?.lastSeenAt ?? 0);
    const entry: Entry = { row, actor: actorOf(row), readAt, lastSeenAt, writtenAt: row.seen_ms };
    if (entries.size >= CACHE_MAX) dropOldest(entries);
    entries.set(key, entry);
    return entry;
  };

  return {
    find: async (token, touch) => {
      if (!TOKEN.test(token)) return undefined;
      const entry = await load(hash('sha256', token, 'base64url'), token);
      const now = clock.now().getTime();
      if (entry === undefined || !isInForce(entry, now)) return undefined;
      if (touch) {
        entry.lastSeenAt = Math.max(entry.lastSeenAt, now);
        if (now - entry.writtenAt >= WRITE_EVERY_MS) await writeSeen(pool, entry, now);
      }
      return signedIn(entry, now);
    },
  };
}

const dropOldest = (entries: Map<string, Entry>): void => {
  for (const key of entries.keys()) {
    entries.delete(key);
    return;
  }
};

async function writeSeen(pool: Pool, entry: Entry, now: number): Promise<void> {
  entry.writtenAt = now;
  await pool.query({
    name: 'session-seen',
    text: 'update session set last_seen_at = $2 where id = $1 and ended_at is null',
    values: [entry.row.session_id, new Date(now).toISOString()],
  });
}

const idleMsOf = (row: SessionRow): number =>
  (isStaff(row.role) ? row.idleMinutesStaff : row.idleMinutesPublic) * 60_000;

const isInForce = ({ row, lastSeenAt }: Entry, now: number): boolean =>
  !row.closed &&
  now < row.expires_ms &&
  now - lastSeenAt < idleMsOf(row) &&
  (row.locked_ms === null || row.locked_ms <= now) &&
  // What was done for a colleague ends with the delegation; going on as oneself unasked would be another jurisdiction.
  (row.acting_for === null || row.principal_id !== null);

const actorOf = (row: SessionRow): Actor =>
  row.principal_id === null
    ? toActor(row)
    : toActor(row, {
        of: {
          accountId: row.principal_id,
          username: row.principal_name,
          displayName: row.principal_display,
        },
        divisionNo: row.principal_division,
      });

function signedIn({ row, actor, lastSeenAt }: Entry, now: number): SignedIn {
  const byPassword = row.method !== 'oidc';
  const tooOld = row.password_ms !== null && now - row.password_ms > row.passwordAgeDaysMax * DAY_MS;
  return {
    sessionId: row.session_id,
    actor,
    method: row.method,
    expiresAt: row.expires_ms,
    idleMs: idleMsOf(row),
    lastSeenAt,
    mustChangePassword: byPassword && (row.must_change === true || tooOld),
    totp: {
      state: row.totp_on ? 'on' : 'off',
      // Single sign-on brings the provider's own second factor.
      required: byPassword && row.requireTotp === 1 && isStaff(row.role),
    },
    delegationId: row.acting_for,
  };
}
