import { type SQL, sql } from 'drizzle-orm';
import { addMonths, firstDay } from '../../../kernel/base/month.ts';
import { plainDate } from '../../../kernel/base/plain-date.ts';
import { defineIndicator, type FigurePeriod } from '../../../kernel/indicator/define-indicator.ts';
import { receiptsYear, teamTarget } from '../model/parameters.ts';

const frame = (id: string, unit: string, zh: string, en: string) => {
  const whole = { baseUnit: unit, scale: 1, decimals: 0, measure: 'rows', parameters: [] } as const;
  return { ...whole, id: `socialorgs.${id}`, unit, label: { zh, en } };
};
/** Rows `x` of an organisation `o` in the months and the place; one a counted unit. */
const counted = (on: SQL, key: SQL, what: SQL, from: SQL) => (period: FigurePeriod) =>
  sql`
  select ${key} as key, 'record'::text as kind, o.name, x.division_no, date_trunc('month', ${on})::date as month,
         ${what} as what, 1::bigint as measure, 'organisation/' || o.id as link
    from organisation o join ${from} where x.ended_on is null and ${on} >= ${firstDay(period.from)}::date
     and ${on} < ${firstDay(addMonths(period.to, 1))}::date and x.division_no >= ${period.divisionFrom}
     and x.division_no < ${period.divisionTo}`;
const inspected = (id: string, kind: string, zh: string, en: string) => {
  const definition = { zh: '期内作出结论的年检，未参检的不计。', en: 'Concluded; not those not taken.' };
  const from = sql`annual_inspection x on x.organisation_id = o.id and o.kind = ${kind} and x.result <> 'not_taken'`;
  const rows = counted(sql`x.concluded_on`, sql`x.id::text`, sql`x.title`, from);
  return defineIndicator({ ...frame(id, '家', zh, en), kind: 'flow', definition, rows });
};
const standard = (id: string, unit: string, zh: string, { key }: { key: string }, variant: string) => {
  const definition = { zh: '政策标准登记簿中的数值。', en: 'The value in the register of standards.' };
  const parameter = { key, variant, on: plainDate('2020-01-01'), reads: 'value' } as const;
  const whole = { ...frame(id, unit, zh, id), kind: 'parameter', parameters: [key] } as const;
  return defineIndicator({ ...whole, definition, parameter });
};
const copies = sql`dues_receipt_batch x on x.organisation_id = o.id cross join generate_series(1, x.used) n`;

/** The figures of the yearly report, under its own ids. */
export const indicators = [
  inspected('inspection.associations', 'group', '社团年检', 'groups inspected'),
  inspected('inspection.private-nonenterprise', 'nonprofit_unit', '民非年检', 'private nonprofits inspected'),
  defineIndicator({
    ...frame('receipts.cancelled', '张', '核销会费票据', 'dues receipts written off'),
    kind: 'flow',
    definition: { zh: '期内核销的已使用票据，一张一行。', en: 'Used copies written off, a row for each.' },
    rows: counted(sql`x.writeoff_on`, sql`x.id || ':' || n`, sql`x.book_no || ' ' || x.writeoff_no`, copies),
  }),
  standard('receipts.year', '年', '会费票据年度', receiptsYear, 'all'),
  standard('target.urban-per-community', '个/社区', '城市社区社会组织目标', teamTarget, 'urban'),
  standard('target.rural-per-community', '个/社区', '农村社区社会组织目标', teamTarget, 'rural'),
];
