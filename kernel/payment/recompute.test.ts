import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  ALWAYS,
  AWARD,
  buildCase,
  type BuiltMember,
  type Said,
  said,
} from '../../tests/support/case-builder.ts';
import { given, PARAMETERS_2020 } from '../../tests/support/rule-case.ts';
import * as fact from '../../modules/social-assistance/model/facts.ts';
import * as parameter from '../../modules/social-assistance/model/parameters.ts';
import { dibao } from '../../modules/social-assistance/policy/dibao.ts';
import {
  disabledLiving,
  severeNursing,
} from '../../modules/social-assistance/policy/disability-subsidies.ts';
import { tekun } from '../../modules/social-assistance/policy/tekun.ts';
import { firstDay, type Month, month, monthFromIndex, monthIndex } from '../base/month.ts';
import type { PlainDate } from '../base/plain-date.ts';
import type { CaseFile } from '../policy/case-file.ts';
import type { Programme } from '../policy/define-programme.ts';
import type { ParameterRow } from '../policy/resolve-parameters.ts';
import { computeRun } from './compute-run.ts';
import { type PaidBefore, paidKey } from './differences.ts';

/** Two years of runs; what is learnt in one of them may hold since any month of the two years. */
const OPENED = month('2020-01');
const MONTHS = 24;
const monthAt = (n: number): Month => monthFromIndex(monthIndex(OPENED) + n);
const dayAt = (n: number): PlainDate => firstDay(monthAt(n));

/** Something learnt in the run of month `known` that holds from month `since` on: it supersedes all said before. */
interface Learnt {
  readonly known: number;
  readonly since: number;
  readonly what:
    | { readonly of: 'wage' | 'pension'; readonly member: number; readonly fen: number }
    | {
        readonly of: 'death' | 'alive' | 'custody' | 'ill' | 'level';
        readonly member: number;
        readonly on: boolean;
      }
    | { readonly of: 'membership'; readonly member: number; readonly on: boolean }
    | { readonly of: 'hukou'; readonly urban: boolean }
    | { readonly of: 'assets' | 'status' | 'enrolled'; readonly on: boolean }
    | { readonly of: 'standard' | 'care' | 'subsidy' | 'extra' | 'prices'; readonly value: number };
}

const member = fc.nat(2);
const what: fc.Arbitrary<Learnt['what']> = fc.oneof(
  fc.record({ of: fc.constantFrom('wage' as const, 'pension' as const), member, fen: fc.nat(120_000) }),
  fc.record({
    of: fc.constantFrom(
      'death' as const,
      'alive' as const,
      'custody' as const,
      'ill' as const,
      'level' as const,
    ),
    member,
    on: fc.boolean(),
  }),
  fc.record({ of: fc.constant('membership' as const), member, on: fc.boolean() }),
  fc.record({ of: fc.constant('hukou' as const), urban: fc.boolean() }),
  fc.record({
    of: fc.constantFrom('assets' as const, 'status' as const, 'enrolled' as const),
    on: fc.boolean(),
  }),
  fc.record({
    of: fc.constantFrom(
      'standard' as const,
      'care' as const,
      'subsidy' as const,
      'extra' as const,
      'prices' as const,
    ),
    value: fc.integer({ min: 0, max: 30 }),
  }),
);
const history = fc.array(
  fc.record({ known: fc.nat(MONTHS - 1), since: fc.integer({ min: -2, max: MONTHS - 1 }), what }),
  { minLength: 1, maxLength: 14 },
);

/** Values over the months, each learnt one written over all the months from its first on. */
class Timeline<V> {
  private readonly values: V[];

  constructor(start: V) {
    this.values = Array.from({ length: MONTHS + 2 }, () => start);
  }

  from(since: number, value: V): void {
    for (let i = since + 2; i < this.values.length; i++) this.values[i] = value;
  }

  /** The stretches of equal value, as half-open periods; the last one is open. */
  stretches(): { readonly value: V; readonly from: string; readonly to: string | null }[] {
    return this.values.flatMap((value, i) => {
      if (i > 0 && this.values[i - 1] === value) return [];
      const end = this.values.findIndex((other, j) => j > i && other !== value);
      return [{ value, from: i === 0 ? ALWAYS : dayAt(i - 2), to: end === -1 ? null : dayAt(end - 2) }];
    });
  }
}

const PEOPLE = [0, 1, 2];
const BORN = ['1948-07-03', '1981-02-11', '2005-09-20'];
const CERTIFICATE = ['1', '2', '3'];

/** All that is known in the run of a month. */
function knownIn(programme: Programme, learnt: readonly Learnt[], now: number) {
  const told = learnt.filter(({ known }) => known <= now);
  const facts = PEOPLE.map(() => new Map<string, Timeline<number | boolean | string>>());
  const counted = PEOPLE.map(() => new Timeline(true));
  const [hukou, assets] = [new Timeline<string>('urban'), new Timeline(true)];
  const [status, enrolled] = [new Timeline(true), new Timeline(true)];
  const standards = new Map<string, Timeline<number>>();
  const set = <V>(map: Map<string, Timeline<V>>, key: string, start: V, since: number, value: V): void => {
    const line = map.get(key) ?? new Timeline(start);
    line.from(since, value);
    map.set(key, line);
  };
  for (const { since, what: of } of told) {
    const person = 'member' in of ? (facts[of.member] ?? new Map()) : new Map();
    switch (of.of) {
      case 'wage':
      case 'pension':
        set(person, of.of, 0, since, of.fen);
        break;
      case 'death':
      case 'alive':
        set(person, 'life', 'alive', since, of.of === 'death' ? 'dead' : 'alive');
        break;
      case 'custody':
      case 'ill':
        set(person, of.of, false, since, of.on);
        break;
      case 'level':
        set(person, 'level', CERTIFICATE[of.member] ?? '1', since, of.on ? '1' : '4');
        break;
      case 'membership':
        counted[of.member]?.from(since, of.on);
        break;
      case 'hukou':
        hukou.from(since, of.urban ? 'urban' : 'rural');
        break;
      case 'assets':
        assets.from(since, of.on);
        break;
      case 'status':
        status.from(since, of.on);
        break;
      case 'enrolled':
        enrolled.from(since, of.on);
        break;
      default:
        set(standards, of.of, 0, since, of.value);
    }
  }
  return {
    file: fileOf(programme, { facts, counted, hukou, assets, status, enrolled }),
    rows: rowsOf(standards),
  };
}

interface Known {
  readonly facts: readonly ReadonlyMap<string, Timeline<number | boolean | string>>[];
  readonly counted: readonly Timeline<boolean>[];
  readonly hukou: Timeline<string>;
  readonly assets: Timeline<boolean>;
  readonly status: Timeline<boolean>;
  readonly enrolled: Timeline<boolean>;
}

const FACTS = {
  wage: fact.wageIncome,
  pension: fact.basicPension,
  life: fact.lifeStatus,
  custody: fact.custody,
  ill: fact.seriousIllness,
  level: fact.disabilityLevel,
} as const;
const isTrue = ({ value }: { readonly value: unknown }): boolean => value === true;

function fileOf(programme: Programme, { facts, counted, hukou, assets, status, enrolled }: Known): CaseFile {
  const factsOf = (i: number): Said[] => [
    said(fact.personHukou, 'urban'),
    said(fact.noMeans, true),
    said(fact.noSupporter, true),
    said(fact.disabilityCategory, 'limb'),
    ...(facts[i]?.has('level') === true ? [] : [said(fact.disabilityLevel, CERTIFICATE[i] ?? '1')]),
    ...Object.entries(FACTS).flatMap(([name, definition]) =>
      (facts[i]?.get(name)?.stretches() ?? []).map(({ value, ...when }) => said(definition, value, when)),
    ),
  ];
  const members = (programme.unit === 'household' ? PEOPLE : [0]).map((i): BuiltMember => ({
    birthDate: BORN[i] ?? '1980-01-01',
    facts: factsOf(i),
    counted: (counted[i] ?? new Timeline(true)).stretches().filter(isTrue),
  }));
  return buildCase({
    active: status.stretches().filter(isTrue),
    household: [
      ...hukou.stretches().map(({ value, ...when }) => said(fact.householdHukou, value, when)),
      ...assets.stretches().map(({ value, ...when }) => said(fact.assetsWithin, value, when)),
    ],
    members,
    enrolled: Object.fromEntries(
      Object.keys(programme.enrolments).map((name) => [
        name,
        name === 'dibao' ? enrolled.stretches().filter(isTrue) : [],
      ]),
    ),
  });
}

/** What was decided about standards: for each month the raised value, in force before those of 2020. */
const rowsOf = (standards: ReadonlyMap<string, Timeline<number>>): ParameterRow[] =>
  [...standards].flatMap(([name, line]) =>
    line
      .stretches()
      .filter(({ value }) => value !== 0)
      .flatMap(({ value, ...when }) => raised(name, value, when)),
  );

function raised(
  name: string,
  value: number,
  when: { readonly from: string; readonly to: string | null },
): ParameterRow[] {
  switch (name) {
    case 'standard':
      return ['urban', 'rural'].map((variant) =>
        given(parameter.dibaoStandard, 60_000 + value * 1_000, { ...when, variant }),
      );
    case 'care':
      return ['full', 'partial', 'self_care'].map((variant) =>
        given(parameter.careStandard, value * 700, { ...when, variant }),
      );
    case 'subsidy':
      return [
        given(parameter.livingSubsidy, value * 500, when),
        given(parameter.nursingSubsidy, value * 400, when),
      ];
    case 'extra':
      return [given(parameter.extraMonths, value % 3, when)];
    default:
      return ['cpi', 'food', 'scpi'].map((variant) =>
        given(parameter.priceIndex, value / 300, { ...when, variant }),
      );
  }
}

const run = (
  programme: Programme,
  learnt: readonly Learnt[],
  now: number,
  known: number,
  paid: PaidBefore,
) => {
  const { file, rows } = knownIn(programme, learnt, known);
  const period = { payMonth: monthAt(now), openedOn: OPENED };
  return computeRun(programme, period, [file], [...rows, ...PARAMETERS_2020], new Map([[AWARD, paid]])).lines;
};
const add = (paid: Map<string, number>, lines: ReturnType<typeof run>): void => {
  for (const { month: of, component, personId, amountFen } of lines) {
    const key = paidKey(monthIndex(of), component, personId);
    paid.set(key, (paid.get(key) ?? 0) + amountFen);
  }
};
const settled = (paid: ReadonlyMap<string, number>) =>
  new Map([...paid].filter(([, amount]) => amount !== 0));

/** Thousands of histories in all, the most of them where most can happen. */
const PROGRAMMES: readonly (readonly [Programme, number])[] = [
  [dibao, 1_000],
  [tekun, 500],
  [disabledLiving, 300],
  [severeNursing, 300],
];

test.each(PROGRAMMES.map(([programme, numRuns]) => ({ id: programme.id, programme, numRuns })))(
  '$id: whatever is learnt late over 24 months, in the end each month, component and person was paid as if all had been known',
  ({ programme, numRuns }) => {
    fc.assert(
      fc.property(history, (learnt) => {
        const paid = new Map<string, number>();
        for (let now = 0; now < MONTHS; now++) {
          const lines = run(programme, learnt, now, now, paid);
          for (const { amountFen, kind, month: of } of lines) {
            expect(amountFen).not.toBe(0);
            expect(kind).toBe(amountFen < 0 ? 'overpayment' : of === monthAt(now) ? 'regular' : 'arrears');
          }
          add(paid, lines);
          // Nothing is left to make good: the same run again has no line.
          if (now % 6 === 5) expect(run(programme, learnt, now, now, paid)).toEqual([]);
        }
        const scratch = new Map<string, number>();
        add(scratch, run(programme, learnt, MONTHS - 1, MONTHS - 1, new Map()));
        expect(settled(paid)).toEqual(settled(scratch));
      }),
      { numRuns },
    );
  },
);
