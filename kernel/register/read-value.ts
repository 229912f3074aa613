import { type Division, division } from '../base/division.ts';
import { DomainError } from '../base/errors.ts';
import { formatYuan, fen, yuan } from '../base/fen.ts';
import { parseIdNumber } from '../base/id-number.ts';
import type { Label } from '../base/label.ts';
import { isMonth } from '../base/month.ts';
import { isPlainDate, type PlainDate } from '../base/plain-date.ts';
import { parseUscc } from '../base/uscc.ts';
import type { Codes, Field, FieldValue } from './field.ts';

/** A value that was read, or what is wrong with it and how to mend it. */
export type Read = { readonly ok: true; readonly value: FieldValue } | ({ readonly ok: false } & Label);

const good = (value: FieldValue): Read => ({ ok: true, value });
const bad = (zh: string, en: string): Read => ({ ok: false, zh, en });

const EMPTY: Read = good(null);
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const ACCOUNT = /^\d{12,25}$/;
const PHONE = /^1[3-9]\d{9}$/;
// What no keyboard gives on purpose: it breaks displays and files.
const CONTROL = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F\u2028\u2029\uFEFF\uFFFE\uFFFF]/;

const isEmpty = (given: unknown): boolean =>
  given === undefined ||
  given === null ||
  (typeof given === 'string' && given.trim() === '') ||
  isEmptyList(given);
const isEmptyList = (given: unknown): boolean => Array.isArray(given) && given.length === 0;

/**
 * Reads one value of the API: typed JSON, money in fen, codes by their names. An empty value is null; whether it may
 * be is said by `missing`.
 */
export function readJsonValue(field: Field, given: unknown, today: PlainDate): Read {
  if (isEmpty(given)) return EMPTY;
  switch (field.type) {
    case 'integer':
      return typeof given === 'number'
        ? readInteger(field, given)
        : bad('应为整数', 'must be a whole number');
    case 'money':
      return typeof given === 'number' ? readMoney(field, given) : bad('应为金额（分）', 'must be fen');
    case 'flag':
      return typeof given === 'boolean' ? good(given) : bad('应为是或否', 'must be true or false');
    case 'code':
      return typeof given === 'string' && Object.hasOwn(field.codes, given)
        ? good(given)
        : wrongCode(field.codes);
    case 'codes':
      return Array.isArray(given) ? readCodes(field.codes, given) : wrongCode(field.codes);
    case 'place':
      return typeof given === 'number' || typeof given === 'string' ? readPlace(given) : noPlace();
    default:
      return typeof given === 'string' ? readText(field, given, today) : bad('应为文字', 'must be text');
  }
}

/** What a required field that is empty is told. */
export const missing: Label = { zh: '为必填项，不能为空', en: 'is required' };

/** Kinds that arrive as text from the API and from files alike. */
export function readText(field: Field, given: string, today: PlainDate): Read {
  if (CONTROL.test(given)) return bad('含有不可见的控制字符', 'contains control characters');
  if (!given.isWellFormed()) return bad('含有无法识别的字符', 'contains a broken character');
  const text = given.trim();
  switch (field.type) {
    case 'text':
    case 'note':
      return readPlainText(field, text);
    case 'date':
      return readDate(field, text, today);
    case 'month':
      return isMonth(text) ? good(text) : bad('应为月份，如 2020-10', 'must be a month such as 2020-10');
    case 'id-number': {
      const read = parseIdNumber(text, today);
      return read.ok ? good(read.idNumber) : bad(read.zh, read.en);
    }
    case 'uscc':
      return readUscc(field, text);
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
    case 'reference':
      return UUID.test(text) ? good(text.toLowerCase()) : bad('应为记录编号', 'must be a record id');
    default:
      return bad('类型不符', 'has the wrong type');
  }
}

const SURROGATE = /[\ud800-\udfff]/;
/** Only text with surrogates has fewer characters than code units. */
const charactersOf = (text: string): number => (SURROGATE.test(text) ? Array.from(text).length : text.length);

function readPlainText(field: Field & { type: 'text' | 'note' }, text: string): Read {
  const length = charactersOf(text);
  if (length > field.max) return bad(`最多${field.max}个字`, `at most ${field.max} characters`);
  if (field.type === 'note') return good(text);
  const { min = 1, pattern } = field;
  if (length < min) return bad(`至少${min}个字`, `at least ${min} characters`);
  if (/[\r\n\t]/.test(text)) return bad('不能换行', 'must be one line');
  if (pattern !== undefined && !pattern.regex.test(text)) return bad(pattern.label.zh, pattern.label.en);
  return good(text);
}

function readDate(field: Field & { type: 'date' }, text: string, today: PlainDate): Read {
  if (!isPlainDate(text))
    return bad('应为真实存在的日期，如 2020-10-31', 'must be a date that exists, e.g. 2020-10-31');
  if (field.notAfterToday === true && text > today) return bad('不能晚于今天', 'may not be after today');
  if (text < '1900-01-01' || text > '2999-12-31') return bad('超出合理范围', 'is out of range');
  return good(text);
}

export function readInteger(field: Field & { type: 'integer' }, given: number): Read {
  const { min = 0, max = 999_999_999_999 } = field;
  if (!Number.isSafeInteger(given)) return bad('应为整数', 'must be a whole number');
  if (given < min) return bad(`不得小于${min}`, `must be at least ${min}`);
  return given > max ? bad(`不得大于${max}`, `must be at most ${max}`) : good(given);
}

export function readMoney(field: Field & { type: 'money' }, given: number): Read {
  const { min = 0, max = 99_999_999_999_99 } = field;
  if (!Number.isSafeInteger(given)) return bad('应为整数分', 'must be whole fen');
  if (given < min)
    return bad(
      min === 0 ? '金额不能为负' : `不得少于${formatYuan(fen(min))}元`,
      `must be at least ${min} fen`,
    );
  return given > max ? bad(`不得多于${formatYuan(fen(max))}元`, `must be at most ${max} fen`) : good(given);
}

const wrongCode = (codes: Codes): Read =>
  bad(
    `应为${Object.values(codes)
      .map((label) => label.zh)
      .join('、')}之一`,
    `must be one of ${Object.keys(codes).join(', ')}`,
  );

function readCodes(codes: Codes, given: readonly unknown[]): Read {
  const names = given.filter(
    (each): each is string => typeof each === 'string' && Object.hasOwn(codes, each),
  );
  if (names.length !== given.length) return wrongCode(codes);
  // In the order of the declaration, so that the same choice is the same value.
  return good(Object.keys(codes).filter((name) => names.includes(name)));
}

function readUscc(field: Field & { type: 'uscc' }, text: string): Read {
  const read = parseUscc(text);
  if (!read.ok) return bad(read.zh, read.en);
  const { prefixes } = field;
  if (prefixes === undefined || prefixes.some((prefix) => read.uscc.startsWith(prefix)))
    return good(read.uscc);
  return bad(`应以${prefixes.join('、')}开头`, `must begin with ${prefixes.join(', ')}`);
}

const noPlace = (): Read => bad('不是区划代码', 'is no division number');

function readPlace(given: string | number): Read {
  try {
    return good(division(given) satisfies Division);
  } catch (error) {
    if (error instanceof DomainError) return noPlace();
    throw error;
  }
}

/** Dates as people write them in tables: 2020-2-3, 2020/2/3, 2020.2.3, 20200203, 2020年2月3日. */
const WRITTEN_DATE = /^(\d{4})(?:[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d{2})(\d{2}))$/;
const WRITTEN_MONTH = /^(\d{4})(?:[-/.年](\d{1,2})月?|(\d{2}))$/;

const two = (text: string | undefined): string => (text ?? '').padStart(2, '0');

/**
 * Reads one cell of a table as people fill it in: yuan for money, words for codes and flags, any usual way to write a
 * date. References and places are looked up by the caller, so their text passes unread.
 */
export function readCellValue(field: Field, cell: string | number | boolean, today: PlainDate): Read {
  const text = String(cell).trim();
  if (text === '') return EMPTY;
  switch (field.type) {
    case 'integer': {
      const plain = text.replaceAll(',', '');
      return /^-?\d{1,15}$/.test(plain)
        ? readInteger(field, Number(plain))
        : bad('应为整数', 'must be a whole number');
    }
    case 'money':
      return readYuan(field, text);
    case 'date': {
      const [, year = '', month, day, month2, day2] = WRITTEN_DATE.exec(text) ?? [];
      return readText(
        field,
        year === '' ? text : `${year}-${two(month ?? month2)}-${two(day ?? day2)}`,
        today,
      );
    }
    case 'month': {
      const [, year = '', month, month2] = WRITTEN_MONTH.exec(text) ?? [];
      return readText(field, year === '' ? text : `${year}-${two(month ?? month2)}`, today);
    }
    case 'flag': {
      if (/^(是|有|true|yes|y|1|√)$/i.test(text)) return good(true);
      return /^(否|无|false|no|n|0)$/i.test(text) ? good(false) : bad('应为“是”或“否”', 'must be 是 or 否');
    }
    case 'code': {
      const name = codeNamed(field.codes, text);
      return name === undefined ? wrongCode(field.codes) : good(name);
    }
    case 'codes': {
      const names = text.split(/[、,，;；\s]+/).filter((each) => each !== '');
      return readCodes(
        field.codes,
        names.map((each) => codeNamed(field.codes, each)),
      );
    }
    case 'reference':
    case 'place':
      return good(text);
    default:
      return readText(field, text, today);
  }
}

const codeNamed = (codes: Codes, text: string): string | undefined =>
  Object.keys(codes).find((name) => name === text || codes[name]?.zh === text || codes[name]?.en === text);

function readYuan(field: Field & { type: 'money' }, text: string): Read {
  const plain = text.replaceAll(/[,，¥￥\s]/g, '').replace(/元$/, '');
  if (!/^-?\d{1,14}(\.\d{1,2})?$/.test(plain))
    return bad('应为金额（元），最多两位小数', 'must be yuan with at most two decimals');
  return readMoney(field, yuan(plain));
}
