import { describe, expect, test } from 'vitest';
import { yuan } from '../../../kernel/base/fen.ts';
import { LATER_PARAMETERS } from '../../../tests/support/later-standards.ts';
import { decide, type MemberCase, type RuleCase } from '../../../tests/support/rule-case.ts';
import { marginal } from './marginal.ts';
import { rigidExpenditure } from './rigid-expenditure.ts';

const refusal = (programme: typeof marginal, of: RuleCase): string | null => {
  const outcome = decide(programme, { parameters: LATER_PARAMETERS, ...of });
  expect(outcome.totalFen).toBe(0);
  return outcome.refusal;
};
const family = (size: number, incomeFen: number, first: MemberCase = {}): MemberCase[] =>
  Array.from({ length: size }, (_, i) => (i === 0 ? { wage: incomeFen, ...first } : {}));

describe('marginal families: 民发〔2021〕57号 art. 8, income from the standard to 1.5 times of it', () => {
  const RURAL = { hukou: 'rural', assetsWithin: true };
  const URBAN = { hukou: 'urban', assetsWithin: true };
  test.each([
    ['§5.6 example 11: rural 4 with 3,600', RURAL, family(4, yuan(3600)), null],
    ['exactly the standard', RURAL, family(1, 68_000), null],
    ['one fen below the standard is dibao', RURAL, family(1, 67_999), 'below-dibao'],
    ['one fen above the standard', RURAL, family(1, 68_001), null],
    ['one fen below 1.5 times', RURAL, family(1, 101_999), null],
    ['exactly 1.5 times', RURAL, family(1, 102_000), 'above-line'],
    ['one fen above 1.5 times', RURAL, family(1, 102_001), 'above-line'],
    ['urban, exactly the standard', URBAN, family(2, 166_000), null],
    ['urban, one fen below 1.5 times', URBAN, family(2, 248_999), null],
    ['urban, exactly 1.5 times', URBAN, family(2, 249_000), 'above-line'],
    ['after the cost of employment', URBAN, family(1, 130_000, { employmentCost: 10_000 }), null],
    ['assets not within', { hukou: 'urban', assetsWithin: false }, family(1, 90_000), 'assets'],
    ['no hukou kind', { hukou: null, assetsWithin: true }, family(1, 90_000), 'hukou-unknown'],
    ['nobody counts', URBAN, [{ custody: true }], 'no-member'],
    ['a parent apart does not count', URBAN, [...family(1, 90_000), { notCounted: 'parent_apart' }], null],
  ] satisfies [string, RuleCase['household'], MemberCase[], string | null][])(
    '%s',
    (_name, household, members, expected) => {
      expect(refusal(marginal, { month: '2021-08', household: { ...household }, members })).toBe(expected);
    },
  );

  test('before 2021-07 the recognition rests on the list of the year, not on income', () => {
    expect(refusal(marginal, { month: '2021-06', members: family(1, 900_000) })).toBeNull();
  });
});

describe('assets of marginal families: 鄂民政发〔2024〕15号, demonstration digits n = 2 and m = 12', () => {
  // The urban annual standard of the cases is 9,960.
  const LISTED = { hukou: 'urban', assetsWithin: true, assetsListed: true };
  const decided = (month: string, household: RuleCase['household']): string | null =>
    refusal(marginal, { month, household: { ...LISTED, ...household }, members: family(2, 200_000) });
  test.each([
    ['nothing', {}, null],
    ['one fen below 2 annual standards a head', { financialAssets: yuan(39_840) - 1 }, null],
    ['exactly 2 annual standards a head', { financialAssets: yuan(39_840) }, 'money-limit'],
    ['one car below 12 annual standards', { cars: 1, carValue: yuan(119_520) - 1 }, null],
    ['one car of 12 annual standards', { cars: 1, carValue: yuan(119_520) }, 'car-limit'],
    ['two cars', { cars: 2, carValue: yuan(10_000) }, 'car-limit'],
    ['money and cars not verified: absent is not nothing', { assetsListed: false }, 'assets-unknown'],
  ] satisfies [string, RuleCase['household'], string | null][])('%s', (_name, household, expected) => {
    expect(decided('2024-09', household)).toBe(expected);
  });

  test.each([
    ['2024-08, before its first whole month', '2024-08', null],
    ['2024-09', '2024-09', 'car-limit'],
    ['2026-01', '2026-01', 'car-limit'],
    ['2026-08, its last month', '2026-08', 'car-limit'],
    ['2026-09, its two years are over', '2026-09', null],
  ])('in force: %s', (_name, month, expected) => {
    expect(decided(month, { cars: 3 })).toBe(expected);
  });

  test('digits that nobody has entered are an error that names them, with the month', () => {
    expect(() =>
      decide(marginal, { month: '2024-09', household: LISTED, members: family(2, 200_000) }),
    ).toThrow(
      expect.objectContaining({
        code: 'parameter.gap',
        details: { parameter: 'marginal.asset-multiple', variant: 'financial', month: '2024-09' },
      }),
    );
  });
});

describe('rigid expenditure: 刚性支出困难家庭认定办法 art. 4, ratio 60 % assumed', () => {
  const HOME = { assetsWithin: true, annualIncome: yuan(60_000), rigidSpend: yuan(39_000) };
  const decided = (of: RuleCase): string | null =>
    refusal(rigidExpenditure, {
      month: '2025-03',
      members: family(3, 0),
      ...of,
      household: { ...HOME, ...of.household },
    });
  const families: [string, RuleCase, string | null][] = [
    ['§5.6 example 13: 60,000, of which 39,000 spent: 65.0 %', {}, null],
    ['exactly 60 %', { household: { rigidSpend: yuan(36_000) } }, 'rigid-ratio'],
    ['one fen above 60 %', { household: { rigidSpend: yuan(36_000) + 1 } }, null],
    ['no spending on file', { household: { rigidSpend: 0 } }, 'rigid-ratio'],
    [
      'one fen below the average a head',
      { household: { annualIncome: yuan(120_000) - 1, rigidSpend: yuan(80_000) } },
      null,
    ],
    [
      'exactly the average a head',
      { household: { annualIncome: yuan(120_000), rigidSpend: yuan(80_000) } },
      'above-average',
    ],
    ['income of the year not on file', { household: { annualIncome: 0 } }, 'income-unknown'],
    ['assets not within', { household: { assetsWithin: false } }, 'assets'],
    ['on dibao', { enrolled: { dibao: true } }, 'other-recognition'],
    ['with somebody on tekun', { enrolled: { tekun: true } }, 'other-recognition'],
    ['a marginal family', { enrolled: { marginal: true } }, 'other-recognition'],
    ['nobody counts', { members: [{ life: 'dead' }] }, 'no-member'],
    [
      'a prisoner is no head of the average',
      {
        members: [{}, {}, { custody: true }],
        household: { annualIncome: yuan(80_000), rigidSpend: yuan(60_000) },
      },
      'above-average',
    ],
  ];
  test.each(families)('%s', (_name, of, expected) => {
    expect(decided(of)).toBe(expected);
  });

  test.each([
    ['first month', '2025-03', null],
    ['twelfth month', '2026-02', null],
    ['thirteenth month', '2026-03', 'term-expired'],
    ['before a later recognition', '2025-02', null],
  ])('刚性支出困难家庭认定办法 art. 10: twelve months from 2025-03: %s', (_name, month, expected) => {
    expect(decided({ month, award: { from: 202_503 } })).toBe(expected);
  });

  test('社会救助法: a new recognition holds under the statute as well', () => {
    expect(decided({ month: '2026-08', award: { from: 202_606 } })).toBeNull();
  });

  test('there was no such recognition before 2025', () => {
    expect(() => decide(rigidExpenditure, { month: '2024-12' })).toThrow(
      expect.objectContaining({ code: 'programme.no-version' }),
    );
  });
});
