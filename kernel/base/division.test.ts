import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  division,
  divisionCode,
  divisionLevel,
  divisionRange,
  inDivision,
  parentDivision,
} from './division.ts';

const LEVELS = [
  ['42', 'province', 42_000_000_000_000_0],
  ['4201', 'city', 420_100_000_000_000],
  ['420112', 'district', 420_112_000_000_000],
  ['420112001', 'street', 420_112_001_000_000],
  ['420112001001', 'community', 420_112_001_001_000],
  ['420112001001W003', 'grid', 420_112_001_001_003],
] as const;

test.each(LEVELS)('%s is a %s and prints as it was written', (code, level, value) => {
  expect(division(code)).toBe(value);
  expect(divisionLevel(division(code))).toBe(level);
  expect(divisionCode(division(code))).toBe(code);
  expect(division(value)).toBe(value);
});

test('padded, numeric and lower-case forms mean the same', () => {
  expect(division('420112000000')).toBe(division('420112'));
  expect(division(420112)).toBe(division('420112'));
  expect(division('420112001001003')).toBe(division('420112001001w003'));
});

test.each([
  '',
  '4',
  '420',
  '42011',
  '4201120',
  '42011200100W003',
  '420112001001W03',
  '01',
  'abc',
  42.5,
  -42,
  1e15,
])('%s is refused', (input) =>
  expect(() => division(input)).toThrow(expect.objectContaining({ code: 'division.invalid' })),
);

test('parents lead up to the province and end there', () => {
  const chain = [];
  for (let d = parentDivision(division('420112001001W003')); d !== undefined; d = parentDivision(d)) {
    chain.push(divisionCode(d));
  }
  expect(chain).toEqual(['420112001001', '420112001', '420112', '4201', '42']);
});

test('a street of a city without districts has the city as parent', () => {
  expect(parentDivision(division('441900003'))).toBe(division('4419'));
});

test('a division contains itself and its grids, not its neighbour or its parent', () => {
  const district = division('420112');
  expect(inDivision(district, district)).toBe(true);
  expect(inDivision(division('420112999999W999'), district)).toBe(true);
  expect(inDivision(division('420113'), district)).toBe(false);
  expect(inDivision(division('4201'), district)).toBe(false);
  expect(divisionRange(district)).toEqual({ from: district, to: division('420113') });
});

test('membership in a range is the same as sharing the prefix, and every value is a safe integer', () => {
  const group = (width: number) =>
    fc.integer({ min: 0, max: 10 ** width - 1 }).map((n) => String(n).padStart(width, '0'));
  const codes = fc
    .tuple(fc.integer({ min: 10, max: 99 }), group(2), group(2), group(3), group(3), group(3))
    .map((parts) => division(parts.join('')));
  fc.assert(
    fc.property(codes, codes, (a, b) => {
      expect(Number.isSafeInteger(divisionRange(a).to)).toBe(true);
      expect(division(divisionCode(a))).toBe(a);
      expect(inDivision(b, a)).toBe(String(b).startsWith(divisionCode(a).replace('W', '')));
      const parent = parentDivision(a);
      if (parent !== undefined) expect(inDivision(a, parent)).toBe(true);
      else expect(divisionLevel(a)).toBe('province');
    }),
  );
});
