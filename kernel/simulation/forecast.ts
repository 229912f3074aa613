import { monthFromIndex, monthIndex, type Month } from '../base/month.ts';
import { differences, type PaidBefore } from '../payment/differences.ts';
import type { CaseFile } from '../policy/case-file.ts';
import { evaluateAward, type MonthDue } from '../policy/evaluate.ts';
import type { Side } from './scenario-policy.ts';

/** The months that are forecast, and the first one that the books are open for. */
export interface Window {
  readonly first: number;
  readonly last: number;
  readonly openedOn: Month;
  /** Whether the first month also settles what is open of earlier ones. */
  readonly past: boolean;
}

export const windowOf = (first: Month, months: number, openedOn: Month, past: boolean): Window => ({
  first: monthIndex(first),
  last: monthIndex(first) + months - 1,
  openedOn,
  past: past && openedOn < first,
});

/** What one award comes to: due for each month, and what the first month settles of earlier ones. */
export interface Forecast {
  readonly dueFen: readonly number[];
  readonly arrearsFen: number;
  /** Paid too much in earlier months, as a positive number. */
  readonly overpaidFen: number;
  /** Why nothing is due in the last month, when the rule refuses. */
  readonly refusal: string | undefined;
}

/** The case by one side's rules: the same functions as the monthly run. */
export function forecastAward(side: Side, file: CaseFile, window: Window, paid?: PaidBefore): Forecast {
  const { programme, rules } = side;
  const first = monthFromIndex(window.first);
  const last = monthFromIndex(window.last);
  if (!window.past) {
    const due = evaluateAward(programme, file, rules, { payMonth: last, openedOn: first });
    return { ...coming(due, window), arrearsFen: 0, overpaidFen: 0 };
  }
  const period = { payMonth: first, openedOn: window.openedOn };
  const settled = evaluateAward(programme, file, rules, period);
  const lines = differences(settled, before(paid, window.first), period);
  const later =
    window.last > window.first
      ? evaluateAward(programme, file, rules, { payMonth: last, openedOn: monthFromIndex(window.first + 1) })
      : [];
  const [arrears, overpaid] = lines.reduce(
    ([more, less], { kind, amountFen }) =>
      kind === 'regular' ? [more, less] : amountFen > 0 ? [more + amountFen, less] : [more, less - amountFen],
    [0, 0],
  );
  return { ...coming([...settled, ...later], window), arrearsFen: arrears, overpaidFen: overpaid };
}

function coming(due: readonly MonthDue[], { first, last }: Window): Pick<Forecast, 'dueFen' | 'refusal'> {
  const dueFen = Array.from({ length: last - first + 1 }, () => 0);
  let refusal: string | undefined;
  for (const month of due) {
    if (month.index < first) continue;
    dueFen[month.index - first] = month.amounts.reduce((sum, { amountFen }) => sum + amountFen, 0);
    if (month.index === last) refusal = month.refusal;
  }
  return { dueFen, refusal };
}

/** What was paid for months before the first: a forecast over months that have been paid does not look at those. */
const before = (paid: PaidBefore | undefined, first: number): PaidBefore =>
  new Map([...(paid ?? [])].filter(([key]) => Number.parseInt(key, 10) < first));

export const OUTCOMES = ['enter', 'gain', 'same', 'lose', 'leave'] as const;
export type Outcome = (typeof OUTCOMES)[number];

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** All that the window costs, what it settles of earlier months included. */
export const totalFen = ({ dueFen, arrearsFen, overpaidFen }: Forecast): number =>
  sum(dueFen) + arrearsFen - overpaidFen;

/** Who is entitled at the end of the window and was not, or the other way round; else who gets more or less. */
export function outcomeOf(baseline: Forecast, scenario: Forecast): Outcome {
  const [was, is] = [baseline.dueFen.at(-1) ?? 0, scenario.dueFen.at(-1) ?? 0];
  if (was === 0 && is > 0) return 'enter';
  if (was > 0 && is === 0) return 'leave';
  const difference = totalFen(scenario) - totalFen(baseline);
  return difference > 0 ? 'gain' : difference < 0 ? 'lose' : 'same';
}
