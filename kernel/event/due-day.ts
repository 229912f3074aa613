import type { Clock } from '../base/clock.ts';
import { addDays, type PlainDate } from '../base/plain-date.ts';
import { addWorkingDays, CALENDAR_YEARS } from '../base/working-days.ts';
import type { Tx } from '../db/database.ts';
import { readingDay } from '../party/reading-day.ts';

/** No run of working days is spread over more days than this, the longest holiday included. */
const SPREAD_DAYS = 21;

/** So many working days after a day; where the holidays of the next year are not published yet, whole weeks. */
export function workingDaysAfter(today: PlainDate, days: number): PlainDate {
  const known =
    today >= `${CALENDAR_YEARS.first}-01-01` &&
    addDays(today, days + SPREAD_DAYS) <= `${CALENDAR_YEARS.last}-12-31`;
  return known ? addWorkingDays(today, days) : addDays(today, Math.ceil(days / 5) * 7);
}

/** The day by which a task is due; in a demonstration counted from the last day of its data. */
export const dueIn = async (tx: Tx, clock: Clock, workingDays: number): Promise<PlainDate> =>
  workingDaysAfter(await readingDay(tx, clock), workingDays);
