import { describe, expect, test } from 'vitest';
import { plainDate } from '../../../kernel/base/plain-date.ts';
import { dutiesOf, fixDeadline, isDue, registrarDeadline, type Standing } from './inspection-rules.ts';

describe("the registrar's deadline of a year (社会团体登记管理条例 art. 28, 民法典 art. 203)", () => {
  test.each([
    [2019, '2020-06-01'],
    [2020, '2021-05-31'],
    [2022, '2023-05-31'],
  ])('the report of %i is there by %s', (year, by) => expect(registrarDeadline(year)).toBe(by));
});

describe('who is inspected (民办非企业单位年度检查办法 art. 3)', () => {
  test.each([
    ['2019-08-10', false],
    ['2019-07-01', false],
    ['2019-06-30', true],
    ['2005-01-01', true],
  ])('registered %s: %s', (registeredOn, due) => expect(isDue(plainDate(registeredOn), 2019)).toBe(due));
});

test('three months to mend: from 2020-07-10 by 2020-10-10, a day that was worked on', () => {
  expect(fixDeadline(plainDate('2020-07-10'))).toBe('2020-10-10');
  // 2020-11-29 is a Sunday; and the day that February lacks is its last one.
  expect(fixDeadline(plainDate('2020-08-29'))).toBe('2020-11-30');
  expect(fixDeadline(plainDate('2020-11-30'))).toBe('2021-03-01');
});

describe('what somebody has to see to (handbook 09 §10a, 办法 art. 10)', () => {
  const standing: Standing = {
    year: 2019,
    result: null,
    before: null,
    fixUntil: null,
  };
  test.each<[string, Partial<Standing>, string, string[]]>([
    ['nothing while it is only late: that is the clock of the case', {}, '2020-06-02', []],
    ['not taken: to be listed', { result: 'not_taken' }, '2020-07-01', ['no-report']],
    [
      'not taken after a year that was inspected',
      { result: 'not_taken', before: 'basic' },
      '2020-07-01',
      ['no-report'],
    ],
    [
      'not taken twice',
      { result: 'not_taken', before: 'not_taken' },
      '2020-06-02',
      ['no-report', 'revocation'],
    ],
    ['mending until the last day', { result: 'basic', fixUntil: '2020-10-10' }, '2020-10-10', []],
    ['not mended', { result: 'basic', fixUntil: '2020-10-10' }, '2020-10-11', ['not-mended']],
    ['unqualified twice', { result: 'unqualified', before: 'unqualified' }, '2020-07-11', ['revocation']],
    ['basically qualified twice', { result: 'basic', before: 'basic' }, '2020-07-11', []],
    ['qualified', { result: 'qualified', before: 'not_taken' }, '2020-12-31', []],
  ])('%s', (_, change, day, duties) => {
    expect(dutiesOf({ ...standing, ...change }, plainDate(day)).map(({ id }) => id)).toEqual(duties);
  });
  test('not taken twice is proposed from 2021-06-01 on', () => {
    const twice = { ...standing, year: 2020, result: 'not_taken', before: 'not_taken' };
    const ids = (day: string) => dutiesOf(twice, plainDate(day)).map(({ id }) => id);
    expect(ids('2021-05-31')).not.toContain('revocation');
    expect(ids('2021-06-01')).toContain('revocation');
  });
});
