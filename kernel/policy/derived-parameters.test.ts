import { describe, expect, test } from 'vitest';
import { buildCase, said } from '../../tests/support/case-builder.ts';
import { given, PARAMETERS_2020 } from '../../tests/support/rule-case.ts';
import * as fact from '../../modules/social-assistance/model/facts.ts';
import * as parameter from '../../modules/social-assistance/model/parameters.ts';
import { marginal } from '../../modules/social-assistance/policy/marginal.ts';
import { tekun } from '../../modules/social-assistance/policy/tekun.ts';
import { month } from '../base/month.ts';
import { period } from '../base/period.ts';
import { plainDate } from '../base/plain-date.ts';
import { differences, paidKey } from '../payment/differences.ts';
import { checkParameterGaps, findMissingStandards, type ValueSpan } from './check-parameters.ts';
import { defineParameter, type ParameterDefinition, plain, urbanRural } from './define-parameter.ts';
import { defineProgramme } from './define-programme.ts';
import { evaluateAward, MonthRules } from './evaluate.ts';
import { explainAward } from './explain.ts';
import { explanationText } from './explanation-text.ts';
import { parameterTable, type ParameterRow, resolveParameters } from './resolve-parameters.ts';

const label = { zh: '测试标准', en: 'test standard' };
const shape = { label, unit: 'fen', per: label } as const;
const source = {
  documentTitle: '测试办法',
  documentNo: '测试〔2020〕9号',
  article: '二',
  effectiveFrom: plainDate('2020-02-01'),
  certainty: 'source',
  note: null,
} as const;
const base = defineParameter({ ...shape, key: 'x.base', variants: urbanRural });
const twice = defineParameter({
  ...shape,
  key: 'x.twice',
  variants: urbanRural,
  derived: {
    urban: {
      from: [{ parameter: base, variant: 'urban' }],
      of: ([of = Number.NaN]) => 2 * of,
      formula: { zh: '城镇的2倍', en: 'twice the urban one' },
      source,
    },
  },
});
/** Derived from what is derived, and from a rural value besides. */
const sum = defineParameter({
  ...shape,
  key: 'x.sum',
  variants: plain,
  derived: {
    all: {
      from: [
        { parameter: twice, variant: 'urban' },
        { parameter: base, variant: 'rural' },
      ],
      of: (inputs) => inputs.reduce((a, b) => a + b, 0),
      formula: { zh: '合计', en: 'the sum' },
      source,
    },
  },
});
const law = defineParameter({
  ...shape,
  key: 'x.law',
  variants: plain,
  asked: { from: month('2020-03'), before: month('2020-06') },
  derived: { all: { from: [], of: () => 7, formula: { zh: '规定为7', en: 'seven by law' }, source } },
});
const entered = defineParameter({
  ...shape,
  key: 'x.entered',
  variants: plain,
  asked: { from: month('2020-03') },
});

const BASE = [
  given(base, 100, { variant: 'urban', to: '2020-04-01' }),
  given(base, 110, { variant: 'urban', from: '2020-04-01' }),
  given(base, 50, { variant: 'rural' }),
];
const RURAL_TWICE = given(twice, 90, { variant: 'rural' });
const resolve = (
  needs: Readonly<Record<string, ParameterDefinition>>,
  rows: readonly ParameterRow[],
  of: string,
) => resolveParameters(needs, parameterTable(rows), month(of));

describe('a derived value', () => {
  test.each([
    ['2020-03', 200],
    ['2020-04', 220],
  ])('follows its input month by month: %s', (of, urban) => {
    expect(resolve({ twice }, [...BASE, RURAL_TWICE], of).values['twice']).toEqual({ urban, rural: 90 });
  });

  test('gives way to an approved value, in the months of that value only', () => {
    const own = given(twice, 230, { variant: 'urban', from: '2020-05-01', to: '2020-07-01' });
    const urban = (of: string) =>
      resolve({ twice }, [...BASE, RURAL_TWICE, own], of).citations['twice']?.['urban'];
    expect(['2020-04', '2020-05', '2020-06', '2020-07'].map((of) => urban(of)?.value)).toEqual([
      220, 230, 230, 220,
    ]);
    expect(urban('2020-05')).not.toHaveProperty('derivation');
    expect(urban('2020-05')?.documentNo).toBe('测试〔2020〕1号');
  });

  test('may rest on derived ones and on several', () => {
    expect(resolve({ sum }, BASE, '2020-04').values['sum']).toBe(270);
  });

  test('is cited with its formula, its source, its inputs and the later of their dates', () => {
    expect(resolve({ twice }, [...BASE, RURAL_TWICE], '2020-04').citations['twice']?.['urban']).toMatchObject(
      {
        value: 220,
        effectiveFrom: '2020-04-01',
        documentNo: '测试〔2020〕9号',
        certainty: 'source',
        derivation: {
          formula: { zh: '城镇的2倍' },
          inputs: [{ key: 'x.base', variant: 'urban', value: 110, effectiveFrom: '2020-04-01' }],
        },
      },
    );
    expect(
      resolve({ twice }, [...BASE, RURAL_TWICE], '2020-03').citations['twice']?.['urban']?.effectiveFrom,
    ).toBe('2020-02-01');
  });

  test('of a missing input is a gap that names the input', () => {
    expect(() => resolve({ sum }, BASE.slice(0, 2), '2020-04')).toThrow(
      expect.objectContaining({
        code: 'parameter.gap',
        details: expect.objectContaining({ parameter: 'x.base', variant: 'rural' }),
      }),
    );
  });

  test('exists for its variant only: the other one is still a gap', () => {
    expect(() => resolve({ twice }, BASE, '2020-04')).toThrow(
      expect.objectContaining({
        details: expect.objectContaining({ parameter: 'x.twice', variant: 'rural' }),
      }),
    );
  });
});

describe('a value that the law gives, and months that nobody asks for', () => {
  test.each([
    ['2020-02', Number.NaN],
    ['2020-03', 7],
    ['2020-05', 7],
    ['2020-06', Number.NaN],
  ])('%s → %s', (of, value) => {
    const { values, citations } = resolve({ law }, [], of);
    expect(values['law']).toBe(value);
    expect(citations['law']?.['all']?.value).toBe(Number.isNaN(value) ? undefined : value);
  });

  test('a value that only an administrator can enter is a gap from its first month on, not before', () => {
    expect(resolve({ entered }, [], '2020-02').values['entered']).toBeNaN();
    expect(() => resolve({ entered }, [], '2020-03')).toThrow(
      expect.objectContaining({ code: 'parameter.gap' }),
    );
  });

  test('the place is told when it is known', () => {
    expect(() => resolveParameters({ entered }, parameterTable([]), month('2020-03'), '420112')).toThrow(
      expect.objectContaining({
        zh: expect.stringContaining('区划420112参数“测试标准”在2020年3月'),
        details: { parameter: 'x.entered', variant: 'all', month: '2020-03', place: '420112' },
      }),
    );
  });
});

test('a programme that uses a derived parameter lists what it is derived from', () => {
  const programme = (parameters: Readonly<Record<string, ParameterDefinition>>) => () =>
    defineProgramme({
      id: 'x',
      label,
      code: 'XX',
      unit: 'person',
      cycle: 'monthly',
      fund: 'assistance',
      facts: {},
      parameters,
      components: {},
      refusals: {},
      enrolments: {},
      versions: [{ id: 'X1', from: month('2020-01'), sources: [], decide: () => undefined }],
      rulesFolder: import.meta.dirname,
    });
  expect(programme({ twice })).toThrow(expect.objectContaining({ code: 'programme.derived-input' }));
  expect(programme({ twice, base })).not.toThrow();
});

describe('the check of gaps at the start', () => {
  const parameters = new Map([base, twice, sum].map((definition) => [definition.key, definition] as const));
  const data = period(plainDate('2020-01-01'), plainDate('2021-01-01'));
  const span = (key: string, variant: string, from: string, to: string | null): ValueSpan => ({
    ...period(plainDate(from), to === null ? null : plainDate(to)),
    key,
    variant,
    divisionNo: 420_112_000_000_000,
  });
  const HOLE = [
    span('x.twice', 'urban', '2019-01-01', '2020-03-01'),
    span('x.twice', 'urban', '2020-09-01', null),
  ];
  const check =
    (...spans: ValueSpan[]) =>
    () =>
      checkParameterGaps({ parameters }, spans, data);

  test('a hole is none where the value is derived', () => {
    expect(check(...HOLE, span('x.base', 'urban', '2019-01-01', null))).not.toThrow();
  });

  test('and is one where an input lacks its value too', () => {
    expect(check(...HOLE, span('x.base', 'urban', '2020-05-01', null))).toThrow(
      expect.objectContaining({
        code: 'parameter.gap-at-start',
        details: { key: 'x.twice', variant: 'urban', from: '2020-03-01', to: '2020-05-01' },
      }),
    );
    expect(check(...HOLE)).toThrow(
      expect.objectContaining({ details: expect.objectContaining({ from: '2020-03-01', to: '2020-09-01' }) }),
    );
  });

  test('a hole in an own value of a variant that is not derived is one as before', () => {
    expect(
      check(
        span('x.twice', 'rural', '2019-01-01', '2020-03-01'),
        span('x.twice', 'rural', '2020-09-01', null),
      ),
    ).toThrow(expect.objectContaining({ code: 'parameter.gap-at-start' }));
  });

  test('what follows from others is not missed once those are there, nor what no rule asks for yet', () => {
    const programmes = new Map([
      ['marginal', marginal],
      ['tekun', tekun],
    ]);
    const missing = (on?: string): string[] =>
      findMissingStandards(
        { programmes },
        [
          span('dibao.standard', 'urban', '2019-01-01', null),
          span('dibao.standard', 'rural', '2019-01-01', null),
        ],
        on === undefined ? undefined : plainDate(on),
      ).map(({ en }) => en);
    expect(missing('2020-10-31')).toContain('tekun basic living standard (rural)');
    expect(missing('2020-10-31')).not.toContain('tekun basic living standard (urban)');
    expect(missing('2020-10-31').join()).not.toContain('marginal');
    expect(missing('2024-09-01').join()).toContain('asset limits of marginal families');
    expect(missing('2026-09-01').join()).not.toContain('asset limits of marginal families');
    expect(missing().join()).not.toContain('asset limits of marginal families');
  });
});

describe('urban tekun is twice urban dibao where nothing else is approved', () => {
  const person = {
    birthDate: '1950-01-01',
    facts: [said(fact.personHukou, 'urban'), said(fact.noMeans, true), said(fact.noSupporter, true)],
  };
  const file = buildCase({ members: [person] });
  const rows = PARAMETERS_2020.filter(
    ({ key, variant }) => key !== parameter.tekunStandard.key || variant !== 'urban',
  );
  const due = (of: readonly ParameterRow[], period_: { payMonth: string; openedOn: string }) =>
    evaluateAward(tekun, file, new MonthRules(tekun, parameterTable(of)), {
      payMonth: month(period_.payMonth),
      openedOn: month(period_.openedOn),
    });

  test('it gives the published 1,560 and 1,660', () => {
    const basics = due(rows, { payMonth: '2020-04', openedOn: '2020-03' }).map(
      ({ amounts }) => amounts.find(({ component }) => component === 'basic')?.amountFen,
    );
    expect(basics).toEqual([156_000, 166_000]);
  });

  test('a dibao standard that is raised late raises it too: the next run pays the difference', () => {
    const paid = new Map(
      due(rows, { payMonth: '2020-05', openedOn: '2020-05' }).flatMap(({ index, amounts }) =>
        amounts.map(
          ({ component, personId, amountFen }) => [paidKey(index, component, personId), amountFen] as const,
        ),
      ),
    );
    const raised = given(parameter.dibaoStandard, 85_000, { variant: 'urban', from: '2020-05-01' });
    const next = { payMonth: '2020-06', openedOn: '2020-05' };
    const lines = differences(due([raised, ...rows], next), paid, {
      payMonth: month(next.payMonth),
      openedOn: month(next.openedOn),
    });
    expect(lines.filter(({ component }) => component === 'basic')).toMatchObject([
      { month: '2020-05', kind: 'arrears', amountFen: 4_000, reason: 'recalculated' },
      { month: '2020-06', kind: 'regular', amountFen: 170_000 },
    ]);
  });

  test('the explanation says the formula and the value that went into it, and that the rule is assumed', () => {
    const explanation = explainAward(tekun, file, parameterTable(rows), month('2020-04'));
    expect(explanation.assumptions).toContain('tekun.standard');
    expect(explanationText(explanation, 'zh').join('\n')).toContain(
      '特困人员基本生活标准：1,660.00 元/人·月（城镇，自2020年4月1日起，《本区历次公布的低保和特困标准》 2019年至2022年 城镇，城镇低保标准的2倍：低保标准830.00 元/人·月（城镇，自2020年4月1日起，《测试标准》 测试〔2020〕1号 一）；演示假设：',
    );
    expect(explanationText(explanation, 'en').join('\n')).toContain(
      'twice the urban dibao standard: dibao standard 830.00 yuan per person and month (urban, since 2020-04-01',
    );
  });

  test('an input that is assumed makes what is derived from it assumed', () => {
    const assumed = given(parameter.dibaoStandard, 85_000, {
      variant: 'urban',
      from: '2020-05-01',
      assumption: '演示',
    });
    const { assumptions } = explainAward(tekun, file, parameterTable([assumed, ...rows]), month('2020-05'));
    expect(assumptions).toEqual(['tekun.standard', 'dibao.standard']);
  });
});
