import { firstDay, type Month, monthIndex, monthFromIndex, monthOf } from '../base/month.ts';
import type { PlainDate } from '../base/plain-date.ts';
import { activeOn, type CaseFile, changeDays, subjectOn } from './case-file.ts';
import { type Programme, type Rule, type Subject, versionFor } from './define-programme.ts';
import { type Amount, Draft } from './draft.ts';
import { type ParameterTable, type ResolvedParameters, resolveParameters } from './resolve-parameters.ts';

/** A month that lies this far back is no longer recomputed; longer arrears need a decision of their own. */
export const LOOKBACK_MONTHS_MAX = 36;

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

  constructor(programme: Programme, table: ParameterTable) {
    this.programme = programme;
    this.table = table;
  }

  get(index: number): MonthRule {
    const found = this.months.get(index);
    if (found !== undefined) return found;
    const month = monthFromIndex(index);
    const made: MonthRule = {
      month,
      firstDay: firstDay(month),
      decide: versionFor(this.programme, month).decide,
      parameters: resolveParameters(this.programme.parameters, this.table, month),
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
 * What an award is due for each of its months up to `last`, by the facts in `file`.
 * A month in which the award was not in force is due nothing.
 */
export function evaluateAward(
  programme: Programme,
  file: CaseFile,
  rules: MonthRules,
  last: Month,
): MonthDue[] {
  const starts = file.status.filter((row) => row.code === 'active').map((row) => monthIndex(monthOf(row.validFrom)));
  const lastIndex = monthIndex(last);
  const first = Math.max(Math.min(...starts), lastIndex - LOOKBACK_MONTHS_MAX);
  const days = changeDays(file);
  const due: MonthDue[] = [];
  let subject: Subject | undefined;
  let passed = -1;
  for (let index = first; index <= lastIndex; index++) {
    const rule = rules.get(index);
    if (!activeOn(file.status, rule.firstDay)) continue;
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
