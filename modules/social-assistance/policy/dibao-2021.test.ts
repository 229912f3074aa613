import { describe, expect, test } from 'vitest';
import { yuan } from '../../../kernel/base/fen.ts';
import { plainDate } from '../../../kernel/base/plain-date.ts';
import { decide, given, type MemberCase, prices, type RuleCase } from '../../../tests/support/rule-case.ts';
import * as parameter from '../model/parameters.ts';
import { dibao } from './dibao.ts';

const URBAN = { hukou: 'urban', assetsWithin: true };
const RURAL = { hukou: 'rural', assetsWithin: true };

/** The basic allowance in fen, or why there is none. */
const basic = (of: RuleCase): number | string => {
  const { refusal, byComponent } = decide(dibao, of);
  return refusal ?? byComponent['basic'] ?? 0;
};
const urban =
  (month: string) =>
  (...members: readonly MemberCase[]): number | string =>
    basic({ month, household: URBAN, members });
const rural =
  (month: string) =>
  (...members: readonly MemberCase[]): number | string =>
    basic({ month, household: RURAL, members });

describe('who counts: 民发〔2012〕220号 art. 7 to 2021-06, 民发〔2021〕57号 art. 7 from 2021-07', () => {
  const earner = { wage: yuan(400) };
  test.each([
    ['clergy away for three years or more', { notCounted: 'clergy' }, 206_000, 123_000],
    ['compulsory drug isolation', { notCounted: 'drug_isolation' }, 206_000, 123_000],
    ['declared missing', { notCounted: 'missing' }, 206_000, 123_000],
    ['a parent who does not live with the family for good', { notCounted: 'parent_apart' }, 206_000, 123_000],
    ['a prisoner, by both laws', { custody: true }, 123_000, 123_000],
    ['a member who has died, by both laws', { life: 'dead' }, 123_000, 123_000],
    ['a parent who lives with the family, by both laws', {}, 206_000, 206_000],
  ] satisfies [string, MemberCase, number, number][])('%s', (_name, third, before, after) => {
    expect(urban('2021-06')(earner, {}, third)).toBe(before + 3_000);
    expect(urban('2021-07')(earner, {}, third)).toBe(after + 3_000);
  });

  test.each([
    ['a parent apart with a pension', { notCounted: 'parent_apart', transfer: yuan(3000) }],
    ['a drug addict in isolation with a wage', { notCounted: 'drug_isolation', wage: yuan(3000) }],
  ])('民发〔2021〕57号 art. 7: %s brings neither a head nor income', (_name, third) => {
    expect(urban('2021-07')(earner, {}, third)).toBe(126_000);
    expect(urban('2021-06')(earner, {}, third)).toBe('income');
  });

  test('民发〔2021〕57号 art. 7: a family of nobody who counts is refused', () => {
    expect(urban('2021-07')({ notCounted: 'missing' })).toBe('no-member');
    expect(urban('2021-06')({ notCounted: 'missing' })).toBe(83_000);
  });
});

describe('income, costs and exemptions: 民发〔2021〕57号 art. 13', () => {
  test.each([
    ['the cost of employment comes off the wage', { wage: 50_000, employmentCost: 20_000 }, 33_000, 53_000],
    ['at most the whole wage', { wage: 10_000, employmentCost: 20_000 }, 73_000, 83_000],
    ['not off other income', { wage: 10_000, property: 30_000, employmentCost: 20_000 }, 43_000, 53_000],
    ['a disabled person’s rigid cost', { transfer: 50_000, rigidCost: 20_000, level: '4' }, 33_000, 53_000],
    [
      'a seriously ill person’s rigid cost',
      { transfer: 50_000, rigidCost: 20_000, ill: true },
      33_000,
      53_000,
    ],
    ['not that of a healthy person', { transfer: 50_000, rigidCost: 20_000 }, 33_000, 33_000],
    [
      'income does not fall below nothing',
      { transfer: 10_000, rigidCost: 90_000, ill: true },
      73_000,
      83_000,
    ],
    [
      'both costs at once',
      { wage: 60_000, employmentCost: 10_000, rigidCost: 20_000, ill: true },
      23_000,
      53_000,
    ],
    ['the basic pension is exempt', { basicPension: 20_000 }, 63_000, 83_000],
    ['but not another pension', { transfer: 20_000 }, 63_000, 63_000],
    [
      'the four kinds still add up',
      { wage: 10_000, business: 10_000, property: 10_000, transfer: 10_000 },
      43_000,
      43_000,
    ],
    ['exactly the standard', { wage: 83_000 }, 'income', 'income'],
    ['one fen below the standard', { wage: 82_999 }, 1, 1],
    ['one fen above the standard', { wage: 83_001 }, 'income', 'income'],
    ['above the standard, below it after the cost', { wage: 90_000, employmentCost: 7_001 }, 'income', 1],
    ['above the standard, at it after the cost', { wage: 90_000, employmentCost: 7_000 }, 'income', 'income'],
  ] satisfies [string, MemberCase, number | string, number | string][])(
    '%s (2021-06 → 2021-07)',
    (_name, member, before, after) => {
      expect(urban('2021-06')(member)).toBe(before);
      expect(urban('2021-07')(member)).toBe(after);
    },
  );

  test.each(['2021-07', '2025-12', '2026-01', '2026-07'])('costs come off in %s', (of) => {
    expect(urban(of)({ wage: 50_000, employmentCost: 20_000, rigidCost: 10_000, ill: true })).toBe(63_000);
  });

  test('a rigid cost of one member comes off the income of the family', () => {
    const family: MemberCase[] = [{ wage: yuan(1000) }, { ill: true, rigidCost: yuan(300) }];
    expect(urban('2021-06')(...family)).toBe(66_000);
    expect(urban('2021-07')(...family)).toBe(96_000);
  });

  test.each([
    ['2021-06', 63_000],
    ['2021-07', 83_000],
    ['2025-12', 83_000],
    ['2026-01', 63_000],
    ['2026-07', 63_000],
  ])('the basic pension is exempt in the years of the fourteenth plan only: %s', (month, expected) => {
    expect(urban(month)({ basicPension: 20_000 })).toBe(expected);
  });

  test.each([
    ['not verified', { hukou: 'urban', assetsWithin: false }, 'assets'],
    ['no hukou kind', { hukou: null, assetsWithin: true }, 'hukou-unknown'],
  ])('民发〔2021〕57号 art. 14: %s is refused as before', (_name, household, refusal) => {
    expect(basic({ month: '2021-07', household, members: [{}] })).toBe(refusal);
  });
});

describe('alone, out of a marginal family: 民发〔2021〕57号 art. 8', () => {
  const others = (incomeFen: number): MemberCase[] => [{ wage: incomeFen }, {}, {}];
  const alone = (facts: MemberCase): MemberCase => ({ alone: 'marginal', ...facts });

  test('§5.6 example 11: rural 4 with 3,600, a level-1 member alone without income → 680.00', () => {
    const outcome = decide(dibao, {
      month: '2021-08',
      household: RURAL,
      members: [...others(yuan(3600)), alone({ level: '1' })],
    });
    expect(outcome.byComponent['basic']).toBe(68_000);
    expect(new Set(outcome.amounts.map(({ personId }) => personId))).toEqual(new Set(['member-4']));
  });

  test.each([
    ['level 1', { level: '1' }, 68_000],
    ['level 2', { level: '2' }, 68_000],
    ['level 3, mental', { level: '3', category: 'mental' }, 68_000],
    ['level 3, intellectual', { level: '3', category: 'intellectual' }, 68_000],
    ['level 3, limb', { level: '3', category: 'limb' }, 'not-alone'],
    ['level 4, mental', { level: '4', category: 'mental' }, 'not-alone'],
    ['seriously ill', { ill: true }, 68_000],
    ['neither disabled nor ill', {}, 'not-alone'],
    ['own income below the standard', { level: '1', transfer: 20_000 }, 48_000],
    ['own income one fen below', { level: '1', transfer: 67_999 }, 1],
    ['own income exactly the standard', { level: '1', transfer: 68_000 }, 'income'],
    ['own rigid cost comes off', { level: '1', transfer: 70_000, rigidCost: 30_000 }, 28_000],
    ['jobs refused three times', { level: '2', jobRefusals: 3 }, 0],
  ] satisfies [string, MemberCase, number | string][])('%s', (_name, person, expected) => {
    expect(rural('2021-08')(...others(yuan(2800)), alone(person))).toBe(expected);
  });

  test.each([
    ['income one fen below 1.5 × the standard', 407_999, 68_000],
    ['income exactly 1.5 × the standard', 408_000, 'not-alone'],
    ['income exactly the standard', 272_000, 68_000],
    ['a family that has fallen below it keeps the person until it applies as a whole', 271_999, 68_000],
  ])('%s', (_name, incomeFen, expected) => {
    expect(rural('2021-08')(...others(incomeFen), alone({ level: '1' }))).toBe(expected);
  });

  test('the law of before knows no such application: the family is decided as a whole', () => {
    expect(rural('2021-06')(...others(yuan(2800)), alone({ level: '1' }))).toBe('income');
    expect(rural('2021-06')(...others(yuan(2000)), alone({ level: '1' }))).toBe(72_000);
  });

  test('two members alone are each paid the own difference, with the own supplement', () => {
    const { amounts } = decide(dibao, {
      month: '2021-08',
      household: RURAL,
      members: [...others(yuan(3000)), alone({ level: '1' }), alone({ ill: true, transfer: 8_000 })],
    });
    expect(amounts.map(({ component, personId, amountFen }) => [component, personId, amountFen])).toEqual([
      ['basic', 'member-4', 68_000],
      ['supplement', 'member-4', 13_600],
      ['basic', 'member-5', 60_000],
      ['supplement', 'member-5', 17_000],
    ]);
  });

  test('the price subsidy is the own person’s only (发改价格规〔2016〕1835号)', () => {
    const { byComponent } = decide(dibao, {
      month: '2021-08',
      household: URBAN,
      members: [...others(yuan(3600)), alone({ level: '1' })],
      parameters: prices(0.04, 0, 0.04),
    });
    expect(byComponent['price']).toBe(3_320);
  });

  test('clergy of three years or more apply alone whatever the family has', () => {
    expect(urban('2021-07')({ alone: 'clergy', transfer: 10_000 })).toBe(73_000);
    expect(urban('2021-07')({ alone: 'clergy', transfer: 83_000 })).toBe('income');
  });

  test('another multiple in the register stands before that of the law', () => {
    const parameters = [given(parameter.marginalMultiple, 2, { from: '2021-07-01' })];
    const members = [...others(yuan(5000)), alone({ level: '1' })];
    expect(basic({ month: '2021-08', household: RURAL, members, parameters })).toBe(68_000);
    expect(basic({ month: '2021-08', household: RURAL, members })).toBe('not-alone');
  });
});

describe('adult, jobless and severely disabled: alone since the notice of 2022-10-20 (民发〔2022〕83号)', () => {
  const person = (facts: MemberCase): MemberCase => ({ alone: 'jobless', level: '1', ...facts });
  test.each([
    ['2022-10: the month had begun before', '2022-10', {}, 'not-alone'],
    ['from 2022-11', '2022-11', {}, 83_000],
    ['level 2', '2022-11', { level: '2' }, 83_000],
    ['level 3 is not severe', '2022-11', { level: '3', category: 'mental' }, 'not-alone'],
    ['eighteen on the first day of the month', '2022-11', { birthDate: plainDate('2004-11-01') }, 83_000],
    ['eighteen on the second day', '2022-11', { birthDate: plainDate('2004-11-02') }, 'not-alone'],
    ['own income at the standard', '2022-11', { transfer: 83_000 }, 'income'],
    ['under the statute', '2026-07', {}, 83_000],
  ] satisfies [string, string, MemberCase, number | string][])('%s', (_name, month, facts, expected) => {
    expect(urban(month)({ wage: yuan(9000) }, person(facts))).toBe(expected);
  });
});

describe('gradual exit after employment: notice of 2022-10-20 (民发〔2022〕83号)', () => {
  const exit = (
    month: string,
    { incomeFen = yuan(2000), exitFrom = 202_303, exitBase = yuan(1060), parameters = [] }: ExitCase = {},
  ) =>
    decide(dibao, {
      month,
      award: { exitFrom, exitBase },
      household: URBAN,
      members: [{ wage: incomeFen }, {}],
      parameters,
    });
  interface ExitCase {
    readonly incomeFen?: number;
    readonly exitFrom?: number;
    readonly exitBase?: number;
    readonly parameters?: RuleCase['parameters'] & {};
  }

  test.each([
    ['2023-02', 'income', 0],
    ['2023-03', null, 106_000],
    ['2023-08', null, 106_000],
    ['2023-09', 'income', 0],
  ])('§5.6 example 12: six months of 1,060 from 2023-03: %s', (month, refusal, totalFen) => {
    expect(exit(month)).toMatchObject({ refusal, totalFen });
  });

  test.each([
    ['without a decision on it', { exitFrom: 0 }, 'income', 0],
    ['without an amount before', { exitBase: 0 }, 'income', 0],
    ['income back below the standard: the difference again', { incomeFen: yuan(600) }, null, 106_000],
    ['income one fen below the standard', { incomeFen: 165_999 }, null, 1],
    [
      'half the amount where the district says so',
      { parameters: [given(parameter.exitRate, 0.5)] },
      null,
      53_000,
    ],
    [
      'three months where the district says so',
      { parameters: [given(parameter.exitMonths, 3)] },
      'income',
      0,
    ],
  ] satisfies [string, ExitCase, string | null, number][])('%s', (_name, of, refusal, totalFen) => {
    expect(exit('2023-06', of)).toMatchObject({ refusal, totalFen });
  });

  test.each([
    ['over the turn of a year', 202_211, '2023-04', null],
    ['and its end', 202_211, '2023-05', 'income'],
    ['not before the notice', 202_208, '2022-10', 'income'],
  ])('%s', (_name, exitFrom, month, refusal) => {
    expect(exit(month, { exitFrom }).refusal).toBe(refusal);
  });

  test('it helps against income only, not against assets', () => {
    const household = { hukou: 'urban', assetsWithin: false };
    expect(
      basic({ month: '2023-04', award: { exitFrom: 202_303, exitBase: 100_000 }, household, members: [{}] }),
    ).toBe('assets');
  });
});

describe('the threshold of the price subsidy from index 2022-08 to 2023-02 (handbook 01 §5.3)', () => {
  const lowered = [
    given(parameter.priceTrigger, 0.03, { variant: 'cpi', from: '2022-08-01', to: '2023-03-01' }),
    ...prices(0.031, 0, 0.031),
  ];
  test.each([
    ['2022-07', undefined],
    ['2022-08', 2_573],
    ['2023-02', 2_573],
    ['2023-03', undefined],
  ])('3.1 %% in %s', (month, expected) => {
    const { byComponent } = decide(dibao, { month, household: URBAN, parameters: lowered });
    expect(byComponent['price']).toBe(expected);
  });
});
