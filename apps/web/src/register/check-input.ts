import { parseIdNumber } from '../../../../kernel/base/id-number.ts';
import type { Label } from '../../../../kernel/base/label.ts';
import { plainDate } from '../../../../kernel/base/plain-date.ts';
import { parseUscc } from '../../../../kernel/base/uscc.ts';
import { yuanText } from '../format.ts';
import type { FieldValue, RegisterField } from './register-fields.ts';
import { readTypedDate, readTypedMonth } from './typed-date.ts';

/** What a field of a form holds: money in yuan as typed, everything else as the API takes it. */
export type InputValue = string | number | boolean | readonly string[] | undefined | null;

type Read = { readonly ok: true; readonly value: FieldValue } | ({ readonly ok: false } & Label);

const good = (value: FieldValue): Read => ({ ok: true, value });
const bad = (zh: string, en: string): Read => ({ ok: false, zh, en });

const YUAN = /^-?\d{1,14}(\.\d{1,2})?$/;

/** Yuan as typed, in fen; undefined when it is no amount with at most two decimals. */
export function yuanFen(text: string): number | undefined {
  const plain = text.replaceAll(/[,，¥￥\s]/g, '').replace(/元$/, '');
  if (!YUAN.test(plain)) return undefined;
  const [whole = '', cents = ''] = plain.replace('-', '').split('.');
  const fen = Number(whole) * 100 + Number(cents.padEnd(2, '0'));
  return plain.startsWith('-') ? -fen : fen;
}

const isEmpty = (input: InputValue): boolean =>
  input === undefined ||
  input === null ||
  (typeof input === 'string' && input.trim() === '') ||
  (Array.isArray(input) && input.length === 0);

/** Reads what a form holds with the limits of the declaration; the server has the last word. */
export function readInput(field: RegisterField, input: InputValue, today: string): Read {
  if (isEmpty(input) || input === undefined || input === null) {
    return field.required ? bad('此项必填，请填写', 'This is required') : good(null);
  }
  switch (field.type) {
    case 'flag':
    case 'place':
      return good(input);
    case 'codes':
      return good(Array.isArray(input) ? input.map(String) : [String(input)]);
    case 'money':
      return readMoney(field, String(input));
    case 'integer':
      return readInteger(field, String(input));
    default:
      return readText(field, String(input).trim(), today);
  }
}

function readMoney({ min, max }: RegisterField, text: string): Read {
  const fen = yuanFen(text);
  const least = min ?? 0;
  if (fen === undefined) return bad('应为金额（元），最多两位小数', 'must be yuan with at most two decimals');
  if (fen < least) {
    return least === 0
      ? bad('金额不能为负', 'may not be negative')
      : bad(`不得少于${yuanText(least)}元`, `must be at least ${yuanText(least)} yuan`);
  }
  return max !== null && fen > max
    ? bad(`不得多于${yuanText(max)}元`, `must be at most ${yuanText(max)} yuan`)
    : good(fen);
}

function readInteger({ min, max }: RegisterField, text: string): Read {
  const plain = text.replaceAll(',', '').trim();
  const value = Number(plain);
  if (!/^-?\d{1,15}$/.test(plain)) return bad('应为整数', 'must be a whole number');
  if (value < (min ?? 0)) return bad(`不得小于${min ?? 0}`, `must be at least ${min ?? 0}`);
  return max !== null && value > max ? bad(`不得大于${max}`, `must be at most ${max}`) : good(value);
}

const PHONE = /^1[3-9]\d{9}$/;
const ACCOUNT = /^\d{12,25}$/;

function readText(field: RegisterField, text: string, today: string): Read {
  switch (field.type) {
    case 'text':
    case 'note':
      return readWords(field, text);
    case 'date': {
      const date = readTypedDate(text);
      if (date === undefined)
        return bad('应为真实存在的日期，如 2020-10-31', 'must be a date, e.g. 2020-10-31');
      return date < '1900-01-01' || date > '2999-12-31' ? bad('超出合理范围', 'is out of range') : good(date);
    }
    case 'month': {
      const month = readTypedMonth(text);
      return month === undefined
        ? bad('应为月份，如 2020-10', 'must be a month such as 2020-10')
        : good(month);
    }
    case 'id-number': {
      const read = parseIdNumber(text, plainDate(today));
      return read.ok ? good(read.idNumber) : bad(read.zh, read.en);
    }
    case 'uscc': {
      const read = parseUscc(text);
      return read.ok ? good(read.uscc) : bad(read.zh, read.en);
    }
    case 'phone': {
      const phone = text.replaceAll(/[\s-]/g, '').replace(/^(\+|00)86/, '');
      return PHONE.test(phone)
        ? good(phone)
        : bad('应为11位手机号码', 'must be a mobile number of 11 digits');
    }
    case 'bank-account': {
      const account = text.replaceAll(/[\s-]/g, '');
      return ACCOUNT.test(account) ? good(account) : bad('应为12至25位数字', 'must be 12 to 25 digits');
    }
    default:
      return good(text);
  }
}

function readWords({ type, min, max }: RegisterField, text: string): Read {
  const length = Array.from(text).length;
  if (max !== null && length > max)
    return bad(`最多${max}个字，现有${length}个字`, `at most ${max} characters, there are ${length}`);
  if (min !== null && length < min) return bad(`至少${min}个字`, `at least ${min} characters`);
  return type === 'text' && /[\r\n\t]/.test(text) ? bad('不能换行', 'must be one line') : good(text);
}

/** A value of a record as a form holds it. */
export function inputOf(field: RegisterField, value: FieldValue | undefined): InputValue {
  if (value === null || value === undefined) return undefined;
  if (field.type === 'money')
    return typeof value === 'number' ? yuanText(value).replaceAll(',', '') : undefined;
  return field.type === 'integer' ? String(value) : value;
}

export const sameValue = (a: FieldValue | undefined, b: FieldValue | undefined): boolean =>
  JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
