import { audit } from '../audit/audit.ts';
import { conflict, type DomainError, forbidden, notFound } from '../base/errors.ts';
import type { Actor } from '../db/actor.ts';
import type { Tx } from '../db/database.ts';
import { type AccessPolicy, getAccessPolicy, readAccessPolicy } from './access-policy.ts';
import {
  findById,
  isLocked,
  recentHashes,
  refuseReuse,
  type SignInAccount,
  storePassword,
} from './credential-store.ts';
import { getDelegationFor } from './delegation.ts';
import { checkPassword } from './password.ts';
import { hashPassword, verifyPassword } from './password-hash.ts';
import { confirmTotp, disableTotp, enrolTotp } from './second-factor.ts';
import { lockedOut, recordFailure, type SignInServices } from './sign-in.ts';
import type { SignedIn } from './session-reader.ts';
import {
  type Caller,
  createSession,
  endSessions,
  listSessions,
  type NewSession,
  type OpenSession,
} from './session-store.ts';

// What people do with their own account. Nobody else does it for them, so it needs no permission; a delegate acts
// here as itself.

const selfOf = ({ actor }: SignedIn): Actor => ({ ...actor, onBehalfOf: undefined });

/** A new token for a session whose rights have changed; it ends when the one before it would have. */
async function rotate(
  tx: Tx,
  signedIn: SignedIn,
  caller: Caller,
  policy: AccessPolicy,
  now: Date,
  actingFor?: string,
): Promise<NewSession> {
  const { actor, sessionId, method, expiresAt } = signedIn;
  await endSessions(tx, actor.accountId, 'replaced', now, { only: sessionId });
  const facts = { ...caller, accountId: actor.accountId, method, actingFor, expiresAt: new Date(expiresAt) };
  return createSession(tx, facts, policy, now);
}

/** The signed-in account, after its password has been proved once more. A failure counts like one at log-in. */
async function proveAgain(
  services: SignInServices,
  signedIn: SignedIn,
  password: string,
  { address }: Caller,
  policy: AccessPolicy,
): Promise<SignInAccount> {
  const { db, limits, clock } = services;
  const { accountId, username } = signedIn.actor;
  return limits.inTurn(username, policy, async () => {
    const found = await findById(db.pool, accountId);
    if (found === undefined || found.credential.passwordHash === null) throw noPassword();
    if (isLocked(found.credential, clock.now())) throw lockedOut();
    if (await verifyPassword(found.credential.passwordHash, password)) return found;
    limits.noteFailure(address);
    await recordFailure(services, found, address, policy);
    throw wrongPassword();
  });
}

const noPassword = (): DomainError =>
  conflict(
    'access.no-password',
    '本账号没有密码：请由系统管理员设置。',
    'This account has no password: have one set by the system administrator.',
  );

const wrongPassword = (): DomainError =>
  forbidden(
    'access.password-wrong',
    '当前密码不正确。多次失败后账号将被锁定。',
    'The present password is wrong. After several failures the account is locked.',
  );

/**
 * Changes the password; every session of the account ends and the caller gets a new one. Errors: the present password
 * is wrong, the new one is weak or was used before.
 */
export async function changePassword(
  services: SignInServices,
  signedIn: SignedIn,
  given: { readonly current: string; readonly next: string },
  caller: Caller,
): Promise<NewSession> {
  const { db, clock } = services;
  const policy = await readAccessPolicy(db.pool);
  const { actor } = await proveAgain(services, signedIn, given.current, caller, policy);
  checkPassword(given.next, actor.username, policy);
  const hashes = await db.transaction(actor, (tx) =>
    recentHashes(tx, actor.accountId, policy.passwordHistory),
  );
  await refuseReuse(hashes, given.next);
  const hash = await hashPassword(given.next);
  const now = clock.now();
  return db.transaction(actor, async (tx) => {
    await storePassword(tx, actor.accountId, { hash, mustChange: false, reason: 'password' }, now);
    await audit(tx, { action: 'access.password', objectKind: 'account', objectId: actor.accountId });
    return rotate(tx, signedIn, caller, policy, now);
  });
}

/** Ends the session that calls. */
export async function logOut({ db, clock }: SignInServices, signedIn: SignedIn): Promise<void> {
  const { sessionId, actor } = signedIn;
  await db.transaction(selfOf(signedIn), async (tx) => {
    await endSessions(tx, actor.accountId, 'logout', clock.now(), { only: sessionId });
    await audit(tx, { action: 'access.logout', objectKind: 'session', objectId: sessionId });
  });
}

/** The open sessions of the account, the one that calls among them. */
export const listOwnSessions = ({ db, clock }: SignInServices, signedIn: SignedIn): Promise<OpenSession[]> =>
  db.transaction(selfOf(signedIn), (tx) => listSessions(tx, signedIn.actor.accountId, clock.now()));

/** Ends one session of the own account, or all but the one that calls. */
export async function endOwnSessions(
  { db, clock }: SignInServices,
  signedIn: SignedIn,
  id: string | undefined,
): Promise<{ ended: number }> {
  const { sessionId, actor } = signedIn;
  const choice = id === undefined ? { except: sessionId } : { only: id };
  return db.transaction(selfOf(signedIn), async (tx) => {
    const ended = await endSessions(tx, actor.accountId, 'ended', clock.now(), choice);
    if (id !== undefined && ended === 0) throw noSession();
    await audit(tx, {
      action: 'access.end-sessions',
      objectKind: 'account',
      objectId: actor.accountId,
      details: { ended },
    });
    return { ended };
  });
}

const noSession = (): DomainError =>
  notFound(
    'access.session-unknown',
    '没有这个登录会话，或已结束。',
    'There is no such session, or it has ended.',
  );

/** Makes a secret for the own second factor; `issuer` is the name that the authenticator shows. */
export const enrolOwnTotp = (
  { db, keyring }: SignInServices,
  signedIn: SignedIn,
  issuer: string,
): Promise<{ secret: string; url: string }> =>
  db.transaction(selfOf(signedIn), (tx) => enrolTotp(tx, keyring, issuer));

/** Confirms the own second factor; the session gets a new token, the others of the account end. */
export const confirmOwnTotp = (
  { db, keyring, clock }: SignInServices,
  signedIn: SignedIn,
  code: string,
  caller: Caller,
): Promise<{ recoveryCodes: string[]; session: NewSession }> =>
  db.transaction(selfOf(signedIn), async (tx) => {
    const now = clock.now();
    const { recoveryCodes } = await confirmTotp(tx, keyring, code, now);
    await endSessions(tx, tx.actor.accountId, 'second-factor', now, { except: signedIn.sessionId });
    const session = await rotate(tx, signedIn, caller, await getAccessPolicy(tx), now);
    return { recoveryCodes, session };
  });

/** Switches the own second factor off, after the password has been proved. */
export async function disableOwnTotp(
  services: SignInServices,
  signedIn: SignedIn,
  password: string,
  caller: Caller,
): Promise<NewSession> {
  const { db, clock } = services;
  const policy = await readAccessPolicy(db.pool);
  const { actor } = await proveAgain(services, signedIn, password, caller, policy);
  return db.transaction(actor, async (tx) => {
    const now = clock.now();
    await disableTotp(tx, policy, now);
    await endSessions(tx, actor.accountId, 'second-factor', now, { except: signedIn.sessionId });
    return rotate(tx, signedIn, caller, policy, now);
  });
}

/** From now on the session acts for a colleague, under a delegation in force; without one as itself again. */
export const actFor = (
  { db, clock }: SignInServices,
  signedIn: SignedIn,
  delegationId: string | null,
  caller: Caller,
): Promise<NewSession> =>
  db.transaction(selfOf(signedIn), async (tx) => {
    const now = clock.now();
    const delegation = delegationId === null ? undefined : await getDelegationFor(tx, delegationId);
    await audit(tx, {
      action: delegation === undefined ? 'access.act-as-oneself' : 'access.act-for',
      objectKind: 'account',
      objectId: delegation?.principalId ?? tx.actor.accountId,
    });
    return rotate(tx, signedIn, caller, await getAccessPolicy(tx), now, delegation?.id);
  });
