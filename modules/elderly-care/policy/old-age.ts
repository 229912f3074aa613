import type { Month } from '../../../kernel/base/month.ts';
import { addMonths, lastDay } from '../../../kernel/base/month.ts';
import { ageOn, type PlainDate } from '../../../kernel/base/plain-date.ts';

export type Band = '80_89' | '90_99' | '100_up';
export type Bands = Readonly<Record<Band, number>>;

/** The month in which an age is reached counts already (assumption; the start rule of Wuhan was not verified). */
export function bandOf(birthDate: PlainDate, month: Month): Band | undefined {
  const age = ageOn(birthDate, lastDay(month));
  return age >= 100 ? '100_up' : age >= 90 ? '90_99' : age >= 80 ? '80_89' : undefined;
}

/** An award as the rule sees it: when it began and the month after which it is not paid. */
export interface AllowanceFacts {
  readonly birthDate: PlainDate;
  readonly fromMonth: Month;
  readonly toMonth: Month | null;
}

/** The months of a quarter in which an award is paid; the month of death is the last one (assumption). */
export const paidMonths = ({ fromMonth, toMonth }: AllowanceFacts, quarter: Month): Month[] =>
  [0, 1, 2]
    .map((n) => addMonths(quarter, n))
    .filter((month) => month >= fromMonth && (toMonth === null || month <= toMonth));

/** What a quarter of an award is worth; each month is paid by the band of that month. */
export function allowanceOf(facts: AllowanceFacts, quarter: Month, bands: Bands) {
  const owed = paidMonths(facts, quarter).flatMap((month) => {
    const band = bandOf(facts.birthDate, month);
    return band === undefined ? [] : [bands[band]];
  });
  return { months: owed.length, amountFen: owed.reduce((sum, fen) => sum + fen, 0) };
}

/** The district's subsidy for everybody from an age on, beside the allowance. */
export function districtSubsidyOf(
  facts: AllowanceFacts,
  quarter: Month,
  { age, amountFen }: { readonly age: number; readonly amountFen: number },
) {
  const months = paidMonths(facts, quarter).filter((month) => ageOn(facts.birthDate, lastDay(month)) >= age);
  return { months: months.length, amountFen: months.length * amountFen };
}
