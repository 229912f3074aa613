import { describe, expect, test } from 'vitest';
import { month } from '../../../kernel/base/month.ts';
import { plainDate } from '../../../kernel/base/plain-date.ts';
import { gradeFrom } from './grade.ts';
import { allowanceOf, bandOf, districtSubsidyOf } from './old-age.ts';
import { payableFen } from '../model/operating-subsidy.ts';

const BANDS = { '80_89': 10_000, '90_99': 20_000, '100_up': 50_000 };
const award = (birth: string, from = '2018-01', to: string | null = null) => ({
  birthDate: plainDate(birth),
  fromMonth: month(from),
  toMonth: to === null ? null : month(to),
});

describe('the old-age band follows from the birth date (handbook 03 §5 rule 2, values assumed)', () => {
  test.each([
    ['1940-03-31', '2020-02', undefined],
    ['1940-03-31', '2020-03', '80_89'],
    ['1930-03-01', '2020-02', '80_89'],
    ['1930-03-01', '2020-03', '90_99'],
    ['1920-06-30', '2020-06', '100_up'],
  ])('born %s, in %s: %s', (birth, at, band) => {
    expect(bandOf(plainDate(birth), month(at))).toBe(band);
  });
});

describe('a quarter of the allowance (2020年工作总结 一（五）6)', () => {
  test.each([
    ['three months', award('1935-05-01'), { months: 3, amountFen: 30_000 }],
    ['who turns 80 in the second month', award('1940-05-01', '2020-05'), { months: 2, amountFen: 20_000 }],
    ['who turns 90 in the third', award('1930-06-15'), { months: 3, amountFen: 40_000 }],
    [
      'who died in the first: that month is the last',
      award('1935-05-01', '2018-01', '2020-04'),
      { months: 1, amountFen: 10_000 },
    ],
    ['who died before', award('1935-05-01', '2018-01', '2020-03'), { months: 0, amountFen: 0 }],
    ['who is not 80 yet', award('1941-01-01', '2020-01'), { months: 0, amountFen: 0 }],
  ])('%s', (_, facts, owed) => {
    expect(allowanceOf(facts, month('2020-04'), BANDS)).toEqual(owed);
  });
  test('the district pays 100 yuan a month from 90 on, the month of reaching it included', () => {
    const rate = { age: 90, amountFen: 10_000 };
    expect(districtSubsidyOf(award('1930-06-15'), month('2020-04'), rate)).toEqual({
      months: 1,
      amountFen: 10_000,
    });
    expect(districtSubsidyOf(award('1931-06-15'), month('2020-04'), rate)).toEqual({
      months: 0,
      amountFen: 0,
    });
  });
});

describe('operating subsidies of 2020: +10 % facilities, +30 % homes (2020年工作总结 一（五）3)', () => {
  test.each([
    [
      '80 beds × 200 yuan × 5 months × 1.30 = 104,000',
      { units: 400, unitFen: 20_000, upliftPercent: 30, cutFen: 0 },
      10_400_000,
    ],
    [
      'a facility of 60,000 a year × 1.10 = 66,000',
      { units: 1, unitFen: 6_000_000, upliftPercent: 10, cutFen: 0 },
      6_600_000,
    ],
    ['less a cut', { units: 1, unitFen: 6_000_000, upliftPercent: 10, cutFen: 100_000 }, 6_500_000],
    ['never below zero', { units: 1, unitFen: 100, upliftPercent: 0, cutFen: 500 }, 0],
  ])('%s', (_, line, fen) => {
    expect(payableFen(line)).toBe(fen);
  });
});

describe('the grade of a home (民发〔2019〕137号; GB/T 37276-2018)', () => {
  test.each([
    [
      '800 points, but equipment 100 of 130 is below 80 %: grade 3',
      { environment: 110, equipment: 100, management: 130, service: 460 },
      3,
    ],
    ['every part above 90 %', { environment: 115, equipment: 120, management: 140, service: 560 }, 5],
    ['359 points', { environment: 60, equipment: 60, management: 60, service: 179 }, undefined],
  ])('%s', (_, points, grade) => {
    expect(gradeFrom(points)).toBe(grade);
  });
});
