import { describe, expect, test } from 'vitest';
import { plainDate } from '../../../kernel/base/plain-date.ts';
import { decide, type MemberCase, prices } from '../../../tests/support/rule-case.ts';
import { TERMS_2016, tekun } from './tekun.ts';
import type { Person } from './tekun-model.ts';
import { careGrade, hasNoLabour } from './tekun-rule.ts';

const POOR = { noMeans: true, noSupporter: true } as const;
const elder = (facts: MemberCase): MemberCase => ({
  birthDate: plainDate('1950-01-01'),
  hukou: 'urban',
  ...POOR,
  ...facts,
});

type LabourCase = [string, number, Person['category'], Person['level'], boolean];

describe('care grade by the six items of daily life (特困人员认定办法 art. 21–22)', () => {
  test.each([
    [0, 'self_care'],
    [1, 'partial'],
    [2, 'partial'],
    [3, 'partial'],
    [4, 'full'],
    [5, 'full'],
    [6, 'full'],
  ])('§5.4 example 9: %i failed → %s', (failed, grade) => {
    expect(careGrade(failed)).toBe(grade);
  });
});

describe('no labour capacity (民发〔2016〕178号 art. 5)', () => {
  test.each([
    ['sixty', 60, null, null, true],
    ['fifty-nine', 59, null, null, false],
    ['fifteen', 15, null, null, true],
    ['sixteen', 16, null, null, false],
    ['mental, level 1', 40, 'mental', '1', true],
    ['mental, level 2', 40, 'mental', '2', true],
    ['mental, level 3 (only since 2021)', 40, 'mental', '3', false],
    ['intellectual, level 2', 40, 'intellectual', '2', true],
    ['intellectual, level 3 (only since 2021)', 40, 'intellectual', '3', false],
    ['limb, level 1', 40, 'limb', '1', true],
    ['limb, level 2 (only since 2021)', 40, 'limb', '2', false],
    ['sight, level 1 (only since 2021)', 40, 'sight', '1', false],
    ['category without a level', 40, 'mental', null, false],
  ] satisfies LabourCase[])('%s', (_name, age, category, level, expected) => {
    expect(hasNoLabour(age, { category, level }, TERMS_2016)).toBe(expected);
  });

  test.each([
    ['sixty on the first day of the month', '1960-06-01', null],
    ['sixty on the second day: from the next month', '1960-06-02', 'labour'],
    ['sixteen on the first day of the month', '2004-06-01', 'labour'],
    ['sixteen on the second day: still this month', '2004-06-02', null],
  ])('%s', (_name, birthDate, refusal) => {
    expect(
      decide(tekun, { month: '2020-06', members: [elder({ birthDate: plainDate(birthDate) })] }).refusal,
    ).toBe(refusal);
  });
});

describe('standards (report of 2020, 一（二）2)', () => {
  test.each([
    ['urban to 2020-03', '2020-03', 'urban', 156_000],
    ['urban from 2020-04', '2020-04', 'urban', 166_000],
    ['rural to 2020-03', '2020-03', 'rural', 120_000],
    ['rural from 2020-04', '2020-04', 'rural', 128_000],
  ])('%s', (_name, month, hukou, basic) => {
    expect(decide(tekun, { month, members: [elder({ hukou })] }).byComponent).toEqual({ basic, care: 5_000 });
  });

  test.each([
    [0, 5_000],
    [3, 25_000],
    [4, 50_000],
  ])('%i failed items pay care of %i fen', (failedItems, care) => {
    expect(decide(tekun, { members: [elder({ failedItems })] }).byComponent['care']).toBe(care);
  });

  test('in an institution and at home the standard is the same', () => {
    const paid = (setting: string | null) => decide(tekun, { members: [elder({ setting, failedItems: 2 })] });
    expect(paid('institutional')).toEqual(paid('dispersed'));
    expect(paid('institutional').totalFen).toBe(191_000);
  });

  test('the extra month before Spring Festival is the own monthly amount, care included', () => {
    expect(decide(tekun, { month: '2020-01', members: [elder({ failedItems: 5 })] }).byComponent).toEqual({
      basic: 156_000,
      care: 50_000,
      extra_month: 206_000,
    });
    expect(
      decide(tekun, { month: '2020-02', members: [elder({})] }).byComponent['extra_month'],
    ).toBeUndefined();
  });

  test('the price subsidy rests on the dibao standard, not on the tekun one (发改价格规〔2016〕1835号)', () => {
    const paid = (month: string): number | undefined =>
      decide(tekun, { month, members: [elder({})], parameters: prices(0.04, 0, 0.04) }).byComponent['price'];
    expect([paid('2020-02'), paid('2020-03')]).toEqual([3_120, 6_240]);
  });
});

describe('who is refused, and why (民发〔2016〕178号 art. 4–8)', () => {
  test.each([
    ['dead', 'ended', { life: 'dead' }],
    ['in custody', 'ended', { custody: true }],
    ['no hukou kind on file', 'hukou-unknown', { hukou: null }],
    ['able to work', 'labour', { birthDate: plainDate('1980-01-01') }],
    ['has means of support', 'means', { noMeans: false }],
    ['has an able supporter', 'supporter', { noSupporter: false }],
  ] satisfies [string, string, MemberCase][])('%s → %s', (_name, refusal, facts) => {
    expect(decide(tekun, { members: [elder(facts)] })).toMatchObject({ refusal, totalFen: 0 });
  });

  test('nobody on file', () => {
    expect(decide(tekun, { members: [] }).refusal).toBe('ended');
  });
});
