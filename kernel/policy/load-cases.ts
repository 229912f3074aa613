import { type SQL, sql } from 'drizzle-orm';
import type { PlainDate } from '../base/plain-date.ts';
import type { Tx } from '../db/database.ts';
import { rowsOf, uuidArray } from '../db/rows.ts';
import { AWARD_STATUS, type CaseFile, type CaseMember, type FactRow, HOUSEHOLD_MEMBER } from './case-file.ts';
import type { FactGroup, MemberBase, Programme } from './define-programme.ts';
import type { Instant } from '../party/known-at.ts';

export interface AwardRow {
  readonly id: string;
  readonly awardNo: string;
  readonly subjectKind: 'person' | 'household';
  readonly subjectId: string;
  readonly division: number;
  readonly payeePersonId: string;
}

/** All that the cases of a programme rest on. */
interface CaseMaterial {
  readonly awards: readonly AwardRow[];
  readonly facts: readonly FactRow[];
  readonly people: readonly MemberBase[];
  readonly otherAwards: readonly {
    readonly id: string;
    readonly programme: string;
    readonly subjectId: string;
  }[];
}

/** The case files of a programme's awards (or of the given ones), by what was known at `knownAt`. */
export async function loadCases(
  tx: Tx,
  programme: Programme,
  knownAt: Instant,
  awardIds?: readonly string[],
): Promise<CaseFile[]> {
  const chosen = awardIds === undefined ? sql`true` : sql`a.id = any(${uuidArray(awardIds)})`;
  const awards = await rowsOf<{ [K in keyof AwardRow]: AwardRow[K] }>(
    tx,
    sql`select ${AWARD_ROW} from award a where a.programme = ${programme.id} and ${chosen} order by a.award_no`,
  );
  return loadCasesOf(tx, programme, knownAt, awards);
}

/** The next awards of a programme after a number, in the order of their numbers. */
export const nextAwards = (
  tx: Tx,
  programme: Programme,
  afterNo: string,
  limit: number,
): Promise<AwardRow[]> =>
  rowsOf<{ [K in keyof AwardRow]: AwardRow[K] }>(
    tx,
    sql`select ${AWARD_ROW} from award a
         where a.programme = ${programme.id} and a.award_no > ${afterNo} order by a.award_no limit ${limit}`,
  );

const AWARD_ROW = sql`a.id, a.award_no as "awardNo", a.subject_kind as "subjectKind", a.subject_id as "subjectId",
  a.division_no as division, a.payee_person_id as "payeePersonId"`;

/** The case of a subject that has no award of the programme: what the rule would say if it applied. */
export async function loadTrialCase(
  tx: Tx,
  programme: Programme,
  knownAt: Instant,
  subject: AwardRow,
): Promise<CaseFile> {
  const [file] = await loadCasesOf(tx, programme, knownAt, [subject]);
  if (file === undefined) throw new RangeError('a trial case has exactly one subject');
  return file;
}

/** The case files of awards, or of subjects as if they had one: in five statements whatever their number. */
export async function loadCasesOf(
  tx: Tx,
  programme: Programme,
  knownAt: Instant,
  awards: readonly AwardRow[],
): Promise<CaseFile[]> {
  if (awards.length === 0) return [];
  const isHousehold = programme.unit === 'household';
  const subjects = awards.map(({ subjectId }) => subjectId);
  const memberships = await membershipsOf(tx, programme, knownAt, subjects);
  const people = isHousehold ? unique(memberships.map((row) => row.subjectId)) : subjects;
  const families = isHousehold ? subjects : unique(memberships.flatMap((row) => row.ref ?? []));
  const otherAwards = await otherAwardsOf(tx, programme, [...people, ...families]);
  const { award, household, person } = programme.facts;
  const wanted = unique([AWARD_STATUS, ...kinds(award), ...kinds(household), ...kinds(person)]);
  const facts = await factsOf(tx, knownAt, wanted, [
    ...awards.map(({ id }) => id),
    ...otherAwards.map(({ id }) => id),
    ...families,
    ...people,
  ]);
  return buildCases(programme, {
    awards,
    facts: [...memberships, ...facts],
    people: await rowsOf<{ [K in keyof MemberBase]: MemberBase[K] }>(
      tx,
      sql`select p.id, p.birth_date as "birthDate", p.sex from person p where p.id = any(${uuidArray(people)})`,
    ),
    otherAwards,
  });
}

const unique = (ids: readonly string[]): string[] => [...new Set(ids)];

const kinds = (group: FactGroup<'award' | 'household' | 'person'> | undefined): string[] =>
  Object.values(group ?? {})
    .map((definition) => definition.kind)
    .filter((kind) => kind !== HOUSEHOLD_MEMBER);

const FACT_COLUMNS = sql`f.subject_id as "subjectId", f.kind, f.valid_from as "validFrom", f.valid_to as "validTo",
  f.num, f.code, f.ref, f.source, f.recorded_at as "recordedAt"`;

const knownBy = (moment: Instant): SQL =>
  sql`f.recorded_at < ${moment}::timestamptz and f.recorded_until >= ${moment}::timestamptz`;

const factsOf = (
  tx: Tx,
  knownAt: Instant,
  of: readonly string[],
  ids: readonly string[],
): Promise<FactRow[]> =>
  rowsOf<{ [K in keyof FactRow]: FactRow[K] }>(
    tx,
    sql`select ${FACT_COLUMNS} from fact f
         where f.kind = any(${sql.param([...of])}::text[]) and f.subject_id = any(${uuidArray(unique(ids))})
           and ${knownBy(knownAt)}`,
  );

/** Who belongs to the families, or the families to which the people belong. */
const membershipsOf = (
  tx: Tx,
  { unit }: Programme,
  knownAt: Instant,
  subjects: readonly string[],
): Promise<FactRow[]> =>
  rowsOf<{ [K in keyof FactRow]: FactRow[K] }>(
    tx,
    sql`select ${FACT_COLUMNS} from fact f
         where f.kind = ${HOUSEHOLD_MEMBER} and ${knownBy(knownAt)}
           and ${unit === 'household' ? sql`f.ref` : sql`f.subject_id`} = any(${uuidArray(subjects)})`,
  );

async function otherAwardsOf(tx: Tx, { enrolments }: Programme, subjects: readonly string[]) {
  const wanted = Object.values(enrolments);
  if (wanted.length === 0 || subjects.length === 0) return [];
  return rowsOf<{ id: string; programme: string; subjectId: string }>(
    tx,
    sql`select a.id, a.programme, a.subject_id as "subjectId" from award a
         where a.programme = any(${sql.param(wanted)}::text[]) and a.subject_id = any(${uuidArray(unique(subjects))})`,
  );
}

/** Puts the material together, award by award. Pure: a simulation feeds it rows that no database holds. */
export function buildCases(programme: Programme, material: CaseMaterial): CaseFile[] {
  const factsBySubject = Map.groupBy(material.facts, (row) => row.subjectId);
  const membersByHousehold = Map.groupBy(
    material.facts.filter((row) => row.kind === HOUSEHOLD_MEMBER),
    (row) => row.ref ?? '',
  );
  const people = new Map(material.people.map((person) => [person.id, person]));
  const othersBySubject = Map.groupBy(material.otherAwards, (award) => award.subjectId);
  const factsFor = (id: string): readonly FactRow[] => factsBySubject.get(id) ?? [];
  const statusFor = (id: string): readonly FactRow[] =>
    factsFor(id).filter((row) => row.kind === AWARD_STATUS);

  const memberOf = (id: string, membership: readonly FactRow[]): CaseMember => ({
    person: people.get(id) ?? { id, birthDate: '1900-01-01' as PlainDate, sex: 'unknown' },
    membership,
    facts: factsFor(id),
  });
  return material.awards.map((award) => {
    const memberships =
      award.subjectKind === 'household'
        ? (membersByHousehold.get(award.subjectId) ?? [])
        : factsFor(award.subjectId).filter((row) => row.kind === HOUSEHOLD_MEMBER);
    const byPerson = Map.groupBy(memberships, (row) => row.subjectId);
    const memberIds = award.subjectKind === 'household' ? [...byPerson.keys()].toSorted() : [award.subjectId];
    const families =
      award.subjectKind === 'household' ? [award.subjectId] : memberships.map((row) => row.ref ?? '');
    const related = [...families, ...memberIds].flatMap((id) => othersBySubject.get(id) ?? []);
    const enrolments = Object.fromEntries(
      Object.entries(programme.enrolments).map(([name, other]) => [
        name,
        related
          .filter((candidate) => candidate.programme === other)
          .map((candidate) => ({ subjectId: candidate.subjectId, status: statusFor(candidate.id) })),
      ]),
    );
    return {
      awardId: award.id,
      awardNo: award.awardNo,
      subjectId: award.subjectId,
      division: award.division,
      payeePersonId: award.payeePersonId,
      status: statusFor(award.id),
      awardFacts: factsFor(award.id),
      householdFacts: families.flatMap((id) => factsFor(id)),
      members: memberIds.map((id) => memberOf(id, byPerson.get(id) ?? [])),
      enrolments,
    };
  });
}
