import { addDays, isPlainDate } from '../../../../kernel/base/plain-date.ts';
import { useSession } from '../api/use-session.ts';

const CHINA_DAY = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short' });

/** Today as the bureau's clock has it. */
export const chinaToday = (): string => CHINA_DAY.format(new Date());

/** The day from which tasks count: today, in a demonstration the last day of its data; undefined until that is known. */
export function useReadingDay(): string | undefined {
  const district = useSession().data?.district;
  if (district === undefined) return undefined;
  if (!district.demonstration || !isPlainDate(district.dataTo)) return chinaToday();
  return addDays(district.dataTo, -1);
}
