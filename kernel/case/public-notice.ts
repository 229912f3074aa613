import { sql } from 'drizzle-orm';
import type { Pool } from 'pg';
import { maskName } from '../access/mask.ts';
import type { Clock } from '../base/clock.ts';
import { divisionRange, division, parentDivision } from '../base/division.ts';
import { failed } from '../base/errors.ts';
import { uuidv7 } from '../base/ids.ts';
import { addDays, ageOn, type PlainDate } from '../base/plain-date.ts';
import { addNaturalDays } from '../base/working-days.ts';
import type { Tx } from '../db/database.ts';
import { findRow } from '../db/rows.ts';
import type { OutputOf } from '../module/define-contract.ts';
import type { CaseRecord } from './case-record.ts';
import type { listNotices } from './contract.ts';
import type { CaseContext, NoticeSpec } from './define-lifecycle.ts';

const ADULT_AGE = 18;

/**
 * Posts a notice today: day 1 is tomorrow, and the last day counts whole. Only what the rule names is written down
 * for publication: name, community, kind, number of people, amount. A child is surname and 某.
 */
export async function postNotice(context: CaseContext, spec: NoticeSpec): Promise<void> {
  const { tx, record, clock } = context;
  const today = clock.today();
  const { kind, people, amountFen } = await spec.facts(context);
  const person = await shownPerson(tx, record);
  const isChild = ageOn(person.birthDate, today) < ADULT_AGE;
  const name = isChild || spec.name === 'masked' ? maskName(person.name, { child: isChild }) : person.name;
  await tx.db.execute(sql`
    insert into public_notice (id, case_id, division_no, kind, shown_name, community, people, amount_fen, posted_on,
                               first_day, last_day, posted_by)
    values (${uuidv7()}, ${record.id}::uuid, ${record.divisionNo}, ${kind.zh}, ${name},
            ${communityName(context)}, ${people}, ${amountFen}, ${today}, ${addDays(today, 1)},
            ${addNaturalDays(today, spec.days)}, ${tx.actor.accountId})`);
}

/** The person who is shown: the applicant, without one the subject itself. */
async function shownPerson(
  tx: Tx,
  { applicantPersonId, subjectKind, subjectId }: CaseRecord,
): Promise<{ readonly name: string; readonly birthDate: PlainDate }> {
  const id = applicantPersonId ?? (subjectKind === 'person' ? subjectId : null);
  const row = await findRow<{ name: string; birthDate: PlainDate }>(
    tx,
    sql`select name, birth_date as "birthDate" from person where id = ${id}::uuid`,
  );
  if (row !== undefined) return row;
  throw failed(
    'case.notice-person',
    '公示对象未登记，不能公示。',
    'Nobody is on file to be named in the notice.',
  );
}

/** Down to the community and no further; the grid and the house are nobody's business. */
function communityName({ places, record }: CaseContext): string {
  let at = division(record.divisionNo);
  for (;;) {
    const name = places.get(at);
    const parent = parentDivision(at);
    // A grid spans one number; what spans more is a community or wider.
    if (name !== undefined && divisionRange(at).to - at > 1) return name;
    if (parent === undefined) return '';
    at = parent;
  }
}

/** Takes down the notice of a case that hangs: as over when its last day is past, otherwise as withdrawn. */
export async function endNotice(tx: Tx, caseId: string, today: PlainDate): Promise<void> {
  await tx.db.execute(sql`
    update public_notice set ended_on = ${today}::date,
           end_reason = case when last_day < ${today}::date then 'over' else 'withdrawn' end
     where case_id = ${caseId}::uuid and ended_on is null`);
}

/** Notices that run today, for everybody; without account and jurisdiction. */
export async function readPostedNotices(
  pool: Pool,
  clock: Clock,
  { after, limit }: { readonly after?: string | undefined; readonly limit: number },
): Promise<OutputOf<typeof listNotices>> {
  const { rows } = await pool.query<OutputOf<typeof listNotices>['notices'][number]>(
    `select id, kind, shown_name as "name", community, people, amount_fen as "amountFen", posted_on as "postedOn",
            first_day as "firstDay", last_day as "lastDay"
       from public_notice_posted
      where posted_on <= $1::date and last_day >= $1::date and ($2::uuid is null or id > $2::uuid)
      order by id limit $3`,
    [clock.today(), after ?? null, limit + 1],
  );
  const notices = rows.slice(0, limit);
  return { notices, next: rows.length > limit ? (notices.at(-1)?.id ?? null) : null };
}
