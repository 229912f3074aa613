import type { PlainDate } from '../base/plain-date.ts';
import type { FactDefinition, FactValue } from '../party/define-fact.ts';
import { activeOn, type CaseFile, type CaseMember, COUNTED, type FactList, holdsOn } from './case-file.ts';
import type { FactGroup, MemberBase, Programme, Subject } from './define-programme.ts';

/** One group of a programme's facts made ready for reading: which name a kind has, and what is read when it is absent. */
interface Reader {
  readonly needs: ReadonlyMap<string, Need>;
  readonly absent: Readonly<Record<string, FactValue>>;
}

interface Need {
  readonly name: string;
  readonly type: FactDefinition['value']['type'];
  /**
   * The declared codes themselves: what the database gives is a string of its own each time, and a rule that looks a
   * value up by it is much faster with the one that the declaration has.
   */
  readonly codes: ReadonlyMap<string, string>;
}

interface Readers {
  readonly award: Reader;
  readonly household: Reader;
  readonly person: Reader;
}

const READERS = new WeakMap<Programme, Readers>();

function readersOf(programme: Programme): Readers {
  const known = READERS.get(programme);
  if (known !== undefined) return known;
  const { award, household, person } = programme.facts;
  const made = { award: readerOf(award), household: readerOf(household), person: readerOf(person) };
  READERS.set(programme, made);
  return made;
}

function readerOf(group: FactGroup<'award' | 'household' | 'person'> = {}): Reader {
  const needs = new Map<string, Need>();
  const absent: Record<string, FactValue> = {};
  for (const [name, definition] of Object.entries(group)) {
    const codes = definition.value.type === 'code' ? Object.keys(definition.value.codes) : [];
    needs.set(definition.kind, {
      name,
      type: definition.value.type,
      codes: new Map(codes.map((code) => [code, code])),
    });
    absent[name] = ABSENT[definition.value.type];
  }
  return { needs, absent };
}

const ABSENT = { money: 0, count: 0, flag: false, code: null } as const;

/** Writes the facts that hold on a day over what is read where none does. */
function fill(
  values: Record<string, FactValue>,
  { needs }: Reader,
  rows: FactList,
  on: PlainDate,
  owner?: string,
): void {
  for (const row of rows) {
    const need = needs.get(row.kind);
    if (need === undefined || !holdsOn(row, on)) continue;
    if (owner !== undefined && row.subjectId !== owner) continue;
    values[need.name] = valueOf(need, row);
  }
}

function valueOf({ type, codes }: Need, row: FactList[number]): FactValue {
  switch (type) {
    case 'money':
    case 'count':
      return row.num ?? 0;
    case 'flag':
      return row.num === 1;
    case 'code':
      return row.code === null ? null : (codes.get(row.code) ?? row.code);
  }
}

type FilledMember = MemberBase & Record<string, FactValue>;

function memberOn(reader: Reader, member: CaseMember, on: PlainDate): FilledMember {
  const { id, birthDate, sex } = member.person;
  // Always made the same way, so that all members of a programme have one shape and reading them is fast.
  const values = { ...reader.absent, id, birthDate, sex };
  fill(values, reader, member.facts, on);
  return values;
}

/** The award's situation on `on` (the first day of a month), in the shape the programme's rule reads. */
export function subjectOn(programme: Programme, file: CaseFile, on: PlainDate): Subject {
  const readers = readersOf(programme);
  const members: FilledMember[] = [];
  for (const member of file.members) {
    if (programme.unit === 'household' && !isCounted(member, on)) continue;
    members.push(memberOn(readers.person, member, on));
  }
  const family = familyOn(programme, file, on);
  const award: Record<string, FactValue> = { ...readers.award.absent };
  fill(award, readers.award, file.awardFacts, on);
  const household: Record<string, FactValue> = { ...readers.household.absent };
  fill(household, readers.household, file.householdFacts, on, family ?? '');
  return { award, household, members, enrolled: enrolledOn(file, members, family, on) };
}

function enrolledOn(
  file: CaseFile,
  members: readonly MemberBase[],
  family: string | undefined,
  on: PlainDate,
): Record<string, boolean> {
  const enrolled: Record<string, boolean> = {};
  for (const name in file.enrolments) {
    enrolled[name] = (file.enrolments[name] ?? []).some(
      (other) =>
        (other.subjectId === family || members.some((member) => member.id === other.subjectId)) &&
        activeOn(other.status, on),
    );
  }
  return enrolled;
}

/** The assistance family on a day: the subject itself, or the one the person belongs to on that day. */
function familyOn(programme: Programme, file: CaseFile, on: PlainDate): string | undefined {
  if (programme.unit === 'household') return file.subjectId;
  return file.members[0]?.membership.find((row) => holdsOn(row, on))?.ref ?? undefined;
}

const isCounted = (member: CaseMember, on: PlainDate): boolean =>
  member.membership.some((row) => row.code === COUNTED && holdsOn(row, on));
