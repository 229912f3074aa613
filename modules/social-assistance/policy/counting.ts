import { fen, formatYuan, multiplyFen } from '../../../kernel/base/fen.ts';
import { type Month, monthIndex } from '../../../kernel/base/month.ts';
import type { MemberBase } from '../../../kernel/policy/define-programme.ts';
import type { Draft } from '../../../kernel/policy/draft.ts';
import type { HukouKind } from './hukou.ts';

interface Living {
  readonly life: 'alive' | 'dead' | null;
}

/** Entitlement ends with the month of death: on the first day of the next month the person no longer counts. */
export const isAlive = (person: Living): boolean => person.life !== 'dead';

export const isSevere = (person: { readonly level: string | null }): boolean =>
  person.level === '1' || person.level === '2';

export type NotCounted = 'clergy' | 'drug_isolation' | 'missing' | 'parent_apart';

/** Who is not a counted member since 2021-07, besides the dead and prisoners (民发〔2021〕57号 art. 7). */
export const NOT_COUNTED_2021: readonly NotCounted[] = [
  'clergy',
  'drug_isolation',
  'missing',
  'parent_apart',
];

interface FamilyMember extends MemberBase, Living {
  readonly custody: boolean;
  readonly notCounted: NotCounted | null;
}

/** The members who count, without the dead, prisoners, and whoever the rules of the month leave out besides. */
export function countedMembers<M extends FamilyMember>(
  onFile: readonly M[],
  leftOut: readonly NotCounted[],
  draft: Draft,
): readonly M[] {
  const counts = (member: M): boolean =>
    isAlive(member) &&
    !member.custody &&
    (member.notCounted === null || !leftOut.includes(member.notCounted));
  const members = onFile.every(counts) ? onFile : onFile.filter(counts);
  draft.trace?.result('counted', { zh: '共同生活成员', en: 'counted members' }, members.length, 'persons');
  if (draft.trace !== undefined && members.length < onFile.length) {
    const others = onFile.filter((member) => !members.includes(member));
    draft.trace.facts('not-counted', { zh: '不计入的成员', en: 'members not counted' }, others, [
      'life',
      'custody',
      ...(leftOut.length === 0 ? [] : ['notCounted']),
    ]);
  }
  return members;
}

/**
 * Months from a month that a fact gives as a count (202303) to `of`: 0 in that month itself, negative before it. What
 * is no month lies long ago, so that one wrong figure on file does not stop a run.
 */
export const monthsSince = (yearMonth: number, of: Month): number =>
  monthIndex(of) - (Math.floor(yearMonth / 100) * 12 + (yearMonth % 100) - 1);

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
  const amountFen = multiplyFen(multiplyFen(standardFen, p.priceIndex.scpi), p.priceMultiplier);
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
