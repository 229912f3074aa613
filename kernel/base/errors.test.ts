import { expect, test } from 'vitest';
import {
  DomainError,
  conflict,
  exitCodeOf,
  failed,
  forbidden,
  httpStatusOf,
  inputError,
  notFound,
} from './errors.ts';

test('an error speaks Chinese first and keeps code, English and facts', () => {
  const error = inputError('award.bad', '金额不对。', 'bad amount', { field: 'amountFen' });
  expect(error).toBeInstanceOf(DomainError);
  expect(error).toBeInstanceOf(Error);
  expect(error).toMatchObject({
    code: 'award.bad',
    kind: 'input',
    message: '金额不对。',
    zh: '金额不对。',
    en: 'bad amount',
  });
  expect(error.details).toEqual({ field: 'amountFen' });
});

test('a cause can be kept', () => {
  const cause = new Error('disk');
  expect(new DomainError({ code: 'x', kind: 'failed', zh: '失败', en: 'failed', cause }).cause).toBe(cause);
});

test.each([
  [inputError, 'input', 400, 2],
  [notFound, 'notFound', 404, 2],
  [conflict, 'conflict', 409, 1],
  [forbidden, 'forbidden', 403, 1],
  [failed, 'failed', 500, 1],
] as const)('%o makes kind %s with status %i and exit code %i', (factory, kind, status, exit) => {
  const error = factory('code', '中文', 'english');
  expect(error.kind).toBe(kind);
  expect(error.details).toEqual({});
  expect(httpStatusOf(error.kind)).toBe(status);
  expect(exitCodeOf(error.kind)).toBe(exit);
});
