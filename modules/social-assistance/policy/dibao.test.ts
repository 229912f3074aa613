import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { shareFen, yuan } from '../../../kernel/base/fen.ts';
import { plainDate } from '../../../kernel/base/plain-date.ts';
import { decide, given, type MemberCase, prices, type RuleCase } from '../../../tests/support/rule-case.ts';
import * as parameter from '../model/parameters.ts';
import { dibao } from './dibao.ts';

const URBAN = { hukou: 'urban', assetsWithin: true };
const RURAL = { hukou: 'rural', assetsWithin: true };
const people = (count: number, ...first: readonly MemberCase[]): MemberCase[] =>
  Array.from({ length: count }, (_, i) => first[i] ?? {});
const basicFen = (of: RuleCase): number => decide(dibao, of).byComponent['basic'] ?? 0;

describe('the family is topped up to the standard (SAIM art. 9; handbook 01 §5.3)', () => {
  test.each([
    [
      '§5.4 example 1: urban family of 3 with 1,000 in 2020-03',
      '2020-03',
      URBAN,
      people(3, { wage: yuan(1000) }),
      134_000,
    ],
    [
      '§5.4 example 1: the same family in 2020-04',
      '2020-04',
      URBAN,
      people(3, { wage: yuan(1000) }),
      149_000,
    ],
    [
      '§5.4 example 2: rural family of 2 with 900 in 2020-05',
      '2020-05',
      RURAL,
      people(2, { transfer: yuan(900) }),
      46_000,
    ],
    [
      '§5.4 example 3: one fen below the standard in all',
      '2020-06',
      URBAN,
      people(3, { wage: yuan('2489.99') }),
      1,
    ],
    ['single, urban, without income, before the rise', '2020-03', URBAN, people(1), 78_000],
    ['single, urban, without income, after the rise', '2020-04', URBAN, people(1), 83_000],
    ['single, rural, without income, before the rise', '2020-03', RURAL, people(1), 63_500],
    ['single, rural, without income, after the rise', '2020-04', RURAL, people(1), 68_000],
    [
      'an urban family is not paid by the rural standard',
      '2020-06',
      URBAN,
      people(1, { wage: yuan(680) }),
      15_000,
    ],
    [
      'the four kinds of income add up (DB2012 art. 16)',
      '2020-06',
      RURAL,
      people(2, { wage: 10_000, business: 20_000 }, { property: 30_000, transfer: 40_000 }),
      36_000,
    ],
  ])('%s', (_name, month, household, members, expected) => {
    expect(decide(dibao, { month, household, members })).toMatchObject({ refusal: null, totalFen: expected });
  });
});

describe('who is refused, and why (DB2012 art. 7, 11)', () => {
  test.each([
    [
      '§5.4 example 3: urban 3 with 2,490, exactly the standard',
      'income',
      { household: URBAN, members: people(3, { wage: yuan(2490) }) },
    ],
    [
      'one fen above the standard',
      'income',
      { household: URBAN, members: people(1, { wage: yuan('830.01') }) },
    ],
    [
      'rural, exactly the standard of April',
      'income',
      { household: RURAL, members: people(1, { wage: yuan(680) }) },
    ],
    [
      'assets above the limit or not verified',
      'assets',
      { household: { hukou: 'urban', assetsWithin: false } },
    ],
    ['no hukou kind on file', 'hukou-unknown', { household: { hukou: null, assetsWithin: true } }],
    ['nobody in the family', 'no-member', { household: URBAN, members: [] }],
    ['everybody is dead', 'no-member', { household: URBAN, members: [{ life: 'dead' }] }],
    ['everybody is in custody', 'no-member', { household: URBAN, members: [{ custody: true }] }],
    [
      'a dead member alone does not hide unverified assets of the others',
      'assets',
      { household: { hukou: 'urban', assetsWithin: false }, members: [{ life: 'dead' }, {}] },
    ],
  ] satisfies [string, string, RuleCase][])('%s → %s', (_name, refusal, of) => {
    expect(decide(dibao, of)).toEqual({ refusal, totalFen: 0, byComponent: {}, amounts: [] });
  });

  test('the standard of the business month decides: 800 is refused in March and paid in April', () => {
    const members = people(1, { wage: yuan(800) });
    expect(decide(dibao, { month: '2020-03', household: URBAN, members }).refusal).toBe('income');
    expect(basicFen({ month: '2020-04', household: URBAN, members })).toBe(3_000);
  });
});

describe('who counts in the family', () => {
  test.each([
    ['a prisoner does not count (DB2012 art. 7)', { custody: true, wage: yuan(5000) }],
    ['a dead member does not count from the month after death', { life: 'dead', wage: yuan(5000) }],
  ])('%s, nor does the income', (_name, absent) => {
    expect(basicFen({ household: URBAN, members: [{ wage: yuan(100) }, {}, absent] })).toBe(156_000);
  });

  test('who is recorded as alive counts like one without a record', () => {
    expect(basicFen({ household: URBAN, members: [{ life: 'alive' }, {}] })).toBe(166_000);
  });
});

describe('refusal of suitable jobs stops the own share only (DB2012 art. 34)', () => {
  const family = (...refusals: readonly number[]): RuleCase => ({
    household: URBAN,
    members: refusals.map((jobRefusals, i) => ({ jobRefusals, wage: i === 0 ? yuan(1000) : 0 })),
  });

  test('§5.4 example 5: three refusals stop 496.67, the family of example 1 gets 993.33', () => {
    expect(shareFen(yuan(1490), 3)).toBe(49_667);
    expect(basicFen(family(0, 3, 0))).toBe(99_333);
  });

  test.each([
    ['two refusals stop nothing', [0, 2, 0], 149_000],
    ['a fourth stops no more than three', [0, 4, 0], 99_333],
    ['two members who refuse lose two shares', [0, 3, 3], 49_666],
    ['when all refuse nothing is left, not a fen of rounding', [3, 3, 3], 0],
  ])('%s', (_name, refusals, expected) => {
    expect(basicFen(family(...refusals))).toBe(expected);
  });

  test('when all refuse an amount whose shares round down, nothing is left either', () => {
    const members = people(3, { jobRefusals: 3, wage: yuan(1490) }, { jobRefusals: 3 }, { jobRefusals: 3 });
    expect(decide(dibao, { household: URBAN, members }).byComponent['basic']).toBeUndefined();
  });
});

describe('supplements by category (分类施保): one person takes the highest single one', () => {
  test.each([
    ['an elder', { birthDate: plainDate('1945-01-01') }, 8_300],
    ['a minor', { birthDate: plainDate('2010-01-01') }, 12_450],
    ['certificate of level 1', { level: '1' }, 16_600],
    ['certificate of level 2', { level: '2' }, 16_600],
    ['certificate of level 3 is not severe', { level: '3' }, 0],
    ['serious illness', { ill: true }, 20_750],
    [
      'an elder who is severely disabled and ill takes the highest',
      { birthDate: plainDate('1945-01-01'), level: '1', ill: true },
      20_750,
    ],
    [
      'a severely disabled minor takes that of the disabled',
      { birthDate: plainDate('2010-01-01'), level: '2' },
      16_600,
    ],
    ['seventy on the first day of the month', { birthDate: plainDate('1950-06-01') }, 8_300],
    [
      'seventy on the second day of the month: from the next month',
      { birthDate: plainDate('1950-06-02') },
      0,
    ],
    ['eighteen on the first day of the month', { birthDate: plainDate('2002-06-01') }, 0],
    ['eighteen on the second day: still a minor this month', { birthDate: plainDate('2002-06-02') }, 12_450],
    ['born on a leap day, seventy on 1 March', { birthDate: plainDate('1948-02-29') }, 8_300],
  ] satisfies [string, MemberCase, number][])('%s', (_name, member, expected) => {
    const outcome = decide(dibao, { month: '2020-06', household: URBAN, members: [member] });
    expect(outcome.byComponent['supplement'] ?? 0).toBe(expected);
  });

  test('each person has an own supplement, at the rural standard in a rural family', () => {
    const { amounts } = decide(dibao, { household: RURAL, members: [{ ill: true }, {}, { level: '1' }] });
    expect(amounts.filter(({ component }) => component === 'supplement')).toEqual([
      { component: 'supplement', personId: 'member-1', amountFen: 17_000 },
      { component: 'supplement', personId: 'member-3', amountFen: 13_600 },
    ]);
  });

  test('a refused family gets none', () => {
    expect(decide(dibao, { household: URBAN, members: [{ ill: true, wage: yuan(830) }] }).totalFen).toBe(0);
  });
});

describe('extra month before Spring Festival 2020 (handbook 01 §5.5)', () => {
  test.each([
    ['2019-12', undefined],
    ['2020-01', 68_000],
    ['2020-02', undefined],
  ])('%s → %s', (month, expected) => {
    const outcome = decide(dibao, { month, household: URBAN, members: people(1, { wage: yuan(100) }) });
    expect(outcome.byComponent['extra_month']).toBe(expected);
  });

  test('who lost the own share has none of it in the extra month either', () => {
    const { byComponent } = decide(dibao, {
      month: '2020-01',
      household: URBAN,
      members: [{}, { jobRefusals: 3 }],
    });
    expect([byComponent['basic'], byComponent['extra_month']]).toEqual([78_000, 78_000]);
  });
});

describe('price subsidy (发改价格规〔2016〕1835号; handbook 01 §5.3)', () => {
  test.each([
    ['§5.4 example 8: urban, 4.0 % of 780', '2020-02', URBAN, 3_120],
    ['§5.4 example 8: urban, doubled in 2020-03', '2020-03', URBAN, 6_240],
    ['§5.4 example 8: rural, 4.0 % of 635', '2020-02', RURAL, 2_540],
    ['§5.4 example 8: rural, doubled in 2020-03', '2020-03', RURAL, 5_080],
    ['doubled at the new standard in 2020-06', '2020-06', URBAN, 6_640],
    ['single again in 2020-07', '2020-07', URBAN, 3_320],
  ])('%s', (_name, month, household, expected) => {
    const outcome = decide(dibao, { month, household, parameters: prices(0.04, 0, 0.04) });
    expect(outcome.byComponent['price']).toBe(expected);
  });

  test.each([
    ['all items at 3.5 %', 0.035, 0, true],
    ['all items at 3.4 %', 0.034, 0, false],
    ['food at 6 %', 0, 0.06, true],
    ['food at 5.9 %', 0, 0.059, false],
    ['both just below', 0.0349, 0.0599, false],
  ])('the trigger is reached, not passed: %s', (_name, cpi, food, triggered) => {
    const outcome = decide(dibao, {
      month: '2020-02',
      household: URBAN,
      parameters: prices(cpi, food, 0.08),
    });
    expect(outcome.byComponent['price']).toBe(triggered ? 6_240 : undefined);
  });

  test('it is paid per counted person', () => {
    const members: readonly MemberCase[] = [{}, {}, { custody: true }];
    expect(
      decide(dibao, { month: '2020-02', household: URBAN, members, parameters: prices(0.04, 0, 0.04) })
        .byComponent['price'],
    ).toBe(6_240);
  });

  test('a month without a published index has none', () => {
    expect(decide(dibao, { month: '2020-09', household: URBAN }).byComponent['price']).toBeUndefined();
  });
});

test('§5.4 example 6: the rise of April costs 50,530 a month on the heads of October', () => {
  const costFen = (household: RuleCase['household'], heads: number): number => {
    const paid = (month: string): number =>
      decide(dibao, { month, household: { ...household }, members: people(heads) }).totalFen;
    return paid('2020-04') - paid('2020-03');
  };
  expect(costFen(URBAN, 269)).toBe(yuan(13_450));
  expect(costFen(RURAL, 824)).toBe(yuan(37_080));
  expect(costFen(URBAN, 269) + costFen(RURAL, 824)).toBe(yuan(50_530));
});

describe('for any family', () => {
  const member = fc.record({
    wage: fc.nat(200_000),
    business: fc.nat(20_000),
    property: fc.nat(20_000),
    transfer: fc.nat(50_000),
    level: fc.constantFrom(null, '1', '2', '3', '4'),
    ill: fc.boolean(),
    custody: fc.boolean(),
    life: fc.constantFrom(null, 'alive', 'dead'),
    jobRefusals: fc.nat(4),
    birthDate: fc.integer({ min: 1930, max: 2019 }).map((year) => plainDate(`${year}-06-15`)),
  });
  const family = fc.record({
    month: fc.constantFrom('2020-01', '2020-03', '2020-04', '2020-10'),
    household: fc.record({ hukou: fc.constantFrom('urban', 'rural'), assetsWithin: fc.constant(true) }),
    members: fc.array(member, { minLength: 1, maxLength: 6 }),
    parameters: fc.constantFrom(prices(0.04, 0.1, 0.089), []),
  });

  test('more income never gives more money', () => {
    fc.assert(
      fc.property(family, fc.nat(5), fc.integer({ min: 1, max: 100_000 }), (of, who, more) => {
        const richer = of.members.map((m, i) =>
          i === who % of.members.length ? { ...m, wage: m.wage + more } : m,
        );
        // Each stopped share is rounded for itself: with several of them the rest may move by a fen each way.
        const refusing = of.members.filter(({ jobRefusals }) => jobRefusals >= 3).length;
        const roundingFen = refusing < 2 ? 0 : 2 * refusing;
        expect(decide(dibao, { ...of, members: richer }).totalFen).toBeLessThanOrEqual(
          decide(dibao, of).totalFen + roundingFen,
        );
      }),
    );
  });

  test('the basic amount has no step at the standard: a fen of income is a fen of allowance, down to nothing', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6 }), fc.nat(300), (size, below) => {
        const standardFen = 83_000 * size;
        const at = (incomeFen: number): number =>
          basicFen({ household: URBAN, members: people(size, { wage: incomeFen }) });
        expect(at(standardFen - below)).toBe(below);
        expect(at(standardFen + below)).toBe(0);
      }),
    );
  });

  test('exempt income is on file and changes nothing (DB2012 art. 16)', () => {
    fc.assert(
      fc.property(family, fc.nat(1_000_000), (of, exempt) => {
        const members = of.members.map((m) => ({ ...m, exempt }));
        expect(decide(dibao, { ...of, members })).toEqual(decide(dibao, of));
      }),
    );
  });

  test('the order of the members does not matter', () => {
    fc.assert(
      fc.property(family, (of) => {
        const named = of.members.map((m, i) => ({ ...m, id: `p${i}` }));
        const byKey = (members: readonly MemberCase[]): unknown[] =>
          decide(dibao, { ...of, members })
            .amounts.map(({ component, personId, amountFen }) => `${component} ${personId} ${amountFen}`)
            .toSorted();
        expect(byKey(named.toReversed())).toEqual(byKey(named));
      }),
    );
  });

  test('what is stopped and what is left add up to the whole', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 8 }), fc.nat(8), fc.nat(500_000), (size, refusing, incomeFen) => {
        const whole = basicFen({ household: URBAN, members: people(size, { wage: incomeFen }) });
        const share = whole === 0 ? 0 : shareFen(yuan(whole / 100), size);
        const stopped = Math.min(refusing, size);
        const members = people(size, { wage: incomeFen }).map((m, i) => ({
          ...m,
          jobRefusals: i < stopped ? 3 : 0,
        }));
        const left = basicFen({ household: URBAN, members });
        expect(left).toBe(stopped === size ? 0 : Math.max(0, whole - share * stopped));
        expect(left).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});

test('a standard that is missing is an error that names it, never a guess', () => {
  const without = given(parameter.dibaoStandard, 83_000, { variant: 'urban', from: '2025-01-01' });
  expect(() => decide(dibao, { month: '2014-05', household: URBAN, parameters: [without] })).not.toThrow();
  expect(() => decide(dibao, { month: '2014-04', household: URBAN })).toThrow(
    expect.objectContaining({ code: 'programme.no-version' }),
  );
});
