import { describe, expect, test } from 'vitest';
import { divide } from './divide.ts';

describe('a sum divided by weights', () => {
  test.each([
    [100, [6000, 2000, 1000, 1000], [60, 20, 10, 10]],
    [1, [6000, 2000, 1000, 1000], [1, 0, 0, 0]],
    [10, [3334, 3333, 3333], [4, 3, 3]],
    [2, [3333, 3333, 3334], [1, 0, 1]],
    [0, [5000, 5000], [0, 0]],
    [7, [10_000], [7]],
    [999_999_999_999, [3333, 6667], [333_300_000_000, 666_699_999_999]],
  ])('%i fen by %j are %j', (amount, weights, parts) => {
    expect(divide(amount, weights)).toEqual(parts);
  });

  test('the parts make up the sum, and none is a fen or more off its share', () => {
    for (let amount = 0; amount < 3_000; amount += 7) {
      const weights = [1 + (amount % 11), 3 + (amount % 5), 97];
      const whole = weights.reduce((sum, weight) => sum + weight, 0);
      const parts = divide(amount, weights);
      expect(parts.reduce((sum, part) => sum + part, 0)).toBe(amount);
      for (const [i, part] of parts.entries())
        expect(Math.abs(part - (amount * (weights[i] ?? 0)) / whole)).toBeLessThan(1);
    }
  });
});
