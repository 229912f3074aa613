import { addMonthsToDate, type PlainDate, plainDate } from '../../../kernel/base/plain-date.ts';
import { notOnRestDay } from '../../../kernel/base/working-days.ts';

/** When a year's report is due in the year after (社会团体登记管理条例 art. 28; 民非条例 art. 23). */
export const DUE = { unit: '03-31', registrar: '05-31' } as const;
/** That of 2019 is with the registrar by 2020-06-01, the 31st being a Sunday. */
export const registrarDeadline = (year: number): PlainDate =>
  notOnRestDay(plainDate(`${year + 1}-${DUE.registrar}`));
/** Registered less than six months before the year's end is not inspected (民办非企业单位年度检查办法 art. 3). */
export const isDue = (registeredOn: PlainDate, year: number): boolean =>
  addMonthsToDate(registeredOn, 6) <= `${year}-12-31`;
/** Three months to mend what was found (办法 art. 9; 民法典 art. 202). */
export const fixDeadline = (concludedOn: PlainDate): PlainDate =>
  notOnRestDay(addMonthsToDate(concludedOn, 3));
type Given = 'result' | 'before' | 'fixUntil';
/** How an inspection stands; `before` is the result of the year before. */
export type Standing = Readonly<Record<Given, string | null>> & { readonly year: number };

/** What somebody has to see to beside a late case (handbook 09 §10a): people decide, nothing happens silently. */
export function dutiesOf({ year, result, before, ...on }: Standing, day: PlainDate) {
  const isOver = day > registrarDeadline(year);
  // 办法 art. 10: two years running. Assumed: who took no part is known the day after the registrar's deadline.
  const isBad = before === result && (result === 'unqualified' || (result === 'not_taken' && isOver));
  const isIdle = on.fixUntil !== null && day > on.fixUntil;
  const duties = [
    [result === 'not_taken', 'no-report', 'section_chief', '未参检，建议列入异常名录', 'list it'],
    [isIdle, 'not-mended', 'section_chief', '逾期未整改，建议列入异常名录', 'list it'],
    [isBad, 'revocation', 'bureau_leader', '连续两年，建议撤销登记', 'propose revocation'],
  ] as const;
  return duties.filter(([isOwed]) => isOwed).map(([, id, role, zh, en]) => ({ id, role, zh, en }));
}
