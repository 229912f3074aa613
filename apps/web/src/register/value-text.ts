import type { Language } from '../../../../kernel/base/label.ts';
import { isPlainDate } from '../../../../kernel/base/plain-date.ts';
import { dateText, moneyText, monthText, numberText } from '../format.ts';
import { translate } from '../i18n/translate.ts';
import type { FieldValue, RegisterField } from './register-fields.ts';
import { type Place, placeText } from './use-places.ts';

export interface Wording {
  readonly language: Language;
  readonly places: readonly Place[];
  /** Names of the records that reference fields lead to, by field. */
  readonly titles?: Readonly<Record<string, string | null>>;
}

const codeText = ({ codes }: RegisterField, code: string, language: Language): string =>
  codes.find((each) => each.code === code)?.label[language] ?? code;

/** A value that was shown for a purpose comes as text, money as fen. */
export function unmaskedText(field: RegisterField, text: string, language: Language): string {
  const wording = { language, places: [] };
  if (field.type === 'money' || field.type === 'integer') return valueText(field, Number(text), wording);
  if (field.type === 'flag') return valueText(field, text === 'true', wording);
  return field.type === 'date' || field.type === 'month' ? valueText(field, text, wording) : text;
}

/** A value in words; the empty text when there is none. What is covered comes masked and stays as it is. */
export function valueText(field: RegisterField, value: FieldValue | undefined, wording: Wording): string {
  const { language, places, titles = {} } = wording;
  if (value === null || value === undefined) return '';
  switch (field.type) {
    case 'money':
      return typeof value === 'number' ? moneyText(value, language) : String(value);
    case 'integer':
      return typeof value === 'number'
        ? `${numberText(value)}${field.unit === null ? '' : ` ${field.unit[language]}`}`
        : String(value);
    case 'date':
      return isPlainDate(value) ? dateText(value, language) : String(value);
    case 'month':
      return monthText(String(value), language);
    case 'flag':
      return translate(language, value === true ? 'yes' : 'no');
    case 'code':
      return codeText(field, String(value), language);
    case 'codes':
      return Array.isArray(value)
        ? value.map((code: string) => codeText(field, code, language)).join(language === 'zh' ? '、' : ', ')
        : String(value);
    case 'place':
      return placeText(places, Number(value));
    case 'reference':
      return titles[field.name] ?? translate(language, 'record.reference.unseen');
    default:
      return String(value);
  }
}
