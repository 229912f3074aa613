import { sql } from 'drizzle-orm';
import type { PlainDate } from '../../../kernel/base/plain-date.ts';
import type { Tx } from '../../../kernel/db/database.ts';
import { rowsOf, uuidArray } from '../../../kernel/db/rows.ts';
import { COUNTED } from '../../../kernel/policy/case-file.ts';

export interface AffectedAward {
  readonly id: string;
  readonly awardNo: string;
  readonly programme: string;
  readonly subjectKind: 'person' | 'household';
  readonly subjectId: string;
  readonly payeePersonId: string;
  readonly divisionNo: number;
}

/** Households that the person counts in on a day or later. */
export async function homesOf(tx: Tx, personId: string, from: PlainDate): Promise<string[]> {
  const rows = await rowsOf<{ id: string }>(
    tx,
    sql`select distinct household_id as id from household_membership
         where person_id = ${personId}::uuid and member_class = ${COUNTED}
           and (valid_to is null or valid_to > ${from}::date)`,
  );
  return rows.map((row) => row.id);
}

/**
 * Awards that a change of these households and people may touch from a day on: their own, and those of everybody who
 * lives with them, because a subsidy may rest on the family's award.
 */
export const affectedAwards = (
  tx: Tx,
  people: readonly string[],
  households: readonly string[],
  from: PlainDate,
): Promise<AffectedAward[]> =>
  rowsOf<{ [K in keyof AffectedAward]: AffectedAward[K] }>(
    tx,
    sql`with subject as (
          select unnest(${uuidArray([...people, ...households])}) as id
          union select person_id from household_membership
                 where household_id = any(${uuidArray(households)}) and (valid_to is null or valid_to > ${from}::date))
        select distinct a.id, a.award_no as "awardNo", a.programme, a.subject_kind as "subjectKind",
               a.subject_id as "subjectId", a.payee_person_id as "payeePersonId", a.division_no as "divisionNo"
          from award_in_force a join subject s on s.id = a.subject_id
         where a.valid_to is null or a.valid_to > ${from}::date
         order by a.award_no`,
  );
