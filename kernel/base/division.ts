import { inputError } from './errors.ts';

declare const divisionBrand: unique symbol;
/**
 * An administrative division as one integer below 2^53: the 12-digit statistical code and 3 grid digits (handbook 00
 * §6). Whatever lies inside a division is one half-open range of integers.
 */
export type Division = number & { readonly [divisionBrand]: true };

export type DivisionLevel = 'province' | 'city' | 'district' | 'street' | 'community' | 'grid';

// From the widest to the narrowest; span = how many 15-digit codes a division of the level covers.
const LEVELS = [
  { level: 'province', digits: 2, span: 10 ** 13 },
  { level: 'city', digits: 4, span: 10 ** 11 },
  { level: 'district', digits: 6, span: 10 ** 9 },
  { level: 'street', digits: 9, span: 10 ** 6 },
  { level: 'community', digits: 12, span: 10 ** 3 },
  { level: 'grid', digits: 15, span: 1 },
] as const satisfies readonly { level: DivisionLevel; digits: number; span: number }[];

const CODE_TEXT = /^[1-9]\d(\d{2}(\d{2}(\d{3}(\d{3}(W?\d{3})?)?)?)?)?$/;
const DIGITS = 15;

// The end of province 99 is 10^15, the only bound that is no code itself.
const isBound = (n: number): n is Division => Number.isInteger(n) && n >= 10 ** 14 && n <= 10 ** 15;

const toDivision = (n: number): Division => {
  if (isBound(n)) return n;
  throw inputError('division.invalid', `区划代码不对：${n}`, `not a division code: ${n}`);
};

const infoOf = (d: Division): (typeof LEVELS)[number] =>
  LEVELS.find(({ span }) => d % span === 0) ?? LEVELS[5];

/**
 * A division from 2, 4, 6, 9, 12 or 15 digits, or 12 digits + 'W' + 3 grid digits; shorter codes are padded with zeros.
 * Throws inputError 'division.invalid'. Whether the code was ever assigned is the division register's business.
 */
export const division = (input: string | number): Division => {
  const text = String(input).trim().toUpperCase();
  if (!CODE_TEXT.test(text)) {
    throw inputError(
      'division.invalid',
      `区划代码“${input}”不对，应为 2、4、6、9、12 位数字，网格为 12 位数字加 W 和 3 位数字。`,
      `not a division code of 2, 4, 6, 9, 12 digits or 12 digits + W + 3: "${input}"`,
    );
  }
  return toDivision(Number(text.replace('W', '').padEnd(DIGITS, '0')));
};

/** The level, read from the trailing zeros. */
export const divisionLevel = (d: Division): DivisionLevel => infoOf(d).level;

/** The half-open range [from, to) of every division inside d, d itself included. */
export const divisionRange = (d: Division): { readonly from: Division; readonly to: Division } => ({
  from: d,
  to: toDivision(d + infoOf(d).span),
});

/** Whether d is the container or lies inside it. */
export const inDivision = (d: Division, container: Division): boolean => {
  const { from, to } = divisionRange(container);
  return from <= d && d < to;
};

/** The shortest code that says it all: '42', '4201', '420112', '420112001', '420112001001', '420112001001W003'. */
export const divisionCode = (d: Division): string => {
  const { level, digits } = infoOf(d);
  const text = String(d).slice(0, digits);
  return level === 'grid' ? `${text.slice(0, 12)}W${text.slice(12)}` : text;
};

/**
 * The division one level up, or undefined for a province. Levels a place does not have are skipped: a street of
 * 441900 (a city without districts) has the city as parent.
 */
export const parentDivision = (d: Division): Division | undefined => {
  const wider = LEVELS[LEVELS.indexOf(infoOf(d)) - 1];
  return wider && toDivision(d - (d % wider.span));
};
