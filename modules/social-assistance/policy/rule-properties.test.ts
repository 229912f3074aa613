import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { month } from '../../../kernel/base/month.ts';
import { plainDate } from '../../../kernel/base/plain-date.ts';
import type { FactDefinition, FactValue } from '../../../kernel/party/define-fact.ts';
import type { FactGroup, FactValues, Programme } from '../../../kernel/policy/define-programme.ts';
import { LATER_PARAMETERS } from '../../../tests/support/later-standards.ts';
import { decide, given, type MemberCase, prices, type RuleCase } from '../../../tests/support/rule-case.ts';
import * as fact from '../model/facts.ts';
import * as parameter from '../model/parameters.ts';
import { programmes } from '../programmes.ts';
import { dibao } from './dibao.ts';
import { marginal } from './marginal.ts';
import { rigidExpenditure } from './rigid-expenditure.ts';

const INCOME = [
  fact.wageIncome,
  fact.businessIncome,
  fact.propertyIncome,
  fact.transferIncome,
  fact.basicPension,
];
const SPRING = ['dibao', 'disaster', 'illness', 'disability'].map((variant) =>
  given(parameter.springBand, 30_000, { variant }),
);
const TERM = [fact.exitFrom, fact.recognisedFrom];
/** Every month in which a version of some programme begins, and one of 2020 with everything in force. */
const MONTHS = [
  '2020-06',
  ...new Set(programmes.flatMap(({ versions }) => versions.map(({ from }) => from))),
].filter((of) => of >= '2018-01');
const monthsOf = ({ versions }: Programme): string[] =>
  MONTHS.filter((of) => of >= (versions[0]?.from ?? ''));

function valueOf(definition: FactDefinition): fc.Arbitrary<FactValue> {
  switch (definition.value.type) {
    case 'money':
      return fc.nat(150_000);
    case 'count':
      return TERM.some(({ kind }) => kind === definition.kind)
        ? fc.constantFrom(0, 202_211, 202_503, 202_605)
        : fc.nat(12);
    case 'flag':
      return fc.boolean();
    case 'code':
      return fc.constantFrom(null, ...Object.keys(definition.value.codes));
  }
}
const groupOf = (definitions: FactGroup<'award' | 'household' | 'person'> = {}): fc.Arbitrary<FactValues> =>
  fc.record(Object.fromEntries(Object.entries(definitions).map(([name, of]) => [name, valueOf(of)])));

interface Situation extends RuleCase {
  readonly members: readonly MemberCase[];
}

/** Any case of a programme, more of them within the assets and on file than chance alone would give. */
function cases(programme: Programme): fc.Arbitrary<Situation> {
  const birthDate = fc
    .tuple(fc.integer({ min: 1930, max: 2017 }), fc.integer({ min: 1, max: 12 }))
    .map(([year, of]) => plainDate(`${year}-${String(of).padStart(2, '0')}-01`));
  const member = fc
    .tuple(groupOf(programme.facts.person), birthDate)
    .map(([facts, born]) => ({ ...facts, birthDate: born }));
  const household = groupOf(programme.facts.household).map((facts) =>
    'assetsWithin' in facts ? { ...facts, assetsWithin: true } : facts,
  );
  return fc
    .record({
      month: fc.constantFrom(...monthsOf(programme)),
      award: groupOf(programme.facts.award),
      household,
      members: fc.array(member, { minLength: 1, maxLength: programme.unit === 'person' ? 1 : 5 }),
      enrolled: fc.record(
        Object.fromEntries(Object.keys(programme.enrolments).map((name) => [name, fc.boolean()])),
      ),
      parameters: fc.constantFrom(
        [...LATER_PARAMETERS, ...SPRING],
        [...prices(0.04, 0.1, 0.089), ...LATER_PARAMETERS, ...SPRING],
      ),
    })
    .map((of) => ({ ...of, members: of.members.map((facts, i) => ({ ...facts, id: `p${i}` })) }));
}

const incomeNames = ({ facts }: Programme): string[] =>
  Object.entries(facts.person ?? {})
    .filter(([, definition]) => INCOME.some(({ kind }) => kind === definition.kind))
    .map(([name]) => name);
const isRefused = (programme: Programme, of: Situation): boolean => decide(programme, of).refusal !== null;
const changed = (of: Situation, who: number, more: (facts: MemberCase) => FactValues): Situation => ({
  ...of,
  members: of.members.map((facts, i) =>
    i === who % of.members.length ? { ...facts, ...more(facts) } : facts,
  ),
});
/** The allowance of a gradual exit is paid for leaving by income: the one place where more income may give more. */
const withoutExit = (of: Situation): Situation => ({ ...of, award: { ...of.award, exitFrom: 0 } });

/** Each stopped share of a family is rounded for itself: with several of them the rest may move by a fen each way. */
const roundingFen = (of: Situation): number =>
  2 * of.members.filter(({ jobRefusals }) => Number(jobRefusals) >= 3).length;

describe.each(programmes.map((programme) => ({ id: programme.id, programme })))('$id', ({ programme }) => {
  test('a decision either refuses and pays nothing, or pays whole amounts above nothing', () => {
    fc.assert(
      fc.property(cases(programme), (of) => {
        const { refusal, amounts, totalFen } = decide(programme, of);
        if (refusal !== null) expect(amounts).toEqual([]);
        for (const { amountFen } of amounts)
          expect(Number.isSafeInteger(amountFen) && amountFen > 0).toBe(true);
        expect(totalFen).toBe(amounts.reduce((sum, { amountFen }) => sum + amountFen, 0));
      }),
    );
  });

  test('the order of the members does not matter', () => {
    fc.assert(
      fc.property(cases(programme), (of) => {
        const lines = (members: readonly MemberCase[]): string[] =>
          decide(programme, { ...of, members })
            .amounts.map(({ component, personId, amountFen }) => `${component} ${personId} ${amountFen}`)
            .toSorted();
        expect(lines(of.members.toReversed())).toEqual(lines(of.members));
      }),
    );
  });

  test('income that is exempt by every law changes nothing (DB2012 art. 16, DB2021 art. 13)', () => {
    fc.assert(
      fc.property(cases(programme), fc.nat(1_000_000), (of, exempt) => {
        expect(
          decide(
            programme,
            changed(of, 0, () => ({ exempt })),
          ),
        ).toEqual(decide(programme, of));
      }),
    );
  });

  test('the same case and month give the same decision, whatever was decided before', () => {
    fc.assert(
      fc.property(cases(programme), cases(programme), (of, other) => {
        const first = decide(programme, of);
        decide(programme, other);
        expect(decide(programme, of)).toEqual(first);
      }),
    );
  });
});

const byIncome = programmes
  .map((programme) => ({ id: programme.id, programme, names: incomeNames(programme) }))
  // A recognition has a lower bound too: with less income a marginal family is one for dibao.
  .filter(({ programme, names }) => names.length > 0 && programme.cycle !== 'recognition');

test.each(byIncome)('$id: more income never gives more money', ({ programme, names }) => {
  fc.assert(
    fc.property(
      cases(programme).map(withoutExit),
      fc.nat(4),
      fc.constantFrom(...names),
      fc.integer({ min: 1, max: 100_000 }),
      (of, who, name, more) => {
        const richer = changed(of, who, (facts) => ({ [name]: Number(facts[name]) + more }));
        expect(decide(programme, richer).totalFen).toBeLessThanOrEqual(
          decide(programme, of).totalFen + roundingFen(of),
        );
        if (isRefused(programme, of)) expect(isRefused(programme, richer)).toBe(true);
      },
    ),
  );
});

test('rigid-expenditure: more unavoidable spending never loses the recognition (art. 4)', () => {
  fc.assert(
    fc.property(cases(rigidExpenditure), fc.nat(500_000), (of, more) => {
      const spend = Number(of.household?.['rigidSpend']) + more;
      const harder = { ...of, household: { ...of.household, rigidSpend: spend } };
      if (isRefused(rigidExpenditure, harder)) expect(isRefused(rigidExpenditure, of)).toBe(true);
    }),
  );
});

describe('dibao under every version', () => {
  const versions = dibao.versions.map(({ id, from }) => ({ id, from }));
  const household = { hukou: 'urban', assetsWithin: true };
  const basicAt = (of: string, incomeFen: number, size: number): number =>
    decide(dibao, {
      month: of,
      household,
      members: Array.from({ length: size }, (_, i) => ({ wage: i === 0 ? incomeFen : 0 })),
      parameters: [given(parameter.dibaoStandard, 83_000, { variant: 'urban' })],
    }).byComponent['basic'] ?? 0;

  test.each(versions)(
    '$id: at the standard a fen of income is a fen of allowance, down to nothing',
    ({ from }) => {
      fc.assert(
        fc.property(fc.integer({ min: 1, max: 6 }), fc.nat(300), (size, below) => {
          expect(basicAt(from, 83_000 * size - below, size)).toBe(below);
          expect(basicAt(from, 83_000 * size + below, size)).toBe(0);
        }),
      );
    },
  );

  test.each(versions.filter(({ from }) => from >= '2022-11'))(
    '$id: the only jump at the standard is the gradual exit, and it is the amount that was decided',
    ({ from }) => {
      fc.assert(
        fc.property(fc.integer({ min: 1, max: 200_000 }), (exitBase) => {
          const at = (wage: number): number =>
            decide(dibao, {
              month: from,
              household,
              award: { exitFrom: Number(from.replace('-', '')), exitBase },
              members: [{ wage }],
            }).totalFen;
          expect(at(82_999)).toBe(1);
          expect(at(83_000)).toBe(exitBase);
        }),
      );
    },
  );

  test.each(versions.filter(({ from }) => from >= '2021-07'))(
    '$id: shares of those who apply alone add up to the whole, and nobody else is paid',
    ({ from }) => {
      fc.assert(
        fc.property(fc.array(fc.nat(90_000), { minLength: 1, maxLength: 5 }), (incomes) => {
          const members = incomes.map((transfer) => ({ level: '1', alone: 'marginal', transfer }));
          const { amounts, refusal } = decide(dibao, {
            month: from,
            household,
            members: [...members, {}],
          });
          const due = incomes.filter((income) => income < 83_000).map((income) => 83_000 - income);
          const basics = amounts.filter(({ component }) => component === 'basic');
          expect(basics.map(({ amountFen }) => amountFen)).toEqual(due);
          expect(refusal).toBe(due.length === 0 ? 'income' : null);
          expect(amounts.every(({ personId }) => personId !== `member-${members.length + 1}`)).toBe(true);
        }),
      );
    },
  );

  test('a deduction never makes a family worse off (DB2021 art. 13)', () => {
    fc.assert(
      fc.property(
        cases(dibao).map(withoutExit),
        fc.nat(4),
        fc.constantFrom('employmentCost', 'rigidCost'),
        fc.nat(50_000),
        (of, who, name, more) => {
          const eased = changed(of, who, (facts) => ({ [name]: Number(facts[name]) + more }));
          expect(decide(dibao, eased).totalFen).toBeGreaterThanOrEqual(
            decide(dibao, of).totalFen - roundingFen(of),
          );
        },
      ),
    );
  });
});

describe('marginal and dibao share the line of the standard (DB2021 art. 8)', () => {
  test('from the standard to 1.5 times of it a family is marginal, below it is for dibao, never both', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('2021-07', '2022-11', '2026-09'),
        fc.integer({ min: 1, max: 6 }),
        fc.nat(200_000),
        (of, size, perHeadFen) => {
          const family: RuleCase = {
            month: month(of),
            household: { hukou: 'urban', assetsWithin: true },
            members: Array.from({ length: size }, () => ({ wage: perHeadFen })),
          };
          const isMarginal = decide(marginal, family).refusal === null;
          const isDibao = decide(dibao, family).refusal === null;
          expect(isDibao).toBe(perHeadFen < 83_000);
          expect(isMarginal).toBe(perHeadFen >= 83_000 && perHeadFen < 124_500);
        },
      ),
    );
  });
});
