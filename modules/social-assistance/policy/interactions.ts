import { defineExclusions, type Interaction } from '../../../kernel/policy/define-exclusion.ts';
import { CHILD2019, DB2012, DB2021, GX2025, TK2021, TWO_SUBSIDIES } from './sources.ts';

const UNREAD = '依据凭记忆整理，原文未复核。';

/** Whoever cares for a person on another account is not paid for the same care twice. */
export const nursingExclusions = defineExclusions([
  {
    id: 'nursing-tekun',
    kind: 'excludes',
    by: { enrolment: 'tekun' },
    refusal: 'tekun',
    label: {
      zh: '已享受特困人员照料护理费的，不再享受重度残疾人护理补贴',
      en: 'tekun care excludes the nursing subsidy',
    },
    source: TWO_SUBSIDIES,
    assumption: UNREAD,
  },
  {
    id: 'nursing-injury',
    kind: 'excludes',
    by: { fact: 'injury' },
    refusal: 'injury',
    label: {
      zh: '已领取工伤生活护理费的，不再享受重度残疾人护理补贴',
      en: 'work-injury nursing pay excludes the nursing subsidy',
    },
    source: TWO_SUBSIDIES,
    assumption: UNREAD,
  },
]);

export const livingExclusions = defineExclusions([
  {
    id: 'living-child-benefit',
    kind: 'excludes',
    by: { fact: 'childBenefit' },
    refusal: 'child-benefit',
    label: {
      zh: '全额享受孤儿、事实无人抚养儿童基本生活费的，不享受困难残疾人生活补贴，可享受重度残疾人护理补贴',
      en: 'the full child benefit excludes the living subsidy; the nursing subsidy stands beside it',
    },
    source: CHILD2019,
  },
]);

/** Asked by the rule since 2021-07. */
export const tekunExclusions = defineExclusions([
  {
    id: 'tekun-child-benefit',
    kind: 'chooses-one',
    by: { fact: 'childBenefit' },
    refusal: 'child-benefit',
    label: {
      zh: '同时符合特困和孤儿、事实无人抚养儿童条件的，选择其一享受',
      en: 'a child entitled to tekun and to the child benefit takes one of them',
    },
    source: { ...TK2021, article: '第九条' },
  },
]);

export const rigidExclusions = defineExclusions(
  (
    [
      ['dibao', '低保家庭', 'a dibao family'],
      ['tekun', '特困人员家庭', 'a family with somebody on tekun'],
      ['marginal', '低保边缘家庭', 'a marginal family'],
    ] as const
  ).map(([enrolment, zh, en]) => ({
    id: `rigid-${enrolment}`,
    kind: 'excludes' as const,
    by: { enrolment },
    refusal: 'other-recognition' as const,
    label: {
      zh: `已是${zh}的，不再认定为刚性支出困难家庭`,
      en: `${en} is not recognised for rigid expenditure as well`,
    },
    source: { ...GX2025, article: '第四条' },
  })),
);

/** Nobody is on both: whoever is recognised as tekun leaves the counted members of a dibao family first. */
const neverBoth = (id: string, programme: string): Interaction => ({
  id,
  kind: 'same-person',
  by: { programme },
  label: {
    zh: '特困人员不同时享受低保：同一人只能享受其一',
    en: 'nobody receives dibao and tekun at once',
  },
  source: { ...TK2021, article: '' },
  assumption: '所据条款待复核。',
});

export const dibaoInteractions: readonly Interaction[] = [
  neverBoth('dibao-tekun', 'tekun'),
  {
    id: 'dibao-top-up',
    kind: 'top-up',
    label: { zh: '低保金按家庭人均收入与标准的差额补足', en: 'the income is topped up to the standard' },
    source: { ...DB2021, article: '第二十三条' },
  },
  {
    id: 'dibao-supplement',
    kind: 'highest',
    label: {
      zh: '一人符合多类分类施保条件的，只享受最高的一项',
      en: 'of several supplements a person takes the highest',
    },
    source: { ...DB2012, article: '分类施保' },
    assumption: '文件未见就高享受的规定，按通行做法推定。',
  },
  {
    id: 'dibao-exempt',
    kind: 'exempt',
    label: {
      zh: '优抚、计划生育奖励、奖学金、见义勇为奖励和救助款物不计入家庭收入',
      en: 'preferential pay, scholarships, rewards for bravery and assistance do not count as income',
    },
    source: { ...DB2021, article: '第十三条' },
  },
];

export const tekunInteractions: readonly Interaction[] = [
  ...tekunExclusions,
  neverBoth('tekun-dibao', 'dibao'),
  {
    id: 'tekun-exempt',
    kind: 'exempt',
    label: {
      zh: '城乡居民基础养老金、优抚金和高龄津贴不计入本人收入',
      en: 'basic pension, preferential pay and old-age allowance do not count as income',
    },
    source: { ...TK2021, article: '第六条' },
  },
];

export const livingInteractions: readonly Interaction[] = [
  ...livingExclusions,
  {
    id: 'living-nursing',
    kind: 'together',
    by: { programme: 'severe-nursing' },
    label: {
      zh: '符合条件的残疾人可同时享受生活补贴和护理补贴',
      en: 'living and nursing subsidy may be held together',
    },
    source: TWO_SUBSIDIES,
  },
];
