import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { yuan } from '../../../kernel/base/fen.ts';
import { decide, given, type MemberCase, type RuleCase } from '../../../tests/support/rule-case.ts';
import * as parameter from '../model/parameters.ts';
import { disabledLiving, severeNursing } from './disability-subsidies.ts';

const JANUARY_TO_OCTOBER = Array.from({ length: 10 }, (_, i) => `2020-${String(i + 1).padStart(2, '0')}`);
const IN_DIBAO = { dibao: true };

describe('+50 a month on each subsidy from March to June 2020 (report of 2020, 一（二）2)', () => {
  test.each([
    ['2020-02', 8_000],
    ['2020-03', 13_000],
    ['2020-06', 13_000],
    ['2020-07', 8_000],
  ])('nursing in %s: %i fen', (month, expected) => {
    expect(decide(severeNursing, { month, members: [{ level: '1' }] }).totalFen).toBe(expected);
  });

  test.each([
    ['2020-02', 11_000],
    ['2020-03', 16_000],
    ['2020-06', 16_000],
    ['2020-07', 11_000],
  ])('living in %s: %i fen', (month, expected) => {
    expect(decide(disabledLiving, { month, members: [{ level: '4' }], enrolled: IN_DIBAO }).totalFen).toBe(
      expected,
    );
  });

  test('§5.4 example 10: January to October with any base b pays 10 b + 4 × 50', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100_000 }), (base) => {
        const sum = (programme: typeof disabledLiving, of: RuleCase): number =>
          JANUARY_TO_OCTOBER.reduce(
            (total, month) => total + decide(programme, { ...of, month }).totalFen,
            0,
          );
        const expected = 10 * base + 4 * yuan(50);
        const nursing = { members: [{ level: '2' }], parameters: [given(parameter.nursingSubsidy, base)] };
        expect(sum(severeNursing, nursing)).toBe(expected);
        const living = {
          members: [{ level: '3' }],
          enrolled: IN_DIBAO,
          parameters: [given(parameter.livingSubsidy, base)],
        };
        expect(sum(disabledLiving, living)).toBe(expected);
      }),
      { numRuns: 20 },
    );
  });

  test('the base and the uplift are separate components', () => {
    expect(decide(severeNursing, { month: '2020-05', members: [{ level: '1' }] }).byComponent).toEqual({
      subsidy: 8_000,
      uplift: 5_000,
    });
  });
});

describe('living subsidy (国发〔2015〕52号)', () => {
  test.each([
    ['of a dibao family, level 1', { level: '1' }, { dibao: true }, null],
    ['of a dibao family, level 4', { level: '4' }, { dibao: true }, null],
    ['of a marginal family, where the district extends it', { level: '2' }, { marginal: true }, null],
    ['of no such family', { level: '1' }, {}, 'hardship'],
    ['no valid certificate', { level: null }, { dibao: true }, 'certificate'],
    [
      'on full orphan or unattended child benefit (民发〔2019〕62号)',
      { level: '1', childBenefit: true },
      { dibao: true },
      'child-benefit',
    ],
    ['dead', { level: '1', life: 'dead' }, { dibao: true }, 'ended'],
    ['in custody', { level: '1', custody: true }, { dibao: true }, 'ended'],
  ] satisfies [string, MemberCase, RuleCase['enrolled'], string | null][])(
    '%s → %s',
    (_name, member, enrolled, refusal) => {
      expect(decide(disabledLiving, { members: [member], enrolled: { ...enrolled } }).refusal).toBe(refusal);
    },
  );

  test('a district that does not extend it pays dibao families only', () => {
    const parameters = [given(parameter.livingIncludesMarginal, 0)];
    const paid = (enrolled: RuleCase['enrolled']) =>
      decide(disabledLiving, { members: [{ level: '1' }], enrolled: { ...enrolled }, parameters });
    expect(paid({ marginal: true }).refusal).toBe('hardship');
    expect(paid({ marginal: true, dibao: true }).refusal).toBeNull();
  });
});

describe('nursing subsidy (国发〔2015〕52号)', () => {
  test.each([
    ['level 1', { level: '1' }, {}, null],
    ['level 2', { level: '2' }, {}, null],
    ['level 3', { level: '3' }, {}, 'level'],
    ['no certificate', { level: null }, {}, 'level'],
    ['on tekun, whose care it would double', { level: '1' }, { tekun: true }, 'tekun'],
    ['on work-injury nursing pay', { level: '1', injury: true }, {}, 'injury'],
    ['dead', { level: '1', life: 'dead' }, {}, 'ended'],
    ['in custody', { level: '1', custody: true }, {}, 'ended'],
  ] satisfies [string, MemberCase, RuleCase['enrolled'], string | null][])(
    '%s → %s',
    (_name, member, enrolled, refusal) => {
      expect(decide(severeNursing, { members: [member], enrolled: { ...enrolled } }).refusal).toBe(refusal);
    },
  );

  test('a child on full benefit may have it, and both subsidies may be held together', () => {
    const child: MemberCase = { level: '1', childBenefit: true };
    expect(decide(severeNursing, { members: [child] }).refusal).toBeNull();
    const both = [disabledLiving, severeNursing].map((of) =>
      decide(of, { members: [{ level: '1' }], enrolled: of === disabledLiving ? IN_DIBAO : {} }),
    );
    expect(both.map(({ refusal }) => refusal)).toEqual([null, null]);
  });
});
