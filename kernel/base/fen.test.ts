import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  ZERO_FEN,
  fen,
  formatWan,
  formatYuan,
  multiplyFen,
  plainYuan,
  roundHalfUp,
  shareFen,
  sumFen,
  yuan,
} from './fen.ts';

const amounts = fc.integer({ min: -1e14, max: 1e14 }).map(fen);

describe('fen and yuan', () => {
  test.each([1.5, NaN, Infinity, 2 ** 53])('%d is no amount in fen', (n) => {
    expect(() => fen(n)).toThrow(expect.objectContaining({ code: 'money.not-fen' }));
  });
  test('zero has no sign', () => expect(Object.is(fen(-0), 0)).toBe(true));
  test.each([
    ['1490', 149_000],
    ['1490.5', 149_050],
    ['1,490.00', 149_000],
    ['-0.01', -1],
    [' 12.30 ', 1230],
    [0.29, 29],
    [1.1, 110],
    [-72.5, -7250],
  ])('%s yuan is %i fen', (value, expected) => expect(yuan(value)).toBe(expected));
  test.each(['', '1.234', '1,49', 'abc', '1.', '.5', '1e3', 0.1 + 0.2, NaN, 1e21, '99999999999999999'])(
    '%s is refused',
    (value) => expect(() => yuan(value)).toThrow(expect.objectContaining({ kind: 'input' })),
  );
  test('what formatYuan and plainYuan print reads back as the same amount', () => {
    fc.assert(
      fc.property(amounts, (amount) => {
        expect(yuan(formatYuan(amount))).toBe(amount);
        expect(yuan(plainYuan(amount))).toBe(amount);
      }),
    );
  });
  test.each([
    [149_000, '1,490.00'],
    [123_456_789, '1,234,567.89'],
    [0, '0.00'],
    [5, '0.05'],
    [-100_000, '-1,000.00'],
  ])('%i fen prints as %s', (amount, text) => expect(formatYuan(fen(amount))).toBe(text));
});

describe('rounding is half up on the magnitude', () => {
  test.each([
    [0.5, 1],
    [-0.5, -1],
    [2.4, 2],
    [-2.6, -3],
    [0.49999999999999994, 0],
  ])('%d rounds to %i', (x, expected) => expect(roundHalfUp(x)).toBe(expected));
  test('no negative zero', () => expect(Object.is(roundHalfUp(-0.2), 0)).toBe(true));
  test.each([
    [100, 3, 33],
    [200, 3, 67],
    [5, 2, 3],
    [-5, 2, -3],
    [0, 7, 0],
  ])('%i fen shared by %i is %i', (total, parts, share) => expect(shareFen(fen(total), parts)).toBe(share));
  test.each([0, -1, 1.5, NaN])('%d parts are refused', (parts) => {
    expect(() => shareFen(fen(1), parts)).toThrow(expect.objectContaining({ code: 'money.bad-parts' }));
  });
  test.each([
    [100, 1.005, 101],
    [100, 1.0049, 100],
    [6, 1 / 12, 1],
    [3, 5 / 6, 3],
    [1, 0.4999999999, 0],
    [-100, 1.005, -101],
    [100, -0.5, -50],
    [149_000, 0.7, 104_300],
    [Number.MAX_SAFE_INTEGER, 1, Number.MAX_SAFE_INTEGER],
    [12_345, 0, 0],
    [998_716_394_650, 0.09, 89_884_475_519],
    [5_000_000, 1e-7, 1],
    [10, 1.1 * 0.5, 6],
    [30, 0.1 + 0.2, 9],
    [1, 123456.5, 123_457],
  ])('%i fen × %d = %i', (amount, ratio, expected) => expect(multiplyFen(fen(amount), ratio)).toBe(expected));
  test.each([NaN, Infinity, 1e7])('ratio %d is refused', (ratio) => {
    expect(() => multiplyFen(fen(1), ratio)).toThrow(expect.objectContaining({ code: 'money.bad-ratio' }));
  });
  test('a ratio of four decimals gives the exact half-up result', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e12 }), fc.integer({ min: 0, max: 50_000 }), (amount, units) => {
        const exact = (BigInt(amount) * BigInt(units) + 5000n) / 10_000n;
        expect(multiplyFen(fen(amount), units / 10_000)).toBe(Number(exact));
      }),
      { numRuns: 2000 },
    );
  });
  test('a division by a small number equals the share', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1e9, max: 1e9 }).map(fen),
        fc.integer({ min: 1, max: 60 }),
        (amount, parts) => {
          expect(multiplyFen(amount, 1 / parts)).toBe(shareFen(amount, parts));
        },
      ),
    );
  });
});

describe('sums and reports', () => {
  test('a sum does not depend on the order', () => {
    fc.assert(
      fc.property(fc.array(amounts, { maxLength: 50 }), (list) => {
        expect(sumFen(list)).toBe(sumFen(list.toReversed()));
      }),
    );
    expect(sumFen([])).toBe(ZERO_FEN);
  });
  test('a sum outside the safe integers is refused', () => {
    expect(() => sumFen([fen(Number.MAX_SAFE_INTEGER), fen(1)])).toThrow(
      expect.objectContaining({ kind: 'input' }),
    );
  });
  test.each([
    [1_219_160_325, 2, '1219.16'],
    [1_219_165_000, 2, '1219.17'],
    [1_219_160_325, 0, '1219'],
    [1_219_160_325, 6, '1219.160325'],
    [4999, 2, '0.00'],
    [-4999, 2, '0.00'],
    [-5000, 2, '-0.01'],
  ])('%i fen in 万元 with %i decimals is %s', (amount, decimals, text) => {
    expect(formatWan(fen(amount), decimals)).toBe(text);
  });
  test.each([-1, 7, 1.5])('%d decimals of 万元 are refused', (decimals) => {
    expect(() => formatWan(ZERO_FEN, decimals)).toThrow(
      expect.objectContaining({ code: 'money.bad-decimals' }),
    );
  });
});
