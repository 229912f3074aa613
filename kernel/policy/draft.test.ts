import { describe, expect, test } from 'vitest';
import { month, monthIndex } from '../base/month.ts';
import { plainDate } from '../base/plain-date.ts';
import { Draft } from './draft.ts';

const JUNE = month('2020-06');
const draftOfJune = (): Draft => new Draft(JUNE);
const born = (birthDate: string) => ({ id: 'p1', birthDate: plainDate(birthDate), sex: 'female' }) as const;

test('a refusal takes back what was granted before it', () => {
  const draft = draftOfJune();
  draft.pay('basic', 83_000);
  draft.refuse('income');
  expect(draft.amounts).toEqual([]);
  expect(draft.refusal).toBe('income');
});

test('nothing granted is no amount; an amount names its person or the whole household', () => {
  const draft = draftOfJune();
  draft.pay('price', 0);
  draft.pay('basic', 83_000);
  draft.pay('supplement', 8_300, born('1945-01-01'));
  expect(draft.amounts).toEqual([
    { component: 'basic', personId: null, amountFen: 83_000 },
    { component: 'supplement', personId: 'p1', amountFen: 8_300 },
  ]);
});

test('money that is no whole fen is refused, not rounded away', () => {
  expect(() => draftOfJune().pay('basic', 0.5)).toThrow(expect.objectContaining({ code: 'money.not-fen' }));
});

test.each([
  ['the day before', '1960-05-31', 60],
  ['the first day of the month', '1960-06-01', 60],
  ['the day after', '1960-06-02', 59],
])('age counts full years on the first day: birthday on %s', (_name, birthDate, age) => {
  expect(draftOfJune().age(born(birthDate))).toBe(age);
});

describe('how long a decision stands', () => {
  const index = monthIndex(JUNE);

  test('as long as facts and parameters do when the rule asked for neither age nor month', () => {
    const draft = draftOfJune();
    draft.pay('basic', 100);
    expect(draft.holdsBefore).toBeGreaterThan(monthIndex(month('9999-12')));
  });

  test('to the next birthday of anybody whose age was asked for', () => {
    const draft = draftOfJune();
    draft.age(born('1960-03-15'));
    expect(draft.holdsBefore).toBe(index + 10);
    draft.age(born('1960-06-02'));
    expect(draft.holdsBefore).toBe(index + 1);
  });

  test('for the one month when the month was asked for', () => {
    const draft = draftOfJune();
    expect(draft.month).toBe(JUNE);
    expect(draft.holdsBefore).toBe(index + 1);
  });

  test('nobody has an age before birth', () => {
    expect(() => draftOfJune().age(born('2020-06-02'))).toThrow(
      expect.objectContaining({ code: 'date.before-birth' }),
    );
  });
});
