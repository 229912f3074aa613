import { describe, expect, test } from 'vitest';
import { getIdNumber, idCheckDigit, idNumber, parseIdNumber } from './id-number.ts';
import { plainDate } from './plain-date.ts';

const TODAY = plainDate('2020-10-15');
const reasonOf = (input: string, archive = false) => {
  const result = parseIdNumber(input, TODAY, { archive });
  return result.ok ? 'ok' : result.reason;
};

describe('GB 11643, vectors of handbook 00 §10', () => {
  test.each([
    ['420199194003150017', '1940-03-15', 'male'],
    ['420199195607080026', '1956-07-08', 'female'],
    ['420199201202291034', '2012-02-29', 'male'],
    ['420199199912319994', '1999-12-31', 'male'],
    ['420199193001010163', '1930-01-01', 'female'],
    ['11010519491231002X', '1949-12-31', 'female'],
  ])('%s is valid', (input, birthDate, sex) => {
    expect(parseIdNumber(input, TODAY)).toEqual({
      ok: true,
      idNumber: input,
      birthDate,
      sex,
      region: input.slice(0, 6),
    });
    expect(idCheckDigit(input.slice(0, 17))).toBe(input[17]);
  });
  test.each([
    ['420199194003150010', 'check'],
    ['420199201302291032', 'date'],
    ['42019919400315', 'length'],
    ['420199210001010018', 'future'],
    ['420199189912310014', 'tooEarly'],
    ['42019919400315001A', 'format'],
    ['X20199194003150017', 'format'],
    ['020199194003150017', 'format'],
    ['', 'length'],
  ])('%s is refused: %s', (input, reason) => expect(reasonOf(input)).toBe(reason));

  test('a lower-case x and spaces around are accepted', () => {
    expect(parseIdNumber(' 11010519491231002x ', TODAY)).toMatchObject({ idNumber: '11010519491231002X' });
  });
  test('born today is valid, born tomorrow is not', () => {
    const bornOn = (compact: string) => `420199${compact}001${idCheckDigit(`420199${compact}001`)}`;
    expect(reasonOf(bornOn('20201015'))).toBe('ok');
    expect(reasonOf(bornOn('20201016'))).toBe('future');
  });
  test('every changed digit of the sequence is noticed', () => {
    for (const digit of '123456789') expect(reasonOf(`42019919400315${digit}017`)).toBe('check');
  });
});

describe('15-digit numbers', () => {
  test('are converted in the archive', () => {
    expect(parseIdNumber('110105491231002', TODAY, { archive: true })).toMatchObject({
      ok: true,
      idNumber: '11010519491231002X',
    });
    expect(reasonOf('110105490231002', true)).toBe('date');
    expect(reasonOf('11010549123100X', true)).toBe('format');
  });
  test('are refused elsewhere', () => expect(reasonOf('110105491231002')).toBe('length'));
});

test('the throwing variants name the reason and never the number', () => {
  expect(idNumber('420199194003150017', TODAY)).toBe('420199194003150017');
  expect(getIdNumber('420199194003150017', TODAY).birthDate).toBe('1940-03-15');
  expect(() => idNumber('420199194003150010', TODAY)).toThrow(
    expect.objectContaining({
      code: 'id-number.check',
      details: {},
      message: expect.not.stringContaining('4201'),
    }),
  );
});

test('the check digit needs 17 digits', () => {
  expect(() => idCheckDigit('123')).toThrow(expect.objectContaining({ code: 'id-number.not-17-digits' }));
});
