import { sql } from 'drizzle-orm';
import type { Clock } from '../../../kernel/base/clock.ts';
import type { Label } from '../../../kernel/base/label.ts';
import { type Month, monthIndex, monthOf, nextMonth } from '../../../kernel/base/month.ts';
import type { PlainDate } from '../../../kernel/base/plain-date.ts';
import type { Tx } from '../../../kernel/db/database.ts';
import { findRow } from '../../../kernel/db/rows.ts';
import type { Registry } from '../../../kernel/module/registry.ts';
import { getDistrict } from '../../../kernel/party/district.ts';
import type { Instant } from '../../../kernel/party/known-at.ts';
import { readingDay } from '../../../kernel/party/reading-day.ts';
import { differences, type Line, type PaidBefore } from '../../../kernel/payment/differences.ts';
import { parameterKeys } from '../../../kernel/payment/run-month.ts';
import { loadPaidBefore } from '../../../kernel/payment/run-store.ts';
import type { CaseFile } from '../../../kernel/policy/case-file.ts';
import type { Programme } from '../../../kernel/policy/define-programme.ts';
import { evaluateAward, type MonthDue, MonthRules, type PayPeriod } from '../../../kernel/policy/evaluate.ts';
import { loadCases } from '../../../kernel/policy/load-cases.ts';
import { loadParameterRows } from '../../../kernel/policy/parameter-store.ts';
import { KNOWN_NOW } from '../../../kernel/policy/read-explanation.ts';
import { parameterTable } from '../../../kernel/policy/resolve-parameters.ts';
import type { AffectedAward } from './affected-awards.ts';

/** What one award was and would be, by the very rules of the monthly run. */
export interface Effect {
  readonly award: AffectedAward;
  readonly programme: Programme;
  /** First month for which something else is due than before. */
  readonly from: Month;
  /** The month that `beforeFen` and `afterFen` are of: the next one to be paid that the event reaches. */
  readonly inMonth: Month;
  readonly beforeFen: number;
  readonly afterFen: number;
  readonly refusal: Label | undefined;
  /** What months already paid come to: negative was paid too much, positive is still owed. */
  readonly paidMonthsFen: number;
}

/** All that deciding an award takes, read at one moment. */
export interface Situation {
  readonly decisions: ReadonlyMap<string, AwardDecision>;
}

interface AwardDecision {
  readonly due: readonly MonthDue[];
  readonly lines: readonly Line[];
  readonly period: PayPeriod;
  readonly next: Month;
}

interface Asked {
  readonly awards: readonly AffectedAward[];
  /** The first day that the event reaches. */
  readonly from: PlainDate;
  readonly knownAt?: Instant;
  /** The standards as they were known at another moment than the facts. */
  readonly parametersKnownAt?: Instant;
  /** Looks at each case before it is decided, for a question that no fact answers. */
  readonly change?: (file: CaseFile) => CaseFile;
}

interface Ground {
  readonly tx: Tx;
  readonly registry: Registry;
  readonly clock: Clock;
}

/** Decides the awards for every open month by what is known, now or at another moment. */
export async function decide({ tx, registry, clock }: Ground, asked: Asked): Promise<Situation> {
  const decisions = new Map<string, AwardDecision>();
  const district = await getDistrict(tx);
  const today = await readingDay(tx, clock);
  for (const [id, awards] of Map.groupBy(asked.awards, (award) => award.programme)) {
    const programme = registry.programmes.get(id);
    if (programme === undefined) continue;
    const ids = awards.map((award) => award.id);
    const next = await nextPayMonth(tx, programme, today);
    const reached = firstMonthOn(asked.from);
    const period = { payMonth: reached > next ? reached : next, openedOn: district.firstMonth };
    const table = parameterTable(
      await loadParameterRows(tx, asked.parametersKnownAt ?? KNOWN_NOW, parameterKeys(programme)),
    );
    const rules = new MonthRules(programme, table);
    const paid: ReadonlyMap<string, PaidBefore> = await loadPaidBefore(tx, programme.id, KNOWN_NOW, ids);
    for (const file of await loadCases(tx, programme, asked.knownAt ?? KNOWN_NOW, ids)) {
      const due = evaluateAward(programme, asked.change?.(file) ?? file, rules, period);
      const lines = differences(due, paid.get(file.awardId), period);
      decisions.set(file.awardId, { due, lines, period, next });
    }
  }
  return { decisions };
}

/** The month after the last run; before the first run the month we are in. */
export async function nextPayMonth(tx: Tx, { id }: Programme, today: PlainDate): Promise<Month> {
  const last = await findRow<{ month: PlainDate | null }>(
    tx,
    sql`select max(pay_month) as month from payment_run where programme = ${id} and state <> 'void'`,
  );
  return last?.month ? nextMonth(monthOf(last.month)) : monthOf(today);
}

/** Decisions look at the first day of a month: what happens on another day is seen from the next month on. */
export const firstMonthOn = (day: PlainDate): Month =>
  day.endsWith('-01') ? monthOf(day) : nextMonth(monthOf(day));

/** What differs between two situations of the same awards. Awards that come out alike are left out. */
export function compare(
  registry: Registry,
  awards: readonly AffectedAward[],
  before: Situation,
  after: Situation,
): Effect[] {
  return awards.flatMap((award): Effect[] => {
    const programme = registry.programmes.get(award.programme);
    const [was, is] = [before.decisions.get(award.id), after.decisions.get(award.id)];
    if (programme === undefined || was === undefined || is === undefined) return [];
    const from = firstDifference(was, is);
    if (from === undefined) return [];
    const inMonth = is.period.payMonth;
    const end = is.due.find((due) => due.month === inMonth);
    return [
      {
        award,
        programme,
        from,
        inMonth,
        beforeFen: sumOf(was.due, inMonth),
        afterFen: sumOf(is.due, inMonth),
        refusal: end?.refusal === undefined ? undefined : programme.refusals[end.refusal],
        paidMonthsFen: settledFen(is) - settledFen(was),
      },
    ];
  });
}

function firstDifference(was: AwardDecision, is: AwardDecision): Month | undefined {
  const months = [...new Set([...was.due, ...is.due].map((due) => due.month))].toSorted();
  return months.find((month) => amountsIn(was.due, month) !== amountsIn(is.due, month));
}

/** Amounts by component and person, so that a shift between two of them counts as a difference. */
const amountsIn = (due: readonly MonthDue[], month: Month): string =>
  (due.find((candidate) => candidate.month === month)?.amounts ?? [])
    .map(({ component, personId, amountFen }) => `${component}|${personId ?? ''}|${amountFen}`)
    .toSorted()
    .join();

const sumOf = (due: readonly MonthDue[], month: Month): number =>
  (due.find((candidate) => candidate.month === month)?.amounts ?? []).reduce(
    (sum, amount) => sum + amount.amountFen,
    0,
  );

/** Differences of the months that runs have gone over already. */
const settledFen = ({ lines, next }: AwardDecision): number =>
  lines
    .filter((line) => monthIndex(line.month) < monthIndex(next))
    .reduce((sum, line) => sum + line.amountFen, 0);
