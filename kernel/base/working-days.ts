// Only the package's data is used: its functions read dates in the computer's own time zone and are a day off west
// of Greenwich.
import stateCouncilCalendar from 'chinese-days/dist/chinese-days.json' with { type: 'json' };
import { inputError } from './errors.ts';
import { addDays, dayOfWeek, daysBetween, plainDate } from './plain-date.ts';
import type { PlainDate } from './plain-date.ts';

/** Years whose holidays the State Council has published and chinese-days 1.5.7 holds. */
export const CALENDAR_YEARS = { first: 2018, last: 2026 } as const;

const CALENDAR_START = plainDate(`${CALENDAR_YEARS.first}-01-01`);
const CALENDAR_DAYS = daysBetween(CALENDAR_START, plainDate(`${CALENDAR_YEARS.last + 1}-01-01`));

const yearUnknown = (year: number) =>
  inputError(
    'calendar.year-unknown',
    `缺少${year}年的节假日安排，无法计算工作日；现有${CALENDAR_YEARS.first}至${CALENDAR_YEARS.last}年，请先载入${year}年日历。`,
    `the holiday calendar of ${year} is missing (have ${CALENDAR_YEARS.first}–${CALENDAR_YEARS.last}); load it first`,
    { year },
  );

type Calendar = {
  /** Every working day, in order. */
  readonly days: readonly PlainDate[];
  /** countThrough[i] = how many working days lie in the calendar up to and including day i. */
  readonly countThrough: readonly number[];
};

const buildCalendar = (): Calendar => {
  const off = new Set(Object.keys(stateCouncilCalendar.holidays));
  const madeUp = new Set(Object.keys(stateCouncilCalendar.workdays));
  const days: PlainDate[] = [];
  const countThrough: number[] = [];
  for (let i = 0; i < CALENDAR_DAYS; i += 1) {
    const date = addDays(CALENDAR_START, i);
    if (madeUp.has(date) || (dayOfWeek(date) <= 5 && !off.has(date))) days.push(date);
    countThrough.push(days.length);
  }
  return { days, countThrough };
};

const calendar = buildCalendar();

const countThrough = (date: PlainDate): number => {
  const count = calendar.countThrough[daysBetween(CALENDAR_START, date)];
  if (count === undefined) throw yearUnknown(Number(date.slice(0, 4)));
  return count;
};

const nthWorkingDay = (n: number): PlainDate => {
  const date = calendar.days[n - 1];
  if (date === undefined) throw yearUnknown(CALENDAR_YEARS.last + 1);
  return date;
};

const requireCount = (n: number): void => {
  if (!Number.isSafeInteger(n) || n < 0) {
    throw inputError(
      'calendar.bad-count',
      `天数必须是不小于0的整数：${n}`,
      `not a whole number of days: ${n}`,
    );
  }
};

/** Whether people work on the day: no weekend, no holiday, or a made-up weekend. Throws 'calendar.year-unknown'. */
export const isWorkingDay = (date: PlainDate): boolean =>
  nthWorkingDay(Math.max(1, countThrough(date))) === date;

/**
 * The n-th working day after the day; the clock starts the working day after (handbook 00 §7). n = 0 gives the day
 * itself. Throws inputError 'calendar.year-unknown' when the count leaves the known years.
 */
export const addWorkingDays = (date: PlainDate, n: number): PlainDate => {
  requireCount(n);
  const before = countThrough(date);
  return n === 0 ? date : nthWorkingDay(before + n);
};

/**
 * Working days after a up to and including b, so that workingDaysBetween(a, addWorkingDays(a, n)) = n; negative when b
 * is earlier. Throws inputError 'calendar.year-unknown'.
 */
export const workingDaysBetween = (a: PlainDate, b: PlainDate): number => countThrough(b) - countThrough(a);

/** The day itself, or the first working day after it: where a period ends on a rest day (民法典 art. 203). */
export const notOnRestDay = (last: PlainDate): PlainDate =>
  isWorkingDay(last) ? last : addWorkingDays(last, 1);

/**
 * Last day of a period of n natural days (自然日), counted from the next day (民法典 art. 201). If that day is a rest
 * day or statutory holiday, the period ends on the first working day after it (art. 203). n = 0 gives the day itself.
 * Throws inputError 'calendar.year-unknown'.
 */
export const addNaturalDays = (date: PlainDate, n: number): PlainDate => {
  requireCount(n);
  if (n === 0) return date;
  return notOnRestDay(addDays(date, n));
};
