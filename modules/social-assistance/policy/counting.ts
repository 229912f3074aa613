import { fen, formatYuan, multiplyFen } from '../../../kernel/base/fen.ts';
import type { MemberBase } from '../../../kernel/policy/define-programme.ts';
import type { Draft } from '../../../kernel/policy/draft.ts';
import type { HukouKind } from './hukou.ts';

interface Living {
  readonly life: 'alive' | 'dead' | null;
}

interface Earner extends MemberBase {
  readonly wage: number;
  readonly business: number;
  readonly property: number;
  readonly transfer: number;
}

/** Entitlement ends with the month of death: on the first day of the next month the person no longer counts. */
export const isAlive = (person: Living): boolean => person.life !== 'dead';

export const isSevere = (person: { readonly level: string | null }): boolean =>
  person.level === '1' || person.level === '2';

/** Counted income of a family in a month. Exempt income is on file but never enters the sum (DB2012 art. 16). */
export function countedIncomeFen(members: readonly Earner[], draft: Draft): number {
  let sum = 0;
  for (const member of members) sum += member.wage + member.business + member.property + member.transfer;
  draft.trace?.facts('income', { zh: '家庭成员收入', en: 'income of the members' }, members, [
    'wage',
    'business',
    'property',
    'transfer',
  ]);
  draft.trace?.result(
    'income-total',
    { zh: '家庭月收入合计', en: 'monthly income of the family' },
    sum,
    'fen',
  );
  return sum;
}

const percent = (ratio: number): string => `${Number((ratio * 100).toFixed(4))}%`;

interface PriceParameters {
  readonly priceIndex: Readonly<Record<'cpi' | 'food' | 'scpi', number>>;
  readonly priceTrigger: Readonly<Record<'cpi' | 'food', number>>;
  readonly priceMultiplier: number;
  readonly dibaoStandard: Readonly<Record<HukouKind, number>>;
}

/**
 * Temporary price subsidy of one person in a month: nothing unless the index of that month triggers it, otherwise
 * the dibao standard times the index, times the multiple in force (发改价格规〔2016〕1835号).
 */
export function priceSubsidyFen(kind: HukouKind, p: PriceParameters, draft: Draft): number {
  const triggered = p.priceIndex.cpi >= p.priceTrigger.cpi || p.priceIndex.food >= p.priceTrigger.food;
  if (!triggered) return 0;
  draft.trace?.condition(
    'price-trigger',
    { zh: '价格补贴启动条件', en: 'trigger of the price subsidy' },
    triggered,
    p.priceIndex.cpi >= p.priceTrigger.cpi
      ? `${percent(p.priceIndex.cpi)} ≥ ${percent(p.priceTrigger.cpi)}`
      : `${percent(p.priceIndex.food)} ≥ ${percent(p.priceTrigger.food)}`,
  );
  draft.trace?.parameter('priceTrigger', p.priceIndex.cpi >= p.priceTrigger.cpi ? 'cpi' : 'food');
  const standardFen = fen(p.dibaoStandard[kind]);
  const amountFen = multiplyFen(standardFen, p.priceIndex.scpi) * p.priceMultiplier;
  draft.trace?.parameter('priceIndex', 'scpi');
  draft.trace?.parameter('priceMultiplier');
  draft.trace?.result(
    'price-per-person',
    { zh: '每人价格临时补贴', en: 'price subsidy per person' },
    amountFen,
    'fen',
    `${formatYuan(standardFen)} × ${percent(p.priceIndex.scpi)} × ${p.priceMultiplier}`,
  );
  return amountFen;
}
