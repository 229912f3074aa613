import { sql } from 'drizzle-orm';
import type { PlainDate } from '../../base/plain-date.ts';
import type { Tx } from '../../db/database.ts';
import { findRow } from '../../db/rows.ts';
import type { Cause } from './cause.ts';

/** Whose award was overpaid, and for which months. */
export interface Overpaid {
  readonly awardId: string;
  readonly programme: string;
  readonly subjectId: string;
  readonly payeePersonId: string;
  readonly firstMonth: PlainDate;
  readonly lastMonth: PlainDate;
}

/**
 * Why an award was probably overpaid, from what is on file now: somebody of it was dead in those months, another award
 * paid the same people, or an income was recorded after it had been paid. A proposal, which a clerk confirms.
 */
export async function proposeCause(tx: Tx, overpaid: Overpaid): Promise<Cause> {
  const { awardId, programme, subjectId, payeePersonId, firstMonth, lastMonth } = overpaid;
  const row = await findRow<{ dead: boolean; twice: boolean; income: boolean }>(
    tx,
    sql`with people as (
          select ${subjectId}::uuid as id union select ${payeePersonId}::uuid
          union select subject_id from fact
                 where kind = 'household.member' and ref = ${subjectId}::uuid and recorded_until = 'infinity')
        select exists (select 1 from fact f join people p on p.id = f.subject_id
                        where f.kind = 'person.life' and f.code = 'dead' and f.recorded_until = 'infinity'
                          and f.valid_from < (${lastMonth}::date + interval '1 month')) as dead,
               exists (select 1 from payment_line l join award a on a.id = l.award_id join payment_run r on r.id = l.run_id
                        where a.id <> ${awardId}::uuid and a.programme = ${programme} and r.state <> 'void'
                          and (a.payee_person_id = ${payeePersonId}::uuid or a.subject_id = ${subjectId}::uuid)
                          and l.for_month between ${firstMonth} and ${lastMonth}) as twice,
               exists (select 1 from fact f join people p on p.id = f.subject_id
                        where f.kind like 'income.%' and f.recorded_until = 'infinity'
                          and f.valid_from < (${lastMonth}::date + interval '1 month')
                          and (f.valid_to is null or f.valid_to > ${firstMonth}::date)
                          and f.recorded_at >= ${firstMonth}::date) as income`,
  );
  if (row?.dead === true) return 'death_late';
  if (row?.twice === true) return 'duplicate';
  return row?.income === true ? 'income_hidden' : 'other';
}
