import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addDays,
  addMonthsToDate,
  ageOn,
  chineseDate,
  dayOfWeek,
  daysBetween,
  isPlainDate,
  plainDate,
} from './plain-date.ts';

const DAY_MS = 86_400_000;
const LAST = daysBetween(plainDate('0001-01-01'), plainDate('9999-12-31'));
const dates = fc.integer({ min: 0, max: LAST }).map((n) => addDays(plainDate('0001-01-01'), n));

describe('plain dates', () => {
  test.each(['2020-02-29', '2000-02-29', '1900-01-01', '9999-12-31', '0001-01-01'])(
    '%s is a date',
    (text) => {
      expect(plainDate(text)).toBe(text);
    },
  );
  test.each([
    '2021-02-29',
    '1900-02-29',
    '2020-00-10',
    '2020-13-01',
    '2020-04-31',
    '2020-4-1',
    '20200401',
    '',
    '0000-01-01',
  ])('%s is refused', (text) => {
    expect(isPlainDate(text)).toBe(false);
    expect(() => plainDate(text)).toThrow(expect.objectContaining({ code: 'date.invalid' }));
  });
  test('other types are no dates', () => expect(isPlainDate(20200401)).toBe(false));

  test('day arithmetic agrees with the Gregorian calendar of the platform', () => {
    fc.assert(
      fc.property(dates, fc.integer({ min: -50_000, max: 50_000 }), (date, n) => {
        const millis = Date.parse(`${date}T00:00:00Z`) + n * DAY_MS;
        fc.pre(
          millis >= Date.parse('0001-01-01T00:00:00Z') && millis < Date.parse('+010000-01-01T00:00:00Z'),
        );
        const moved = addDays(date, n);
        expect(moved).toBe(new Date(millis).toISOString().slice(0, 10));
        expect(daysBetween(date, moved)).toBe(n);
        expect(dayOfWeek(moved)).toBe(new Date(millis).getUTCDay() || 7);
      }),
    );
  });
  test('leaving the years 0001–9999 is refused', () => {
    expect(() => addDays(plainDate('9999-12-31'), 1)).toThrow(
      expect.objectContaining({ code: 'date.out-of-range' }),
    );
    expect(() => addMonthsToDate(plainDate('0001-01-01'), -1)).toThrow(
      expect.objectContaining({ kind: 'input' }),
    );
    expect(() => addDays(plainDate('2020-01-01'), 0.5)).toThrow(
      expect.objectContaining({ code: 'date.not-integer' }),
    );
  });
  test.each([
    ['2021-01-31', 1, '2021-02-28'],
    ['2020-01-31', 1, '2020-02-29'],
    ['2020-02-29', 12, '2021-02-28'],
    ['2020-03-31', -1, '2020-02-29'],
    ['2020-01-15', -1, '2019-12-15'],
    ['2020-12-15', 1, '2021-01-15'],
  ])('%s plus %i months is %s', (date, n, expected) =>
    expect(addMonthsToDate(plainDate(date), n)).toBe(expected),
  );
});

describe('age is full years, the birthday counts', () => {
  test.each([
    ['1940-03-15', '2020-03-14', 79],
    ['1940-03-15', '2020-03-15', 80],
    ['2020-02-29', '2021-02-27', 0],
    ['2020-02-29', '2021-02-28', 1],
    ['2020-02-29', '2024-02-28', 3],
    ['2020-02-29', '2024-02-29', 4],
    ['2020-10-01', '2020-10-01', 0],
  ])('born %s, on %s: %i', (birth, on, age) => expect(ageOn(plainDate(birth), plainDate(on))).toBe(age));
  test('every age is reached on the clamped anniversary and not the day before', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 40_000 }).map((n) => addDays(plainDate('1900-01-01'), n)),
        fc.integer({ min: 1, max: 110 }),
        (birth, years) => {
          const birthday = addMonthsToDate(birth, years * 12);
          expect(ageOn(birth, birthday)).toBe(years);
          expect(ageOn(birth, addDays(birthday, -1))).toBe(years - 1);
        },
      ),
    );
  });
  test('a day before the birth is refused', () => {
    expect(() => ageOn(plainDate('2020-01-02'), plainDate('2020-01-01'))).toThrow(
      expect.objectContaining({ code: 'date.before-birth' }),
    );
  });
});

test('Chinese text has no leading zeros', () =>
  expect(chineseDate(plainDate('2020-04-01'))).toBe('2020年4月1日'));
