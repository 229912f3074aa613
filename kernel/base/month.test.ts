import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  addMonths,
  chineseMonth,
  firstDay,
  isMonth,
  lastDay,
  month,
  monthFromIndex,
  monthIndex,
  monthOf,
  monthRange,
  monthsBetween,
  nextMonth,
  startIndex,
} from './month.ts';
import { addDays, plainDate } from './plain-date.ts';

const months = fc.integer({ min: 1900 * 12, max: 2100 * 12 }).map(monthFromIndex);

test.each(['2020-04', '202004'])('%s is April 2020', (text) => expect(month(text)).toBe('2020-04'));

test.each(['2020-13', '202000', '2020-4', '20204', '2020/04', '', '0000-01', '2020-04-01'])(
  '%s is refused',
  (text) => {
    expect(isMonth(text)).toBe(false);
    expect(() => month(text)).toThrow(expect.objectContaining({ code: 'month.invalid' }));
  },
);

test('other types and the compact form are no months', () => {
  expect(isMonth(202004)).toBe(false);
  expect(isMonth('202004')).toBe(false);
});

test('adding and counting months agree', () => {
  fc.assert(
    fc.property(months, fc.integer({ min: -500, max: 500 }), (m, n) => {
      expect(monthsBetween(m, addMonths(m, n))).toBe(n);
      expect(monthFromIndex(monthIndex(m))).toBe(m);
    }),
  );
  expect(nextMonth(month('2020-12'))).toBe('2021-01');
  expect(addMonths(month('2020-01'), -1)).toBe('2019-12');
  expect(monthIndex(month('2020-04'))).toBe(2020 * 12 + 3);
});

test('months outside the years 0001–9999 are refused', () => {
  expect(() => addMonths(month('9999-12'), 1)).toThrow(
    expect.objectContaining({ code: 'month.out-of-range' }),
  );
  expect(() => addMonths(month('2020-01'), 0.5)).toThrow(expect.objectContaining({ kind: 'input' }));
  expect(() => monthFromIndex(11)).toThrow(expect.objectContaining({ kind: 'input' }));
});

test('a range includes both ends and is empty backwards', () => {
  expect(monthRange(month('2020-11'), month('2021-02'))).toEqual([
    '2020-11',
    '2020-12',
    '2021-01',
    '2021-02',
  ]);
  expect(monthRange(month('2020-11'), month('2020-11'))).toEqual(['2020-11']);
  expect(monthRange(month('2020-11'), month('2020-10'))).toEqual([]);
  expect(() => monthRange(month('0001-01'), month('9999-12'))).toThrow(
    expect.objectContaining({ code: 'month.range-too-long' }),
  );
});

test('a month runs from its first to its last day', () => {
  expect(lastDay(month('2020-02'))).toBe('2020-02-29');
  expect(lastDay(month('9999-12'))).toBe('9999-12-31');
  fc.assert(
    fc.property(months, (m) => {
      expect(monthOf(firstDay(m))).toBe(m);
      expect(monthOf(lastDay(m))).toBe(m);
      expect(addDays(lastDay(m), 1)).toBe(firstDay(nextMonth(m)));
    }),
  );
  expect(monthOf(plainDate('2020-04-30'))).toBe('2020-04');
});

test('Chinese text has no leading zero', () => expect(chineseMonth(month('2020-04'))).toBe('2020年4月'));

test.each([
  ['2020-04-01', '2020-04'],
  ['2020-04-02', '2020-05'],
  ['2020-04-30', '2020-05'],
  ['2020-12-31', '2021-01'],
  ['0001-01-01', '0001-01'],
])('what holds from %s on counts from %s', (date, first) => {
  expect(startIndex(plainDate(date))).toBe(monthIndex(month(first)));
});
