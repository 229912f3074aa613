import { sql } from 'drizzle-orm';
import type { Clock } from '../base/clock.ts';
import type { Tx } from '../db/database.ts';
import { rowsOf } from '../db/rows.ts';
import { placeName, type PlaceNames } from '../party/place-names.ts';
import { listAccountRows } from './account-store.ts';
import { isGrantable, roleLabel, ROLES } from './permission.ts';
import { listGrants } from './role-grant.ts';

/** Accounts for the administrators, and the roles that can be granted. */
export async function readAccounts(tx: Tx, { places, clock }: { places: PlaceNames; clock: Clock }) {
  const rows = await listAccountRows(tx, clock.now());
  const accounts = rows.map((row) => ({
    ...row,
    roleLabel: roleLabel(row.role),
    divisionName: placeName(places, row.divisionNo),
  }));
  const roles = Object.keys(ROLES)
    .filter(isGrantable)
    .map((role) => ({ role, label: roleLabel(role) }));
  return { accounts, roles };
}

/** Grants of one account or of all. */
export async function readGrants(tx: Tx, { places }: { places: PlaceNames }, username: string | undefined) {
  const grants = await listGrants(tx, username);
  return {
    grants: grants.map((grant) => ({
      ...grant,
      roleLabel: roleLabel(grant.role),
      divisionName: placeName(places, grant.divisionNo),
    })),
  };
}

interface LogQuery {
  readonly username?: string | undefined;
  readonly before?: number | undefined;
  readonly limit: number;
}

interface AuditView extends Record<string, unknown> {
  readonly id: number;
  readonly at: string;
  readonly username: string;
  readonly onBehalfOf: string | null;
  readonly action: string;
  readonly objectKind: string | null;
  readonly objectId: string | null;
  readonly purpose: string | null;
  readonly details: Record<string, unknown>;
}

/** A page of the audit log, latest first. */
export const readAudit = async (tx: Tx, query: LogQuery & { readonly action?: string | undefined }) => ({
  rows: await rowsOf<AuditView>(
    tx,
    sql`select r.id, r.at, a.username, b.username as "onBehalfOf", r.action, r.object_kind as "objectKind",
               r.object_id as "objectId", r.purpose, r.details
          from audit_row r join account a on a.id = r.account_id
          left join account b on b.id = (r.details ->> 'onBehalfOf')::uuid
         where ${pageOf('r', query)} and (${query.action ?? null}::text is null or r.action = ${query.action ?? null})
         order by r.id desc limit ${query.limit}`,
  ),
});

interface AccessView extends Record<string, unknown> {
  readonly id: number;
  readonly at: string;
  readonly username: string;
  readonly onBehalfOf: string | null;
  readonly objectKind: string;
  readonly objectId: string;
  readonly fields: string[];
  readonly purpose: string;
  readonly note: string;
  readonly caseNo: string | null;
}

/** A page of the log of unmasked personal data, latest first. */
export const readSensitiveAccess = async (tx: Tx, query: LogQuery) => ({
  rows: await rowsOf<AccessView>(
    tx,
    sql`select r.id, r.at, a.username, b.username as "onBehalfOf", r.object_kind as "objectKind",
               r.object_id as "objectId", r.fields, r.purpose, r.note, r.case_no as "caseNo"
          from sensitive_access r join account a on a.id = r.account_id left join account b on b.id = r.on_behalf_of
         where ${pageOf('r', query)} order by r.id desc limit ${query.limit}`,
  ),
});

const pageOf = (alias: string, { username, before }: LogQuery) => {
  const id = sql.raw(`${alias}.id`);
  return sql`(${before ?? null}::bigint is null or ${id} < ${before ?? null}::bigint)
         and (${username ?? null}::text is null or a.username = ${username ?? null})`;
};
