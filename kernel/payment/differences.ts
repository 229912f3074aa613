import type { Fen } from '../base/fen.ts';
import { fen } from '../base/fen.ts';
import { type Month, monthFromIndex, monthIndex } from '../base/month.ts';
import { firstOpenIndex, type MonthDue, type PayPeriod } from '../policy/evaluate.ts';

export type LineKind = 'regular' | 'arrears' | 'overpayment';
/** Why a line is there: due now, never paid for that month, paid another amount, or paid and no longer due. */
export type LineReason = 'due' | 'first-payment' | 'recalculated' | 'no-longer-due';

export interface Line {
  readonly personId: string | null;
  readonly month: Month;
  readonly component: string;
  readonly kind: LineKind;
  readonly amountFen: Fen;
  readonly reason: LineReason;
}

/** What earlier runs have paid to one award: fen by `monthIndex|component|person`. */
export type PaidBefore = ReadonlyMap<string, number>;

export const paidKey = (index: number, component: string, personId: string | null): string =>
  `${index}|${component}|${personId ?? ''}`;

const NOTHING_PAID: PaidBefore = new Map();

/**
 * The lines of one award in the run of `payMonth`: what is due for every open month minus what was already paid
 * for that month, component and person. A raised standard, a death learnt late and a corrected income are the same
 * thing here: a difference.
 */
export function differences(
  due: readonly MonthDue[],
  paid: PaidBefore = NOTHING_PAID,
  period: PayPeriod,
): Line[] {
  const current = monthIndex(period.payMonth);
  const firstOpen = firstOpenIndex(period);
  const lines: Line[] = [];
  const settled = new Set<string>();
  for (const { index, month, amounts } of due) {
    for (const { component, personId, amountFen } of mergeSame(amounts)) {
      const key = paidKey(index, component, personId);
      settled.add(key);
      const before = paid.get(key);
      const difference = amountFen - (before ?? 0);
      if (difference === 0) continue;
      lines.push({
        personId,
        month,
        component,
        kind: difference < 0 ? 'overpayment' : index === current ? 'regular' : 'arrears',
        amountFen: fen(difference),
        reason: before !== undefined ? 'recalculated' : index === current ? 'due' : 'first-payment',
      });
    }
  }
  const gone = [...paid].filter(
    ([key, amount]) => amount !== 0 && !settled.has(key) && Number.parseInt(key, 10) >= firstOpen,
  );
  // In an order of their own: what was paid comes from the database in any, and the digest of a run must not depend on it.
  for (const [key, amount] of gone.toSorted(([a], [b]) => (a < b ? -1 : 1)))
    lines.push(withdrawn(key, amount, current));
  return lines;
}

function withdrawn(key: string, amount: number, current: number): Line {
  const [index = '', component = '', personId = ''] = key.split('|');
  const difference = -amount;
  return {
    personId: personId === '' ? null : personId,
    month: monthFromIndex(Number(index)),
    component,
    // A reversal of an earlier recovery is again money that is owed.
    kind: difference < 0 ? 'overpayment' : Number(index) === current ? 'regular' : 'arrears',
    amountFen: fen(difference),
    reason: 'no-longer-due',
  };
}

/** A rule may grant one component to one person in two steps; a line is one sum. */
function mergeSame(amounts: MonthDue['amounts']): MonthDue['amounts'] {
  if (amounts.length < 2) return amounts;
  const sums = new Map<string, MonthDue['amounts'][number]>();
  for (const amount of amounts) {
    const key = `${amount.component}|${amount.personId ?? ''}`;
    const earlier = sums.get(key);
    sums.set(key, earlier ? { ...amount, amountFen: fen(earlier.amountFen + amount.amountFen) } : amount);
  }
  return sums.size === amounts.length ? amounts : [...sums.values()];
}
