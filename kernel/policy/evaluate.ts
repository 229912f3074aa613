import { firstDay, type Month, monthIndex, monthFromIndex, monthOf } from '../base/month.ts';
import type { PlainDate } from '../base/plain-date.ts';
import { activeOn, type CaseFile, changeDays, subjectOn } from './case-file.ts';
import { type Programme, type Rule, type Subject, versionFor } from './define-programme.ts';
import { type Amount, Draft } from './draft.ts';
import {
  districtOf,
  type ParameterTable,
  type ResolvedParameters,
  resolveParameters,
} from './resolve-parameters.ts';

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

interface MonthRule {
  readonly month: Month;
  readonly firstDay: PlainDate;
  readonly decide: Rule;
  readonly parameters: ResolvedParameters;
}

/** The rule and parameters of each month that a run may touch, resolved once and shared by all awards. */
export class MonthRules {
  private readonly programme: Programme;
  private readonly table: ParameterTable;
  private readonly months = new Map<number, MonthRule>();
  private readonly days = new Map<number, PlainDate>();

  constructor(programme: Programme, table: ParameterTable) {
    this.programme = programme;
    this.table = table;
  }

  /** First day of a month, without its rule: a month nobody is paid for needs no parameters. */
  firstDay(index: number): PlainDate {
    const known = this.days.get(index) ?? firstDay(monthFromIndex(index));
    this.days.set(index, known);
    return known;
  }

  /** `division` is only told where a parameter is missing. */
  get(index: number, division?: number): MonthRule {
    const found = this.months.get(index);
    if (found !== undefined) return found;
    const month = monthFromIndex(index);
    const made: MonthRule = {
      month,
      firstDay: this.firstDay(index),
      decide: versionFor(this.programme, month).decide,
      parameters: resolveParameters(
        this.programme.parameters,
        this.table,
        month,
        division === undefined ? undefined : districtOf(division),
      ),
    };
    this.months.set(index, made);
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
export function evaluateAward(
  programme: Programme,
  file: CaseFile,
  rules: MonthRules,
  period: PayPeriod,
): MonthDue[] {
  const starts = file.status
    .filter((row) => row.code === 'active')
    .map((row) => monthIndex(monthOf(row.validFrom)));
  const lastIndex = monthIndex(period.payMonth);
  const first = Math.max(Math.min(...starts), firstOpenIndex(period));
  const days = changeDays(file);
  const due: MonthDue[] = [];
  let subject: Subject | undefined;
  let passed = -1;
  for (let index = first; index <= lastIndex; index++) {
    if (!activeOn(file.status, rules.firstDay(index))) continue;
    const rule = rules.get(index, file.division);
    const position = days.findLastIndex((day) => day <= rule.firstDay);
    if (subject === undefined || position !== passed) {
      subject = subjectOn(programme, file, rule.firstDay);
      passed = position;
    }
    const draft = new Draft(rule.month, rule.firstDay);
    rule.decide(subject, rule.parameters.values, draft);
    due.push({ index, month: rule.month, amounts: draft.amounts, refusal: draft.refusal });
  }
  return due;
}
