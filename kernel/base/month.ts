import { inputError } from './errors.ts';
import { addDays, plainDate } from './plain-date.ts';
import type { PlainDate } from './plain-date.ts';

declare const monthBrand: unique symbol;
/** A calendar month 'YYYY-MM' (years 0001–9999). Plain string order is month order. */
export type Month = string & { readonly [monthBrand]: true };

const MONTH_TEXT = /^(?!0000)\d{4}-(0[1-9]|1[0-2])$/;
const RANGE_MONTHS_MAX = 2400;

/** Whether the value is a month written 'YYYY-MM'. */
export const isMonth = (value: unknown): value is Month =>
  typeof value === 'string' && MONTH_TEXT.test(value);

/** A checked month from '2020-04' or '202004'. Throws inputError 'month.invalid' otherwise. */
export const month = (text: string): Month => {
  const dashed = /^\d{6}$/.test(text) ? `${text.slice(0, 4)}-${text.slice(4)}` : text;
  if (isMonth(dashed)) return dashed;
  throw inputError(
    'month.invalid',
    `月份“${text}”不对，请按“2020-04”或“202004”的格式填写。`,
    `not a month written YYYY-MM or YYYYMM: "${text}"`,
  );
};

/** Integer position of the month: year * 12 + month - 1. */
export const monthIndex = (m: Month): number => Number(m.slice(0, 4)) * 12 + Number(m.slice(5)) - 1;

/** The month at an index of monthIndex. Throws inputError outside the years 0001–9999. */
export const monthFromIndex = (index: number): Month => {
  const year = Math.floor(index / 12);
  if (!Number.isInteger(index) || year < 1 || year > 9999) {
    throw inputError(
      'month.out-of-range',
      `月份序号超出范围：${index}`,
      `month index out of range: ${index}`,
    );
  }
  return month(`${String(year).padStart(4, '0')}-${String(index - year * 12 + 1).padStart(2, '0')}`);
};

/** The month n months later (earlier when negative). */
export const addMonths = (m: Month, n: number): Month => monthFromIndex(monthIndex(m) + n);

/** The next calendar month: "从下月起" starts on its first day (handbook 00 §7). */
export const nextMonth = (m: Month): Month => addMonths(m, 1);

/** Months from a to b: 1 when b is the month after a, negative when b is earlier. */
export const monthsBetween = (a: Month, b: Month): number => monthIndex(b) - monthIndex(a);

/** Every month from `from` to `to`, both included; empty when `to` is earlier. At most 2400 months. */
export const monthRange = (from: Month, to: Month): Month[] => {
  const length = Math.max(0, monthsBetween(from, to) + 1);
  if (length > RANGE_MONTHS_MAX) {
    throw inputError(
      'month.range-too-long',
      `月份区间过长：${from} 至 ${to}`,
      `month range too long: ${from} to ${to}`,
    );
  }
  return Array.from({ length }, (_, i) => addMonths(from, i));
};

/** First day of the month. */
export const firstDay = (m: Month): PlainDate => plainDate(`${m}-01`);

/** Last day of the month (the day itself, not the day after). */
export const lastDay = (m: Month): PlainDate =>
  m === '9999-12' ? plainDate('9999-12-31') : addDays(firstDay(nextMonth(m)), -1);

/** The month a day lies in. */
export const monthOf = (date: PlainDate): Month => month(date.slice(0, 7));

/** A decimal digit of a date's text. */
const digit = (text: string, at: number): number => text.charCodeAt(at) - 48;

/**
 * Index of the first month that begins on `date` or later: what holds from a day on counts from that month. Read digit
 * by digit, because a batch asks for it many million times.
 */
export const startIndex = (date: PlainDate): number => {
  const year = digit(date, 0) * 1000 + digit(date, 1) * 100 + digit(date, 2) * 10 + digit(date, 3);
  const months = digit(date, 5) * 10 + digit(date, 6);
  const isFirst = digit(date, 8) === 0 && digit(date, 9) === 1;
  return year * 12 + months - (isFirst ? 1 : 0);
};

/** '2020年4月'. */
export const chineseMonth = (m: Month): string => `${Number(m.slice(0, 4))}年${Number(m.slice(5))}月`;
