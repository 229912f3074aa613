import { audit } from '../audit/audit.ts';
import { DomainError, forbidden } from '../base/errors.ts';
import { readAccessPolicy } from './access-policy.ts';
import { getAccountRow, type Identity, linkIdentity } from './account-store.ts';
import { findByIdentity, findById, isLocked } from './credential-store.ts';
import { lockedOut, openSession, type SignInServices } from './sign-in.ts';
import type { Caller, NewSession } from './session-store.ts';

/**
 * Signs in who came back from the provider. Errors: 'access.identity-unknown' when no account is linked to it; none is
 * made. 'access.locked' when the account is locked.
 */
export async function signInByIdentity(
  { db, clock }: SignInServices,
  { issuer, subject }: Identity,
  caller: Caller & { readonly previousToken?: string | undefined },
): Promise<NewSession> {
  const found = await findByIdentity(db.pool, issuer, subject);
  if (found === undefined) {
    throw forbidden(
      'access.identity-unknown',
      '该统一身份尚未关联本系统账号：请用用户名和密码登录后自行关联，或请系统管理员关联。',
      'No account is linked to this identity: sign in with user name and password and link it, or ask the system administrator.',
    );
  }
  const now = clock.now();
  if (isLocked(found.credential, now)) throw lockedOut();
  const policy = await readAccessPolicy(db.pool);
  return db.transaction(found.actor, (tx) => openSession(tx, { ...caller, method: 'oidc' }, policy, now));
}

/** Somebody who is signed in, from before the way to the provider. */
export interface LinkingSession {
  readonly sessionId: string;
  readonly accountId: string;
}

/** Links the account of a session that is still open to who came back from the provider. */
export async function linkOwnIdentity(
  { db, clock }: SignInServices,
  { sessionId, accountId }: LinkingSession,
  identity: Identity,
): Promise<void> {
  const open = await db.pool.query(
    `select 1 from session where id = $1 and account_id = $2 and ended_at is null and expires_at > $3`,
    [sessionId, accountId, clock.now().toISOString()],
  );
  const found = open.rowCount === 1 ? await findById(db.pool, accountId) : undefined;
  if (found === undefined) throw sessionExpired();
  await db.transaction(found.actor, async (tx) => {
    await linkIdentity(tx, await getAccountRow(tx, found.actor.username), identity);
    await audit(tx, {
      action: 'account.link',
      objectKind: 'account',
      objectId: accountId,
      details: { issuer: identity.issuer },
    });
  });
}

/** A session was there and is no more: ended, or left alone for too long. */
export const sessionExpired = (): DomainError =>
  new DomainError({
    kind: 'forbidden',
    code: 'access.session-expired',
    zh: '登录已失效（超时未操作、已在别处退出，或账号有变动）：请重新登录，未提交的内容仍在页面上。',
    en: 'The session has ended (left alone too long, ended elsewhere, or the account was changed): sign in again; what was not sent is still on the page.',
  });
