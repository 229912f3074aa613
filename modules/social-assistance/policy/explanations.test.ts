import { describe, expect, test } from 'vitest';
import { month } from '../../../kernel/base/month.ts';
import type { Programme } from '../../../kernel/policy/define-programme.ts';
import { explainAward } from '../../../kernel/policy/explain.ts';
import { explanationText } from '../../../kernel/policy/explanation-text.ts';
import { parameterTable } from '../../../kernel/policy/resolve-parameters.ts';
import { type BuiltCase, buildCase, said } from '../../../tests/support/case-builder.ts';
import { LATER_PARAMETERS } from '../../../tests/support/later-standards.ts';
import { PARAMETERS_2020, prices } from '../../../tests/support/rule-case.ts';
import * as fact from '../model/facts.ts';
import { dibao } from './dibao.ts';
import { severeNursing } from './disability-subsidies.ts';
import { marginal } from './marginal.ts';
import { rigidExpenditure } from './rigid-expenditure.ts';
import { tekun } from './tekun.ts';
import { temporaryAssistance } from './temporary-assistance.ts';

const HOME = [said(fact.householdHukou, 'urban'), said(fact.assetsWithin, true)];
const text = (programme: Programme, of: BuiltCase, asked: string): string =>
  explanationText(
    explainAward(
      programme,
      buildCase(of),
      parameterTable([...prices(0.035, 0, 0.04), ...LATER_PARAMETERS, ...PARAMETERS_2020]),
      month(asked),
    ),
    'zh',
  ).join('\n');

describe('each new step is told with what it rests on', () => {
  const family = {
    household: HOME,
    members: [
      { facts: [said(fact.wageIncome, 100_000), said(fact.employmentCost, 10_000)] },
      { facts: [said(fact.jobRefusals, 3)] },
      { facts: [said(fact.notCountedReason, 'parent_apart')] },
    ],
  };

  test.each([
    [
      '民发〔2021〕57号 art. 7: who does not count and why',
      '不计入的成员：不计入共同生活成员的情形 不长期共同居住的父母',
    ],
    ['民发〔2021〕57号 art. 13: income after costs', '家庭月收入合计：1,000.00 − 100.00 = 900.00 元'],
    ['the difference', '家庭补差额：830.00 × 2 − 900.00 = 760.00 元'],
    ['民发〔2012〕220号 art. 34: the share stopped', '停发份额：760.00 ÷ 2 × 1 = 380.00 元'],
    ['发改价格规〔2016〕1835号: the trigger that is just reached', '价格补贴启动条件：3.5% ≥ 3.5%，是'],
    ['the rule', '规则依据：《社会救助暂行办法》 国务院令第649号'],
  ])('%s', (_name, line) => {
    expect(text(dibao, family, '2021-07')).toContain(line);
  });

  test('民发〔2012〕220号: what the old law did not ask is not told', () => {
    const told = text(dibao, family, '2021-06');
    expect(told).not.toContain('不计入的成员');
    expect(told).toContain('家庭月收入合计：1,000.00 元');
    expect(told).not.toContain('就业成本');
  });

  test('民发〔2012〕220号 art. 7: a prisoner is told without the reasons of the later law', () => {
    const members = [{}, { facts: [said(fact.custody, true), said(fact.notCountedReason, 'missing')] }];
    const told = text(dibao, { household: HOME, members }, '2021-06');
    expect(told).toContain('不计入的成员：羁押服刑 是');
    expect(told).not.toContain('宣告失踪');
  });

  test('民发〔2021〕57号 art. 8: alone, with the line of marginal families and where its multiple is from', () => {
    const members = [
      { facts: [said(fact.wageIncome, 170_000)] },
      { facts: [said(fact.appliesAlone, 'marginal'), said(fact.disabilityLevel, '1')] },
    ];
    const told = text(dibao, { household: HOME, members }, '2021-08');
    expect(told).toContain('单人户申请：单人户申请依据 低保边缘家庭中的重残、重病人员');
    expect(told).toContain('家庭人均收入低于低保边缘标准：1,700.00 < 1,245.00 × 2，是');
    expect(told).toContain(
      '低保边缘家庭收入倍数：1.5 倍（自2021年7月1日起，《最低生活保障审核确认办法》 民发〔2021〕57号 第八条，办法规定为1.5倍）',
    );
  });

  test('a family above the standard is told a difference of nothing, not of less', () => {
    const members = [{ facts: [said(fact.wageIncome, 100_000)] }];
    expect(text(dibao, { household: HOME, members }, '2021-07')).toContain(
      '家庭补差额：830.00 × 1 − 1,000.00 = 0.00 元',
    );
  });

  test('民发〔2022〕83号: the gradual exit, its months by the notice, its share assumed', () => {
    const members = [{ facts: [said(fact.wageIncome, 200_000)] }];
    const award = [said(fact.exitFrom, 202_303), said(fact.exitBase, 50_000)];
    const told = text(dibao, { household: HOME, members, award }, '2023-04');
    expect(told).toContain('低保渐退期最长月数：6 个月');
    expect(told).toContain('在渐退期内：是');
    expect(told).toMatch(/低保渐退期发放比例：100%.*演示假设/);
    expect(told).toContain('结论：本月应发 500.00 元。');
  });

  test('民发〔2021〕57号 art. 8: marginal', () => {
    const members = [{ facts: [said(fact.wageIncome, 100_000)] }];
    expect(text(marginal, { household: HOME, members }, '2021-08')).toContain(
      '家庭收入在低保标准与低保边缘标准之间：830.00 × 1 ≤ 1,000.00 < 1,245.00 × 1，是',
    );
  });

  test('刚性支出困难家庭认定办法 art. 4: income and spending against their limits', () => {
    const household = [
      said(fact.assetsWithin, true),
      said(fact.annualIncome, 6_000_000),
      said(fact.rigidSpend, 3_900_000),
    ];
    const told = text(rigidExpenditure, { household, members: [{}, {}, {}] }, '2025-03');
    expect(told).toContain('人均年收入低于当地人均可支配收入：20,000.00 < 40,000.00，是');
    expect(told).toContain('刚性支出超过规定比例：39,000.00 ÷ 60,000.00，是');
    expect(told).toMatch(/刚性支出占家庭收入比例：60%.*演示假设/);
  });

  test('社会救助法 art. 37: aided by the place, and only told so where the hukou does not say it', () => {
    const award = [
      said(fact.temporaryType, 'emergency'),
      said(fact.temporaryGrade, 'light'),
      said(fact.aidedPersons, 1),
      said(fact.emergencyPlace, 'rural'),
    ];
    expect(text(temporaryAssistance, { award }, '2026-08')).toContain(
      '按急难发生地救助：急难发生地类别 农村',
    );
    expect(text(temporaryAssistance, { award, household: HOME }, '2026-08')).not.toContain(
      '按急难发生地救助',
    );
  });

  test('民发〔2021〕43号: a minor who is kept, and the income that is held against dibao', () => {
    const child = {
      birthDate: '2005-01-01',
      facts: [
        said(fact.personHukou, 'urban'),
        said(fact.noMeans, true),
        said(fact.noSupporter, true),
        said(fact.inSchool, true),
      ],
    };
    const told = text(tekun, { members: [child], enrolled: { already: [{}] } }, '2021-09');
    expect(told).toContain('未成年时已认定，继续供养：在校就读 是');
    expect(told).toContain('收入低于低保标准：0.00 < 830.00，是');
  });

  test('国发〔2015〕52号: a subsidy that is refused for want of the extension says which one', () => {
    const facts = [said(fact.disabilityLevel, '3'), said(fact.disabilityCategory, 'mental')];
    expect(text(severeNursing, { members: [{ facts }] }, '2022-01')).toContain(
      '护理补贴扩大到智力、精神残疾（1 是，0 否）：0 （本月无文件规定，按默认值）',
    );
  });
});
