import type { PlainDate } from '../base/plain-date.ts';
import type { MemberBase } from './define-programme.ts';

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
