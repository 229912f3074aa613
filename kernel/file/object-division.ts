import { sql } from 'drizzle-orm';
import { requirePermission } from '../access/permission.ts';
import { inputError } from '../base/errors.ts';
import type { Tx } from '../db/database.ts';
import { findRow } from '../db/rows.ts';
import { absentRecord } from '../module/reading.ts';
import type { Registry } from '../module/registry.ts';
import { tableOf } from '../register/define-record.ts';

/** Where the objects of a kind lie, and who may see them. */
interface ObjectTable {
  readonly table: string;
  readonly permission: string;
}

/** What is no register and yet has attachments. */
const OWN_TABLES: Readonly<Record<string, ObjectTable>> = {
  person: { table: 'person', permission: 'party.read' },
  household: { table: 'household', permission: 'party.read' },
  award: { table: 'award', permission: 'party.read' },
  case: { table: 'case_file', permission: 'case.read' },
};

function tableOfKind(registry: Registry, objectKind: string): ObjectTable | undefined {
  if (Object.hasOwn(OWN_TABLES, objectKind)) return OWN_TABLES[objectKind];
  const record = registry.records.get(objectKind);
  return record === undefined ? undefined : { table: tableOf(record), permission: `${record.area}.read` };
}

/**
 * The place of the object that something is attached to. Throws inputError for a kind that has no attachments,
 * forbidden when the actor may not see objects of this kind, and notFound when the object is outside the jurisdiction.
 */
export async function objectDivision(
  tx: Tx,
  registry: Registry,
  objectKind: string,
  objectId: string,
): Promise<number> {
  const found = tableOfKind(registry, objectKind);
  if (found === undefined) {
    throw inputError(
      'attachment.object-kind',
      '这类记录不能有附件。',
      'Records of this kind have no attachments.',
    );
  }
  requirePermission(tx.actor, found.permission);
  const row = await findRow<{ divisionNo: number }>(
    tx,
    sql`select division_no as "divisionNo" from ${sql.identifier(found.table)} where id = ${objectId}::uuid`,
  );
  if (row === undefined) throw absentRecord();
  return row.divisionNo;
}
