import type { Figure } from '../../../../kernel/indicator/contract.ts';
import { exactText as exactWithUnit, figureText } from '../../../../kernel/indicator/report/figure-text.ts';
import { dateText, exactText, monthsText } from '../format.ts';
import type { Language } from '../i18n/translate.ts';

export { unitText } from '../../../../kernel/indicator/report/figure-text.ts';

/** The value as a report prints it, without its unit; months and dates, kept as numbers, are written out. */
export const printedText = (figure: Figure): string => figureText(figure, { withUnit: false, qualifier: '' });

/** The exact value with its base unit; money always shows its fen. */
export const exactFigureText = (figure: Figure): string =>
  figure.baseUnit === '元' && figure.value !== null
    ? `${exactText(figure.value, figure.baseUnit)} 元`
    : exactWithUnit(figure);

/** The day a stock was counted on, or the months a flow was summed over. */
export function figurePeriodText({ at, from, to, asOf }: Figure, language: Language): string {
  if (from !== null && to !== null) return monthsText(from, to, language);
  return at === null ? asOf : dateText(at, language);
}
