import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { month } from './month.ts';
import { contains, intersect, overlaps, period, periodOfMonth, subtract } from './period.ts';
import type { Period } from './period.ts';
import { addDays, plainDate } from './plain-date.ts';

const START = plainDate('2020-01-01');
const day = (n: number) => addDays(START, n);
const periods: fc.Arbitrary<Period> = fc
  .tuple(fc.integer({ min: 0, max: 30 }), fc.option(fc.integer({ min: 1, max: 30 })))
  .map(([from, length]) => period(day(from), length === null ? null : day(from + length)));

test('the end is excluded and null is open', () => {
  const april = periodOfMonth(month('2020-04'));
  expect(april).toEqual({ from: '2020-04-01', to: '2020-05-01' });
  expect(contains(april, plainDate('2020-04-01'))).toBe(true);
  expect(contains(april, plainDate('2020-04-30'))).toBe(true);
  expect(contains(april, plainDate('2020-05-01'))).toBe(false);
  expect(contains(april, plainDate('2020-03-31'))).toBe(false);
  expect(contains(period(START, null), plainDate('9999-12-31'))).toBe(true);
});

test('a period without a day is refused', () => {
  expect(() => period(day(1), day(1))).toThrow(expect.objectContaining({ code: 'period.empty' }));
  expect(() => period(day(1), day(0))).toThrow(expect.objectContaining({ code: 'period.empty' }));
});

test('neighbours do not overlap', () => {
  expect(overlaps(periodOfMonth(month('2020-04')), periodOfMonth(month('2020-05')))).toBe(false);
});

test('subtracting from the middle leaves two periods in order', () => {
  expect(subtract(period(day(0), null), period(day(5), day(9)))).toEqual([
    period(day(0), day(5)),
    period(day(9), null),
  ]);
});

describe('every day is in', () => {
  const everyDay = Array.from({ length: 70 }, (_, n) => day(n));
  test('the intersection when it is in both, the difference when it is in the first only', () => {
    fc.assert(
      fc.property(periods, periods, (a, b) => {
        const shared = intersect(a, b);
        const rest = subtract(a, b);
        expect(overlaps(a, b)).toBe(shared !== undefined);
        for (const date of everyDay) {
          const inBoth = contains(a, date) && contains(b, date);
          expect(shared !== undefined && contains(shared, date)).toBe(inBoth);
          const inFirstOnly = contains(a, date) && !contains(b, date);
          expect(rest.filter((p) => contains(p, date))).toHaveLength(inFirstOnly ? 1 : 0);
        }
      }),
    );
  });
});
