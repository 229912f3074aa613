import { monthFromIndex, monthIndex, type Month } from '../base/month.ts';
import { differences, type PaidBefore } from '../payment/differences.ts';
import { evaluateTimeline, type MonthDue, type PayPeriod } from '../policy/evaluate.ts';
import type { Timeline } from '../policy/timeline.ts';
import type { Side } from './scenario-policy.ts';
import type { Outcome } from './scenario-schema.ts';

/** The months that are forecast, as the periods that the rules are asked for; made once, since rules keep to them. */
export interface Window {
  readonly first: number;
  readonly last: number;
  /** Whether the first month also settles what is open of earlier ones. */
  readonly past: boolean;
  /** The run of the first month, back to when the books were opened or, without the past, that month alone. */
  readonly run: PayPeriod;
  /** The months after it; none for a single month. */
  readonly later: PayPeriod | undefined;
}

export function windowOf(first: Month, months: number, openedOn: Month, past: boolean): Window {
  const index = monthIndex(first);
  const last = index + months - 1;
  const settles = past && openedOn < first;
  return {
    first: index,
    last,
    past: settles,
    run: { payMonth: first, openedOn: settles ? openedOn : first },
    later: months > 1 ? { payMonth: monthFromIndex(last), openedOn: monthFromIndex(index + 1) } : undefined,
  };
}

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
export function forecastAward(
  { rules }: Side,
  timeline: Timeline,
  window: Window,
  paid?: PaidBefore,
): Forecast {
  const run = evaluateTimeline(timeline, rules, window.run);
  const later = window.later === undefined ? [] : evaluateTimeline(timeline, rules, window.later);
  const due = coming([...run, ...later], window);
  if (!window.past) return { ...due, arrearsFen: 0, overpaidFen: 0 };
  const [arrearsFen, overpaidFen] = differences(run, before(paid, window.first), window.run).reduce(
    ([more, less], { kind, amountFen }) =>
      kind === 'regular' ? [more, less] : amountFen > 0 ? [more + amountFen, less] : [more, less - amountFen],
    [0, 0],
  );
  return { ...due, arrearsFen, overpaidFen };
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
