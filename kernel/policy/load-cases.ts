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

/** All that the cases of a programme rest on, read in six statements whatever their number. */
export interface CaseMaterial {
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
  const mine = sql`select a.id, a.subject_id from award a where a.programme = ${programme.id} and ${chosen}`;
  const awards = await rowsOf<{ [K in keyof AwardRow]: AwardRow[K] }>(
    tx,
    sql`select a.id, a.award_no as "awardNo", a.subject_kind as "subjectKind", a.subject_id as "subjectId",
               a.division_no as division, a.payee_person_id as "payeePersonId"
          from award a where a.programme = ${programme.id} and ${chosen} order by a.award_no`,
  );
  return buildCases(programme, await loadMaterial(tx, programme, knownAt, mine, awards));
}

/** The case of a subject that has no award of the programme: what the rule would say if it applied. */
export async function loadTrialCase(
  tx: Tx,
  programme: Programme,
  knownAt: Instant,
  subject: AwardRow,
): Promise<CaseFile> {
  const mine = sql`select ${subject.id}::uuid as id, ${subject.subjectId}::uuid as subject_id`;
  const [file] = buildCases(programme, await loadMaterial(tx, programme, knownAt, mine, [subject]));
  if (file === undefined) throw new RangeError('a trial case has exactly one subject');
  return file;
}

async function loadMaterial(
  tx: Tx,
  programme: Programme,
  knownAt: Instant,
  mine: SQL,
  awards: readonly AwardRow[],
): Promise<CaseMaterial> {
  const people = sql`(${peopleOf(programme, mine)})`;
  const families = sql`(${familiesOf(programme, mine)})`;
  const needs = programme.facts;
  const facts = [
    ...(await factsOf(
      tx,
      knownAt,
      [AWARD_STATUS, ...kinds(needs.award)],
      sql`f.subject_id in (select id from (${mine}) m)`,
    )),
    ...(await factsOf(tx, knownAt, kinds(needs.household), sql`f.subject_id in ${families}`)),
    ...(await factsOf(tx, knownAt, kinds(needs.person), sql`f.subject_id in ${people}`)),
    ...(await factsOf(
      tx,
      knownAt,
      [HOUSEHOLD_MEMBER],
      programme.unit === 'household'
        ? sql`f.ref in (select subject_id from (${mine}) m)`
        : sql`f.subject_id in ${people}`,
    )),
  ];
  const others = await loadOtherAwards(tx, programme, knownAt, people, families);
  return {
    awards,
    facts: [...facts, ...others.status],
    people: await rowsOf<{ [K in keyof MemberBase]: MemberBase[K] }>(
      tx,
      sql`select p.id, p.birth_date as "birthDate", p.sex from person p where p.id in ${people}`,
    ),
    otherAwards: others.awards,
  };
}

const kinds = (group: FactGroup<'award' | 'household' | 'person'> | undefined): string[] =>
  Object.values(group ?? {}).map((definition) => definition.kind);

/** People of the awards: everybody who was ever on file as a member, or the person of the award. */
const peopleOf = (programme: Programme, mine: SQL): SQL =>
  programme.unit === 'person'
    ? sql`select subject_id from (${mine}) m`
    : sql`select f.subject_id from fact f where f.kind = ${HOUSEHOLD_MEMBER} and f.ref in (select subject_id from (${mine}) m)`;

const familiesOf = (programme: Programme, mine: SQL): SQL =>
  programme.unit === 'household'
    ? sql`select subject_id from (${mine}) m`
    : sql`select f.ref from fact f where f.kind = ${HOUSEHOLD_MEMBER} and f.subject_id in (select subject_id from (${mine}) m)`;

async function factsOf(tx: Tx, knownAt: Instant, of: readonly string[], whose: SQL): Promise<FactRow[]> {
  if (of.length === 0) return [];
  return rowsOf<{ [K in keyof FactRow]: FactRow[K] }>(
    tx,
    sql`select f.subject_id as "subjectId", f.kind, f.valid_from as "validFrom", f.valid_to as "validTo", f.num, f.code,
               f.ref, f.source, f.recorded_at as "recordedAt"
          from fact f
         where f.kind = any(${sql.param([...of])}::text[]) and ${whose}
           and f.recorded_at < ${knownAt}::timestamptz and f.recorded_until >= ${knownAt}::timestamptz`,
  );
}

async function loadOtherAwards(tx: Tx, programme: Programme, knownAt: Instant, people: SQL, families: SQL) {
  const wanted = Object.values(programme.enrolments);
  if (wanted.length === 0) return { awards: [], status: [] };
  const chosen = sql`a.programme = any(${sql.param(wanted)}::text[]) and (a.subject_id in ${people} or a.subject_id in ${families})`;
  const awards = await rowsOf<{ id: string; programme: string; subjectId: string }>(
    tx,
    sql`select a.id, a.programme, a.subject_id as "subjectId" from award a where ${chosen}`,
  );
  const status = await factsOf(
    tx,
    knownAt,
    [AWARD_STATUS],
    sql`f.subject_id in (select a.id from award a where ${chosen})`,
  );
  return { awards, status };
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
