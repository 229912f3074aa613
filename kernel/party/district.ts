import { sql } from 'drizzle-orm';
import type { Pool } from 'pg';
import { failed, inputError } from '../base/errors.ts';
import { type Division, division } from '../base/division.ts';
import { addMonths, type Month, monthOf } from '../base/month.ts';
import type { PlainDate } from '../base/plain-date.ts';
import type { Tx } from '../db/database.ts';
import { findRow } from '../db/rows.ts';

export interface District {
  readonly division: Division;
  readonly name: string;
  readonly demonstration: boolean;
  /** False while the demonstration's year is still being computed. */
  readonly ready: boolean;
  /** The data cover [dataFrom, dataTo). */
  readonly dataFrom: PlainDate;
  readonly dataTo: PlainDate;
  readonly firstMonth: Month;
  /** Last whole month of the data. */
  readonly lastMonth: Month;
  lastMonthPayable(ahead: number): Month;
}

interface DistrictRow extends Record<string, unknown> {
  readonly division_no: number;
  readonly name: string;
  readonly demonstration: boolean;
  readonly data_from: PlainDate;
  readonly data_to: PlainDate;
  readonly ready: boolean;
}

const toDistrict = (row: DistrictRow): District => {
  const lastMonth = addMonths(monthOf(row.data_to), -1);
  return {
    division: division(row.division_no),
    name: row.name,
    demonstration: row.demonstration,
    ready: row.ready,
    dataFrom: row.data_from,
    dataTo: row.data_to,
    firstMonth: monthOf(row.data_from),
    lastMonth,
    lastMonthPayable: (ahead) => addMonths(lastMonth, ahead),
  };
};

const COLUMNS = 'division_no, name, demonstration, data_from, data_to, ready_at is not null as ready';

/** The district of this schema, or undefined while nothing has been set up. */
export async function findDistrict(pool: Pool): Promise<District | undefined> {
  const row = (await pool.query<DistrictRow>(`select ${COLUMNS} from district`)).rows[0];
  return row === undefined ? undefined : toDistrict(row);
}

/** The district of this schema; an error that says how to set one up when there is none. */
export async function getDistrict(tx: Tx): Promise<District> {
  const row = await findRow<DistrictRow>(tx, sql`select ${sql.raw(COLUMNS)} from district`);
  if (row === undefined) {
    throw failed(
      'district.missing',
      '数据库中还没有辖区：请先运行 huimin demo 建立演示区，或由管理员建立辖区。',
      'There is no district in this database: run huimin demo for the demonstration, or set one up.',
    );
  }
  return toDistrict(row);
}

/** Refuses a month outside the district's data, naming the months that there are. */
export function checkDataMonth(district: District, asked: Month): void {
  if (asked >= district.firstMonth && asked <= district.lastMonth) return;
  throw inputError(
    'district.month-outside',
    `${asked} 不在数据范围内：本库数据为 ${district.firstMonth} 至 ${district.lastMonth}。`,
    `${asked} lies outside the data: this database covers ${district.firstMonth} to ${district.lastMonth}.`,
  );
}
