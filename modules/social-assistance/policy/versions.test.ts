import { describe, expect, test } from 'vitest';
import { month } from '../../../kernel/base/month.ts';
import { type Programme, versionFor } from '../../../kernel/policy/define-programme.ts';
import { evaluateAward, MonthRules } from '../../../kernel/policy/evaluate.ts';
import { parameterTable, resolveParameters } from '../../../kernel/policy/resolve-parameters.ts';
import { type BuiltCase, buildCase, said } from '../../../tests/support/case-builder.ts';
import { LATER_PARAMETERS, PUBLISHED_STANDARDS } from '../../../tests/support/later-standards.ts';
import { decide, given, PARAMETERS_2020, type RuleCase } from '../../../tests/support/rule-case.ts';
import * as fact from '../model/facts.ts';
import * as parameter from '../model/parameters.ts';
import { dibao } from './dibao.ts';
import { disabledLiving, severeNursing } from './disability-subsidies.ts';
import { marginal } from './marginal.ts';
import { rigidExpenditure } from './rigid-expenditure.ts';
import { tekun } from './tekun.ts';
import { temporaryAssistance } from './temporary-assistance.ts';

describe('the month of business selects the version, never today', () => {
  test.each([
    [dibao, '2014-05', 'DB2012', '国务院令第649号'],
    [dibao, '2021-06', 'DB2012', '国务院令第649号'],
    [dibao, '2021-07', 'DB2021', '民发〔2021〕57号'],
    [dibao, '2022-10', 'DB2021', '民发〔2021〕57号'],
    [dibao, '2022-11', 'DB2022', '民发〔2022〕83号'],
    [dibao, '2026-01', 'DB2026', '民发〔2022〕83号'],
    [dibao, '2026-06', 'DB2026', '国务院令第649号'],
    [dibao, '2026-07', 'SAL2026', '2026年4月30日通过'],
    [tekun, '2016-10', 'TK2016', '民发〔2016〕178号'],
    [tekun, '2021-06', 'TK2016', '民发〔2016〕178号'],
    [tekun, '2021-07', 'TK2021', '民发〔2021〕43号'],
    [tekun, '2026-07', 'SAL2026', '2026年4月30日通过'],
    [marginal, '2014-05', 'BY2020', '2020年1月'],
    [marginal, '2021-06', 'BY2020', '2020年1月'],
    [marginal, '2021-07', 'DB2021', '民发〔2021〕57号'],
    [marginal, '2024-08', 'DB2021', '民发〔2021〕57号'],
    [marginal, '2024-09', 'HB2024', '鄂民政发〔2024〕15号'],
    [marginal, '2026-08', 'SAL2026', '鄂民政发〔2024〕15号'],
    [marginal, '2026-09', 'SAL2026-09', '2026年4月30日通过'],
    [rigidExpenditure, '2025-01', 'GX2025', '2025年1月1日起施行'],
    [rigidExpenditure, '2026-07', 'SAL2026', '2026年4月30日通过'],
    [temporaryAssistance, '2018-01', 'LS2018', '民发〔2018〕23号'],
    [temporaryAssistance, '2023-09', 'LS2018', '民发〔2018〕23号'],
    [temporaryAssistance, '2023-10', 'LI2023', '国办发〔2023〕39号'],
    [temporaryAssistance, '2026-07', 'SAL2026', '2026年4月30日通过'],
    [disabledLiving, '2016-01', 'GF2015-52', '国发〔2015〕52号'],
    [severeNursing, '2016-01', 'GF2015-52', '国发〔2015〕52号'],
    [disabledLiving, '2021-06', 'GF2015-52', '国发〔2015〕52号'],
    [disabledLiving, '2021-07', 'DB2021', '民发〔2021〕57号'],
    [severeNursing, '2026-07', 'GF2015-52', '国发〔2015〕52号'],
  ] satisfies [Programme, string, string, string][])(
    '$0.id in %1$s: %2$s by %3$s',
    (programme, of, id, by) => {
      const version = versionFor(programme, month(of));
      expect(version.id).toBe(id);
      expect(version.sources.map(({ number }) => number)).toContain(by);
    },
  );

  test.each([
    [dibao, '2014-04'],
    [tekun, '2016-09'],
    [temporaryAssistance, '2017-12'],
    [disabledLiving, '2015-12'],
    [severeNursing, '2015-12'],
    [rigidExpenditure, '2024-12'],
  ] satisfies [Programme, string][])('$0.id has no rule on record in %s', (programme, of) => {
    expect(() => versionFor(programme, month(of))).toThrow(
      expect.objectContaining({ code: 'programme.no-version' }),
    );
  });

  test('from 2026-07 no rule cites the regulation that the statute replaced', () => {
    for (const programme of [dibao, tekun, marginal, temporaryAssistance, rigidExpenditure]) {
      const numbers = versionFor(programme, month('2026-07')).sources.map(({ number }) => number);
      expect(numbers).not.toContain('国务院令第649号');
    }
  });
});

const series = (programme: Programme, of: BuiltCase, from: string, to: string): unknown[] =>
  evaluateAward(
    programme,
    buildCase(of),
    new MonthRules(
      programme,
      parameterTable([...PUBLISHED_STANDARDS, ...LATER_PARAMETERS, ...WITHOUT_STANDARDS]),
    ),
    { payMonth: month(to), openedOn: month(from) },
  ).map(({ month: of_, amounts, refusal }) => [
    of_,
    refusal ?? amounts.reduce((sum, { amountFen }) => sum + amountFen, 0),
  ]);
const WITHOUT_STANDARDS = PARAMETERS_2020.filter(
  ({ key }) => key !== parameter.dibaoStandard.key && key !== parameter.tekunStandard.key,
);

describe('a series over the change of the law', () => {
  const HOME = [said(fact.householdHukou, 'urban'), said(fact.assetsWithin, true)];

  test('民发〔2021〕57号 art. 13: the cost of employment on file since 2021-01 comes off from 2021-07', () => {
    const members = [
      { facts: [said(fact.wageIncome, 50_000), said(fact.employmentCost, 10_000, { from: '2021-01-01' })] },
    ];
    expect(series(dibao, { household: HOME, members }, '2021-05', '2021-08')).toEqual([
      ['2021-05', 37_000],
      ['2021-06', 37_000],
      ['2021-07', 47_000],
      ['2021-08', 47_000],
    ]);
  });

  test('民发〔2021〕57号 art. 7: a parent apart leaves the family with 2021-07', () => {
    const members = [{}, { facts: [said(fact.notCountedReason, 'parent_apart')] }];
    expect(series(dibao, { household: HOME, members }, '2021-06', '2021-07')).toEqual([
      ['2021-06', 174_000],
      ['2021-07', 87_000],
    ]);
  });

  test('民发〔2021〕43号 art. 5: level 3 of the mind is without labour capacity from 2021-07', () => {
    const facts = [
      said(fact.personHukou, 'rural'),
      said(fact.disabilityCategory, 'mental'),
      said(fact.disabilityLevel, '3'),
      said(fact.noMeans, true),
      said(fact.noSupporter, true),
    ];
    expect(series(tekun, { members: [{ facts }] }, '2021-06', '2021-07')).toEqual([
      ['2021-06', 'labour'],
      ['2021-07', 141_000],
    ]);
  });

  test('民发〔2021〕43号: a minor on tekun who turns sixteen in 2021-08 stays on it', () => {
    const child = {
      birthDate: '2005-08-10',
      facts: [said(fact.personHukou, 'urban'), said(fact.noMeans, true), said(fact.noSupporter, true)],
    };
    const enrolled = { already: [{}] };
    const paid = series(tekun, { members: [child], enrolled }, '2021-08', '2021-10');
    expect(paid).toEqual([
      ['2021-08', 179_000],
      ['2021-09', 179_000],
      ['2021-10', 179_000],
    ]);
  });

  test('the month of death is paid in full, the next one no more, across the change of the law', () => {
    const member = (died: string) => ({
      household: HOME,
      members: [{ facts: [said(fact.lifeStatus, 'dead', { from: died })] }],
    });
    expect(series(dibao, member('2021-06-30'), '2021-05', '2021-08')).toEqual([
      ['2021-05', 87_000],
      ['2021-06', 87_000],
      ['2021-07', 'no-member'],
      ['2021-08', 'no-member'],
    ]);
    expect(series(dibao, member('2021-07-01'), '2021-06', '2021-07')).toEqual([
      ['2021-06', 87_000],
      ['2021-07', 'no-member'],
    ]);
    expect(series(dibao, member('2021-07-02'), '2021-07', '2021-08')).toEqual([
      ['2021-07', 87_000],
      ['2021-08', 'no-member'],
    ]);
  });
});

describe('the standards of the district as published (report of 2022)', () => {
  test.each([
    ['2020-04', 83_000, 68_000, 166_000, 128_000],
    ['2021-03', 83_000, 68_000, 166_000, 128_000],
    ['2021-04', 87_000, 73_000, 174_000, 136_000],
    ['2022-03', 87_000, 73_000, 174_000, 136_000],
    ['2022-04', 91_000, 78_000, 182_000, 150_000],
    ['2022-12', 91_000, 78_000, 182_000, 150_000],
  ])('%s', (of, dibaoUrban, dibaoRural, tekunUrban, tekunRural) => {
    const { values } = resolveParameters(
      { dibao: parameter.dibaoStandard, tekun: parameter.tekunStandard },
      parameterTable(PUBLISHED_STANDARDS),
      month(of),
    );
    expect(values).toEqual({
      dibao: { urban: dibaoUrban, rural: dibaoRural },
      tekun: { urban: tekunUrban, rural: tekunRural },
    });
    // The national floor of tekun, 1.3 times dibao, is recalled and not coded as a rule.
    expect(tekunRural).toBeGreaterThanOrEqual(dibaoRural * 1.3);
  });

  test('a month after them is an error that names parameter, variant, month and place', () => {
    const household = [said(fact.householdHukou, 'urban'), said(fact.assetsWithin, true)];
    expect(() => series(dibao, { household }, '2022-12', '2023-01')).toThrow(
      expect.objectContaining({
        code: 'parameter.gap',
        kind: 'input',
        zh: '缺少区划420112参数“低保标准（城镇）”在2023年1月的数值：请先由经办录入文件依据并经复核生效，再重新计算。',
        en: expect.stringContaining('"dibao standard" (urban) has no value in 2023-01 at place 420112'),
        details: { parameter: 'dibao.standard', variant: 'urban', month: '2023-01', place: '420112' },
      }),
    );
  });
});

describe('temporary assistance by the place of the emergency (国办发〔2023〕39号; 社会救助法 art. 37)', () => {
  const award = { type: 'emergency', grade: 'light', persons: 2 };
  test.each([
    ['2023-09', null, 'urban', 'hukou-unknown', 0],
    ['2023-10', null, 'urban', null, 166_000],
    ['2023-10', null, 'rural', null, 136_000],
    ['2023-10', null, null, 'hukou-unknown', 0],
    ['2023-10', 'rural', 'urban', null, 136_000],
    ['2026-07', null, 'urban', null, 166_000],
    ['2026-07', 'urban', null, null, 166_000],
  ])('%s, hukou %s, place %s → %s %i', (of, hukou, place, refusal, totalFen) => {
    const outcome = decide(temporaryAssistance, {
      month: of,
      award: { ...award, place },
      household: { hukou },
    });
    expect(outcome).toMatchObject({ refusal, totalFen });
  });

  test('鄂防指发〔2020〕66号: the kinds of the epidemic are no measure in later years', () => {
    const epidemic = { month: '2023-10', award: { type: 'confirmed', persons: 1 } };
    expect(decide(temporaryAssistance, { ...epidemic, household: { hukou: 'urban' } }).refusal).toBe(
      'no-measure',
    );
  });
});

describe('subsidies of disabled people', () => {
  const without = [given(parameter.livingIncludesMarginal, 0)];
  test.each([
    ['the one on dibao alone', { alone: 'marginal' }, { dibao: true, marginal: true }, '2021-07', null],
    [
      'a brother of hers: still of a marginal family',
      {},
      { dibao: true, marginal: true },
      '2021-07',
      'hardship',
    ],
    ['the law of before knows nobody alone', {}, { dibao: true, marginal: true }, '2021-06', null],
    ['a family on dibao', {}, { dibao: true }, '2021-07', null],
    ['a marginal family, not extended to', {}, { marginal: true }, '2021-07', 'hardship'],
  ] satisfies [string, object, Record<string, boolean>, string, string | null][])(
    '民发〔2021〕57号 art. 8, 国发〔2015〕52号: %s',
    (_name, facts, enrolled, of, refusal) => {
      const input: RuleCase = {
        month: of,
        members: [{ level: '4', ...facts }],
        enrolled,
        parameters: without,
      };
      expect(decide(disabledLiving, input).refusal).toBe(refusal);
    },
  );

  const extended = (...levels: readonly string[]) =>
    levels.map((variant) => given(parameter.nursingExtension, 1, { variant }));
  test.each([
    ['level 3, mental, not extended', '3', 'mental', [], 'level'],
    ['level 3, mental', '3', 'mental', ['level3'], null],
    ['level 3, intellectual', '3', 'intellectual', ['level3'], null],
    ['level 3, limb', '3', 'limb', ['level3', 'level4'], 'level'],
    ['level 4, mental, extended to 3 only', '4', 'mental', ['level3'], 'level'],
    ['level 4, mental', '4', 'mental', ['level3', 'level4'], null],
    ['level 2, whatever the category', '2', null, [], null],
    ['no certificate', null, 'mental', ['level3', 'level4'], 'level'],
  ])('国发〔2015〕52号, extended by the district: %s', (_name, level, category, levels, refusal) => {
    expect(
      decide(severeNursing, {
        month: '2022-01',
        members: [{ level, category }],
        parameters: extended(...levels),
      }).refusal,
    ).toBe(refusal);
  });
});
