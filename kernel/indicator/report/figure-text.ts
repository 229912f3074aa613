import type { PlainDate } from '../../base/plain-date.ts';
import type { Figure } from '../contract.ts';
import type { FigureMark, ReportTemplate } from './template.ts';

export type Figures = ReadonlyMap<string, Figure>;

/** When the report was made and what it knows; printed as given. */
export interface ReportMeta {
  readonly generatedAt: string;
  /** Last day (or month) the data are about. */
  readonly asOf: string;
  /** Moment up to which records were known to the system. */
  readonly knownAt: string;
}

/** What stands for a figure whose register does not exist yet or which nobody defines. */
export const MISSING_TEXT = '〔登记簿尚未建立〕';

/** Headings of the table that `::figures[PREFIX]` yields. */
export const FIGURES_TABLE_HEAD = ['指标', '数值', '单位', '口径'] as const;

const MONTH_VALUE = /^(\d{4})-?(\d{2})$/;
const DATE_VALUE = /^(\d{4})-?(\d{2})-?(\d{2})$/;

/** Whether there is no value to print. */
export const isMissing = (figure: Figure | undefined): boolean =>
  figure === undefined || figure.missing || figure.value === null || figure.printed === null;

/** 2020-10-31 as 2020年10月31日: official documents write no leading zeros. */
export const chineseDate = (date: PlainDate): string =>
  `${Number(date.slice(0, 4))}年${Number(date.slice(5, 7))}月${Number(date.slice(8, 10))}日`;

// A month or date parameter is kept as a number (202004, unit 月份) but read as 2020年4月.
const calendarText = (printed: string, unit: string): string | undefined => {
  const month = unit === '月份' ? MONTH_VALUE.exec(printed) : null;
  if (month !== null) return `${month[1]}年${Number(month[2])}月`;
  const date = unit === '日期' ? DATE_VALUE.exec(printed) : null;
  return date === null ? undefined : `${date[1]}年${Number(date[2])}月${Number(date[3])}日`;
};

/** Number, qualifier and unit as printed in the text, e.g. 221户, 14余万人次; MISSING_TEXT without a value. */
export const figureText = (figure: Figure | undefined, mark: Omit<FigureMark, 'id'>): string => {
  if (figure === undefined || figure.printed === null || isMissing(figure)) return MISSING_TEXT;
  const calendar = calendarText(figure.printed, figure.unit);
  if (calendar !== undefined) return calendar;
  return `${figure.printed}${mark.qualifier}${mark.withUnit ? figure.unit : ''}`;
};

/** Unit for a column of its own; empty where the printed value is a date and says it all. */
export const unitText = (figure: Figure): string =>
  figure.printed !== null && calendarText(figure.printed, figure.unit) !== undefined ? '' : figure.unit;

const GROUPED = new Intl.NumberFormat('en-US', { maximumFractionDigits: 6 });

/** The value in base units with its unit, e.g. 12,191,600元; parameters ungrouped (they may be years or months). */
export const exactText = (figure: Figure): string => {
  if (figure.value === null || isMissing(figure)) return '—';
  const calendar = calendarText(String(figure.value), figure.baseUnit);
  if (calendar !== undefined) return calendar;
  const number = figure.kind === 'parameter' ? String(figure.value) : GROUPED.format(figure.value);
  return `${number}${figure.baseUnit}`;
};

/** Figures of the map whose id starts with the prefix, in the map's order. */
export const figuresByPrefix = (figures: Figures, prefix: string): Figure[] =>
  [...figures.values()].filter((figure) => figure.id.startsWith(prefix));

/** Ids a report shows, tables included, in order of first use; some may be absent from the map. */
export const usedFigureIds = (template: ReportTemplate, figures: Figures): string[] => {
  const ids = template.uses.flatMap((use) =>
    use.kind === 'figure' ? [use.id] : figuresByPrefix(figures, use.prefix).map((figure) => figure.id),
  );
  return [...new Set(ids)];
};

/** A line of the appendix: everything one must know to judge a figure. */
export interface FigureNote {
  readonly id: string;
  readonly label: string;
  readonly printed: string;
  readonly exact: string;
  readonly definition: string;
  readonly asOf: string;
  readonly records: string;
  readonly assumptions: readonly string[];
}

/** What the appendix says of a figure; of an id absent from the map only that its register is missing. */
export const figureNote = (id: string, figure: Figure | undefined): FigureNote => {
  const printed = figureText(figure, { withUnit: true, qualifier: '' });
  if (figure === undefined) {
    const definition = '系统中尚无此指标的口径。';
    return { id, label: id, printed, exact: '—', definition, asOf: '—', records: '—', assumptions: [] };
  }
  return {
    id,
    label: figure.label.zh,
    printed,
    exact: exactText(figure),
    definition: figure.definition.zh,
    asOf: figure.asOf,
    records: isMissing(figure) ? '—' : `${GROUPED.format(figure.rowCount)}条`,
    assumptions: figure.assumptions,
  };
};

/** One line over the appendix: as-of, knowledge and generation time. */
export const metaText = ({ asOf, knownAt, generatedAt }: ReportMeta): string =>
  `数据截至${asOf}；采用系统在${knownAt}前登入的记录；生成时间${generatedAt}。`;
