import { describe, expect, test } from 'vitest';
import { month } from '../base/month.ts';
import { period } from '../base/period.ts';
import { plainDate } from '../base/plain-date.ts';
import { checkParameterGaps, findMissingStandards, type ValueSpan } from './check-parameters.ts';
import { defineParameter, plain, urbanRural } from './define-parameter.ts';
import { defineProgramme } from './define-programme.ts';

const label = { zh: '测试标准', en: 'test standard' };
const standard = defineParameter({ key: 'x.standard', label, unit: 'fen', per: label, variants: urbanRural });
const uplift = defineParameter({
  key: 'x.uplift',
  label,
  unit: 'fen',
  per: label,
  variants: plain,
  otherwise: 0,
});
const parameters = new Map([standard, uplift].map((definition) => [definition.key, definition] as const));
const data = period(plainDate('2020-01-01'), plainDate('2020-11-01'));

const span = (from: string, to: string | null, more: Partial<ValueSpan> = {}): ValueSpan => ({
  ...period(plainDate(from), to === null ? null : plainDate(to)),
  key: 'x.standard',
  variant: 'urban',
  divisionNo: 420112000000000,
  ...more,
});
const check =
  (...spans: ValueSpan[]) =>
  () =>
    checkParameterGaps({ parameters }, spans, data);

describe('a gap between the values of a standard', () => {
  test('stops the start with key, variant and days', () => {
    expect(check(span('2020-07-01', null), span('2019-04-01', '2020-04-01'))).toThrow(
      expect.objectContaining({
        code: 'parameter.gap-at-start',
        zh: expect.stringMatching(/（x\.standard，见 modules）城镇.*2020-04-01至2020-07-01/),
        details: { key: 'x.standard', variant: 'urban', from: '2020-04-01', to: '2020-07-01' },
      }),
    );
  });

  test('is told only as far as the data reach', () => {
    expect(check(span('2019-01-01', '2019-06-01'), span('2020-03-01', null))).toThrow(
      expect.objectContaining({ details: expect.objectContaining({ from: '2020-01-01', to: '2020-03-01' }) }),
    );
    expect(check(span('2018-01-01', '2018-06-01'), span('2019-01-01', null))).not.toThrow();
  });

  test('is none where one value follows the other, or another variant or place has its own', () => {
    expect(check(span('2019-04-01', '2020-04-01'), span('2020-04-01', null))).not.toThrow();
    expect(
      check(span('2019-04-01', '2020-04-01'), span('2020-07-01', null, { variant: 'rural' })),
    ).not.toThrow();
    expect(
      check(span('2019-04-01', '2020-04-01'), span('2020-07-01', null, { divisionNo: 420112001000000 })),
    ).not.toThrow();
  });

  test('may be where the law has a fallback, and is not asked of what no module declares', () => {
    for (const key of ['x.uplift', 'old.standard']) {
      const more = { key, variant: 'all' };
      expect(check(span('2019-04-01', '2020-04-01', more), span('2020-07-01', null, more))).not.toThrow();
    }
  });
});

test('what a programme needs and nobody entered is told by name; a fallback is not missed', () => {
  const programme = defineProgramme({
    id: 'x',
    label,
    code: 'XX',
    unit: 'person',
    cycle: 'monthly',
    fund: 'assistance',
    facts: {},
    parameters: { standard, uplift },
    components: { basic: label },
    refusals: {},
    enrolments: {},
    versions: [{ id: 'V1', from: month('2020-01'), sources: [], decide: () => undefined }],
    rulesFolder: import.meta.dirname,
  });
  const programmes = new Map([['x', programme]]);
  expect(findMissingStandards({ programmes }, [span('2019-04-01', null)])).toEqual([
    { zh: '测试标准（农村）', en: 'test standard (rural)' },
  ]);
  expect(
    findMissingStandards({ programmes }, [
      span('2019-04-01', null),
      span('2019-04-01', null, { variant: 'rural' }),
    ]),
  ).toEqual([]);
});
