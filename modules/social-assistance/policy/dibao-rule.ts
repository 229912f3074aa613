import { fen, formatYuan, multiplyFen } from '../../../kernel/base/fen.ts';
import { countedMembers, isSevere, monthsSince, type NotCounted, priceSubsidyFen } from './counting.ts';
import { differenceFen, paySupplement, refusedSharesFen } from './dibao-amounts.ts';
import type { DibaoDraft, Family, Member, Parameters } from './dibao-model.ts';
import type { HukouKind } from './hukou.ts';
import { countedIncomeFen, type IncomeTerms } from './income.ts';

type AloneGround = NonNullable<Member['alone']>;

/** In what the versions of the rule differ; all else is the same law since 2014. */
export interface DibaoTerms {
  readonly income: IncomeTerms;
  /** Members who do not count besides the dead and prisoners. */
  readonly leftOut: readonly NotCounted[];
  /** Grounds on which a member may apply alone (单人户); none: families are decided as a whole. */
  readonly aloneGrounds: readonly AloneGround[];
  readonly hasGradualExit: boolean;
}

/** Decides a family, or the members of it who apply alone. */
export function decideDibao(terms: DibaoTerms, family: Family, p: Parameters, draft: DibaoDraft): void {
  const members = countedMembers(family.members, terms.leftOut, draft);
  const kind = family.household.hukou;
  if (members.length === 0) return draft.refuse('no-member');
  if (kind === null) return draft.refuse('hukou-unknown');
  draft.trace?.facts('household', { zh: '家庭情况', en: 'household' }, 'household', [
    'hukou',
    'assetsWithin',
  ]);
  if (!family.household.assetsWithin) return draft.refuse('assets');
  const alone = terms.aloneGrounds.length === 0 ? [] : members.filter((member) => member.alone !== null);
  const decision =
    alone.length === 0
      ? payFamily(members, kind, terms, p, draft)
      : payAlone(members, alone, kind, terms, p, draft);
  switch (decision) {
    case 'paid':
      return;
    case 'not-alone':
      return draft.refuse('not-alone');
    case 'not-below':
      return leave(family, terms, p, draft);
  }
}

type Decision = 'paid' | 'not-alone' | 'not-below';

function payFamily(
  members: readonly Member[],
  kind: HukouKind,
  terms: DibaoTerms,
  p: Parameters,
  draft: DibaoDraft,
): Decision {
  const familyFen = differenceFen(members, kind, terms.income, p, draft);
  if (familyFen <= 0) return 'not-below';
  const basicFen = familyFen - refusedSharesFen(members, familyFen, p, draft);
  draft.pay('basic', basicFen);
  if (p.extraMonths > 0) draft.trace?.parameter('extraMonths');
  draft.pay('extra_month', basicFen * p.extraMonths);
  for (const member of members) paySupplement(member, kind, p, draft);
  draft.pay('price', priceSubsidyFen(kind, p, draft) * members.length);
  return 'paid';
}

/** Each member who may apply alone is decided by the own income and paid for the own person; the others get nothing. */
function payAlone(
  members: readonly Member[],
  applicants: readonly Member[],
  kind: HukouKind,
  terms: DibaoTerms,
  p: Parameters,
  draft: DibaoDraft,
): Decision {
  draft.trace?.facts('alone', { zh: '单人户申请', en: 'applying alone' }, applicants, [
    'alone',
    'level',
    'category',
    'ill',
  ]);
  const isMarginal = isBelowMarginalLine(members, kind, terms, p, draft);
  const alone = applicants.filter((person) => mayApplyAlone(person, isMarginal, terms, draft));
  if (alone.length === 0) return 'not-alone';
  if (p.extraMonths > 0) draft.trace?.parameter('extraMonths');
  let decision: Decision = 'not-below';
  for (const person of alone) {
    const ownFen = differenceFen([person], kind, terms.income, p, draft);
    if (ownFen <= 0) continue;
    const basicFen = ownFen - refusedSharesFen([person], ownFen, p, draft);
    draft.pay('basic', basicFen, person);
    draft.pay('extra_month', basicFen * p.extraMonths, person);
    paySupplement(person, kind, p, draft);
    draft.pay('price', priceSubsidyFen(kind, p, draft), person);
    decision = 'paid';
  }
  return decision;
}

/**
 * Whether the whole family lies below the line of marginal families. One that has fallen below the dibao standard
 * itself may apply as a whole; until it does, who applied alone keeps the own allowance.
 */
function isBelowMarginalLine(
  members: readonly Member[],
  kind: HukouKind,
  terms: DibaoTerms,
  p: Parameters,
  draft: DibaoDraft,
): boolean {
  const lineFen = multiplyFen(fen(p.dibaoStandard[kind]), p.marginalMultiple);
  const incomeFen = countedIncomeFen(members, terms.income, draft);
  const isBelow = incomeFen < lineFen * members.length;
  draft.trace?.parameter('marginalMultiple');
  draft.trace?.condition(
    'marginal',
    { zh: '家庭人均收入低于低保边缘标准', en: 'income per head below the marginal line' },
    isBelow,
    `${formatYuan(fen(incomeFen))} ${isBelow ? '<' : '≥'} ${formatYuan(lineFen)} × ${members.length}`,
  );
  return isBelow;
}

/** 民发〔2021〕57号 art. 8; adult, jobless and severely disabled: notice of 2022-10. */
function mayApplyAlone(person: Member, isMarginal: boolean, terms: DibaoTerms, draft: DibaoDraft): boolean {
  if (person.alone === null || !terms.aloneGrounds.includes(person.alone)) return false;
  switch (person.alone) {
    case 'marginal':
      return isMarginal && (isSevere(person) || isLevel3OfMind(person) || person.ill);
    case 'clergy':
      return true;
    case 'jobless':
      return isSevere(person) && draft.age(person) >= 18;
  }
}

const isLevel3OfMind = ({ level, category }: Member): boolean =>
  level === '3' && (category === 'mental' || category === 'intellectual');

/** Whose income has risen to the standard through work leaves by degrees, when that was decided; everybody else at once. */
function leave({ award }: Family, terms: DibaoTerms, p: Parameters, draft: DibaoDraft): void {
  if (!terms.hasGradualExit || award.exitFrom === 0) return draft.refuse('income');
  const passed = monthsSince(award.exitFrom, draft.month);
  const isExit = passed >= 0 && passed < p.exitMonths && award.exitBase > 0;
  draft.trace?.facts('exit', { zh: '渐退', en: 'gradual exit' }, 'award', ['exitFrom', 'exitBase']);
  draft.trace?.parameter('exitMonths');
  draft.trace?.condition('in-exit', { zh: '在渐退期内', en: 'within the gradual exit' }, isExit);
  if (!isExit) return draft.refuse('income');
  draft.trace?.parameter('exitRate');
  draft.pay('gradual_exit', multiplyFen(fen(award.exitBase), p.exitRate));
}
