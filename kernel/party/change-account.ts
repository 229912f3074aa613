import { sql } from 'drizzle-orm';
import { blindIndex, encryptField, type Keyring } from '../access/cipher.ts';
import { maskAccount } from '../access/mask.ts';
import { requirePermission } from '../access/permission.ts';
import { audit } from '../audit/audit.ts';
import { inputError, notFound } from '../base/errors.ts';
import type { Tx } from '../db/database.ts';

const ACCOUNT = /^\d{12,25}$/;

/** Registers a payee's new bank account, encrypted; a returned or held payment can then be sent again. */
export async function changeBankAccount(
  tx: Tx,
  ring: Keyring,
  personId: string,
  account: string,
): Promise<void> {
  requirePermission(tx.actor, 'party.write');
  if (!ACCOUNT.test(account)) {
    throw inputError('party.account', '银行账号应为12至25位数字。', 'A bank account has 12 to 25 digits.');
  }
  const changed = await tx.db.execute(sql`
    update person set account_cipher = ${encryptField(ring, account)}, account_index = ${blindIndex(ring, 'bank-account', account)},
           account_masked = ${maskAccount(account)}
     where id = ${personId}::uuid`);
  if (changed.rowCount !== 1) {
    throw notFound(
      'party.person-unknown',
      '没有这个人，或不在您的管辖范围内。',
      'There is no such person in your jurisdiction.',
    );
  }
  await audit(tx, {
    action: 'party.account',
    objectKind: 'person',
    objectId: personId,
    purpose: '变更收款账户',
  });
}
