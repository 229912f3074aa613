import { isMonth } from '../../../../kernel/base/month.ts';
import { isPlainDate } from '../../../../kernel/base/plain-date.ts';

/** As the import reads them: 2020-2-3, 2020/2/3, 2020.2.3, 20200203, 2020年2月3日. */
const DATE = /^(\d{4})(?:[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d{2})(\d{2}))$/;
const MONTH = /^(\d{4})(?:[-/.年](\d{1,2})月?|(\d{2}))$/;

const two = (text: string | undefined): string => (text ?? '').padStart(2, '0');

/** The day that was typed, YYYY-MM-DD; undefined when it is none that exists. */
export function readTypedDate(text: string): string | undefined {
  const [, year, month, day, month2, day2] = DATE.exec(text.trim()) ?? [];
  const date = `${year}-${two(month ?? month2)}-${two(day ?? day2)}`;
  return isPlainDate(date) ? date : undefined;
}

/** The month that was typed, YYYY-MM; undefined when it is none. */
export function readTypedMonth(text: string): string | undefined {
  const [, year, month, month2] = MONTH.exec(text.trim()) ?? [];
  const read = `${year}-${two(month ?? month2)}`;
  return isMonth(read) ? read : undefined;
}
