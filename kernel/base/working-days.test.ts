import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, dayOfWeek, daysBetween, plainDate } from './plain-date.ts';
import type { PlainDate } from './plain-date.ts';
import { addNaturalDays, addWorkingDays, isWorkingDay, workingDaysBetween } from './working-days.ts';

// Handbook 00 §7, State Council notices: rest days, then made-up working weekends.
const HOLIDAY_TABLE = [
  [2019, '01-01 02-04..10 04-05 05-01..04 06-07 09-13 10-01..07', '02-02 02-03 04-28 05-05 09-29 10-12'],
  [2020, '01-01 01-24..02-02 04-04..06 05-01..05 06-25..27 10-01..08', '01-19 04-26 05-09 06-28 09-27 10-10'],
  [
    2021,
    '01-01..03 02-11..17 04-03..05 05-01..05 06-12..14 09-19..21 10-01..07',
    '02-07 02-20 04-25 05-08 09-18 09-26 10-09',
  ],
  [
    2022,
    '01-01..03 01-31..02-06 04-03..05 04-30..05-04 06-03..05 09-10..12 10-01..07',
    '01-29 01-30 04-02 04-24 05-07 10-08 10-09',
  ],
  [
    2023,
    '01-01..02 01-21..27 04-05 04-29..05-03 06-22..24 09-29..10-06',
    '01-28 01-29 04-23 05-06 06-25 10-07 10-08',
  ],
  [
    2024,
    '01-01 02-10..17 04-04..06 05-01..05 06-10 09-15..17 10-01..07',
    '02-04 02-18 04-07 04-28 05-11 09-14 09-29 10-12',
  ],
  [2025, '01-01 01-28..02-04 04-04..06 05-01..05 05-31..06-02 10-01..08', '01-26 02-08 04-27 09-28 10-11'],
  [
    2026,
    '01-01..03 02-15..23 04-04..06 05-01..05 06-19..21 09-25..27 10-01..07',
    '01-04 02-14 02-28 05-09 09-20 10-10',
  ],
] as const;

const daysOf = (year: number, list: string): Set<PlainDate> => {
  const days = new Set<PlainDate>();
  for (const item of list.split(' ')) {
    const [start = '', end = start] = item.split('..');
    const from = plainDate(`${year}-${start}`);
    const to = plainDate(`${year}-${end.length === 2 ? start.slice(0, 3) + end : end}`);
    for (let i = 0; i <= daysBetween(from, to); i += 1) days.add(addDays(from, i));
  }
  return days;
};

test.each(HOLIDAY_TABLE)(
  'every day of %i is as the State Council notice says',
  (year, offList, madeUpList) => {
    const off = daysOf(year, offList);
    const madeUp = daysOf(year, madeUpList);
    for (let d = plainDate(`${year}-01-01`); d.startsWith(String(year)); d = addDays(d, 1)) {
      expect([d, isWorkingDay(d)]).toEqual([d, madeUp.has(d) || (dayOfWeek(d) <= 5 && !off.has(d))]);
    }
  },
);

test('the rest day of 2023 in 2022 and the made-up day of 2019 in 2018', () => {
  expect(isWorkingDay(plainDate('2022-12-31'))).toBe(false);
  expect(isWorkingDay(plainDate('2018-12-29'))).toBe(true);
  expect(isWorkingDay(plainDate('2018-12-31'))).toBe(false);
  expect(isWorkingDay(plainDate('2018-01-01'))).toBe(false);
});

describe('working days start on the working day after', () => {
  test.each([
    ['2020-04-27', 10, '2020-05-13'],
    ['2020-09-25', 5, '2020-10-09'],
    ['2021-07-05', 3, '2021-07-08'],
    ['2021-07-05', 20, '2021-08-02'],
    ['2021-07-05', 30, '2021-08-16'],
    ['2021-07-05', 45, '2021-09-06'],
    ['2026-02-12', 3, '2026-02-24'],
    ['2026-09-28', 10, '2026-10-16'],
    ['2020-10-03', 0, '2020-10-03'],
    ['2020-10-03', 1, '2020-10-09'],
  ])('%s + %i working days = %s', (date, n, expected) => {
    expect(addWorkingDays(plainDate(date), n)).toBe(expected);
  });
  test('counting inverts adding', () => {
    const dates = fc.integer({ min: 0, max: 2900 }).map((n) => addDays(plainDate('2018-01-01'), n));
    fc.assert(
      fc.property(dates, fc.integer({ min: 1, max: 200 }), (date, n) => {
        const end = addWorkingDays(date, n);
        expect(isWorkingDay(end)).toBe(true);
        expect(workingDaysBetween(date, end)).toBe(n);
        expect(workingDaysBetween(end, date)).toBe(-n);
      }),
    );
  });
});

describe('natural days', () => {
  test.each([
    ['2021-07-20', 7, '2021-07-27'], // handbook 00 §7: 公示, next step possible on 07-28
    ['2020-09-24', 7, '2020-10-09'], // ends on 10-01: first working day after the holiday
    ['2020-10-02', 1, '2020-10-09'],
    ['2020-09-20', 7, '2020-09-27'], // a made-up working Sunday
    ['2021-07-20', 4, '2021-07-26'], // a plain Saturday
    ['2020-10-03', 0, '2020-10-03'],
  ])('%s + %i natural days = %s (民法典 art. 201, 203)', (date, n, expected) => {
    expect(addNaturalDays(plainDate(date), n)).toBe(expected);
  });
});

describe('a year without calendar is refused, never guessed', () => {
  const unknown = (year: number) =>
    expect.objectContaining({
      code: 'calendar.year-unknown',
      kind: 'input',
      details: { year },
      zh: expect.stringContaining(`${year}年`),
      en: expect.stringContaining(`${year}`),
    });
  test.each([
    ['2017-12-31', 2017],
    ['2027-01-01', 2027],
    ['2040-05-05', 2040],
  ])('%s', (text, year) => {
    const date = plainDate(text);
    expect(() => isWorkingDay(date)).toThrow(unknown(year));
    expect(() => addWorkingDays(date, 1)).toThrow(unknown(year));
    expect(() => workingDaysBetween(plainDate('2020-01-01'), date)).toThrow(unknown(year));
  });
  test('also when the count runs past 2026', () => {
    expect(addWorkingDays(plainDate('2026-12-30'), 1)).toBe('2026-12-31');
    expect(() => addWorkingDays(plainDate('2026-12-30'), 2)).toThrow(unknown(2027));
    expect(() => addNaturalDays(plainDate('2026-12-30'), 3)).toThrow(unknown(2027));
  });
});

test.each([-1, 1.5, NaN])('%d days are refused', (n) => {
  expect(() => addWorkingDays(plainDate('2020-01-02'), n)).toThrow(
    expect.objectContaining({ code: 'calendar.bad-count' }),
  );
  expect(() => addNaturalDays(plainDate('2020-01-02'), n)).toThrow(
    expect.objectContaining({ code: 'calendar.bad-count' }),
  );
});
