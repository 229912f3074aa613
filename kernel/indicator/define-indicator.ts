import type { SQL } from 'drizzle-orm';
import type { Label } from '../base/label.ts';
import type { Month } from '../base/month.ts';
import type { PlainDate } from '../base/plain-date.ts';

/** What an indicator is asked for: a day for a stock, months for a flow, a place. */
export interface FigurePeriod {
  readonly at: PlainDate;
  readonly from: Month;
  readonly to: Month;
  /** Half-open range of division numbers. */
  readonly divisionFrom: number;
  readonly divisionTo: number;
}

/**
 * The rows that an indicator counts, as one SELECT. Its columns are fixed, so that value and drill-down come from the
 * same statement and cannot differ:
 * `key text, kind text, name text, division_no bigint, month date, what text, measure bigint, link text`.
 * Names are masked, except those of standards and records: a record whose title is personal gives another name.
 */
export type RowsStatement = (period: FigurePeriod) => SQL;

interface IndicatorBase {
  /** The id that the published figures carry. */
  readonly id: string;
  readonly label: Label;
  /** What is counted and what is not, in words that a reader of the report understands. */
  readonly definition: Label;
  /** Unit of the printed form and how many base units it holds: 万元 is 10000 元. */
  readonly unit: string;
  readonly baseUnit: string;
  readonly scale: number;
  /** Digits after the point in print; halves are rounded up. */
  readonly decimals: number;
  /** Keys of parameters behind it, so that their assumptions are shown with the figure. */
  readonly parameters: readonly string[];
}

export interface CountedIndicator extends IndicatorBase {
  readonly kind: 'stock' | 'flow' | 'money';
  readonly rows: RowsStatement;
  /** `rows` counts them; `sum` adds up a whole number of each; `fen` sums a measure in fen and gives yuan. */
  readonly measure: 'rows' | 'sum' | 'fen';
}

export interface RateIndicator extends IndicatorBase {
  readonly kind: 'rate';
  /** Rows of the denominator; measure 1 marks those of the numerator. The value is a percentage. */
  readonly rows: RowsStatement;
  readonly measure: 'share';
}

export interface ParameterIndicator extends IndicatorBase {
  readonly kind: 'parameter';
  /** `fen` when the parameter is money: the figure is in yuan. */
  readonly measure: 'fen' | 'rows';
  /** The register of standards on a day: the figure is the value of one parameter. */
  readonly parameter: {
    readonly key: string;
    readonly variant: string;
    readonly on: PlainDate;
    /** Its value, or the first or last month (202004) or the last day (20201231) on which that value holds. */
    readonly reads: 'value' | 'first-month' | 'last-month' | 'last-day';
  };
}

export type Indicator = CountedIndicator | RateIndicator | ParameterIndicator;

/** Declares a figure: which rows it counts and how they are measured. */
export const defineIndicator = (indicator: Indicator): Indicator => indicator;
