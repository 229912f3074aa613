import { describe, expect, test } from 'vitest';
import { inputOf, readInput, yuanFen } from './check-input.ts';
import type { RegisterField } from './register-fields.ts';

const TODAY = '2020-12-31';

const field = (type: string, more: Partial<RegisterField> = {}): RegisterField => ({
  name: 'it',
  type,
  label: { zh: '某项', en: 'it' },
  hint: null,
  sensitivity: 'L1',
  required: false,
  sortable: false,
  fixed: false,
  operators: [],
  max: null,
  min: null,
  unit: null,
  codes: [],
  refersTo: null,
  ...more,
});

describe('money is typed in yuan and sent in fen', () => {
  test.each([
    ['0.29', 29],
    ['1,490.5', 149050],
    ['￥ 12 元', 1200],
    ['-3', -300],
  ])('%s', (text, fen) => expect(yuanFen(text)).toBe(fen));

  test.each(['1.234', 'abc', '', '1e3', '٣'])('"%s" is none', (text) =>
    expect(yuanFen(text)).toBeUndefined(),
  );

  test('an amount comes back from the form as it went in', () => {
    const money = field('money');
    expect(readInput(money, inputOf(money, 149_000_005), TODAY)).toEqual({ ok: true, value: 149_000_005 });
  });
});

describe('what a form refuses before anything is sent', () => {
  test.each([
    ['a required field left out', field('text', { required: true }), '  ', /必填/],
    ['an emptied list that is required', field('codes', { required: true }), [], /必填/],
    ['too many words', field('text', { max: 3 }), '四个汉字', /最多3个字/],
    ['too few words', field('text', { min: 2 }), '一', /至少2个字/],
    ['a second line', field('text', { max: 50 }), '一\n二', /换行/],
    ['a day that does not exist', field('date'), '2021-02-29', /日期/],
    ['a month that does not exist', field('month'), '2021-13', /月份/],
    ['a wrong check digit', field('id-number'), '420112199001011111', /校验/],
    ['a short telephone number', field('phone'), '13800', /11位/],
    ['a negative amount', field('money'), '-1', /不能为负/],
    ['an amount above the limit', field('money', { max: 100 }), '1.01', /1\.00元/],
    ['a fraction of a whole number', field('integer'), '1.5', /整数/],
    ['a number below the limit', field('integer', { min: 1 }), '0', /不得小于1/],
  ])('%s', (_, declared, input, words) => {
    const read = readInput(declared, input, TODAY);
    expect(read.ok ? 'accepted' : read.zh).toMatch(words);
  });

  test('what is empty and not required is nothing', () => {
    expect(readInput(field('text'), ' ', TODAY)).toEqual({ ok: true, value: null });
  });

  test('a day typed in another way is sent as every other', () => {
    expect(readInput(field('date'), '2019.3.5', TODAY)).toEqual({ ok: true, value: '2019-03-05' });
  });

  test('length is counted in characters, not in code units', () => {
    expect(readInput(field('text', { max: 2 }), '𠮷野', TODAY)).toMatchObject({ ok: true });
  });
});
