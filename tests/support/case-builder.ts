import { plainDate } from '../../kernel/base/plain-date.ts';
import {
  AWARD_STATUS,
  type CaseFile,
  COUNTED,
  type FactList,
  type FactRow,
  HOUSEHOLD_MEMBER,
} from '../../kernel/policy/case-file.ts';
import type { FactDefinition, FactSubject } from '../../kernel/party/define-fact.ts';
import type { MemberBase } from '../../kernel/policy/define-programme.ts';

export const AWARD = 'award-1';
export const FAMILY = 'family-1';
/** Long before the year of the tests. */
export const ALWAYS = '2018-05-01';

interface When {
  readonly from?: string;
  readonly to?: string | null;
  readonly source?: string;
}

/** A known row of a fact, without its subject: the case builder says whose it is. */
export interface Said extends Omit<FactRow, 'subjectId'> {
  readonly subject: FactSubject;
}

/** What is known of a fact: money and counts as numbers, flags as booleans, codes as text. */
export const said = (
  definition: FactDefinition,
  value: number | boolean | string,
  { from = ALWAYS, to = null, source = '入户核查' }: When = {},
): Said => ({
  subject: definition.subject,
  kind: definition.kind,
  validFrom: plainDate(from),
  validTo: to === null ? null : plainDate(to),
  num: typeof value === 'number' ? value : typeof value === 'boolean' ? Number(value) : null,
  code: typeof value === 'string' ? value : null,
  ref: null,
  source,
  recordedAt: '2019-12-15 10:00:00+08',
});

export interface BuiltMember {
  readonly id?: string;
  readonly birthDate?: string;
  readonly facts?: readonly Said[];
  /** When the person counts in the family. */
  readonly counted?: readonly When[];
  /** Another class than counted, such as supporters who are on file only. */
  readonly memberClass?: string;
}

export interface BuiltCase {
  /** Periods in which the award is in force. */
  readonly active?: readonly When[];
  readonly award?: readonly Said[];
  readonly household?: readonly Said[];
  readonly members?: readonly BuiltMember[];
  /** Periods of other awards of the family, by the name the programme gives them. */
  readonly enrolled?: Readonly<Record<string, readonly When[]>>;
}

const of = (subjectId: string, rows: readonly Said[] = []): FactList =>
  rows.map(({ subject: _, ...row }) => ({ ...row, subjectId }));

const coded = (subjectId: string, kind: string, code: string, ref: string | null, when: When): FactRow => ({
  subjectId,
  kind,
  validFrom: plainDate(when.from ?? ALWAYS),
  validTo: when.to === undefined || when.to === null ? null : plainDate(when.to),
  num: null,
  code,
  ref,
  source: '测试',
  recordedAt: '2019-12-15 10:00:00+08',
});

/** The case file of one family (or person) with one award, as the database would give it. */
export function buildCase({
  active = [{}],
  award,
  household,
  members = [{}],
  enrolled = {},
}: BuiltCase): CaseFile {
  const people = members.map((member, i) => ({ ...member, id: member.id ?? `person-${i + 1}` }));
  return {
    awardId: AWARD,
    awardNo: 'DB4201122020000001',
    subjectId: FAMILY,
    division: 420112001001000,
    payeePersonId: people[0]?.id ?? 'nobody',
    status: active.map((when) => coded(AWARD, AWARD_STATUS, 'active', null, when)),
    awardFacts: of(AWARD, award),
    householdFacts: of(FAMILY, household),
    members: people.map(({ id, birthDate = '1980-01-01', facts, counted = [{}], memberClass = COUNTED }) => ({
      person: { id, birthDate: plainDate(birthDate), sex: 'unknown' } satisfies MemberBase,
      membership: counted.map((when) => coded(id, HOUSEHOLD_MEMBER, memberClass, FAMILY, when)),
      facts: of(id, facts),
    })),
    enrolments: Object.fromEntries(
      Object.entries(enrolled).map(([name, whens]) => [
        name,
        [
          {
            subjectId: FAMILY,
            status: whens.map((when) => coded('award-2', AWARD_STATUS, 'active', null, when)),
          },
        ],
      ]),
    ),
  };
}
