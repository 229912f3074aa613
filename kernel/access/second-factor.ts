import { hash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { audit } from '../audit/audit.ts';
import { conflict, forbidden, inputError } from '../base/errors.ts';
import { uuidv7 } from '../base/ids.ts';
import type { Tx } from '../db/database.ts';
import { findRow } from '../db/rows.ts';
import type { AccessPolicy } from './access-policy.ts';
import { decryptField, encryptField, type Keyring } from './cipher.ts';
import { isStaff } from './permission.ts';
import { createRecoveryCodes, createTotpSecret, readRecoveryCode, totpStep, totpUrl } from './totp.ts';

const hashCode = (code: string): Buffer => hash('sha256', code, 'buffer');

/**
 * Uses a code of the second factor, six digits or a recovery code, for the transaction's actor. False when it is
 * wrong or was used before; nothing is written then.
 */
export async function useSecondFactor(tx: Tx, secret: string, given: string, now: Date): Promise<boolean> {
  const { accountId } = tx.actor;
  const code = given.replace(/\s/g, '');
  const step = totpStep(secret, code, now.getTime());
  if (step !== undefined) {
    const used = await tx.db.execute(sql`
      update account_credential set totp_step = ${step}
       where account_id = ${accountId}::uuid and (totp_step is null or totp_step < ${step})`);
    return used.rowCount === 1;
  }
  const recovery = readRecoveryCode(code);
  if (recovery === undefined) return false;
  const used = await tx.db.execute(sql`
    update recovery_code set used_at = ${now.toISOString()}
     where account_id = ${accountId}::uuid and code_hash = ${hashCode(recovery)} and used_at is null`);
  if (used.rowCount !== 1) return false;
  await auditOwn(tx, 'access.recovery-code');
  return true;
}

const auditOwn = (tx: Tx, action: string): Promise<void> =>
  audit(tx, { action, objectKind: 'account', objectId: tx.actor.accountId });

interface Stored extends Record<string, unknown> {
  readonly cipher: Buffer | null;
  readonly confirmed: boolean;
}

const findStored = (tx: Tx): Promise<Stored | undefined> =>
  findRow<Stored>(
    tx,
    sql`select totp_cipher as cipher, totp_confirmed_at is not null as confirmed from account_credential
         where account_id = ${tx.actor.accountId}::uuid for update`,
  );

const alreadyOn = () =>
  conflict(
    'access.totp-on',
    '动态口令已启用：如需更换设备，请先停用。',
    'The second factor is on already: switch it off before you change the device.',
  );

/**
 * Makes a new secret for the actor's own account and gives it, to be confirmed with a code. It protects nothing
 * before that, so that a lost picture locks nobody out.
 */
export async function enrolTotp(
  tx: Tx,
  keyring: Keyring,
  issuer: string,
): Promise<{ secret: string; url: string }> {
  if ((await findStored(tx))?.confirmed === true) throw alreadyOn();
  const { accountId, username } = tx.actor;
  const secret = createTotpSecret();
  const cipher = encryptField(keyring, secret);
  await tx.db.execute(sql`
    insert into account_credential (account_id, totp_cipher, must_change) values (${accountId}, ${cipher}, false)
    on conflict (account_id) do update set totp_cipher = excluded.totp_cipher, totp_step = null`);
  return { secret, url: totpUrl(secret, username, issuer) };
}

/** Confirms the enrolled secret with its first code; gives the recovery codes, which are shown this once. */
export async function confirmTotp(
  tx: Tx,
  keyring: Keyring,
  code: string,
  now: Date,
): Promise<{ recoveryCodes: string[] }> {
  const stored = await findStored(tx);
  if (stored?.confirmed === true) throw alreadyOn();
  if (stored === undefined || stored.cipher === null) {
    throw conflict('access.totp-not-enrolled', '请先扫描二维码绑定设备。', 'Enrol a device first.');
  }
  const step = totpStep(decryptField(keyring, stored.cipher), code.replace(/\s/g, ''), now.getTime());
  if (step === undefined) throw wrongCode();
  const at = now.toISOString();
  await tx.db.execute(sql`
    update account_credential set totp_confirmed_at = ${at}, totp_step = ${step}
     where account_id = ${tx.actor.accountId}::uuid`);
  const recoveryCodes = createRecoveryCodes();
  await useUpRecoveryCodes(tx, tx.actor.accountId, now);
  for (const one of recoveryCodes) {
    await tx.db.execute(sql`
      insert into recovery_code (id, account_id, code_hash, created_at)
      values (${uuidv7()}, ${tx.actor.accountId}, ${hashCode(readRecoveryCode(one) ?? '')}, ${at})`);
  }
  await auditOwn(tx, 'access.totp-on');
  return { recoveryCodes };
}

const wrongCode = () =>
  inputError(
    'access.code-wrong',
    '动态口令不正确：请核对手机时间后输入新的口令。',
    'The code is wrong: check the clock of your device and enter a new one.',
  );

const useUpRecoveryCodes = (tx: Tx, accountId: string, now: Date): Promise<unknown> =>
  tx.db.execute(sql`update recovery_code set used_at = ${now.toISOString()}
                     where account_id = ${accountId}::uuid and used_at is null`);

/** Takes the second factor from an account: its owner with the password, or the system administrator. */
export async function clearTotp(tx: Tx, accountId: string, now: Date): Promise<void> {
  await tx.db.execute(sql`
    update account_credential set totp_cipher = null, totp_confirmed_at = null, totp_step = null
     where account_id = ${accountId}::uuid`);
  await useUpRecoveryCodes(tx, accountId, now);
}

/** The actor switches its own second factor off; refused while the policy asks for one. */
export async function disableTotp(tx: Tx, policy: AccessPolicy, now: Date): Promise<void> {
  if (policy.requireTotp === 1 && isStaff(tx.actor.role)) {
    throw forbidden(
      'access.totp-required',
      '安全策略要求使用动态口令，不能停用：更换设备请联系系统管理员重置。',
      'The access policy asks for a second factor: to change the device, have it reset by the system administrator.',
    );
  }
  await clearTotp(tx, tx.actor.accountId, now);
  await auditOwn(tx, 'access.totp-off');
}
