import type { Standard } from './group-standards.ts';

export type StandardValue = Standard['values'][number];

/** Variants as declared (urban before rural), the newest value of each first. */
export function orderValues({ values, variants }: Standard): StandardValue[] {
  const order = Object.keys(variants);
  return values.toSorted(
    (a, b) =>
      order.indexOf(a.variant) - order.indexOf(b.variant) || b.effectiveFrom.localeCompare(a.effectiveFrom),
  );
}

/** Of ordered values the newest of each variant. */
export const newestValues = (ordered: readonly StandardValue[]): StandardValue[] =>
  ordered.filter((value, index) => value.variant !== ordered[index - 1]?.variant);
