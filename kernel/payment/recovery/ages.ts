import type { Label } from '../../base/label.ts';

/** How long something has been owed, in days since the claim was opened. */
export const AGES = {
  d30: { from: 0, label: { zh: '30天以内', en: 'up to 30 days' } },
  d90: { from: 31, label: { zh: '31–90天', en: '31–90 days' } },
  d180: { from: 91, label: { zh: '91–180天', en: '91–180 days' } },
  d365: { from: 181, label: { zh: '181–365天', en: '181–365 days' } },
  older: { from: 366, label: { zh: '一年以上', en: 'over a year' } },
} as const satisfies Record<string, { readonly from: number; readonly label: Label }>;
export type Age = keyof typeof AGES;
export const AGE_IDS = ['d30', 'd90', 'd180', 'd365', 'older'] as const satisfies readonly Age[];

export const ageOf = (days: number): Age => AGE_IDS.findLast((age) => days >= AGES[age].from) ?? 'd30';

/** First and last day of an age; the last one is open. */
export const daysOf = (age: Age): { readonly from: number; readonly to: number | null } => {
  const next = AGE_IDS[AGE_IDS.indexOf(age) + 1];
  return { from: AGES[age].from, to: next === undefined ? null : AGES[next].from - 1 };
};
