import { inputError } from './errors.ts';

declare const plainDateBrand: unique symbol;
/** A calendar day 'YYYY-MM-DD' (years 0001–9999) without time or zone. Plain string order is date order. */
export type PlainDate = string & { readonly [plainDateBrand]: true };

type DateParts = { readonly year: number; readonly month: number; readonly day: number };

const DATE_TEXT = /^\d{4}-\d{2}-\d{2}$/;
const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;
const YEAR_MAX = 9999;

const isLeapYear = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

const daysInMonth = (year: number, month: number): number =>
  month === 2 && isLeapYear(year) ? 29 : (MONTH_DAYS[month - 1] ?? 0);

const partsOf = (text: string): DateParts => ({
  year: Number(text.slice(0, 4)),
  month: Number(text.slice(5, 7)),
  day: Number(text.slice(8, 10)),
});

/** Whether the value is a real calendar day written 'YYYY-MM-DD'. */
export const isPlainDate = (value: unknown): value is PlainDate => {
  if (typeof value !== 'string' || !DATE_TEXT.test(value)) return false;
  const { year, month, day } = partsOf(value);
  return year >= 1 && day >= 1 && day <= daysInMonth(year, month);
};

/** A checked calendar day. Throws inputError 'date.invalid' for anything but a real 'YYYY-MM-DD'. */
export const plainDate = (text: string): PlainDate => {
  if (isPlainDate(text)) return text;
  throw inputError(
    'date.invalid',
    `日期“${text}”不对，请按“2020-04-01”的格式填写真实日期。`,
    `not a real date written YYYY-MM-DD: "${text}"`,
  );
};

const fromParts = ({ year, month, day }: DateParts): PlainDate => {
  if (year < 1 || year > YEAR_MAX) {
    throw inputError('date.out-of-range', `年份超出范围：${year}`, `year out of range: ${year}`);
  }
  return plainDate(
    `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`,
  );
};

const requireInteger = (n: number): void => {
  if (!Number.isSafeInteger(n)) {
    throw inputError(
      'date.not-integer',
      `天数或月数必须是整数：${n}`,
      `not an integer number of days or months: ${n}`,
    );
  }
};

// Days since 1970-01-01 in the proleptic Gregorian calendar, years starting in March (H. Hinnant, days_from_civil).
const dayNumber = (date: PlainDate): number => {
  const { year, month, day } = partsOf(date);
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
};

const fromDayNumber = (days: number): PlainDate => {
  const z = days + 719_468;
  const era = Math.floor(z / 146_097);
  const dayOfEra = z - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  return fromParts({
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1,
  });
};

/** The day n days later (earlier when negative). Throws inputError outside the years 0001–9999. */
export const addDays = (date: PlainDate, n: number): PlainDate => {
  requireInteger(n);
  return fromDayNumber(dayNumber(date) + n);
};

/** The same day n months later; a day the month lacks becomes its last day (民法典 art. 202): 01-31 + 1 = 02-28. */
export const addMonthsToDate = (date: PlainDate, n: number): PlainDate => {
  requireInteger(n);
  const { year, month, day } = partsOf(date);
  const index = year * 12 + month - 1 + n;
  const newYear = Math.floor(index / 12);
  const newMonth = index - newYear * 12 + 1;
  return fromParts({ year: newYear, month: newMonth, day: Math.min(day, daysInMonth(newYear, newMonth)) });
};

/** Days from a to b: 1 when b is the day after a, negative when b is earlier. */
export const daysBetween = (a: PlainDate, b: PlainDate): number => dayNumber(b) - dayNumber(a);

/** 1 = Monday … 7 = Sunday. */
export const dayOfWeek = (date: PlainDate): number => ((((dayNumber(date) + 3) % 7) + 7) % 7) + 1;

const yearOf = (date: PlainDate): number => Number(date.slice(0, 4));

/**
 * Full years of age on a day; the birthday itself counts (handbook 00 §7). Born on 29 February: the birthday of a
 * common year is 28 February, the month's last day standing in for the missing one (民法典 art. 202).
 * Throws inputError 'date.before-birth' when the day lies before the birth.
 */
export const ageOn = (birth: PlainDate, on: PlainDate): number => {
  if (on < birth) {
    throw inputError(
      'date.before-birth',
      '计算年龄的日期早于出生日期。',
      'age asked for a day before the birth',
    );
  }
  const years = yearOf(on) - yearOf(birth);
  // Dates are fixed-width text: within a year they compare as text. Only 29 February needs the calendar.
  if (!birth.endsWith('02-29')) return on.slice(5) < birth.slice(5) ? years - 1 : years;
  return on < addMonthsToDate(birth, years * 12) ? years - 1 : years;
};

/** '2020年4月1日'. */
export const chineseDate = (date: PlainDate): string => {
  const { year, month, day } = partsOf(date);
  return `${year}年${month}月${day}日`;
};
