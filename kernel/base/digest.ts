import { hash } from 'node:crypto';
import { failed } from './errors.ts';

const DEPTH_MAX = 100;

const notJson = (what: string) =>
  failed('digest.not-json', `内容不能规范化为JSON：${what}`, `not JSON: ${what}`);

const hasToJson = (value: object): value is { toJSON: () => unknown } =>
  'toJSON' in value && typeof value.toJSON === 'function';

const isPlainObject = (value: object): boolean => {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
};

const byCodeUnit = ([a]: [string, unknown], [b]: [string, unknown]): number => (a < b ? -1 : 1);

const objectText = (value: object, depth: number): string => {
  if (hasToJson(value)) return textOf(value.toJSON(), depth + 1);
  if (Array.isArray(value)) {
    return `[${value.map((item: unknown) => (item === undefined ? 'null' : textOf(item, depth + 1))).join(',')}]`;
  }
  if (!isPlainObject(value)) throw notJson(value.constructor.name);
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .toSorted(byCodeUnit)
    .map(([key, member]) => `${JSON.stringify(key)}:${textOf(member, depth + 1)}`);
  return `{${members.join(',')}}`;
};

const textOf = (value: unknown, depth: number): string => {
  if (depth > DEPTH_MAX) throw notJson(`deeper than ${DEPTH_MAX} levels`);
  if (value === null) return 'null';
  if (typeof value === 'object') return objectText(value, depth);
  if (typeof value === 'string' || typeof value === 'boolean') return JSON.stringify(value);
  if (typeof value === 'number' && Number.isFinite(value)) return JSON.stringify(value);
  throw notJson(typeof value);
};

/**
 * JSON without spaces and with keys sorted by code unit (the order of RFC 8785), so that equal values give equal text.
 * Members that are undefined are left out. Throws failed 'digest.not-json' for what JSON would lose silently: NaN,
 * bigint, functions, Map, Set, class instances without toJSON, cycles.
 */
export const canonicalJson = (value: unknown): string => textOf(value, 0);

/** SHA-256 in 64 lower-case hex digits; text is hashed as UTF-8. */
export const sha256Hex = (data: string | Buffer): string => hash('sha256', data, 'hex');

/** SHA-256 of the canonical JSON. */
export const digestOf = (value: unknown): string => sha256Hex(canonicalJson(value));
