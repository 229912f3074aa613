import { sql } from 'drizzle-orm';
import { isGrantable, permissionsOf, type Role, ROLES } from '../access/permission.ts';
import { sameHand } from '../access/same-hand.ts';
import { type Division, division, inDivision } from '../base/division.ts';
import type { Tx } from '../db/database.ts';
import { rowsOf } from '../db/rows.ts';

/** Roles stand from the community up to the district, so the first that fits is the nearest. */
const NEAREST_FIRST = Object.keys(ROLES).filter(isGrantable);

/**
 * The nearest role with a permission that somebody else than the actor holds over the place; when nobody does, the
 * nearest role with it, so that the task waits for whoever is given it. Undefined when no role has the permission.
 */
export async function findApprovingRole(
  tx: Tx,
  permission: string,
  divisionNo: number,
): Promise<Role | undefined> {
  const roles = NEAREST_FIRST.filter((role) => permissionsOf(role).has(permission));
  const holders = await rowsOf<{ id: string; role: string; division: Division }>(
    tx,
    sql`select id, role, division_no as division from account
         where active and role = any(${sql.param(roles)}::text[]) limit 10000`,
  );
  const inCharge = new Set(
    holders
      .filter(({ id, division: range }) => inDivision(division(divisionNo), range) && !sameHand(tx.actor, id))
      .map(({ role }) => role),
  );
  return roles.find((role) => inCharge.has(role)) ?? roles[0];
}
