import type { Figure } from '../../../../kernel/indicator/contract.ts';
import { dateText, monthsText } from '../format.ts';
import type { Language } from '../i18n/translate.ts';

/** The day a stock was counted on, or the months a flow was summed over. */
export function figurePeriodText({ at, from, to, asOf }: Figure, language: Language): string {
  if (from !== null && to !== null) return monthsText(from, to, language);
  return at === null ? asOf : dateText(at, language);
}
