import type { PlainDate } from '../base/plain-date.ts';
import type { Json, SubjectKind } from './define-lifecycle.ts';

/** One case as it stands. */
export interface CaseRecord {
  readonly id: string;
  readonly caseNo: string;
  readonly lifecycle: string;
  readonly state: string;
  readonly divisionNo: number;
  readonly subjectKind: SubjectKind;
  readonly subjectId: string;
  readonly applicantPersonId: string | null;
  readonly openedOn: PlainDate;
  readonly openedBy: string;
  readonly handlerId: string;
  readonly version: number;
  readonly data: Readonly<Record<string, unknown>>;
  readonly flags: readonly string[];
  readonly dueOn: PlainDate | null;
  readonly amberOn: PlainDate | null;
  readonly paused: boolean;
}

/** One line of a case's history. */
export interface CaseEvent {
  readonly seq: number;
  readonly occurredOn: PlainDate;
  readonly accountId: string;
  readonly username: string;
  /** The actor's own place: a district's account acts for the bureau, a street's for the street. */
  readonly actorDivision: number;
  readonly action: string;
  readonly fromState: string | null;
  readonly toState: string;
  readonly reason: string | null;
  readonly details: Readonly<Record<string, Json>>;
}

/** A declared near relation between somebody of the staff and somebody of the case. */
export interface Relative {
  readonly accountId: string;
  readonly relation: string;
}

export interface PauseSpan {
  readonly reason: string;
  readonly fromOn: PlainDate;
  readonly untilOn: PlainDate | null;
}

/** Actions of the kernel that stand in every history beside those of the life cycle. */
export const OPENED = 'open';
export const MATERIALS_NOTICED = 'notice-missing';
export const PAUSED = 'pause';
export const RESUMED = 'resume';
export const HANDED_OVER = 'hand-over';
export const NOTICE_ENDED = 'notice-ended';

/** The flag of a case in which a near relative of the staff applies. */
export const STAFF_RELATIVE = 'staff-relative';
