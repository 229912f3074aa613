import { DomainError } from '../base/errors.ts';
import { addDays, daysBetween, plainDate, type PlainDate } from '../base/plain-date.ts';
import { addNaturalDays, addWorkingDays, isWorkingDay, notOnRestDay } from '../base/working-days.ts';
import type { CaseEvent, CaseRecord, PauseSpan } from './case-record.ts';
import type { DayKind, Deadline, Lifecycle } from './define-lifecycle.ts';

export type Lamp = 'green' | 'amber' | 'red' | 'paused' | 'none';

export interface RunningDeadline {
  readonly deadline: Deadline;
  readonly startedOn: PlainDate;
  /** The last day; on the day after it the limit is missed. Null while the calendar of that year is not loaded. */
  readonly dueOn: PlainDate | null;
  readonly amberOn: PlainDate | null;
}

/** No limit of any law is longer; a larger number would be a slip. */
const DAYS_MAX = 3_660;

/**
 * The day on which n days have been counted, the first being the day after `from` (民法典 art. 201). A pause takes out
 * whole days: after the day on which it began, up to and with the day on which it ended. Natural days that end on a
 * rest day end on the next working day (art. 203). Errors: calendar.year-unknown.
 */
export function dayAfter(
  from: PlainDate,
  n: number,
  kind: DayKind,
  pauses: readonly PauseSpan[],
  today: PlainDate,
): PlainDate {
  const spans = pauses.filter((pause) => (pause.untilOn ?? today) > from);
  if (spans.length === 0) return kind === 'working' ? addWorkingDays(from, n) : addNaturalDays(from, n);
  const standsStill = (day: PlainDate): boolean =>
    spans.some((pause) => pause.fromOn < day && day <= (pause.untilOn ?? today));
  let day = from;
  let counted = 0;
  for (let steps = 0; counted < n && steps < DAYS_MAX; steps += 1) {
    day = addDays(day, 1);
    if ((kind === 'natural' || isWorkingDay(day)) && !standsStill(day)) counted += 1;
  }
  return kind === 'natural' && n > 0 ? notOnRestDay(day) : day;
}

/** The same, or null when the end lies in a year whose holidays are not known yet: then it is not guessed. */
export function dayAfterIfKnown(...counted: Parameters<typeof dayAfter>): PlainDate | null {
  try {
    return dayAfter(...counted);
  } catch (error) {
    if (error instanceof DomainError && error.code === 'calendar.year-unknown') return null;
    throw error;
  }
}

/** The limits that run in the case's present state, the nearest first. */
export function runningDeadlines(
  lifecycle: Lifecycle,
  record: CaseRecord,
  history: readonly CaseEvent[],
  pauses: readonly PauseSpan[],
  today: PlainDate,
): RunningDeadline[] {
  return lifecycle.deadlines
    .filter((limit) => limit.states.includes(record.state) && (limit.appliesTo?.(record) ?? true))
    .flatMap((deadline): RunningDeadline[] => {
      const counted = countOf(deadline, record, history);
      if (counted === undefined) return [];
      const { startedOn, days, kind } = counted;
      const dueOn = dayAfterIfKnown(startedOn, days, kind, pauses, today);
      if (dueOn === null) return [{ deadline, startedOn, dueOn, amberOn: null }];
      const amberOn = dayAfter(startedOn, Math.max(0, days - deadline.amberDays), kind, pauses, today);
      return [{ deadline, startedOn, dueOn, amberOn: amberOn < dueOn ? amberOn : dueOn }];
    })
    .toSorted((a, b) => (a.dueOn ?? UNKNOWN).localeCompare(b.dueOn ?? UNKNOWN));
}

/** After every day there is: what is not known stands last. */
const UNKNOWN = '9999-12-31';

interface Counted {
  readonly startedOn: PlainDate;
  readonly days: number;
  readonly kind: DayKind;
}

/** From which day how many days are counted, or nothing when the limit has not begun. */
function countOf(limit: Deadline, record: CaseRecord, history: readonly CaseEvent[]): Counted | undefined {
  if (limit.until !== undefined) return countUntil(limit.until, record);
  const { from, days, kind } = limit;
  if (from === 'opened') return { startedOn: record.openedOn, days, kind };
  const entered = history.filter(
    ({ action, fromState, toState }) =>
      action === from.again || (toState === from.entering && fromState !== from.entering),
  );
  const startedOn = (from.which === 'first' ? entered[0] : entered.at(-1))?.occurredOn;
  return startedOn === undefined ? undefined : { startedOn, days, kind };
}

/**
 * A date of the calendar is counted like other natural days, from the opening, so that pauses and rest days move it
 * alike. A case that is opened on the day or later has missed it from its first day on, unless that is a rest day.
 */
function countUntil(
  { date, yearIn, yearsLater }: NonNullable<Deadline['until']>,
  { data, openedOn }: CaseRecord,
): Counted | undefined {
  const year = data[yearIn];
  if (typeof year !== 'number') return undefined;
  const last = plainDate(`${year + yearsLater}-${date}`);
  const days = daysBetween(openedOn, last);
  if (days > 0) return { startedOn: openedOn, days, kind: 'natural' };
  return { startedOn: addDays(last, -1), days: 1, kind: 'natural' };
}

/** Green, amber when the end is near, red when it is past; a limit missed before the pause stays red. */
export function lampOf(
  { dueOn, amberOn, paused }: Pick<CaseRecord, 'dueOn' | 'amberOn' | 'paused'>,
  today: PlainDate,
): Lamp {
  if (dueOn !== null && today > dueOn) return 'red';
  if (paused) return 'paused';
  if (dueOn === null || amberOn === null) return 'none';
  return today >= amberOn ? 'amber' : 'green';
}

export interface StoredClock {
  readonly dueOn: PlainDate | null;
  readonly amberOn: PlainDate | null;
  readonly paused: boolean;
}

/** What the case keeps of its clock, so that lists can be filtered and sorted by it. */
export function clockOf(running: readonly RunningDeadline[], paused: boolean, today: PlainDate): StoredClock {
  const nearest = running[0];
  // While the clock stands still no limit comes nearer; one that was missed before stays missed.
  const missed = nearest !== undefined && nearest.dueOn !== null && nearest.dueOn < today;
  if (nearest === undefined || (paused && !missed)) return { dueOn: null, amberOn: null, paused };
  return { dueOn: nearest.dueOn, amberOn: nearest.amberOn, paused };
}
