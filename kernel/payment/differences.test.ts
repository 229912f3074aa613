import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildCase, type BuiltCase, said } from '../../tests/support/case-builder.ts';
import { given, PARAMETERS_2020 } from '../../tests/support/rule-case.ts';
import * as fact from '../../modules/social-assistance/model/facts.ts';
import * as parameter from '../../modules/social-assistance/model/parameters.ts';
import { dibao } from '../../modules/social-assistance/policy/dibao.ts';
import { yuan } from '../base/fen.ts';
import { addMonths, month, monthIndex } from '../base/month.ts';
import { evaluateAward, MonthRules } from '../policy/evaluate.ts';
import { type ParameterRow, parameterTable } from '../policy/resolve-parameters.ts';
import { differences, type Line, paidKey } from './differences.ts';

const HOME = [said(fact.householdHukou, 'urban'), said(fact.assetsWithin, true)];
const single = (...facts: readonly ReturnType<typeof said>[]): BuiltCase => ({
  household: HOME,
  members: [{ facts }],
});
const OLD_STANDARD = [
  given(parameter.dibaoStandard, yuan(780), { variant: 'urban' }),
  given(parameter.dibaoStandard, yuan(635), { variant: 'rural' }),
];

/** An award over its runs: each run pays what is due by what it knows, and remembers it. */
class Runs {
  readonly paid = new Map<string, number>();
  private readonly openedOn;

  constructor(openedOn = '2020-01') {
    this.openedOn = month(openedOn);
  }

  /** The run of a month, by the case and the parameters as they are known to it. */
  pay(payMonth: string, of: BuiltCase, parameters: readonly ParameterRow[] = []): Line[] {
    const period = { payMonth: month(payMonth), openedOn: this.openedOn };
    const rules = new MonthRules(dibao, parameterTable([...parameters, ...PARAMETERS_2020]));
    const lines = differences(evaluateAward(dibao, buildCase(of), rules, period), this.paid, period);
    for (const { month: of_, component, personId, amountFen } of lines) {
      const key = paidKey(monthIndex(of_), component, personId);
      this.paid.set(key, (this.paid.get(key) ?? 0) + amountFen);
    }
    return lines;
  }

  payUntil(last: string, of: BuiltCase, parameters: readonly ParameterRow[] = [], from = '2020-01'): void {
    for (let m = month(from); m <= last; m = addMonths(m, 1)) this.pay(m, of, parameters);
  }
}

const short = (lines: readonly Line[]): unknown[] =>
  lines.map(({ month: of, kind, amountFen, reason }) => [of, kind, amountFen, reason]);
const sum = (lines: readonly Line[]): number => lines.reduce((total, { amountFen }) => total + amountFen, 0);

describe('the first month', () => {
  test('§5.4 example 4: confirmed on 2020-03-25, paid from 2020-04 at the new standard', () => {
    const confirmed = { ...single(), active: [{ from: '2020-03-25' }] };
    const runs = new Runs();
    expect(runs.pay('2020-03', confirmed)).toEqual([]);
    expect(short(runs.pay('2020-04', confirmed))).toEqual([['2020-04', 'regular', yuan(830), 'due']]);
  });

  test('an award confirmed late is paid its earlier months as arrears', () => {
    const runs = new Runs();
    expect(short(runs.pay('2020-04', { ...single(), active: [{ from: '2020-02-01' }] }))).toEqual([
      ['2020-02', 'arrears', yuan(780), 'first-payment'],
      ['2020-03', 'arrears', yuan(780), 'first-payment'],
      ['2020-04', 'regular', yuan(830), 'due'],
    ]);
  });
});

describe('a death learnt late', () => {
  const died = single(said(fact.lifeStatus, 'dead', { from: '2020-05-10', source: '殡葬信息比对' }));

  test('§5.4 example 7: died 2020-05-10, paid to August: May is due, June to August are 3 × 830 = 2,490 to recover', () => {
    const runs = new Runs();
    runs.payUntil('2020-08', single());
    const lines = runs.pay('2020-09', died);
    expect(short(lines)).toEqual([
      ['2020-06', 'overpayment', -yuan(830), 'no-longer-due'],
      ['2020-07', 'overpayment', -yuan(830), 'no-longer-due'],
      ['2020-08', 'overpayment', -yuan(830), 'no-longer-due'],
    ]);
    expect(sum(lines)).toBe(-yuan(2490));
  });

  test('the same claim comes out when the award is ended from June instead', () => {
    const runs = new Runs();
    runs.payUntil('2020-08', single());
    expect(sum(runs.pay('2020-09', { ...single(), active: [{ to: '2020-06-01' }] }))).toBe(-yuan(2490));
  });

  test('and is not claimed twice', () => {
    const runs = new Runs();
    runs.payUntil('2020-08', single());
    runs.pay('2020-09', died);
    expect(runs.pay('2020-10', died)).toEqual([]);
  });

  test('a recovery that was wrong is given back as arrears, the run month as regular', () => {
    const runs = new Runs();
    runs.payUntil('2020-08', single());
    runs.pay('2020-09', died);
    const lines = runs.pay('2020-10', single());
    expect(short(lines)).toEqual([
      ['2020-06', 'arrears', yuan(830), 'recalculated'],
      ['2020-07', 'arrears', yuan(830), 'recalculated'],
      ['2020-08', 'arrears', yuan(830), 'recalculated'],
      ['2020-09', 'arrears', yuan(830), 'first-payment'],
      ['2020-10', 'regular', yuan(830), 'due'],
    ]);
    expect([...runs.paid.values()].reduce((total, fen) => total + fen, 0)).toBe(
      yuan(3 * 780 + 780 + 7 * 830),
    );
  });
});

describe('a standard raised with past effect', () => {
  test('the run of May tops April up by 50 and pays May at 830', () => {
    const runs = new Runs();
    runs.payUntil('2020-04', single(), OLD_STANDARD);
    expect(short(runs.pay('2020-05', single()))).toEqual([
      ['2020-04', 'arrears', yuan(50), 'recalculated'],
      ['2020-05', 'regular', yuan(830), 'due'],
    ]);
  });

  test('who became eligible by the rise is paid April in full', () => {
    const poor = single(said(fact.wageIncome, yuan(800)));
    const runs = new Runs();
    runs.payUntil('2020-04', poor, OLD_STANDARD);
    expect(short(runs.pay('2020-05', poor))).toEqual([
      ['2020-04', 'arrears', yuan(30), 'first-payment'],
      ['2020-05', 'regular', yuan(30), 'due'],
    ]);
  });
});

describe('a corrected income', () => {
  const before = single(said(fact.wageIncome, yuan(300)));
  const corrected = (amount: number): BuiltCase =>
    single(
      said(fact.wageIncome, yuan(300), { to: '2020-04-01' }),
      said(fact.wageIncome, amount, { from: '2020-04-01' }),
    );

  test.each([
    ['up: what was paid too much since April is claimed', yuan(350), 'overpayment', -yuan(50), yuan(480)],
    ['down: what is missing since April is paid', yuan(280), 'arrears', yuan(20), yuan(550)],
  ])('%s', (_name, amount, kind, each, now) => {
    const runs = new Runs();
    runs.payUntil('2020-06', before);
    expect(short(runs.pay('2020-07', corrected(amount)))).toEqual([
      ['2020-04', kind, each, 'recalculated'],
      ['2020-05', kind, each, 'recalculated'],
      ['2020-06', kind, each, 'recalculated'],
      ['2020-07', 'regular', now, 'due'],
    ]);
  });

  test('above the standard: everything since April is claimed and nothing is due', () => {
    const runs = new Runs();
    runs.payUntil('2020-06', before);
    const lines = runs.pay('2020-07', corrected(yuan(830)));
    expect(lines.map(({ kind, reason }) => [kind, reason])).toEqual(
      Array.from({ length: 3 }, () => ['overpayment', 'no-longer-due']),
    );
    expect(sum(lines)).toBe(-3 * yuan(530));
  });
});

describe('what was paid is not paid again', () => {
  test('a second computation of the same month gives nothing', () => {
    const runs = new Runs();
    runs.payUntil('2020-05', single());
    expect(runs.pay('2020-05', single())).toEqual([]);
  });

  test('a supplement to one person is kept apart from that of another', () => {
    const [ill, well] = [said(fact.seriousIllness, true), said(fact.seriousIllness, false)];
    const of = (first: typeof ill, second: typeof ill): BuiltCase => ({
      household: HOME,
      members: [{ facts: [first] }, { facts: [second] }],
    });
    const runs = new Runs('2020-05');
    runs.pay('2020-05', of(ill, well));
    expect(runs.pay('2020-05', of(well, ill))).toEqual([
      expect.objectContaining({
        component: 'supplement',
        personId: 'person-2',
        amountFen: 20_750,
        kind: 'regular',
      }),
      expect.objectContaining({
        component: 'supplement',
        personId: 'person-1',
        amountFen: -20_750,
        kind: 'overpayment',
      }),
    ]);
  });

  test('in whatever order the earlier payments are read, the lines are the same', () => {
    const paid = ['2020-05', '2020-06', '2020-07'].flatMap((of): [string, number][] =>
      ['basic', 'price'].map((component) => [paidKey(monthIndex(month(of)), component, null), 100]),
    );
    const period = { payMonth: month('2020-08'), openedOn: month('2020-01') };
    fc.assert(
      fc.property(fc.shuffledSubarray(paid, { minLength: paid.length }), (order) => {
        expect(differences([], new Map(order), period)).toEqual(differences([], new Map(paid), period));
      }),
    );
  });
});

describe('months that stay closed', () => {
  test('those before the books were opened: neither paid nor claimed', () => {
    const runs = new Runs('2020-03');
    runs.paid.set(paidKey(monthIndex(month('2020-02')), 'basic', null), yuan(780));
    const lines = runs.pay('2020-04', single(said(fact.lifeStatus, 'dead', { from: '2019-12-10' })));
    expect(lines).toEqual([]);
    expect(short(new Runs('2020-03').pay('2020-04', single()))).toEqual([
      ['2020-03', 'arrears', yuan(780), 'first-payment'],
      ['2020-04', 'regular', yuan(830), 'due'],
    ]);
  });

  test('those more than 36 months back', () => {
    const since = { from: '2015-01-01' };
    const long = {
      active: [since],
      household: [said(fact.householdHukou, 'urban', since), said(fact.assetsWithin, true, since)],
      members: [{ counted: [since] }],
    };
    const lines = new Runs('2015-01').pay('2020-04', long).filter(({ component }) => component === 'basic');
    expect(lines.at(0)?.month).toBe('2017-04');
    expect(lines).toHaveLength(37);
  });
});

describe('for any history of knowledge', () => {
  const knowledge = fc.record({
    income: fc.option(fc.record({ amount: fc.nat(100_000), from: fc.integer({ min: 1, max: 9 }) }), {
      nil: undefined,
    }),
    death: fc.option(fc.integer({ min: 1, max: 9 }), { nil: undefined }),
  });
  const caseOf = ({
    income,
    death,
  }: {
    income: { amount: number; from: number } | undefined;
    death: number | undefined;
  }): BuiltCase =>
    single(
      ...(income === undefined
        ? []
        : [said(fact.wageIncome, income.amount, { from: `2020-0${income.from}-01` })]),
      ...(death === undefined ? [] : [said(fact.lifeStatus, 'dead', { from: `2020-0${death}-10` })]),
    );

  test('what was paid in the end is what is due by what is known in the end, whatever was believed on the way', () => {
    fc.assert(
      fc.property(fc.array(knowledge, { minLength: 10, maxLength: 10 }), (beliefs) => {
        const [runs, sure] = [new Runs(), new Runs()];
        beliefs.forEach((belief, i) => runs.pay(`2020-${String(i + 1).padStart(2, '0')}`, caseOf(belief)));
        sure.pay('2020-10', caseOf(beliefs.at(-1) ?? { income: undefined, death: undefined }));
        const settled = (paid: ReadonlyMap<string, number>) =>
          new Map([...paid].filter(([, fen]) => fen !== 0));
        expect(settled(runs.paid)).toEqual(settled(sure.paid));
      }),
    );
  });

  test('no line is zero, and a claim is exactly what is negative', () => {
    fc.assert(
      fc.property(knowledge, knowledge, (then, now) => {
        const runs = new Runs();
        runs.payUntil('2020-08', caseOf(then));
        for (const { kind, amountFen } of runs.pay('2020-09', caseOf(now))) {
          expect(amountFen).not.toBe(0);
          expect(kind === 'overpayment').toBe(amountFen < 0);
        }
      }),
    );
  });
});
