import { sql } from 'drizzle-orm';
import type { Tx } from '../db/database.ts';

export interface AuditEntry {
  readonly action: string;
  readonly objectKind?: string;
  readonly objectId?: string;
  /** Why personal data was read; required by the callers that show it. */
  readonly purpose?: string;
  /** Facts for the auditor; never personal data. */
  readonly details?: Readonly<Record<string, unknown>>;
}

/**
 * Writes the audit row in the transaction of what it tells: both are there, or neither. A delegate's row names the
 * colleague in its details, which are part of what is sealed.
 */
export async function audit(tx: Tx, entry: AuditEntry): Promise<void> {
  const { accountId, onBehalfOf } = tx.actor;
  const details = { ...entry.details, ...(onBehalfOf && { onBehalfOf: onBehalfOf.accountId }) };
  await tx.db.execute(sql`
    insert into audit_row (account_id, action, object_kind, object_id, purpose, details)
    values (${accountId}, ${entry.action}, ${entry.objectKind ?? null}, ${entry.objectId ?? null},
            ${entry.purpose ?? null}, ${JSON.stringify(details)}::jsonb)`);
}
