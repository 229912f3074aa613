import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { yuan } from '../../../kernel/base/fen.ts';
import { decide, type MemberCase, type RuleCase, solutions } from '../../../tests/support/rule-case.ts';
import {
  epidemicLiving,
  epidemicSevereConfirmed,
  epidemicSevereDisabled,
  springConsolation,
  strandedOutsider,
} from './one-off-grants.ts';
import { marginal } from './marginal.ts';
import { temporaryAssistance } from './temporary-assistance.ts';

const MARCH = '2020-03';
const aid = (
  type: string,
  hukou: string,
  more: Partial<RuleCase> & { grade?: string; persons?: number } = {},
) => {
  const { grade = null, persons = 1, month = MARCH } = more;
  return decide(temporaryAssistance, { month, award: { type, grade, persons }, household: { hukou } });
};

describe('temporary assistance: multiple × standard × persons (民发〔2018〕23号; handbook 01 §5.3)', () => {
  test.each([
    ['light, urban, one person, March', 'emergency', 'urban', { grade: 'light' }, 78_000],
    ['medium, urban, two persons, March', 'expenditure', 'urban', { grade: 'medium', persons: 2 }, 312_000],
    [
      'heavy, rural, three persons, April',
      'emergency',
      'rural',
      { grade: 'heavy', persons: 3, month: '2020-04' },
      816_000,
    ],
    ['6 × standard of the decision month, urban', 'confirmed', 'urban', {}, 468_000],
    ['6 × standard of the decision month, rural', 'confirmed', 'rural', {}, 381_000],
    ['4 × standard of the decision month, urban', 'flexible', 'urban', {}, 312_000],
    ['4 × standard of the decision month, rural', 'flexible', 'rural', {}, 254_000],
    ['the same grant decided in April', 'confirmed', 'rural', { month: '2020-04' }, 408_000],
  ])('%s', (_name, type, hukou, more, expected) => {
    expect(aid(type, hukou, more)).toMatchObject({ refusal: null, totalFen: expected });
  });

  test.each([
    [
      'no hukou kind on file',
      'hukou-unknown',
      { award: { type: 'emergency', grade: 'light', persons: 1 }, household: { hukou: null } },
    ],
    [
      'no type',
      'incomplete',
      { award: { type: null, grade: 'light', persons: 1 }, household: { hukou: 'urban' } },
    ],
    [
      'nobody aided',
      'incomplete',
      { award: { type: 'emergency', grade: 'light', persons: 0 }, household: { hukou: 'urban' } },
    ],
    [
      'an ordinary case without a degree',
      'incomplete',
      { award: { type: 'emergency', grade: null, persons: 1 }, household: { hukou: 'urban' } },
    ],
    [
      'an epidemic kind before the epidemic',
      'no-measure',
      {
        month: '2020-01',
        award: { type: 'confirmed', grade: null, persons: 1 },
        household: { hukou: 'urban' },
      },
    ],
  ] satisfies [string, string, RuleCase][])('%s → %s', (_name, refusal, of) => {
    expect(decide(temporaryAssistance, { month: MARCH, ...of })).toMatchObject({ refusal, totalFen: 0 });
  });
});

describe('the published sums of 2020 have one solution (handbook 01 §6)', () => {
  const old = (multiple: 'confirmed' | 'flexible') =>
    ['urban', 'rural'].map((hukou) => aid(multiple, hukou).totalFen);

  test('6 persons × 6 standards = 2.37万: 1 urban + 5 rural at the standards of March pay 23,730', () => {
    const [urban = 0, rural = 0] = old('confirmed');
    expect(urban + 5 * rural).toBe(yuan(23_730));
    expect(solutions([urban, rural], 6, yuan(23_730))).toEqual([[1, 5]]);
    // Only at the standards of two months at once would another sum print as 2.37.
    const april = aid('confirmed', 'rural', { month: '2020-04' }).totalFen;
    expect(3 * rural + 3 * april).toBe(yuan(23_670));
  });

  test('11 persons × 4 standards = 2.91万: 2 urban + 9 rural at the standards of March pay 29,100', () => {
    const [urban = 0, rural = 0] = old('flexible');
    expect(2 * urban + 9 * rural).toBe(yuan(29_100));
    expect(solutions([urban, rural], 11, yuan(29_100))).toEqual([[2, 9]]);
  });

  test('1,169 persons of the dibao roll, 500 or 300 each, 40.63万: 278 urban and 891 rural pay 406,300', () => {
    const [urban = 0, rural = 0] = ['urban', 'rural'].map(
      (hukou) =>
        decide(epidemicLiving, { month: MARCH, household: { hukou }, enrolled: { dibao: true } }).totalFen,
    );
    expect([urban, rural]).toEqual([yuan(500), yuan(300)]);
    expect(278 * urban + 891 * rural).toBe(yuan(406_300));
    expect(solutions([urban, rural], 1169, yuan(406_300))).toEqual([[278, 891]]);
  });

  test('1,538 severely disabled people: 344 urban and 1,194 rural pay 530,200', () => {
    const [urban = 0, rural = 0] = ['urban', 'rural'].map(
      (hukou) => decide(epidemicSevereDisabled, { month: MARCH, members: [{ level: '1', hukou }] }).totalFen,
    );
    expect([344 * urban, 1194 * rural]).toEqual([yuan(172_000), yuan(358_200)]);
    expect(344 * urban + 1194 * rural).toBe(yuan(530_200));
    expect(solutions([urban, rural], 1538, yuan(530_200))).toEqual([[344, 1194]]);
  });

  test('4 infected severely disabled people × 100 = 400', () => {
    const one = decide(epidemicSevereConfirmed, {
      month: MARCH,
      members: [{ level: '2', confirmed: true }],
    }).totalFen;
    expect(4 * one).toBe(yuan(400));
  });

  test('446 stranded outsiders: 429 for ten days or more and 17 for nine pay 1,332,900', () => {
    const forDays = (days: number): number =>
      decide(strandedOutsider, { month: MARCH, award: { days } }).totalFen;
    expect(429 * forDays(10) + 17 * forDays(9)).toBe(yuan(1_332_900));
    expect(446 * forDays(14)).toBe(yuan(1_338_000));
    expect(446 * forDays(14) - 17 * forDays(1)).toBe(yuan(1_332_900));
  });
});

describe('stranded outsiders: 300 a day, at most 3,000 (rule of 2020-02, by the press of 2020-03-03)', () => {
  test.each([
    [1, 30_000],
    [9, 270_000],
    [10, 300_000],
    [11, 300_000],
    [60, 300_000],
  ])('%i days → %i fen', (days, expected) => {
    expect(decide(strandedOutsider, { month: MARCH, award: { days } }).totalFen).toBe(expected);
  });

  test('days that were not verified pay nothing', () => {
    expect(decide(strandedOutsider, { month: MARCH, award: { days: 0 } })).toMatchObject({
      refusal: 'days',
      totalFen: 0,
    });
  });
});

describe('epidemic grants (鄂防指发〔2020〕66号): who is refused, and why', () => {
  test.each([
    ['not on the roll of the month', 'roll', { household: { hukou: 'urban' } }],
    ['on the roll, hukou kind unknown', 'roll', { household: { hukou: null }, enrolled: { dibao: true } }],
    [
      'dead',
      'ended',
      { household: { hukou: 'urban' }, enrolled: { dibao: true }, members: [{ life: 'dead' }] },
    ],
  ] satisfies [string, string, RuleCase][])('living aid: %s', (_name, refusal, of) => {
    expect(decide(epidemicLiving, { month: MARCH, ...of }).refusal).toBe(refusal);
  });

  const severe: MemberCase = { level: '1', hukou: 'urban' };
  test.each([
    ['level 3', 'level', { members: [{ ...severe, level: '3' }] }],
    ['already aided as dibao', 'aided', { members: [severe], enrolled: { dibao: true } }],
    ['already aided as tekun', 'aided', { members: [severe], enrolled: { tekun: true } }],
    ['hukou kind unknown', 'hukou-unknown', { members: [{ level: '1' }] }],
    ['dead', 'ended', { members: [{ ...severe, life: 'dead' }] }],
  ] satisfies [string, string, RuleCase][])('severely disabled: %s', (_name, refusal, of) => {
    expect(decide(epidemicSevereDisabled, { month: MARCH, ...of }).refusal).toBe(refusal);
  });

  test.each([
    ['no infection on file', 'infection', { level: '1' }],
    ['level 3', 'level', { level: '3', confirmed: true }],
    ['dead', 'ended', { level: '1', confirmed: true, life: 'dead' }],
  ] satisfies [string, string, MemberCase][])('infected: %s', (_name, refusal, member) => {
    expect(decide(epidemicSevereConfirmed, { month: MARCH, members: [member] }).refusal).toBe(refusal);
  });
});

describe('Spring Festival consolation: one band a household, the higher of two', () => {
  const JANUARY = '2020-01';
  test.each([
    ['dibao', null, { dibao: true }, 60_000],
    ['marginal, disaster', 'disaster', { marginal: true }, 30_000],
    ['marginal, serious illness', 'illness', { marginal: true }, 45_000],
    ['marginal, severe disability', 'disability', { marginal: true }, 50_000],
    ['dibao and marginal takes the higher', 'illness', { dibao: true, marginal: true }, 60_000],
  ])('%s', (_name, hardship, enrolled, expected) => {
    expect(
      decide(springConsolation, { month: JANUARY, household: { hardship }, enrolled: { ...enrolled } })
        .totalFen,
    ).toBe(expected);
  });

  test.each([
    ['a hardship without recognition as marginal', 'illness', {}],
    ['a marginal family without a hardship on file', null, { marginal: true }],
  ])('%s is not on the list', (_name, hardship, enrolled) => {
    expect(decide(springConsolation, { month: JANUARY, household: { hardship }, enrolled }).refusal).toBe(
      'not-listed',
    );
  });
});

test('recognition as a marginal family pays nothing itself', () => {
  expect(decide(marginal, {})).toMatchObject({ refusal: null, totalFen: 0 });
});

test('temporary assistance grows with persons in a straight line', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 20 }),
      fc.constantFrom('light', 'medium', 'heavy'),
      (persons, grade) => {
        const one = aid('emergency', 'rural', { grade }).totalFen;
        expect(aid('emergency', 'rural', { grade, persons }).totalFen).toBe(one * persons);
      },
    ),
  );
});
