import type { PlainDate } from '../base/plain-date.ts';
import type { FactDefinition, FactValue } from '../party/define-fact.ts';
import type { FactGroup, FactNeeds, FactValues, MemberBase, Programme, Subject } from './define-programme.ts';

/** One known fact row: already filtered to what was known at the moment of asking. */
export interface FactRow {
  readonly subjectId: string;
  readonly kind: string;
  readonly validFrom: PlainDate;
  readonly validTo: PlainDate | null;
  readonly num: number | null;
  readonly code: string | null;
  readonly ref: string | null;
  readonly source: string;
  readonly recordedAt: string;
}

/** The known facts of one subject, in no particular order; there are few of them. */
export type FactList = readonly FactRow[];

export interface CaseMember {
  readonly person: MemberBase;
  /** Rows of `household.member` that tie this person to a household. */
  readonly membership: FactList;
  readonly facts: FactList;
}

/** Everything known that one award's decisions may depend on, over all its months. */
export interface CaseFile {
  readonly awardId: string;
  readonly awardNo: string;
  readonly subjectId: string;
  readonly division: number;
  readonly payeePersonId: string;
  readonly status: FactList;
  readonly awardFacts: FactList;
  readonly householdFacts: FactList;
  readonly members: readonly CaseMember[];
  /** Other awards of the household or its people, by the name the programme gives them. */
  readonly enrolments: Readonly<Record<string, readonly OtherAward[]>>;
}

export interface OtherAward {
  readonly subjectId: string;
  readonly status: FactList;
}

/** Members who count in the assistance family; others (prisoners, supporters) are on file but not counted. */
export const COUNTED = 'counted';
export const AWARD_STATUS = 'award.status';
export const HOUSEHOLD_MEMBER = 'household.member';

export const holdsOn = (row: FactRow, date: PlainDate): boolean =>
  row.validFrom <= date && (row.validTo === null || date < row.validTo);

export const factOn = (rows: FactList, kind: string, date: PlainDate): FactRow | undefined => {
  for (const row of rows) if (row.kind === kind && holdsOn(row, date)) return row;
  return undefined;
};

/** Whether the award is in force on `date`. */
export const activeOn = (status: FactList, date: PlainDate): boolean =>
  status.some((row) => row.code === 'active' && holdsOn(row, date));

function readValue(definition: FactDefinition, row: FactRow | undefined): FactValue {
  switch (definition.value.type) {
    case 'money':
    case 'count':
      return row?.num ?? 0;
    case 'flag':
      return row?.num === 1;
    case 'code':
      return row?.code ?? null;
  }
}

function readGroup(
  group: FactGroup<'award' | 'household' | 'person'>,
  rows: FactList,
  on: PlainDate,
): FactValues {
  const values: Record<string, FactValue> = {};
  for (const name in group) {
    const definition = group[name];
    if (definition !== undefined) values[name] = readValue(definition, factOn(rows, definition.kind, on));
  }
  return values;
}

const NOTHING: FactGroup<never> = {};

/** The award's situation on `on` (the first day of a month), in the shape the programme's rule reads. */
export function subjectOn(programme: Programme, file: CaseFile, on: PlainDate): Subject {
  const needs: FactNeeds = programme.facts;
  const members: (MemberBase & FactValues)[] = [];
  for (const member of file.members) {
    if (programme.unit === 'household' && !isCounted(member, on)) continue;
    members.push({ ...member.person, ...readGroup(needs.person ?? NOTHING, member.facts, on) });
  }
  const family = familyOn(programme, file, on);
  const enrolled: Record<string, boolean> = {};
  for (const name in file.enrolments) {
    enrolled[name] = (file.enrolments[name] ?? []).some(
      (other) =>
        (other.subjectId === family || members.some((member) => member.id === other.subjectId)) &&
        activeOn(other.status, on),
    );
  }
  return {
    award: readGroup(needs.award ?? NOTHING, file.awardFacts, on),
    household: readGroup(needs.household ?? NOTHING, ofFamily(file.householdFacts, family), on),
    members,
    enrolled,
  };
}

/** The assistance family on a day: the subject itself, or the one the person belongs to on that day. */
function familyOn(programme: Programme, file: CaseFile, on: PlainDate): string | undefined {
  if (programme.unit === 'household') return file.subjectId;
  return file.members[0]?.membership.find((row) => holdsOn(row, on))?.ref ?? undefined;
}

const ofFamily = (rows: FactList, family: string | undefined): FactList =>
  rows.every((row) => row.subjectId === family) ? rows : rows.filter((row) => row.subjectId === family);

const isCounted = (member: CaseMember, on: PlainDate): boolean =>
  member.membership.some((row) => row.code === COUNTED && holdsOn(row, on));

/** Days on which something about the case changes; between two of them its subject is the same object. */
export function changeDays(file: CaseFile): PlainDate[] {
  const days = new Set<PlainDate>();
  const add = (rows: FactList): void => {
    for (const row of rows) {
      days.add(row.validFrom);
      if (row.validTo !== null) days.add(row.validTo);
    }
  };
  add(file.awardFacts);
  add(file.householdFacts);
  for (const member of file.members) {
    add(member.membership);
    add(member.facts);
  }
  for (const name in file.enrolments) for (const other of file.enrolments[name] ?? []) add(other.status);
  return [...days].toSorted();
}
