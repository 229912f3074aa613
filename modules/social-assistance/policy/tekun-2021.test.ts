import { describe, expect, test } from 'vitest';
import { plainDate } from '../../../kernel/base/plain-date.ts';
import { decide, type MemberCase } from '../../../tests/support/rule-case.ts';
import { tekun } from './tekun.ts';

const FINDINGS = { hukou: 'urban', noMeans: true, noSupporter: true };
const adult = (facts: MemberCase): MemberCase => ({ ...FINDINGS, ...facts });
const elder = (facts: MemberCase): MemberCase => adult({ birthDate: plainDate('1950-01-01'), ...facts });
const refusal = (month: string, person: MemberCase, already = false): string | null =>
  decide(tekun, { month, members: [person], enrolled: { already } }).refusal;

describe('no labour capacity: 民发〔2016〕178号 art. 5 to 2021-06, 民发〔2021〕43号 art. 5 from 2021-07', () => {
  test.each([
    ['mental', '1', null, null],
    ['mental', '2', null, null],
    ['mental', '3', 'labour', null],
    ['mental', '4', 'labour', 'labour'],
    ['intellectual', '2', null, null],
    ['intellectual', '3', 'labour', null],
    ['intellectual', '4', 'labour', 'labour'],
    ['limb', '1', null, null],
    ['limb', '2', 'labour', null],
    ['limb', '3', 'labour', 'labour'],
    ['sight', '1', 'labour', null],
    ['sight', '2', 'labour', 'labour'],
    ['hearing', '1', 'labour', 'labour'],
    ['speech', '1', 'labour', 'labour'],
    ['multiple', '1', 'labour', 'labour'],
    [null, '1', 'labour', 'labour'],
    ['mental', null, 'labour', 'labour'],
  ])('%s, level %s: before %s, since %s', (category, level, before, since) => {
    const person = adult({ category, level });
    expect(refusal('2021-06', person)).toBe(before);
    expect(refusal('2021-07', person)).toBe(since);
  });

  test.each([
    ['sixty on the first day of the month', '1961-07-01', null],
    ['sixty on the second day: from the next month', '1961-07-02', 'labour'],
    ['fifteen', '2005-07-02', null],
    ['sixteen on the first day of the month', '2005-07-01', 'labour'],
  ])('民发〔2021〕43号 art. 5: %s', (_name, birthDate, expected) => {
    expect(refusal('2021-07', adult({ birthDate: plainDate(birthDate) }))).toBe(expected);
  });
});

describe('a minor stays on it to 18, longer in school (民发〔2021〕43号; 民发〔2016〕178号 ended it at 16)', () => {
  test.each([
    ['sixteen, on it already', '2021-07', '2005-07-01', true, false, null],
    ['sixteen, applying for the first time', '2021-07', '2005-07-01', false, false, 'labour'],
    ['sixteen, on it already, by the law of before', '2021-06', '2005-06-01', true, false, 'labour'],
    ['seventeen, eighteen on the second day', '2021-07', '2003-07-02', true, false, null],
    ['eighteen on the first day of the month', '2021-07', '2003-07-01', true, false, 'labour'],
    ['eighteen, in school', '2021-07', '2003-07-01', true, true, null],
    ['twenty, in school', '2023-09', '2003-07-01', true, true, null],
    ['eighteen, in school, applying for the first time', '2021-07', '2003-07-01', false, true, 'labour'],
    ['eighteen, in school, by the law of before', '2021-06', '2003-06-01', true, true, 'labour'],
  ])('%s', (_name, month, birthDate, already, inSchool, expected) => {
    expect(refusal(month, adult({ birthDate: plainDate(birthDate), inSchool }), already)).toBe(expected);
  });
});

describe('no means: income below the dibao standard, assets found within (民发〔2021〕43号 art. 6)', () => {
  test.each([
    ['nothing', {}, null],
    ['one fen below the dibao standard', { transfer: 82_999 }, null],
    ['exactly the dibao standard', { transfer: 83_000 }, 'means'],
    ['one fen above it', { transfer: 83_001 }, 'means'],
    [
      'four kinds of income add up',
      { wage: 30_000, business: 30_000, property: 20_000, transfer: 3_000 },
      'means',
    ],
    ['the rural standard in the country', { hukou: 'rural', transfer: 68_000 }, 'means'],
    ['one fen below the rural one', { hukou: 'rural', transfer: 67_999 }, null],
    ['a basic pension does not count', { basicPension: 200_000 }, null],
    ['preferential pay and old-age allowance do not count', { exempt: 200_000 }, null],
    ['no finding on file', { noMeans: false }, 'means'],
  ] satisfies [string, MemberCase, string | null][])('%s', (_name, facts, expected) => {
    expect(refusal('2021-07', elder(facts))).toBe(expected);
  });

  test('民发〔2016〕178号: the finding alone decides', () => {
    expect(refusal('2021-06', elder({ transfer: 90_000 }))).toBeNull();
  });
});

describe('no able supporter (民发〔2021〕43号 art. 8)', () => {
  test.each([
    ['none', null],
    ['tekun', null],
    ['dibao_60', null],
    ['low_70', null],
    ['disabled', null],
    ['incapable', null],
    ['missing', null],
    ['prison', null],
    ['able', 'supporter'],
  ])('supporter %s → %s', (supporter, expected) => {
    expect(refusal('2021-07', elder({ noSupporter: false, supporter }))).toBe(expected);
    expect(refusal('2021-07', elder({ noSupporter: true, supporter }))).toBe(expected);
  });

  test.each([
    ['a finding of before stands until it is looked at again', true, null],
    ['nothing on file', false, 'supporter'],
  ])('%s', (_name, noSupporter, expected) => {
    expect(refusal('2021-07', elder({ noSupporter }))).toBe(expected);
  });
});

test.each([
  ['民发〔2021〕43号 art. 9', '2021-07', 'child-benefit'],
  ['社会救助法 (from 2026-07)', '2026-07', 'child-benefit'],
  ['民发〔2016〕178号 does not ask', '2021-06', null],
])('a child on the full benefit of orphans chooses one: %s', (_name, month, expected) => {
  const child = adult({ birthDate: plainDate('2015-01-01'), childBenefit: true });
  expect(refusal(month, child)).toBe(expected);
});

test.each([
  ['care, none failed', 0, 5_000],
  ['care, three failed', 3, 25_000],
  ['care, four failed', 4, 50_000],
])('民发〔2021〕43号 art. 21–22: %s', (_name, failedItems, care) => {
  expect(decide(tekun, { month: '2021-07', members: [elder({ failedItems })] }).byComponent['care']).toBe(
    care,
  );
});

test.each([
  ['dead from the month after', { life: 'dead' }],
  ['in custody', { custody: true }],
])('民发〔2021〕43号: %s ends it', (_name, facts) => {
  expect(refusal('2021-07', elder(facts))).toBe('ended');
});
