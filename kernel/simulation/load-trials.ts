import { type SQL, sql } from 'drizzle-orm';
import { type Division, divisionRange } from '../base/division.ts';
import { firstDay, type Month } from '../base/month.ts';
import type { Tx } from '../db/database.ts';
import { rowsOf } from '../db/rows.ts';
import type { FactDefinition } from '../party/define-fact.ts';
import type { Instant } from '../party/known-at.ts';
import { AWARD_STATUS, type CaseFile, type FactRow } from '../policy/case-file.ts';
import type { Programme } from '../policy/define-programme.ts';
import { type AwardRow, loadCasesOf } from '../policy/load-cases.ts';

/** Who is looked at: without an award of the programme in force, with a fact of the kind on file. */
export interface TrialQuery {
  readonly programme: Programme;
  readonly requires: FactDefinition;
  readonly knownAt: Instant;
  readonly month: Month;
  readonly division: Division | undefined;
}

const knownBy = (moment: Instant): SQL =>
  sql`recorded_at < ${moment}::timestamptz and recorded_until >= ${moment}::timestamptz`;

/** The next subjects after `after` in the order of their ids. */
export function nextSubjects(
  tx: Tx,
  { programme, requires, knownAt, month, division }: TrialQuery,
  after: string,
  limit: number,
): Promise<AwardRow[]> {
  const subject =
    programme.unit === 'household'
      ? sql`select h.id, h.division_no, h.head_person_id as payee from household h`
      : sql`select p.id, p.division_no, p.id as payee from person p`;
  const range = division === undefined ? undefined : divisionRange(division);
  const inRange =
    range === undefined ? sql`true` : sql`s.division_no >= ${range.from} and s.division_no < ${range.to}`;
  return rowsOf<{ [K in keyof AwardRow]: AwardRow[K] }>(
    tx,
    sql`select s.id, '' as "awardNo", ${programme.unit} as "subjectKind", s.id as "subjectId",
               s.division_no as division, s.payee as "payeePersonId"
          from (${subject}) s
         where s.id > ${after}::uuid and ${inRange}
           and exists (select 1 from fact f where f.subject_id = s.id and f.kind = ${requires.kind}
                          and ${knownBy(knownAt)})
           and not exists (
             select 1 from award a join fact f on f.subject_id = a.id
              where a.programme = ${programme.id} and a.subject_id = s.id and f.kind = ${AWARD_STATUS}
                and f.code = 'active' and (f.valid_to is null or f.valid_to > ${firstDay(month)}::date)
                and ${knownBy(knownAt)})
         order by s.id limit ${limit}`,
  );
}

/** Case files of subjects without an award, each as if it had one from the first day of `month` on. */
export async function loadTrials(
  tx: Tx,
  programme: Programme,
  knownAt: Instant,
  month: Month,
  subjects: readonly AwardRow[],
): Promise<CaseFile[]> {
  const files = await loadCasesOf(tx, programme, knownAt, subjects);
  return files.map((file) => ({ ...file, status: [inForceFrom(file.awardId, month, knownAt)] }));
}

const inForceFrom = (subjectId: string, month: Month, knownAt: Instant): FactRow => ({
  subjectId,
  kind: AWARD_STATUS,
  validFrom: firstDay(month),
  validTo: null,
  num: null,
  code: 'active',
  ref: null,
  source: '试算',
  recordedAt: knownAt,
});
