import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildCase, type BuiltCase, said, type Said } from '../../tests/support/case-builder.ts';
import { LATER_PARAMETERS } from '../../tests/support/later-standards.ts';
import { given, PARAMETERS_2020, prices } from '../../tests/support/rule-case.ts';
import { registry } from '../../modules/index.ts';
import * as fact from '../../modules/social-assistance/model/facts.ts';
import * as parameter from '../../modules/social-assistance/model/parameters.ts';
import { dibao } from '../../modules/social-assistance/policy/dibao.ts';
import { tekun } from '../../modules/social-assistance/policy/tekun.ts';
import { month, type Month } from '../base/month.ts';
import type { FactDefinition } from '../party/define-fact.ts';
import type { Programme } from './define-programme.ts';
import { evaluateAward, MonthRules } from './evaluate.ts';
import { explainAward, type Explanation } from './explain.ts';
import { explanationText, stepText } from './explanation-text.ts';
import { parameterTable, type ParameterRow } from './resolve-parameters.ts';

const explain = (
  programme: Programme,
  of: BuiltCase,
  asked: string,
  more: readonly ParameterRow[] = [],
): Explanation =>
  explainAward(programme, buildCase(of), parameterTable([...more, ...PARAMETERS_2020]), month(asked));

const HOME = [said(fact.householdHukou, 'urban'), said(fact.assetsWithin, true)];
const COUPLE: BuiltCase = {
  household: HOME,
  members: [
    { facts: [said(fact.wageIncome, 100_000, { from: '2020-02-01', source: '单位证明' })] },
    { birthDate: '1945-01-01' },
    { facts: [said(fact.jobRefusals, 3)] },
  ],
};
const stepOf = (explanation: Explanation, id: string) => explanation.steps.find((step) => step.id === id);

describe('a decision is explained step by step', () => {
  const explanation = explain(dibao, COUPLE, '2020-04');

  test('the amounts are those of §5.4 example 5, with a supplement', () => {
    expect(explanation).toMatchObject({
      eligible: true,
      refusal: null,
      inForce: true,
      ruleVersion: 'DB2012',
      totalFen: 107_633,
    });
    expect(
      explanation.amounts.map(({ component, amountFen, label }) => [component, amountFen, label.zh]),
    ).toEqual([
      ['basic', 99_333, '低保金'],
      ['supplement', 8_300, '分类施保补助'],
    ]);
  });

  test('facts are cited with their subject, value, since when and source', () => {
    expect(stepOf(explanation, 'income')?.facts).toEqual([
      expect.objectContaining({
        subjectId: 'person-1',
        kind: 'income.wage',
        value: 100_000,
        validFrom: '2020-02-01',
        source: '单位证明',
        valueLabel: { zh: '1,000.00 元', en: '1,000.00 yuan' },
      }),
    ]);
  });

  test('parameters are cited with value, date and document', () => {
    expect(stepOf(explanation, 'parameter.dibao.standard')?.citation).toMatchObject({
      value: 83_000,
      variant: 'urban',
      effectiveFrom: '2020-04-01',
      documentNo: '测试〔2020〕1号',
    });
    const cited = explanation.steps.flatMap((step) => step.citation?.key ?? []);
    expect(cited).toEqual([
      'dibao.standard',
      'dibao.job-refusal-limit',
      'dibao.supplement-elder-age',
      'dibao.supplement-rate',
    ]);
  });

  test('sums are shown as they are written on paper', () => {
    expect(stepOf(explanation, 'difference')).toMatchObject({
      value: 149_000,
      formula: '830.00 × 3 − 1,000.00',
    });
    expect(stepOf(explanation, 'below')).toMatchObject({ value: true, formula: '333.33 < 830.00' });
    expect(stepOf(explanation, 'refused-share')).toMatchObject({
      value: 49_667,
      formula: '1,490.00 ÷ 3 × 1',
    });
  });

  test('the rule names its legal sources', () => {
    expect(explanation.sources.map(({ number }) => number)).toEqual([
      '国务院令第649号',
      '民发〔2012〕220号',
      '发改价格规〔2016〕1835号',
    ]);
  });

  test('what is paid once in January cites the parameter it rests on', () => {
    expect(
      stepOf(explain(dibao, COUPLE, '2020-01'), 'parameter.assistance.extra-months')?.citation?.documentNo,
    ).toBe('测试〔2020〕1号');
    expect(stepOf(explanation, 'parameter.assistance.extra-months')).toBeUndefined();
  });
});

describe('assumptions are marked', () => {
  const note = '演示比例';
  const assumed = given(parameter.supplementRate, 0.3, { variant: 'elder', assumption: note });

  test('where the decision rests on one', () => {
    const explanation = explain(dibao, COUPLE, '2020-04', [assumed]);
    expect(explanation.assumptions).toEqual(['dibao.supplement-rate']);
    expect(explanationText(explanation, 'zh').join('\n')).toContain(`演示假设：${note}`);
    expect(explanationText(explanation, 'en').join('\n')).toContain(`demonstration assumption: ${note}`);
  });

  test('and not where it does not', () => {
    const adult = { household: HOME, members: [{}] };
    expect(explain(dibao, adult, '2020-04', [assumed]).assumptions).toEqual([]);
  });
});

describe('a refusal', () => {
  const refused = explain(
    dibao,
    { household: HOME, members: [{ facts: [said(fact.wageIncome, 83_000)] }] },
    '2020-06',
  );

  test('has its reason, no amounts, and the condition that failed', () => {
    expect(refused).toMatchObject({ eligible: false, totalFen: 0, amounts: [], refusal: { code: 'income' } });
    expect(stepOf(refused, 'below')).toMatchObject({ value: false, formula: '830.00 ≥ 830.00' });
  });

  test('reads as one in both languages', () => {
    expect(explanationText(refused, 'zh')).toContain('结论：不符合条件——人均月收入不低于低保标准。');
    expect(explanationText(refused, 'en')).toContain(
      'Result: not entitled: income per head is not below the standard.',
    );
  });
});

test('a month in which the award is not in force is a trial and says so', () => {
  const trial = explain(dibao, { ...COUPLE, active: [{ from: '2020-05-01' }] }, '2020-04');
  expect(trial.inForce).toBe(false);
  expect(explanationText(trial, 'zh')[1]).toContain('试算');
  expect(explanationText(trial, 'en')[1]).toContain('trial');
});

test('a value by default says that no document sets it', () => {
  const table = parameterTable(
    PARAMETERS_2020.filter((row) => row.key !== parameter.priceMultiplier.key).concat(prices(0.04, 0, 0.04)),
  );
  const explanation = explainAward(dibao, buildCase(COUPLE), table, month('2020-09'));
  const step = stepOf(explanation, 'parameter.price.multiplier');
  expect(step === undefined ? '' : stepText(step, 'zh')).toBe(
    '价格补贴倍数：1 倍（本月无文件规定，按默认值）',
  );
  expect(step === undefined ? '' : stepText(step, 'en')).toBe(
    'multiple of the price subsidy: 1 times (no document for this month: default)',
  );
});

test('the age of a tekun person is a step of its own', () => {
  const person = {
    birthDate: '1955-01-01',
    facts: [said(fact.personHukou, 'urban'), said(fact.noMeans, true), said(fact.noSupporter, true)],
  };
  const age = stepOf(explain(tekun, { members: [person] }, '2020-06'), 'age');
  expect(age === undefined ? [] : [stepText(age, 'zh'), stepText(age, 'en')]).toEqual([
    '年龄：65 岁',
    'age: 65 years',
  ]);
});

/** Any value that a fact of this definition may have. */
function valueOf(definition: FactDefinition): fc.Arbitrary<number | boolean | string> {
  switch (definition.value.type) {
    case 'money':
      return fc.nat(200_000);
    case 'count':
      return fc.nat(12);
    case 'flag':
      return fc.boolean();
    case 'code':
      return fc.constantFrom(...Object.keys(definition.value.codes));
  }
}

const factsOf = (definitions: Readonly<Record<string, FactDefinition>> = {}): fc.Arbitrary<Said[]> =>
  fc
    .tuple(
      ...Object.values(definitions).map((d) =>
        fc.option(
          valueOf(d).map((value) => said(d, value)),
          { nil: undefined },
        ),
      ),
    )
    .map((list) => list.filter((item) => item !== undefined));

const birthDates = fc.integer({ min: 1930, max: 2019 }).map((year) => `${year}-06-01`);

const cases = (programme: Programme): fc.Arbitrary<BuiltCase> =>
  fc.record({
    award: factsOf(programme.facts.award),
    household: factsOf(programme.facts.household),
    members: fc.array(fc.record({ birthDate: birthDates, facts: factsOf(programme.facts.person) }), {
      minLength: 1,
      maxLength: programme.unit === 'person' ? 1 : 4,
    }),
    enrolled: fc.record(
      Object.fromEntries(Object.keys(programme.enrolments).map((name) => [name, fc.constantFrom([], [{}])])),
    ),
  });

/** Months of 2020 and the first month of each later law, as far as the programme has a rule for them. */
const MONTHS = ['2020-02', '2020-03', '2020-04', '2020-06', '2020-08', '2021-07', '2022-11'];
const LATER = ['2023-10', '2024-09', '2025-01', '2026-01', '2026-07', '2026-09'];
const monthsOf = ({ versions }: Programme): fc.Arbitrary<Month> =>
  fc.constantFrom(
    ...[...MONTHS, ...LATER].map(month).filter((of) => versions[0] !== undefined && of >= versions[0].from),
  );
const SPRING_BANDS = PARAMETERS_2020.filter((row) => row.key === parameter.springBand.key).map((row) => ({
  ...row,
  effectiveTo: null,
}));

describe.each([...registry.programmes.values()].map((programme) => ({ id: programme.id, programme })))(
  'on random subjects of $id',
  ({ programme }) => {
    const inputs = fc.record({
      of: cases(programme),
      asked: monthsOf(programme),
      index: fc.constantFrom(prices(0.04, 0.1, 0.089), []),
    });
    const rowsWith = (index: readonly ParameterRow[]) => [
      ...index,
      ...SPRING_BANDS,
      ...LATER_PARAMETERS,
      ...PARAMETERS_2020,
    ];

    test('the traced decision is the untraced one', () => {
      fc.assert(
        fc.property(inputs, ({ of, asked, index }) => {
          const file = buildCase(of);
          const table = parameterTable(rowsWith(index));
          const [due] = evaluateAward(programme, file, new MonthRules(programme, table), {
            payMonth: asked,
            openedOn: asked,
          });
          const explained = explainAward(programme, file, table, asked);
          expect(explained.amounts.map(({ label: _, ...amount }) => amount)).toEqual(due?.amounts);
          expect(explained.refusal?.code).toBe(due?.refusal);
          expect(explained.totalFen).toBe(due?.amounts.reduce((sum, { amountFen }) => sum + amountFen, 0));
        }),
      );
    });

    test('every component and refusal has words, and the text has no hole in either language', () => {
      fc.assert(
        fc.property(inputs, ({ of, asked, index }) => {
          const explained = explainAward(programme, buildCase(of), parameterTable(rowsWith(index)), asked);
          for (const language of ['zh', 'en'] as const) {
            expect(explanationText(explained, language).join('\n')).not.toMatch(
              /undefined|null|NaN|\[object/,
            );
          }
          for (const { component, label } of explained.amounts) expect(label.zh).not.toBe(component);
          if (explained.refusal !== null) expect(explained.refusal.label.zh).not.toBe(explained.refusal.code);
          // Sums and conditions are language-neutral: what they say in Chinese an English reader would meet too.
          for (const { formula = '' } of explained.steps) expect(formula).not.toMatch(/\p{Script=Han}/u);
        }),
      );
    });
  },
);
