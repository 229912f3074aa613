import { sql } from 'drizzle-orm';
import { forbidden, inputError } from '../base/errors.ts';
import type { Label } from '../base/label.ts';
import type { Tx } from '../db/database.ts';
import { findRow } from '../db/rows.ts';
import { absentRecord } from '../module/reading.ts';
import { getAccessPolicy } from './access-policy.ts';
import { decryptField, type Keyring } from './cipher.ts';
import type { Purpose } from './purposes.ts';

/** A field that is shown in full: its value as stored, plain or encrypted. */
export interface UnmaskField {
  readonly label: Label;
  readonly sensitivity: 'L3' | 'L4';
  readonly value: string | Buffer | null;
}

/** A kind of record whose personal fields can be shown in full. */
export interface UnmaskSource {
  readonly objectKind: string;
  /** Names of the fields that it may show; a bank account is never among them. */
  readonly fields: readonly string[];
  /** The fields of one record; undefined when it is absent or outside the jurisdiction. */
  load(tx: Tx, id: string): Promise<Readonly<Record<string, UnmaskField>> | undefined>;
}

export interface UnmaskRequest {
  readonly id: string;
  readonly fields: readonly string[];
  readonly purpose: Purpose;
  readonly note: string;
  readonly caseNo?: string | undefined;
}

export interface UnmaskedField {
  readonly field: string;
  readonly label: Label;
  readonly sensitivity: 'L3' | 'L4';
  readonly value: string | null;
}

/**
 * Shows fields of a record in full and writes the access row in the same transaction, before anything leaves. Errors:
 * a field that is never shown, a record out of sight, more than the policy's number in one day.
 */
export async function unmask(
  tx: Tx,
  keyring: Keyring,
  source: UnmaskSource,
  request: UnmaskRequest,
): Promise<UnmaskedField[]> {
  const fields = [...new Set(request.fields)];
  const never = fields.find((field) => !source.fields.includes(field));
  if (never !== undefined || fields.length === 0) {
    throw inputError(
      'access.unmask-field',
      `可查看的项目为：${source.fields.join('、')}。银行账号不提供完整查看。`,
      `Fields that can be shown are: ${source.fields.join(', ')}. A bank account is never shown in full.`,
    );
  }
  await refuseTooMany(tx);
  const loaded = await source.load(tx, request.id);
  if (loaded === undefined) throw absentRecord();
  await noteAccess(tx, source.objectKind, fields, request);
  return fields.flatMap((field) => {
    const found = loaded[field];
    if (found === undefined) return [];
    const { label, sensitivity, value } = found;
    return [
      { field, label, sensitivity, value: Buffer.isBuffer(value) ? decryptField(keyring, value) : value },
    ];
  });
}

/** One after the other for an account, so that two requests at once do not both take the last place. */
async function refuseTooMany(tx: Tx): Promise<void> {
  const { accountId } = tx.actor;
  const { unmaskDayMax } = await getAccessPolicy(tx);
  await tx.db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${accountId}, 14))`);
  const today = await findRow<{ count: number }>(
    tx,
    sql`select count(*)::int as count from sensitive_access where account_id = ${accountId}::uuid and at >= current_date`,
  );
  if ((today?.count ?? 0) < unmaskDayMax) return;
  throw forbidden(
    'access.unmask-limit',
    `今日查看完整个人信息已达上限（${unmaskDayMax} 次）：确有需要请联系安全管理员。`,
    `The limit of ${unmaskDayMax} unmaskings a day is reached: ask the security administrator.`,
  );
}

async function noteAccess(
  tx: Tx,
  kind: string,
  fields: readonly string[],
  request: UnmaskRequest,
): Promise<void> {
  const { accountId, onBehalfOf } = tx.actor;
  await tx.db.execute(sql`
    insert into sensitive_access (account_id, on_behalf_of, object_kind, object_id, fields, purpose, note, case_no)
    values (${accountId}, ${onBehalfOf?.accountId ?? null}, ${kind}, ${request.id}, ${sql.param([...fields])}::text[],
            ${request.purpose}, ${request.note}, ${request.caseNo ?? null})`);
}
