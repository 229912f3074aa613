import { expect, test } from 'vitest';
import { chinaTime, fixedClock, systemClock } from './clock.ts';

test.each([
  ['2020-10-15', '2020-10-15 00:00'],
  ['2020-10-15T09:30', '2020-10-15 09:30'],
  ['2020-10-15 09:30:59', '2020-10-15 09:30'],
  ['2020-10-15T16:00:00Z', '2020-10-16 00:00'],
  ['2020-12-31T15:59:59.999Z', '2020-12-31 23:59'],
  ['2020-10-15T00:30:00+09:00', '2020-10-14 23:30'],
])('a clock fixed at %s shows %s in China', (iso, shown) => {
  const clock = fixedClock(iso);
  expect(chinaTime(clock.now())).toBe(shown);
  expect(clock.today()).toBe(shown.slice(0, 10));
});

test('a fixed clock cannot be moved through the date it hands out', () => {
  const clock = fixedClock('2020-10-15');
  clock.now().setFullYear(1999);
  expect(clock.today()).toBe('2020-10-15');
});

test.each(['', 'now', '2020-02-30', '2020-10-15T25:00', '2020-10-15T9:00'])('%s is refused', (iso) => {
  expect(() => fixedClock(iso)).toThrow(expect.objectContaining({ kind: 'input' }));
});

test('the system clock runs', () => {
  expect(Math.abs(systemClock.now().getTime() - Date.now())).toBeLessThan(1000);
  expect(systemClock.today()).toBe(chinaTime(new Date()).slice(0, 10));
});
