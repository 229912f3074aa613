import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { given } from '../../tests/support/rule-case.ts';
import { month } from '../base/month.ts';
import { defineParameter, plain, urbanRural } from './define-parameter.ts';
import { parameterTable, type ParameterRow, resolveParameters } from './resolve-parameters.ts';

const per = { zh: '元/人·月', en: 'yuan per person and month' } as const;
const standard = defineParameter({
  key: 'test.standard',
  label: { zh: '测试标准', en: 'test standard' },
  unit: 'fen',
  per,
  variants: urbanRural,
});
const limit = defineParameter({
  key: 'test.limit',
  label: { zh: '测试上限', en: 'test limit' },
  unit: 'times',
  per: { zh: '次', en: 'times' },
  variants: plain,
});
const uplift = defineParameter({
  key: 'test.uplift',
  label: { zh: '临时提高', en: 'uplift' },
  unit: 'fen',
  per,
  variants: plain,
  otherwise: 0,
});

const resolve = (rows: readonly ParameterRow[], of: string) =>
  resolveParameters({ standard, limit, uplift }, parameterTable(rows), month(of));
const COMPLETE = [
  given(standard, 78_000, { variant: 'urban', to: '2020-04-01' }),
  given(standard, 83_000, { variant: 'urban', from: '2020-04-01' }),
  given(standard, 63_500, { variant: 'rural' }),
  given(limit, 3),
  given(uplift, 5_000, { from: '2020-03-01', to: '2020-07-01', assumption: '演示' }),
];

describe('the value of a month is the one in force on its first day', () => {
  test.each([
    ['the last month of the old value', '2020-03', 78_000],
    ['the first month of the new value', '2020-04', 83_000],
    ['years later', '2030-01', 83_000],
  ])('%s', (_name, of, urban) => {
    expect(resolve(COMPLETE, of).values['standard']).toEqual({ urban, rural: 63_500 });
  });

  test.each([
    ['a value from the second day of a month holds from the next month', '2020-04-02', '2020-04', 78_000],
    ['and then does', '2020-04-02', '2020-05', 83_000],
    ['a value from the last day of a month holds from the next month', '2020-03-31', '2020-04', 83_000],
  ])('%s', (_name, change, of, urban) => {
    const rows = [
      given(standard, 78_000, { variant: 'urban', to: change }),
      given(standard, 83_000, { variant: 'urban', from: change }),
      ...COMPLETE.slice(2),
    ];
    expect(resolve(rows, of).values['standard']).toEqual({ urban, rural: 63_500 });
  });

  test('a parameter without variants reads as a number', () => {
    expect(resolve(COMPLETE, '2020-03').values).toMatchObject({ limit: 3, uplift: 5_000 });
  });
});

describe('outside the periods that documents set', () => {
  test.each(['2020-02', '2020-07'])('the declared fallback holds in %s and cites no document', (of) => {
    const { values, citations } = resolve(COMPLETE, of);
    expect(values['uplift']).toBe(0);
    expect(citations['uplift']?.['all']).toMatchObject({
      certainty: 'otherwise',
      documentTitle: null,
      documentNo: null,
      effectiveFrom: null,
      value: 0,
    });
  });

  test('without a fallback the gap is an error that names parameter, variant and month', () => {
    const rows = COMPLETE.filter((row) => row.variant !== 'rural');
    expect(() => resolve(rows, '2020-04')).toThrow(
      expect.objectContaining({
        code: 'parameter.gap',
        zh: '缺少参数“测试标准（农村）”在2020年4月的数值：请先由经办录入文件依据并经复核生效，再重新计算。',
        en: 'Parameter "test standard" (rural) has no value in 2020-04: enter it with its document and have it approved, then compute again.',
        details: { parameter: 'test.standard', variant: 'rural', month: '2020-04' },
      }),
    );
  });

  test('a plain parameter is named without a variant', () => {
    const rows = COMPLETE.filter((row) => row.key !== limit.key);
    expect(() => resolve(rows, '2020-04')).toThrow(
      expect.objectContaining({
        zh: expect.stringContaining('“测试上限”'),
        en: expect.stringContaining('"test limit" has'),
      }),
    );
  });

  test('a hole between two values is a gap, and only in its months', () => {
    const rows = [
      given(limit, 3, { to: '2020-02-01' }),
      given(limit, 4, { from: '2020-03-01' }),
      ...COMPLETE.filter((row) => row.key !== limit.key),
    ];
    expect(() => resolve(rows, '2020-02')).toThrow(expect.objectContaining({ code: 'parameter.gap' }));
    expect(resolve(rows, '2020-01').values['limit']).toBe(3);
    expect(resolve(rows, '2020-03').values['limit']).toBe(4);
  });
});

test('a value is cited with its document, since when it holds, and whether it is assumed', () => {
  const { citations } = resolve(COMPLETE, '2020-04');
  expect(citations['standard']?.['urban']).toMatchObject({
    value: 83_000,
    effectiveFrom: '2020-04-01',
    documentTitle: '测试标准',
    documentNo: '测试〔2020〕1号',
    article: '一',
    certainty: 'source',
    variantLabel: urbanRural.urban,
    unit: 'fen',
  });
  expect(citations['uplift']?.['all']).toMatchObject({ certainty: 'assumption', note: '演示' });
});

test('the order of the rows does not matter', () => {
  fc.assert(
    fc.property(
      fc.shuffledSubarray(COMPLETE, { minLength: COMPLETE.length }),
      fc.constantFrom('2019-12', '2020-03', '2020-06', '2021-01'),
      (rows, of) => {
        expect(resolve(rows, of)).toEqual(resolve(COMPLETE, of));
      },
    ),
  );
});
