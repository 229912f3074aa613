import { type SQL, sql } from 'drizzle-orm';
import type { Label } from '../base/label.ts';
import { addMonths, firstDay } from '../base/month.ts';
import { plainDate } from '../base/plain-date.ts';
import type { ParameterDefinition } from '../policy/define-parameter.ts';
import { type RecordDefinition, tableOf } from '../register/define-record.ts';
import { defineIndicator, type FigurePeriod, type Indicator } from './define-indicator.ts';

/** What a figure over one register says of itself. */
interface Words {
  readonly id: string;
  readonly unit: string;
  readonly label: Label;
  readonly definition: Label;
}

/** The rows of a register, as `x`, that a figure counts. */
interface Counted {
  readonly record: RecordDefinition;
  /** Tables that it needs besides, as `join …`. */
  readonly join?: SQL;
  readonly only?: SQL;
  /** Names a row in the drill-down: nothing personal. */
  readonly name: SQL;
  readonly what: SQL;
  /** Rows with the same key count once; without it each row by itself. */
  readonly key?: SQL;
}

interface Flow extends Counted {
  /** The day that puts a row into a month. */
  readonly on: SQL;
  readonly measure?: SQL;
}

const frame = ({ id, unit, label, definition }: Words) => ({
  id,
  unit,
  label,
  definition,
  baseUnit: unit,
  scale: 1,
  decimals: 0,
  parameters: [] as readonly string[],
});

const selectRows = (
  { record, join, only, name, what, key }: Counted,
  { on, measure, when }: { readonly on: SQL; readonly measure: SQL; readonly when: SQL },
  { divisionFrom, divisionTo }: FigurePeriod,
): SQL => {
  const unit = key ?? sql`x.id::text`;
  return sql`
  select distinct on (${unit}) ${unit} as key, 'record'::text as kind, ${name} as name, x.division_no,
         date_trunc('month', ${on})::date as month, ${what} as what, ${measure}::bigint as measure,
         ${`${record.id}/`}::text || x.id as link
    from ${sql.identifier(tableOf(record))} x ${join ?? sql``}
   where ${when} and ${only ?? sql`true`}
     and x.division_no >= ${divisionFrom} and x.division_no < ${divisionTo}
   order by ${unit}, x.id`;
};

const inMonths =
  (counted: Flow) =>
  (period: FigurePeriod): SQL => {
    const { on, measure } = counted;
    const when = sql`x.ended_on is null and ${on} >= ${firstDay(period.from)}::date
      and ${on} < ${firstDay(addMonths(period.to, 1))}::date`;
    return selectRows(counted, { on, when, measure: measure ?? sql`1` }, period);
  };

/** What happened in the months: rows, or the sum of a whole number of each. */
export const flowOf = (words: Words, counted: Flow, scale = 1): Indicator =>
  defineIndicator({
    ...frame(words),
    scale,
    kind: 'flow',
    rows: inMonths(counted),
    measure: counted.measure === undefined ? 'rows' : 'sum',
  });

/** Money of the months, in 万元 with so many decimals or in yuan. */
export const moneyOf = (
  words: Words,
  counted: Flow & { readonly measure: SQL },
  decimals: number,
): Indicator => {
  const scale = words.unit === '万元' ? 10_000 : 1;
  const rows = inMonths(counted);
  return defineIndicator({
    ...frame(words),
    baseUnit: '元',
    scale,
    decimals,
    kind: 'money',
    rows,
    measure: 'fen',
  });
};

/** What stands on a day: `from` and `to` say since when and until when; a row without the latter still stands. */
export const stockOf = (
  words: Words,
  counted: Counted & { readonly from: SQL; readonly to?: SQL },
): Indicator =>
  defineIndicator({
    ...frame(words),
    kind: 'stock',
    measure: 'rows',
    rows: (period) => {
      const { from, to } = counted;
      const when = sql`${from} <= ${period.at}::date and (x.ended_on is null or x.ended_on > ${period.at}::date)
        and ${to === undefined ? sql`true` : sql`(${to} is null or ${to} > ${period.at}::date)`}`;
      return selectRows(counted, { on: from, when, measure: sql`1` }, period);
    },
  });

/** The value of a standard, or the first or last month or day on which it holds. */
export const standardOf = (
  words: Words,
  { key, unit }: ParameterDefinition,
  { on, variant = 'all', reads = 'value' }: StandardReading,
): Indicator =>
  defineIndicator({
    ...frame(words),
    parameters: [key],
    kind: 'parameter',
    measure: unit === 'fen' ? 'fen' : 'rows',
    parameter: {
      key,
      variant,
      on: plainDate(on),
      reads,
    },
  });

interface StandardReading {
  readonly on: string;
  readonly variant?: string;
  readonly reads?: 'value' | 'first-month' | 'last-month' | 'last-day';
}
