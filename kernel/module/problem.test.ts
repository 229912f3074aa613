import { describe, expect, test } from 'vitest';
import { conflict, forbidden, inputError, notFound } from '../base/errors.ts';
import { logFacts, problemOf } from './problem.ts';

const databaseError = (code: string): Error =>
  Object.assign(new Error('Failed query: insert … params: 张三'), {
    cause: Object.assign(new Error('duplicate key'), {
      code,
      detail: 'Key (name)=(张三) exists',
      constraint: 'person_pkey',
    }),
  });

describe('an error becomes a problem', () => {
  test.each([
    [conflict('a.b', '冲突', 'conflict'), 409, 'a.b'],
    [notFound('a.b', '没有', 'none'), 404, 'a.b'],
    [forbidden('a.b', '禁止', 'no'), 403, 'a.b'],
    [forbidden('access.sign-in', '请先登录。', 'Sign in.'), 401, 'access.sign-in'],
    [databaseError('23505'), 500, 'server.unexpected'],
    [databaseError('57P01'), 503, 'server.not-ready'],
    ['thrown text', 500, 'server.unexpected'],
  ])('%s', (error, status, code) => {
    expect(problemOf(error, 'r-1')).toMatchObject({ status, code, requestId: 'r-1' });
  });

  test('what people see and what is logged holds no values of an unknown error', () => {
    const error = databaseError('23505');
    expect(JSON.stringify(problemOf(error, 'r-1'))).not.toContain('张三');
    const facts = logFacts(error);
    expect(JSON.stringify(facts)).not.toContain('张三');
    expect(facts).toMatchObject({ cause: { code: '23505', constraint: 'person_pkey' } });
  });

  test('a stale edit tells both versions, and nothing else of its details', () => {
    const stale = conflict('record.stale', '已被改动', 'stale', {
      current: { v: 2 },
      yours: { v: 1 },
      sql: 'x',
    });
    expect(problemOf(stale, 'r-1').details).toEqual({ current: { v: 2 }, yours: { v: 1 } });
    expect(problemOf(conflict('a.b', '冲突', 'conflict', { id: 1 }), 'r-1')).not.toHaveProperty('details');
    expect(problemOf(notFound('a.b', '无', 'no', { current: 1 }), 'r-1')).not.toHaveProperty('details');
  });

  test('wrong input tells each wrong field, and nothing else of its details', () => {
    const faults = [{ field: 'name', zh: '为必填项，不能为空', en: 'is required' }];
    const problem = problemOf(inputError('record.values', '填写有误', 'wrong', { faults, sql: 'x' }), 'r-1');
    expect(problem.details).toEqual({ faults });
    expect(problemOf(inputError('a.b', '错', 'no', { value: 1 }), 'r-1')).not.toHaveProperty('details');
  });
});
