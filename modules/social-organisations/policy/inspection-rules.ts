import { addMonthsToDate, type PlainDate, plainDate } from '../../../kernel/base/plain-date.ts';
import { addWorkingDays, isWorkingDay } from '../../../kernel/base/working-days.ts';

/** 民法典 art. 203: a period whose last day is a rest day ends on the next working day. */
const shifted = (last: PlainDate): PlainDate => (isWorkingDay(last) ? last : addWorkingDays(last, 1));
/** The report is with the supervising unit by 03-31 (社会团体登记管理条例 art. 28; 民非条例 art. 23). */
export const unitDeadline = (year: number): PlainDate => shifted(plainDate(`${year + 1}-03-31`));
/** … and with the registrar by 05-31: that of 2019 by 2020-06-01, the 31st being a Sunday. */
export const registrarDeadline = (year: number): PlainDate => shifted(plainDate(`${year + 1}-05-31`));
/** Registered less than six months before the year's end is not inspected (民办非企业单位年度检查办法 art. 3). */
export const isDue = (registeredOn: PlainDate, year: number): boolean =>
  addMonthsToDate(registeredOn, 6) <= `${year}-12-31`;
/** Three months to mend what was found (办法 art. 9; 民法典 art. 202). */
export const fixDeadline = (concludedOn: PlainDate): PlainDate => shifted(addMonthsToDate(concludedOn, 3));
type Given = 'result' | 'before' | 'unitOn' | 'registrarOn' | 'fixUntil';
/** How an inspection stands; `before` is the result of the year before. */
export type Standing = Readonly<Record<Given, string | null>> & { readonly year: number };

/** What somebody has to see to on a day (handbook 09 §10a): people decide, nothing happens silently. */
export function dutiesOf({ year, result, before, ...on }: Standing, day: PlainDate) {
  const [isOut, isOver] = [result === null, day > registrarDeadline(year)];
  const isUnitLate = isOut && on.unitOn === null && day > unitDeadline(year);
  const isLate = isOut && on.registrarOn === null && isOver;
  // 办法 art. 10: two years running. Assumed: who took no part is known the day after the registrar's deadline.
  const isBad = before === result && (result === 'unqualified' || (result === 'not_taken' && isOver));
  const isIdle = on.fixUntil !== null && day > on.fixUntil;
  const duties = [
    [isUnitLate, 'unit-late', 'bureau_clerk', '逾期未报业务主管单位，请催报', 'late at the unit'],
    [isLate, 'registrar-late', 'section_chief', '逾期未报，请认定', 'late'],
    [result === 'not_taken', 'no-report', 'section_chief', '未参检，建议列入异常名录', 'list it'],
    [isIdle, 'not-mended', 'section_chief', '逾期未整改，建议列入异常名录', 'list it'],
    [isBad, 'revocation', 'bureau_leader', '连续两年，建议撤销登记', 'propose revocation'],
  ] as const;
  return duties.filter(([isOwed]) => isOwed).map(([, id, role, zh, en]) => ({ id, role, zh, en }));
}
