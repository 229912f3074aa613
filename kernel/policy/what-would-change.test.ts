import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  buildCase,
  type BuiltCase,
  type BuiltMember,
  type Said,
  said,
} from '../../tests/support/case-builder.ts';
import { LATER_PARAMETERS } from '../../tests/support/later-standards.ts';
import { given, PARAMETERS_2020, prices } from '../../tests/support/rule-case.ts';
import * as fact from '../../modules/social-assistance/model/facts.ts';
import { dibao } from '../../modules/social-assistance/policy/dibao.ts';
import {
  disabledLiving,
  severeNursing,
} from '../../modules/social-assistance/policy/disability-subsidies.ts';
import { marginal } from '../../modules/social-assistance/policy/marginal.ts';
import { tekun } from '../../modules/social-assistance/policy/tekun.ts';
import type { FactDefinition, FactValue } from '../party/define-fact.ts';
import { yuan } from '../base/fen.ts';
import { month } from '../base/month.ts';
import type { Programme } from './define-programme.ts';
import { explainAward } from './explain.ts';
import { type ParameterRow, parameterTable } from './resolve-parameters.ts';
import { type Change, whatWouldChange, type WouldChange } from './what-would-change.ts';
import { wouldChangeView } from './would-change-text.ts';

const ALL = [...LATER_PARAMETERS, ...PARAMETERS_2020];
const HOME = [said(fact.householdHukou, 'urban'), said(fact.assetsWithin, true)];

/** Prices that trigger the subsidy: a multiple of it may come to half a fen. */
const DEAR = prices(0.04, 0.1, 0.089);

const found = (programme: Programme, of: BuiltCase, asked = '2020-06') =>
  whatWouldChange(programme, buildCase(of), parameterTable(ALL), month(asked));
const words = (programme: Programme, of: BuiltCase, asked = '2020-06') => {
  const file = buildCase(of);
  return wouldChangeView(whatWouldChange(programme, file, parameterTable(ALL), month(asked)), {
    programme,
    labelOf: (id) => ({ zh: id, en: id }),
    personIds: file.members.map(({ person }) => person.id),
  });
};

describe('what would turn a decision over', () => {
  const three = (wage: number): BuiltCase => ({
    household: HOME,
    members: [{ facts: [said(fact.wageIncome, wage)] }, {}, {}],
  });

  test('§5.4 example 3: three people with 2,490 are refused; 0.01 less and 0.01 is due', () => {
    const { summary, found: ways } = words(dibao, three(yuan(2_490)));
    expect(summary.zh).toContain('即符合条件');
    expect(ways[0]).toMatchObject({
      eligible: true,
      totalFen: 1,
      text: {
        zh: '家庭收入合计（月）减少 0.01 元（至 2,489.99 元），即可享受，当月 0.01 元',
        en: 'family income in all (month): 0.01 yuan less (2,489.99 yuan): entitled to 0.01 yuan for the month',
      },
    });
    expect(ways.map(({ text }) => text.zh)).toContain('增加一名无收入的成年成员，即可享受，当月 830.00 元');
    expect(ways.at(-1)?.text.zh).toBe(
      '低保标准（城镇）由 830.00 元/人·月 调整为 830.01 元/人·月，即可享受，当月 0.03 元',
    );
  });

  test('an item says nothing that the sum does not say; what is no circumstance is never supposed', () => {
    const kinds = words(dibao, three(yuan(1_000))).found.flatMap(({ changes }) =>
      changes.map(({ kind }) => kind),
    );
    expect(kinds).toContain('income');
    for (const { kind } of [fact.wageIncome, fact.lifeStatus, fact.custody])
      expect(kinds).not.toContain(kind);
  });

  test('a sum is made of what the rule of the month counts: the basic pension until 2021-06 and not after it', () => {
    const of = { household: HOME, members: [{ facts: [said(fact.basicPension, yuan(1_000))] }] };
    const sums = (asked: string) =>
      found(dibao, of, asked).found.flatMap(({ changes }) =>
        changes.filter(({ aspect }) => aspect.of === 'total').map(({ from }) => from),
      );
    expect(sums('2020-06')).toEqual([yuan(1_000)]);
    expect(sums('2021-07')).toEqual([0]);
  });

  test('the month of the birthday that turns it over', () => {
    const needs = [said(fact.personHukou, 'urban'), said(fact.noMeans, true), said(fact.noSupporter, true)];
    const born = (birthDate: string): BuiltCase => ({ members: [{ birthDate, facts: needs }] });
    const months = (birthDate: string) =>
      found(tekun, born(birthDate)).found.flatMap(({ changes }) => changes.flatMap((one) => one.month ?? []));
    expect(months('1962-03-05')).toEqual(['2022-04']);
    expect(months('1962-03-01')).toEqual(['2022-03']);
    // At 15 she is on it as a minor, and at 16 no longer.
    expect(months('2005-02-10')).toEqual(['2021-03']);
  });

  test('two together, where no single circumstance is enough, and nothing where there is nothing', () => {
    const of: BuiltCase = {
      members: [{ birthDate: '1962-03-05', facts: [said(fact.personHukou, 'urban')] }],
    };
    const { isPairs, found: ways } = found(tekun, of);
    expect({ isPairs, ways }).toEqual({ isPairs: true, ways: [] });
    expect(words(tekun, of).summary.zh).toContain('都不会改变本月结论');
    const two = words(tekun, {
      members: [{ ...of.members?.[0], facts: [said(fact.personHukou, 'urban'), said(fact.noMeans, true)] }],
    });
    expect(two.summary.zh).toContain('同时变化');
    expect(two.found[0]?.text.zh).toBe(
      '本人无法定义务人或义务人无履行能力为“是”（现为“否”），同时本人满60周岁（2022年4月起），即可享受，当月 1,710.00 元',
    );
  });

  test('another award and a switch among the standards are asked for too', () => {
    const facts = [said(fact.disabilityLevel, '3'), said(fact.disabilityCategory, 'mental')];
    expect(words(disabledLiving, { members: [{ facts }] }).found[0]?.text.zh).toBe(
      '享受“dibao”（现未享受），即可享受，当月 160.00 元',
    );
    const nursing = words(severeNursing, { members: [{ facts }] }).found.map(({ text }) => text.zh);
    expect(nursing.at(-1)).toContain('护理补贴扩大到智力、精神残疾（1 是，0 否）（三级）由 0 调整为 1');
  });

  test('a standard that another one is derived from takes that one along', () => {
    const table = parameterTable(
      ALL.filter(({ key, variant }) => key !== 'tekun.standard' || variant !== 'urban'),
    );
    const facts = [
      said(fact.personHukou, 'urban'),
      said(fact.noMeans, true),
      said(fact.noSupporter, true),
      said(fact.transferIncome, yuan(830)),
    ];
    const file = buildCase({ members: [{ birthDate: '1950-01-01', facts }] });
    const way = whatWouldChange(tekun, file, table, month('2021-07')).found.find(({ changes }) =>
      changes.some(({ aspect }) => aspect.of === 'parameter'),
    );
    expect(way?.changes[0]?.to).toBe(yuan('830.01'));
    // 2 × 830.01 and the care of somebody who needs none.
    expect(way?.totalFen).toBe(yuan('1660.02') + yuan(50));
  });
});

function anyValue({ value }: FactDefinition): fc.Arbitrary<number | boolean | string | null> {
  switch (value.type) {
    case 'money':
      return fc.nat(150_000);
    case 'count':
      return fc.nat(4);
    case 'flag':
      return fc.boolean();
    case 'code':
      return fc.constantFrom(null, ...Object.keys(value.codes));
  }
}
const anyFacts = (definitions: readonly FactDefinition[]): fc.Arbitrary<Said[]> =>
  fc
    .tuple(...definitions.map((definition) => anyValue(definition).map((value) => ({ definition, value }))))
    .map((all) => all.flatMap(({ definition, value }) => (value === null ? [] : [said(definition, value)])));

function cases(programme: Programme): fc.Arbitrary<BuiltCase> {
  const { award = {}, household = {}, person = {} } = programme.facts;
  const own = Object.values(person).filter(({ supposed }) => supposed !== 'never');
  const member = fc.record({
    birthDate: fc.integer({ min: 1935, max: 2015 }).map((year) => `${year}-05-20`),
    facts: anyFacts(own),
  });
  return fc.record({
    award: anyFacts(Object.values(award).filter(({ supposed }) => supposed !== 'never')),
    household: anyFacts(Object.values(household)),
    members: fc.array(member, { minLength: 1, maxLength: programme.unit === 'person' ? 1 : 3 }),
    enrolled: fc.record(
      Object.fromEntries(Object.keys(programme.enrolments).map((name) => [name, fc.constantFrom([], [{}])])),
    ),
  });
}

const replaced = (facts: readonly Said[] = [], definition: FactDefinition, to: FactValue): Said[] => [
  ...facts.filter(({ kind }) => kind !== definition.kind),
  ...(to === null ? [] : [said(definition, to)]),
];

/** Makes the change to what is on file, by another way than the search does. */
function carriedOut(
  programme: Programme,
  of: BuiltCase,
  { aspect, to, personId }: Change,
): BuiltCase | undefined {
  const members = of.members ?? [];
  const at = personId === null ? -1 : Number(personId.slice('person-'.length)) - 1;
  const changed = (change: (member: BuiltMember) => BuiltMember): BuiltCase => ({
    ...of,
    members: members.map((member, i) => (i === at ? change(member) : member)),
  });
  switch (aspect.of) {
    case 'fact':
      if (aspect.definition.subject === 'award')
        return { ...of, award: replaced(of.award, aspect.definition, to) };
      if (aspect.definition.subject === 'household')
        return { ...of, household: replaced(of.household, aspect.definition, to) };
      return changed((member) => ({ ...member, facts: replaced(member.facts, aspect.definition, to) }));
    case 'fewer-members':
      return { ...of, members: members.map((member, i) => (i === at ? { ...member, counted: [] } : member)) };
    case 'more-members':
      return { ...of, members: [...members, { birthDate: '1990-05-20' }] };
    case 'enrolment': {
      const name = Object.entries(programme.enrolments).find(([, id]) => id === aspect.programme)?.[0] ?? '';
      return { ...of, enrolled: { ...of.enrolled, [name]: to === true ? [{}] : [] } };
    }
    case 'age':
    case 'total':
    case 'parameter':
      return undefined;
  }
}

const EXAMPLES: readonly (readonly [Programme, string])[] = [
  [dibao, '2020-06'],
  [dibao, '2022-12'],
  [marginal, '2024-10'],
  [tekun, '2020-06'],
  [tekun, '2021-08'],
  [severeNursing, '2020-06'],
  [disabledLiving, '2021-08'],
];

describe.each(EXAMPLES.map(([programme, asked]) => ({ id: programme.id, asked, programme })))(
  '$id in $asked: whatever is said to turn the decision over',
  ({ programme, asked }) => {
    const of = month(asked);
    const table = parameterTable([...DEAR, ...ALL]);
    const eligible = (built: BuiltCase, more: readonly ParameterRow[] = []): boolean =>
      explainAward(programme, buildCase(built), parameterTable([...more, ...DEAR, ...ALL]), of).eligible;
    const holds = (built: BuiltCase, way: WouldChange, now: boolean): void => {
      const [change] = way.changes;
      if (way.changes.length !== 1 || change === undefined) return;
      const { aspect, to, from } = change;
      const told = carriedOut(programme, built, change);
      if (told !== undefined) expect(eligible(told)).toBe(!now);
      const back = Math.sign(Number(from) - Number(to));
      const isNumber = aspect.of === 'fact' && ['money', 'count'].includes(aspect.definition.value.type);
      if (isNumber) {
        const almost = carriedOut(programme, built, { ...change, to: Number(to) + back });
        if (almost !== undefined) expect(eligible(almost)).toBe(now);
      }
      if (aspect.of === 'parameter') {
        const at = (value: number): ParameterRow[] => [
          given(aspect.definition, value, { variant: aspect.variant }),
        ];
        expect(eligible(built, at(Number(to)))).toBe(!now);
        if (aspect.definition.unit === 'fen') expect(eligible(built, at(Number(to) + back))).toBe(now);
      }
    };

    test('does so when it is carried out, and a fen (or one) less does not', () => {
      fc.assert(
        fc.property(cases(programme), (built) => {
          const told = whatWouldChange(programme, buildCase(built), table, of);
          expect(told.eligible).toBe(eligible(built));
          for (const way of told.found) holds(built, way, told.eligible);
        }),
        { numRuns: 60 },
      );
    });
  },
);

test('the sum of a family is the least change however it is spread over the members', () => {
  const wages = fc.array(fc.nat(150_000), { minLength: 2, maxLength: 5 });
  const eligible = (of: readonly number[]): boolean =>
    explainAward(
      dibao,
      buildCase({ household: HOME, members: of.map((wage) => ({ facts: [said(fact.wageIncome, wage)] })) }),
      parameterTable(ALL),
      month('2020-06'),
    ).eligible;
  fc.assert(
    fc.property(wages, (of) => {
      const told = found(dibao, {
        household: HOME,
        members: of.map((wage) => ({ facts: [said(fact.wageIncome, wage)] })),
      });
      const sum = told.found.flatMap(({ changes }) => changes).find(({ aspect }) => aspect.of === 'total');
      expect(sum?.from).toBe(of.reduce((a, b) => a + b, 0));
      const spread = (total: number): number[] => of.map((_, i) => (i === 0 ? total : 0));
      expect(sum?.to).toBe(told.eligible ? 83_000 * of.length : 83_000 * of.length - 1);
      expect(eligible(spread(Number(sum?.to)))).toBe(!told.eligible);
      expect(eligible(spread(Number(sum?.to) + (told.eligible ? -1 : 1)))).toBe(told.eligible);
    }),
    { numRuns: 100 },
  );
});
