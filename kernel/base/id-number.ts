import { inputError } from './errors.ts';
import { isPlainDate } from './plain-date.ts';
import type { PlainDate } from './plain-date.ts';

declare const idNumberBrand: unique symbol;
/** A checked 18-character citizen identity number (GB 11643), X in upper case. Personal data: never log it. */
export type IdNumber = string & { readonly [idNumberBrand]: true };

export type IdNumberFacts = {
  readonly ok: true;
  readonly idNumber: IdNumber;
  readonly birthDate: PlainDate;
  readonly sex: 'male' | 'female';
  /** First six digits, a division code that may since have been abolished. */
  readonly region: string;
};
export type IdNumberFault = 'length' | 'format' | 'date' | 'future' | 'tooEarly' | 'check';
export type IdNumberRefusal = {
  readonly ok: false;
  readonly reason: IdNumberFault;
  readonly zh: string;
  readonly en: string;
};

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const CHECK_DIGITS = '10X98765432';
const EARLIEST_BIRTH = '1900-01-01';

const FAULTS = {
  length: ['身份证号码应为18位，请核对是否多填或漏填。', 'an identity number has 18 characters'],
  format: [
    '身份证号码只能由数字组成，最后一位可以是X，请核对。',
    'an identity number consists of digits, the last may be X',
  ],
  date: [
    '身份证号码中的出生日期不存在，请核对第7至14位。',
    'the birth date in the identity number does not exist',
  ],
  future: [
    '身份证号码中的出生日期晚于今天，请核对第7至14位。',
    'the birth date in the identity number lies in the future',
  ],
  tooEarly: [
    '身份证号码中的出生日期早于1900年，请核对第7至14位。',
    'the birth date in the identity number is before 1900',
  ],
  check: [
    '身份证号码校验位不符，可能有一位填错，请与证件核对。',
    'the check digit does not match: one character is probably wrong',
  ],
} as const satisfies Record<IdNumberFault, readonly [string, string]>;

const refuse = (reason: IdNumberFault): IdNumberRefusal => {
  const [zh, en] = FAULTS[reason];
  return { ok: false, reason, zh, en };
};

/** The check character of the first 17 digits (GB 11643, ISO 7064 MOD 11-2). Throws inputError unless 17 digits. */
export const idCheckDigit = (first17: string): string => {
  if (!/^\d{17}$/.test(first17)) {
    throw inputError(
      'id-number.not-17-digits',
      '计算身份证校验位需要17位数字。',
      'seventeen digits are needed',
    );
  }
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(first17[i]), 0);
  return CHECK_DIGITS.charAt(sum % 11);
};

const isIdNumber = (text: string): text is IdNumber =>
  /^[1-9]\d{16}[\dX]$/.test(text) && idCheckDigit(text.slice(0, 17)) === text[17];

// Old 15-digit numbers exist in archives only: first 6 + '19' + next 9 + check.
const fromOldNumber = (text: string): string => {
  const first17 = `${text.slice(0, 6)}19${text.slice(6)}`;
  return first17 + idCheckDigit(first17);
};

/**
 * Checks an identity number (GB 11643; handbook 00 §6): form, real birth date from 1900 to today, check digit. The
 * region is not checked against today's codes, since a number outlives its county. A lower-case x is accepted;
 * 15-digit numbers only with `archive`. Never throws.
 */
export const parseIdNumber = (
  input: string,
  today: PlainDate,
  opts: { readonly archive?: boolean } = {},
): IdNumberFacts | IdNumberRefusal => {
  const text = input.trim().toUpperCase();
  const isOld = opts.archive === true && text.length === 15;
  if (text.length !== 18 && !isOld) return refuse('length');
  if (!(isOld ? /^[1-9]\d{14}$/ : /^[1-9]\d{16}[\dX]$/).test(text)) return refuse('format');
  const full = isOld ? fromOldNumber(text) : text;
  const birthDate = `${full.slice(6, 10)}-${full.slice(10, 12)}-${full.slice(12, 14)}`;
  if (!isPlainDate(birthDate)) return refuse('date');
  if (birthDate < EARLIEST_BIRTH) return refuse('tooEarly');
  if (birthDate > today) return refuse('future');
  if (!isIdNumber(full)) return refuse('check');
  const sex = Number(full[16]) % 2 === 1 ? 'male' : 'female';
  return { ok: true, idNumber: full, birthDate, sex, region: full.slice(0, 6) };
};

/** As parseIdNumber, but throws inputError 'id-number.<reason>' (without the number, which is personal data). */
export const getIdNumber = (
  input: string,
  today: PlainDate,
  opts: { readonly archive?: boolean } = {},
): IdNumberFacts => {
  const result = parseIdNumber(input, today, opts);
  if (result.ok) return result;
  throw inputError(`id-number.${result.reason}`, result.zh, result.en);
};

/** The checked number alone; throws as getIdNumber does. */
export const idNumber = (input: string, today: PlainDate): IdNumber => getIdNumber(input, today).idNumber;
