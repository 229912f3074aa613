import { daysBetween, isPlainDate, plainDate } from '../base/plain-date.ts';

// Day 0 of the spreadsheet calendar. Serial 60 is 29 February 1900, a day that never was, kept by every program since
// the first one; days from 1 March 1900 on count as if it had been.
const EPOCH = plainDate('1899-12-30');
const FIRST_DAY = '1900-03-01';

/** The serial number of a day; undefined for what a spreadsheet cannot hold as one: no date, or before March 1900. */
export const serialOf = (text: string): number | undefined =>
  isPlainDate(text) && text >= FIRST_DAY ? daysBetween(EPOCH, text) : undefined;

/**
 * A moment that stands for a day and a time of day without zone, as text: the day; with a time of day behind it when
 * there is one; the time alone when there is no day.
 */
export const dayText = (moment: Date): string => {
  // Parts of a day are fractions in a spreadsheet: 09:30 comes as 09:29:59.999.
  const iso = new Date(Math.round(moment.getTime() / 1000) * 1000).toISOString();
  const [day, time] = [iso.slice(0, 10), iso.slice(11, 19)];
  if (day < '1900-01-01') return time;
  return time === '00:00:00' ? day : `${day} ${time}`;
};
