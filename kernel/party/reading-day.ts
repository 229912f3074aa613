import type { Clock } from '../base/clock.ts';
import { addDays, type PlainDate } from '../base/plain-date.ts';
import type { Tx } from '../db/database.ts';
import { getDistrict } from './district.ts';

/** The day that ages and "current" refer to: today, in a demonstration the last day of its data. */
export async function readingDay(tx: Tx, clock: Clock): Promise<PlainDate> {
  const district = await getDistrict(tx);
  return district.demonstration ? addDays(district.dataTo, -1) : clock.today();
}
