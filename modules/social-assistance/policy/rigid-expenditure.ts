import { fen, formatYuan, shareFen } from '../../../kernel/base/fen.ts';
import { month } from '../../../kernel/base/month.ts';
import type { ParameterValuesOf } from '../../../kernel/policy/define-parameter.ts';
import { excludedFor } from '../../../kernel/policy/define-exclusion.ts';
import { defineProgramme, type SubjectOf } from '../../../kernel/policy/define-programme.ts';
import type { Draft } from '../../../kernel/policy/draft.ts';
import * as fact from '../model/facts.ts';
import * as parameter from '../model/parameters.ts';
import { countedMembers, monthsSince, NOT_COUNTED_2021 } from './counting.ts';
import { rigidExclusions } from './interactions.ts';
import { GX2025, SAL } from './sources.ts';

const facts = {
  award: { from: fact.recognisedFrom },
  household: {
    assetsWithin: fact.assetsWithin,
    annualIncome: fact.annualIncome,
    rigidSpend: fact.rigidSpend,
  },
  person: { life: fact.lifeStatus, custody: fact.custody, notCounted: fact.notCountedReason },
};
const parameters = {
  rigidRatio: parameter.rigidRatio,
  disposableIncome: parameter.disposableIncome,
  validMonths: parameter.rigidMonths,
};
type Family = SubjectOf<typeof facts, 'dibao' | 'tekun' | 'marginal'>;
type Parameters = ParameterValuesOf<typeof parameters>;
type Refusal =
  | 'no-member'
  | 'other-recognition'
  | 'assets'
  | 'term-expired'
  | 'income-unknown'
  | 'above-average'
  | 'rigid-ratio';
type RigidDraft = Draft<never, Refusal>;

/** 刚性支出困难家庭认定办法 art. 4: no other kind of poor family, income below the average, spending that eats it up. */
function decide({ award, household, members, enrolled }: Family, p: Parameters, draft: RigidDraft): void {
  const counted = countedMembers(members, NOT_COUNTED_2021, draft);
  if (counted.length === 0) return draft.refuse('no-member');
  const excluded = excludedFor(rigidExclusions, { enrolled });
  draft.trace?.condition(
    'other',
    { zh: '不属于低保、特困或低保边缘家庭', en: 'not of dibao, tekun or a marginal family' },
    excluded === undefined,
  );
  if (excluded !== undefined) return draft.refuse(excluded);
  if (hasExpired(award.from, p, draft)) return draft.refuse('term-expired');
  draft.trace?.facts('household', { zh: '家庭情况', en: 'household' }, 'household', [
    'assetsWithin',
    'annualIncome',
    'rigidSpend',
  ]);
  if (!household.assetsWithin) return draft.refuse('assets');
  // A family that really has no income is one of dibao; here no figure means that nobody has worked it out.
  if (household.annualIncome === 0) return draft.refuse('income-unknown');
  const perHeadFen = shareFen(fen(household.annualIncome), counted.length);
  const isBelow = household.annualIncome < p.disposableIncome * counted.length;
  draft.trace?.parameter('disposableIncome');
  draft.trace?.condition(
    'below',
    { zh: '人均年收入低于当地人均可支配收入', en: 'income per head below the local average' },
    isBelow,
    `${formatYuan(perHeadFen)} ${isBelow ? '<' : '≥'} ${formatYuan(fen(p.disposableIncome))}`,
  );
  if (!isBelow) return draft.refuse('above-average');
  const isEatenUp = household.rigidSpend > household.annualIncome * p.rigidRatio;
  draft.trace?.parameter('rigidRatio');
  draft.trace?.condition(
    'ratio',
    { zh: '刚性支出超过规定比例', en: 'rigid expenditure above the share' },
    isEatenUp,
    `${formatYuan(fen(household.rigidSpend))} ÷ ${formatYuan(fen(household.annualIncome))}`,
  );
  if (!isEatenUp) return draft.refuse('rigid-ratio');
}

/** A recognition holds for twelve months at most, then the family applies again (art. 10). */
function hasExpired(from: number, p: Parameters, draft: RigidDraft): boolean {
  if (from === 0) return false;
  draft.trace?.facts('term', { zh: '认定起始月', en: 'first month of the recognition' }, 'award', ['from']);
  draft.trace?.parameter('validMonths');
  return monthsSince(from, draft.month) >= p.validMonths;
}

/** Family poor through rigid expenditure (刚性支出困难家庭): a recognition that opens other help; it pays nothing itself. */
export const rigidExpenditure = defineProgramme({
  id: 'rigid-expenditure',
  label: { zh: '刚性支出困难家庭', en: 'family poor through rigid expenditure' },
  code: 'GX',
  unit: 'household',
  cycle: 'recognition',
  fund: 'assistance',
  facts,
  parameters,
  components: {},
  refusals: {
    'no-member': { zh: '当月没有可计入的共同生活成员', en: 'no counted member in this month' },
    'other-recognition': {
      zh: '已是低保、特困或低保边缘家庭',
      en: 'already on dibao or tekun, or a marginal family',
    },
    assets: { zh: '家庭财产不符合规定或未核定', en: 'assets above the limit or not verified' },
    'term-expired': { zh: '认定已满期限，应重新申请', en: 'the recognition has run out: apply again' },
    'income-unknown': { zh: '家庭年收入未登记', en: 'the income of the year is not on file' },
    'above-average': {
      zh: '人均年收入不低于当地人均可支配收入',
      en: 'income per head is not below the local average',
    },
    'rigid-ratio': { zh: '刚性支出未超过规定比例', en: 'rigid expenditure is not above the share' },
  },
  enrolments: { dibao: 'dibao', tekun: 'tekun', marginal: 'marginal' },
  interactions: rigidExclusions,
  versions: [
    { id: 'GX2025', from: month('2025-01'), sources: [GX2025], decide },
    { id: 'SAL2026', from: month('2026-07'), sources: [SAL, GX2025], decide },
  ],
  rulesFolder: import.meta.dirname,
});
