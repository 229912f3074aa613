import { type Month, monthFromIndex, monthIndex } from '../base/month.ts';
import type { CaseFile } from './case-file.ts';
import { type Programme, type Rule, versionFor } from './define-programme.ts';
import { type Amount, Draft } from './draft.ts';
import {
  districtOf,
  type ParameterTable,
  resolveParameters,
  type ResolvedValues,
} from './resolve-parameters.ts';
import { type Timeline, timelineOf } from './timeline.ts';

/** A month that lies this far back is no longer recomputed; longer arrears need a decision of their own. */
const LOOKBACK_MONTHS_MAX = 36;

/** Which months a run may touch: the one that is paid and those before it, back to when the books were opened. */
export interface PayPeriod {
  readonly payMonth: Month;
  /** First month that this system pays; what was paid before stands in other books. */
  readonly openedOn: Month;
}

/** Index of the earliest month that is still open to recomputation. */
export const firstOpenIndex = ({ payMonth, openedOn }: PayPeriod): number =>
  Math.max(monthIndex(openedOn), monthIndex(payMonth) - LOOKBACK_MONTHS_MAX);

/** The rule and the parameters of one month; months with the same values share them, so that equality is identity. */
interface MonthRule {
  readonly index: number;
  readonly month: Month;
  readonly decide: Rule;
  readonly values: ResolvedValues;
}

/** The months that a period may touch, and the rule of each as far as it was asked for. */
interface Window {
  readonly first: number;
  readonly last: number;
  readonly rules: (MonthRule | undefined)[];
}

/** The rule and parameters of each month that a run may touch, resolved once and shared by all awards. */
export class MonthRules {
  private readonly programme: Programme;
  private readonly table: ParameterTable;
  private readonly distinct = new Map<string, ResolvedValues>();
  private readonly windows = new Map<PayPeriod, Window>();

  constructor(programme: Programme, table: ParameterTable) {
    this.programme = programme;
    this.table = table;
  }

  window(period: PayPeriod): Window {
    const known = this.windows.get(period);
    if (known !== undefined) return known;
    const [first, last] = [firstOpenIndex(period), monthIndex(period.payMonth)];
    const made = {
      first,
      last,
      rules: Array.from({ length: Math.max(0, last - first + 1) }, () => undefined),
    };
    this.windows.set(period, made);
    return made;
  }

  /** A month nobody is paid for needs no parameters; `division` is only told where one is missing. */
  make(window: Window, index: number, division: number): MonthRule {
    const month = monthFromIndex(index);
    const { values } = resolveParameters(this.programme.parameters, this.table, month, districtOf(division));
    const key = JSON.stringify(values);
    const shared = this.distinct.get(key) ?? values;
    this.distinct.set(key, shared);
    const made = { index, month, decide: versionFor(this.programme, month).decide, values: shared };
    window.rules[index - window.first] = made;
    return made;
  }
}

/** What an award is due in one month. */
export interface MonthDue {
  readonly index: number;
  readonly month: Month;
  readonly amounts: readonly Amount[];
  readonly refusal: string | undefined;
}

/**
 * What an award is due for each open month, by the facts in `file`.
 * A month in which the award was not in force is due nothing.
 */
export const evaluateAward = (
  programme: Programme,
  file: CaseFile,
  rules: MonthRules,
  period: PayPeriod,
): MonthDue[] => evaluateTimeline(timelineOf(programme, file), rules, period);

/**
 * The same for a case that was cut into stretches before. A decision stands for the months that follow it as long as
 * facts, parameters, rule and the ages that were asked for are the same: then the rule would only say it again.
 */
export function evaluateTimeline(timeline: Timeline, rules: MonthRules, period: PayPeriod): MonthDue[] {
  const { starts, division } = timeline;
  const window = rules.window(period);
  const { first, last } = window;
  const due: MonthDue[] = [];
  let draft: Draft | undefined;
  let decided: MonthRule | undefined;
  let stretch = 0;
  let decidedStretch = -1;
  for (const [from, before] of timeline.inForce) {
    for (let index = from > first ? from : first; index <= last && index < before; index++) {
      const rule = window.rules[index - first] ?? rules.make(window, index, division);
      while (stretch + 1 < starts.length && (starts[stretch + 1] ?? 0) <= index) stretch++;
      if (
        draft === undefined ||
        decided === undefined ||
        stretch !== decidedStretch ||
        index >= draft.holdsBefore ||
        rule.values !== decided.values ||
        rule.decide !== decided.decide
      ) {
        draft = new Draft(rule.month, undefined, index);
        rule.decide(timeline.subject(stretch), rule.values, draft);
        decided = rule;
        decidedStretch = stretch;
      }
      due.push({ index, month: rule.month, amounts: draft.amounts, refusal: draft.refusal });
    }
  }
  return due;
}
