import { describe, expect, test } from 'vitest';
import { yuan } from '../../base/fen.ts';
import { plainDate } from '../../base/plain-date.ts';
import { AGE_IDS, ageOf, daysOf } from './ages.ts';
import { fineRange } from './fine.ts';
import { dueBy, equalInstalments, readInstalments, withPaid } from './schedule.ts';

describe('instalments', () => {
  test.each([
    [100, 3, [33, 33, 34]],
    [yuan('2490'), 3, [83_000, 83_000, 83_000]],
    [7, 7, [1, 1, 1, 1, 1, 1, 1]],
  ])('%i fen in %i months sum to it, the last takes the rest', (total, count, amounts) => {
    const plan = equalInstalments(total, count, plainDate('2020-10-31'));
    expect(plan.map(({ amountFen }) => amountFen)).toEqual(amounts);
    expect(plan[1]?.dueOn).toBe('2020-11-30');
  });

  test('less than a fen each is refused', () => {
    expect(() => equalInstalments(2, 3, plainDate('2020-10-10'))).toThrow();
  });

  test.each([
    ['no amount', ['2020-10-10']],
    ['a day twice', ['2020-10-10=50', '2020-10-10=50']],
    ['nothing to pay', ['2020-10-10=0', '2020-11-10=100']],
    ['another sum', ['2020-10-10=50', '2020-11-10=50.01']],
  ])('written ones are refused: %s', (_, written) => {
    expect(() => readInstalments(written, yuan(100))).toThrow();
  });

  test('what is due counts what came in, and never more than is owed', () => {
    const plan = readInstalments(['2020-11-10=60', '2020-10-10=40'], yuan(100));
    expect(dueBy(plan, plainDate('2020-10-09'), 0, yuan(100))).toBe(0);
    expect(dueBy(plan, plainDate('2020-10-10'), yuan(10), yuan(90))).toBe(yuan(30));
    expect(dueBy(plan, plainDate('2020-12-01'), 0, yuan(70))).toBe(yuan(70));
    expect(withPaid(plan, yuan(50)).map(({ paidFen }) => paidFen)).toEqual([yuan(40), yuan(10)]);
  });
});

describe('§5.4 example 16: income hidden over twelve months of 830 yuan', () => {
  const obtained = yuan(9_960);
  test('found in October 2020: one to three times (社会救助暂行办法 第六十八条)', () => {
    expect(fineRange('income_hidden', obtained, plainDate('2020-10-15'))).toMatchObject({
      minFen: yuan(9_960),
      maxFen: yuan(29_880),
    });
  });
  test('the same facts found in August 2026: up to twice (社会救助法 第七十三条)', () => {
    expect(fineRange('income_hidden', obtained, plainDate('2026-08-15'))).toMatchObject({
      minFen: 0,
      maxFen: yuan(19_920),
    });
  });
  test('no fine where nobody deceived', () => {
    expect(fineRange('death_late', obtained, plainDate('2020-10-15'))).toBeUndefined();
  });
});

test('ages leave no day out and overlap in none', () => {
  expect([0, 30, 31, 90, 91, 180, 181, 365, 366, 4_000].map(ageOf)).toEqual([
    'd30',
    'd30',
    'd90',
    'd90',
    'd180',
    'd180',
    'd365',
    'd365',
    'older',
    'older',
  ]);
  for (const age of AGE_IDS) expect(ageOf(daysOf(age).from)).toBe(age);
});
