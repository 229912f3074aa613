import { fen, formatYuan } from '../../../kernel/base/fen.ts';
import type { Label } from '../../../kernel/base/label.ts';
import { chineseMonth, isMonth } from '../../../kernel/base/month.ts';
import { addDays, chineseDate, isPlainDate } from '../../../kernel/base/plain-date.ts';
import { type Language, translate, translateCode } from './i18n/translate.ts';

const ENGLISH_MONTHS = [
  'Jan',
  'Feb',
  'Mar',
  'Apr',
  'May',
  'Jun',
  'Jul',
  'Aug',
  'Sep',
  'Oct',
  'Nov',
  'Dec',
] as const;
const DIGEST_SHOWN = 12;

/** Yuan with two decimals from integer fen: 149000 → '1,490.00'. */
export const yuanText = (amountFen: number): string => formatYuan(fen(amountFen));

export const moneyText = (amountFen: number, language: Language): string =>
  `${yuanText(amountFen)} ${translate(language, 'unit.yuan')}`;

/** 0.1 → '10%', at most four decimals. */
export const percentText = (ratio: number): string => `${Number((ratio * 100).toFixed(4))}%`;

export const numberText = (value: number, decimalsMax = 6): string =>
  value.toLocaleString('en-US', { maximumFractionDigits: decimalsMax });

/** The exact value of a figure in its base unit; money in yuan always shows its fen. */
export const exactText = (value: number, baseUnit: string): string =>
  baseUnit === '元'
    ? value.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 })
    : numberText(value);

const englishMonth = (month: string): string =>
  ENGLISH_MONTHS[Number(month.slice(5, 7)) - 1] ?? month.slice(5, 7);

/** '2020-04' → '2020年4月' / 'Apr 2020'. */
export function monthText(month: string, language: Language): string {
  if (!isMonth(month)) return month;
  return language === 'zh' ? chineseMonth(month) : `${englishMonth(month)} ${month.slice(0, 4)}`;
}

/** '2020-04-01' → '2020年4月1日' / '1 Apr 2020'. */
export function dateText(date: string, language: Language): string {
  if (!isPlainDate(date)) return date;
  if (language === 'zh') return chineseDate(date);
  return `${Number(date.slice(8))} ${englishMonth(date)} ${date.slice(0, 4)}`;
}

const CHINA_TIME = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'short',
  timeStyle: 'short',
});

/** A moment as the bureau's clock showed it: '2020-04-01 09:30'. */
export function momentText(instant: string): string {
  // PostgreSQL writes '2020-04-01 01:30:00+00', which not every browser reads.
  const moment = new Date(instant.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00'));
  return Number.isNaN(moment.getTime()) ? instant : CHINA_TIME.format(moment);
}

/** A half-open period of days in words; the last day shown is the one before `to`. */
export function periodText(from: string, to: string | null, language: Language): string {
  if (to === null) return translate(language, 'period.since', { from });
  const last = isPlainDate(to) ? addDays(to, -1) : to;
  return translate(language, 'period.between', { from, to: last });
}

/** The months a flow was summed over, both included. */
export const monthsText = (from: string, to: string, language: Language): string =>
  from === to
    ? monthText(from, language)
    : translate(language, 'period.months', { from: monthText(from, language), to: monthText(to, language) });

/** A value of an explanation or parameter in its unit, without what it is per. */
export function valueText(value: number | boolean | string, unit: string, language: Language): string {
  switch (unit) {
    case 'fen':
      return yuanText(Number(value));
    case 'ratio':
      return percentText(Number(value));
    case 'truth':
      return translate(language, value === true ? 'yes' : 'no');
    case 'text':
      return String(value);
    default:
      return numberText(Number(value));
  }
}

const BARE_UNITS: ReadonlySet<string> = new Set(['ratio', 'truth', 'text']);

/** The word after a value of an explanation: 元, 人, 天; nothing after percentages, yes or no, and words. */
export const unitText = (unit: string, language: Language): string =>
  BARE_UNITS.has(unit) ? '' : translateCode(language, 'unit', unit === 'fen' ? 'yuan' : unit);

interface DatedValue {
  readonly value: number;
  readonly unit: string;
  readonly per: Label;
}

/** A parameter's value as a document would print it: '830.00 元/人·月', '10%'. */
export const parameterText = ({ value, unit, per }: DatedValue, language: Language): string =>
  unit === 'ratio' ? percentText(value) : `${valueText(value, unit, language)} ${per[language]}`.trim();

/** 《title》 number article, whatever of them is known. */
export const documentText = (title: string | null, number: string | null, article: string | null): string =>
  [title === null || title === '' ? '' : `《${title}》`, number ?? '', article ?? '']
    .filter((part) => part !== '')
    .join(' ');

export const shortDigest = (digest: string): string => digest.slice(0, DIGEST_SHOWN);
