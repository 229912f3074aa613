import { describe, expect, test } from 'vitest';
import { readTypedDate, readTypedMonth } from './typed-date.ts';

describe('a date as people type it', () => {
  test.each([
    ['2020-10-31', '2020-10-31'],
    ['20201031', '2020-10-31'],
    ['2020.2.3', '2020-02-03'],
    ['2020/2/3', '2020-02-03'],
    [' 2020年2月3日 ', '2020-02-03'],
  ])('%s', (typed, date) => expect(readTypedDate(typed)).toBe(date));

  test.each(['', '2021-02-29', '2020-13-01', '31.10.2020', '1931', 'heute'])('%s is none', (typed) =>
    expect(readTypedDate(typed)).toBeUndefined(),
  );
});

describe('a month as people type it', () => {
  test.each([
    ['2020-10', '2020-10'],
    ['202010', '2020-10'],
    ['2020年2月', '2020-02'],
  ])('%s', (typed, month) => expect(readTypedMonth(typed)).toBe(month));

  test.each(['', '2020-13', '2020'])('%s is none', (typed) => expect(readTypedMonth(typed)).toBeUndefined());
});
