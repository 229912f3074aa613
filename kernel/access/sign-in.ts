import { audit } from '../audit/audit.ts';
import type { Clock } from '../base/clock.ts';
import { DomainError } from '../base/errors.ts';
import type { Database, Tx } from '../db/database.ts';
import { type AccessPolicy, readAccessPolicy } from './access-policy.ts';
import { decryptField, type Keyring } from './cipher.ts';
import {
  findByUsername,
  isLocked,
  noteFailure,
  notePassed,
  replaceHash,
  type SignInAccount,
} from './credential-store.ts';
import type { LoginLimits } from './login-limits.ts';
import { hashPassword, needsRehash, verifyPassword } from './password-hash.ts';
import { useSecondFactor } from './second-factor.ts';
import {
  type Caller,
  createSession,
  endSessionOfToken,
  endSessions,
  type NewSession,
  type SignInMethod,
} from './session-store.ts';

/** What log-in works with. */
export interface SignInServices {
  readonly db: Database;
  readonly keyring: Keyring;
  readonly clock: Clock;
  readonly limits: LoginLimits;
}

export interface LogIn extends Caller {
  readonly username: string;
  readonly password: string;
  /** Of the second factor: six digits, or a recovery code. */
  readonly code?: string | undefined;
  /** The token that the browser had before: its session ends. */
  readonly previousToken?: string | undefined;
}

const unauthorised = (code: string, zh: string, en: string): DomainError =>
  new DomainError({ kind: 'forbidden', code: `access.${code}`, zh, en });

/** One text for every reason, so that nobody learns which names there are. */
const refused = (): DomainError =>
  unauthorised(
    'login-failed',
    '用户名、密码或动态口令不正确。多次失败后账号将被锁定。',
    'User name, password or code is wrong. After several failures the account is locked.',
  );

export const lockedOut = (): DomainError =>
  unauthorised(
    'locked',
    '账号已被锁定：请稍后再试，或联系系统管理员解锁。',
    'The account is locked: try again later, or ask the system administrator.',
  );

const codeRequired = (): DomainError =>
  unauthorised('code-required', '请输入动态口令。', 'Enter the code of your authenticator.');

/**
 * Signs in with user name and password, and the second factor where there is one. Errors: 'access.login-failed',
 * 'access.locked', 'access.code-required', 'access.login-rate', 'access.busy'. Failures are counted and audited;
 * unknown names are counted like known ones, without a row.
 */
export async function logIn(services: SignInServices, request: LogIn): Promise<NewSession> {
  const { db, limits } = services;
  const policy = await readAccessPolicy(db.pool);
  limits.checkAddress(request.address, policy);
  return limits.inTurn(request.username, policy, async () => {
    limits.checkAddress(request.address, policy);
    const found = await findByUsername(db.pool, request.username);
    // Accounts of the system have no password: they look like names that nobody has.
    const known = typeof found?.credential.passwordHash === 'string' ? found : undefined;
    const now = services.clock.now();
    if (known === undefined ? limits.isNameLocked(request.username) : isLocked(known.credential, now)) {
      // As slow as a refusal for another reason.
      await verifyPassword(null, request.password);
      throw lockedOut();
    }
    const right = await verifyPassword(known?.credential.passwordHash, request.password);
    if (known === undefined) {
      limits.noteFailure(request.address);
      limits.noteUnknown(request.username, policy);
      throw refused();
    }
    if (right && known.credential.totpCipher !== null && request.code === undefined) throw codeRequired();
    const session = right ? await enter(services, known, request, policy) : undefined;
    if (session !== undefined) return session;
    limits.noteFailure(request.address);
    await recordFailure(services, known, request.address, policy);
    throw refused();
  });
}

/** Opens the session; undefined when the code is wrong. Throws when the account was changed or locked meanwhile. */
async function enter(
  { db, keyring, clock }: SignInServices,
  { actor, credential }: SignInAccount,
  request: LogIn,
  policy: AccessPolicy,
): Promise<NewSession | undefined> {
  const now = clock.now();
  const { totpCipher, passwordHash } = credential;
  const hash = passwordHash ?? '';
  const fresher = needsRehash(hash) ? await hashPassword(request.password) : undefined;
  return db.transaction(actor, async (tx) => {
    if (totpCipher !== null) {
      const secret = decryptField(keyring, totpCipher);
      if (!(await useSecondFactor(tx, secret, request.code ?? '', now))) return undefined;
    }
    if (!(await notePassed(tx, actor.accountId, hash, now))) throw refused();
    if (fresher !== undefined) await replaceHash(tx, actor.accountId, hash, fresher);
    return openSession(tx, { ...request, method: totpCipher === null ? 'password' : 'totp' }, policy, now);
  });
}

interface Opening extends Caller {
  readonly method: SignInMethod;
  readonly previousToken?: string | undefined;
}

/** Opens a session of the transaction's actor in the place of the one that the browser had, and audits it. */
export async function openSession(
  tx: Tx,
  { method, address, device, previousToken }: Opening,
  policy: AccessPolicy,
  now: Date,
): Promise<NewSession> {
  if (previousToken !== undefined) await endSessionOfToken(tx, previousToken, 'replaced', now);
  const { accountId } = tx.actor;
  const session = await createSession(tx, { accountId, method, address, device }, policy, now);
  await audit(tx, {
    action: 'access.login',
    objectKind: 'session',
    objectId: session.id,
    details: { method, address },
  });
  return session;
}

/** Counts and audits a failure; one too many locks the account and ends its sessions. */
export async function recordFailure(
  { db, clock }: SignInServices,
  { actor }: SignInAccount,
  address: string,
  policy: AccessPolicy,
): Promise<void> {
  const now = clock.now();
  const about = { objectKind: 'account', objectId: actor.accountId };
  await db.transaction(actor, async (tx) => {
    const locked = await noteFailure(tx, actor.accountId, policy, now);
    await audit(tx, { action: 'access.login-failed', ...about, details: { address } });
    if (!locked) return;
    await endSessions(tx, actor.accountId, 'locked', now);
    await audit(tx, { action: 'access.lock', ...about, details: { minutes: policy.lockMinutes } });
  });
}
