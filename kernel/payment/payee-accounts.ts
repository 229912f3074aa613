import { sql } from 'drizzle-orm';
import { firstDay, type Month } from '../base/month.ts';
import type { Tx } from '../db/database.ts';
import { rowsOf } from '../db/rows.ts';
import type { Instant } from '../party/known-at.ts';
import { HOUSEHOLD_MEMBER } from '../policy/case-file.ts';

/** The fact that says whether somebody lives, and its value for the dead. */
const LIFE = 'person.life';
const DEAD = 'dead';

export interface PayeeAccounts {
  readonly missing: ReadonlySet<string>;
  /** Payees of several families with one account between them. */
  readonly shared: ReadonlySet<string>;
  readonly dead: ReadonlySet<string>;
}

interface Flags extends Record<string, unknown> {
  readonly id: string;
  readonly missing: boolean;
  readonly shared: boolean;
  readonly dead: boolean;
}

/**
 * What is wrong with the accounts of the people whom a programme pays, as known at the moment of the run. Families are
 * told apart by household; who belongs to none is a family alone.
 */
export async function loadPayeeAccounts(
  tx: Tx,
  programme: string,
  payMonth: Month,
  knownAt: Instant,
): Promise<PayeeAccounts> {
  const known = sql`f.recorded_at < ${knownAt}::timestamptz and f.recorded_until > ${knownAt}::timestamptz`;
  const rows = await rowsOf<{ [K in keyof Flags]: Flags[K] }>(
    tx,
    sql`with payee as materialized (
          select id, account_index from person
           where id in (select payee_person_id from award where programme = ${programme})),
        common as (
          select account_index from payee where account_index is not null group by 1 having count(*) > 1),
        family as (
          select p.id, p.account_index, coalesce((
                   select f.ref from fact f
                    where f.subject_id = p.id and f.kind = ${HOUSEHOLD_MEMBER} and ${known}
                      and f.valid_from <= ${firstDay(payMonth)}::date
                      and (f.valid_to is null or f.valid_to > ${firstDay(payMonth)}::date) limit 1), p.id) as family
            from payee p where p.account_index in (select account_index from common)),
        shared as (
          select account_index from family group by 1 having count(distinct family) > 1),
        dead as (
          select distinct f.subject_id from fact f
           where f.kind = ${LIFE} and f.code = ${DEAD} and ${known} and f.subject_id in (select id from payee))
        select p.id, p.account_index is null as missing, s.account_index is not null as shared,
               d.subject_id is not null as dead
          from payee p left join shared s on s.account_index = p.account_index
          left join dead d on d.subject_id = p.id
         where p.account_index is null or s.account_index is not null or d.subject_id is not null`,
  );
  const of = (flag: 'missing' | 'shared' | 'dead'): ReadonlySet<string> =>
    new Set(rows.filter((row) => row[flag]).map((row) => row.id));
  return { missing: of('missing'), shared: of('shared'), dead: of('dead') };
}
