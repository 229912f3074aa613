import { type Month, month, monthRange } from '../kernel/base/month.ts';
import { computeRun } from '../kernel/payment/compute-run.ts';
import { paidKey } from '../kernel/payment/differences.ts';
import { monthIndex } from '../kernel/base/month.ts';
import type { Programme } from '../kernel/policy/define-programme.ts';
import { buildCases } from '../kernel/policy/load-cases.ts';
import type { Book } from './book.ts';
import { parametersKnownAt } from './known-rows.ts';

export const FIRST_MONTH = month('2020-01');
export const LAST_MONTH = month('2020-10');

/** When a month's run knows what it knows: on the fifth for monthly programmes, on the 29th for one-off grants. */
export const knownAtFor = (programme: Programme, payMonth: Month): string => {
  if (programme.cycle === 'monthly') return `${payMonth}-05 09:00:00+08`;
  // Spring Festival was on 25 January: its consolation went out before.
  return `${payMonth}-${programme.id === 'spring-consolation' ? '16' : '29'} 09:00:00+08`;
};

/**
 * What the year's runs will pay to each award by the rules, worked out in memory before anything is written. It is
 * the engine of the real runs on the book's facts; calibration looks at it to choose incomes, nothing else.
 */
export function simulateYear(programme: Programme, book: Book): Map<string, number> {
  const paidOut = new Map<string, number>();
  const paidBefore = new Map<string, Map<string, number>>();
  const awards = book.awards.filter((award) => award.programme === programme.id);
  for (const payMonth of monthRange(FIRST_MONTH, LAST_MONTH)) {
    const moment = knownAtFor(programme, payMonth);
    const facts = book.facts.filter((row) => row.recordedAt < moment && row.recordedUntil >= moment);
    const cases = buildCases(programme, {
      awards: awards.map((a) => ({
        id: a.id,
        awardNo: a.no,
        subjectKind: a.subjectKind,
        subjectId: a.subjectId,
        division: a.division,
        payeePersonId: a.payee.id,
      })),
      facts,
      people: book.people,
      otherAwards: book.awards,
    });
    const run = computeRun(
      programme,
      { payMonth, openedOn: FIRST_MONTH },
      cases,
      parametersKnownAt(moment),
      paidBefore,
    );
    for (const line of run.lines) {
      const id = line.file.awardId;
      if (line.amountFen > 0) paidOut.set(id, (paidOut.get(id) ?? 0) + line.amountFen);
      const paid = paidBefore.get(id) ?? new Map<string, number>();
      const key = paidKey(monthIndex(line.month), line.component, line.personId);
      paid.set(key, (paid.get(key) ?? 0) + line.amountFen);
      paidBefore.set(id, paid);
    }
  }
  return paidOut;
}
