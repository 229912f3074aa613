import { inputError } from './errors.ts';
import { firstDay, nextMonth } from './month.ts';
import type { Month } from './month.ts';
import type { PlainDate } from './plain-date.ts';

/** Days from `from` (included) to `to` (excluded); null means open-ended. */
export type Period = { readonly from: PlainDate; readonly to: PlainDate | null };

/** A period that holds at least one day. Throws inputError 'period.empty' when `to` is not after `from`. */
export const period = (from: PlainDate, to: PlainDate | null): Period => {
  if (to !== null && to <= from) {
    throw inputError(
      'period.empty',
      `结束日期（${to}，不含）必须晚于开始日期（${from}）。`,
      `period end ${to} (excluded) must be after its start ${from}`,
    );
  }
  return { from, to };
};

/** Whether the day lies in the period. */
export const contains = (p: Period, date: PlainDate): boolean =>
  p.from <= date && (p.to === null || date < p.to);

/** The days in both periods, or undefined when there are none. */
export const intersect = (a: Period, b: Period): Period | undefined => {
  const from = a.from > b.from ? a.from : b.from;
  const to = a.to === null ? b.to : b.to === null || a.to < b.to ? a.to : b.to;
  return to === null || from < to ? { from, to } : undefined;
};

/** Whether the periods share at least one day. */
export const overlaps = (a: Period, b: Period): boolean => intersect(a, b) !== undefined;

/** The days of `a` that are not in `b`: none, one or two periods in order. */
export const subtract = (a: Period, b: Period): Period[] => {
  const shared = intersect(a, b);
  if (!shared) return [a];
  const before = a.from < shared.from ? [{ from: a.from, to: shared.from }] : [];
  const after =
    shared.to !== null && (a.to === null || shared.to < a.to) ? [{ from: shared.to, to: a.to }] : [];
  return [...before, ...after];
};

/** The whole calendar month as a period. */
export const periodOfMonth = (m: Month): Period => ({ from: firstDay(m), to: firstDay(nextMonth(m)) });
