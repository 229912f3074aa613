import { fen, formatYuan } from '../../../kernel/base/fen.ts';
import type { MemberBase, MemberOf } from '../../../kernel/policy/define-programme.ts';
import type { Draft } from '../../../kernel/policy/draft.ts';
import * as fact from '../model/facts.ts';

/** What counting a family's income needs to know of each member. */
export const incomeFacts = {
  wage: fact.wageIncome,
  business: fact.businessIncome,
  property: fact.propertyIncome,
  transfer: fact.transferIncome,
  basicPension: fact.basicPension,
  employmentCost: fact.employmentCost,
  rigidCost: fact.rigidCost,
  level: fact.disabilityLevel,
  ill: fact.seriousIllness,
};

type Earner = MemberBase & MemberOf<{ person: typeof incomeFacts }>;

/** How a law counts income. What is exempt by every law is on file under another fact and never enters the sum. */
export interface IncomeTerms {
  readonly countsBasicPension: boolean;
  /** Whether the cost of employment and of disability or serious illness is taken off. */
  readonly deductsCosts: boolean;
}

/** DB2012 art. 16: four kinds of income, nothing taken off; the basic pension is a transfer like any other. */
export const INCOME_2012: IncomeTerms = { countsBasicPension: true, deductsCosts: false };
/** DB2021 art. 13: costs are taken off; the basic pension is exempt in the years of the fourteenth plan. */
export const INCOME_2021: IncomeTerms = { countsBasicPension: false, deductsCosts: true };
/** The same after the fourteenth plan, which ended with 2025. */
export const INCOME_2026: IncomeTerms = { countsBasicPension: true, deductsCosts: true };

const GROSS = ['wage', 'business', 'property', 'transfer'] as const;

/** Counted income of a family in a month, never below nothing. */
export function countedIncomeFen(members: readonly Earner[], terms: IncomeTerms, draft: Draft): number {
  let grossFen = 0;
  let deductedFen = 0;
  for (const member of members) {
    grossFen += member.wage + member.business + member.property + member.transfer;
    if (terms.countsBasicPension) grossFen += member.basicPension;
    if (terms.deductsCosts) deductedFen += deductibleFen(member);
  }
  const countedFen = Math.max(0, grossFen - deductedFen);
  draft.trace?.facts('income', { zh: '家庭成员收入', en: 'income of the members' }, members, [
    ...GROSS,
    ...(terms.countsBasicPension ? ['basicPension'] : []),
    ...(terms.deductsCosts ? ['employmentCost', 'rigidCost'] : []),
  ]);
  draft.trace?.result(
    'income-total',
    { zh: '家庭月收入合计', en: 'monthly income of the family' },
    countedFen,
    'fen',
    deductedFen === 0 ? undefined : `${formatYuan(fen(grossFen))} − ${formatYuan(fen(deductedFen))}`,
  );
  return countedFen;
}

/** What work costs is taken off what work brings, and no more; rigid costs are those of the disabled and seriously ill. */
function deductibleFen(member: Earner): number {
  const rigidFen = member.level !== null || member.ill ? member.rigidCost : 0;
  return Math.min(member.employmentCost, member.wage) + rigidFen;
}
