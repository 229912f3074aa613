import { sql } from 'drizzle-orm';
import { isGrantable, permissionsOf, ROLES } from '../access/permission.ts';
import { type Division, division, inDivision } from '../base/division.ts';
import { rowsOf } from '../db/rows.ts';
import type { UseCaseContext } from '../module/define-use-case.ts';
import { loadCase } from './load-case.ts';

/** More than a district has. */
const ACCOUNTS_MAX = 2_000;

/** To whom a case can be handed over: who may handle cases, is in charge of its place and no relative in it. */
export async function readReceivers(
  context: UseCaseContext,
  id: string,
): Promise<{ colleagues: { username: string; displayName: string }[] }> {
  const { record, relatives } = (await loadCase(context, id)).context;
  const roles = Object.keys(ROLES).filter(
    (role) => isGrantable(role) && permissionsOf(role).has('case.handle'),
  );
  const rows = await rowsOf<{ id: string; username: string; displayName: string; division: Division }>(
    context.tx,
    sql`select id, username, display_name as "displayName", division_no as division from account
         where active and role = any(${sql.param(roles)}::text[])
         order by display_name, username limit ${ACCOUNTS_MAX}`,
  );
  const colleagues = rows
    .filter((row) => row.id !== context.tx.actor.accountId && row.id !== record.handlerId)
    .filter((row) => inDivision(division(record.divisionNo), row.division))
    .filter((row) => relatives.every(({ accountId }) => accountId !== row.id))
    .map(({ username, displayName }) => ({ username, displayName }));
  return { colleagues };
}
