import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { DomainError } from '../base/errors.ts';
import { readInput } from './read-input.ts';
import { MonthSchema } from './schemas.ts';

const Input = z.object({
  id: z.uuid().optional(),
  month: MonthSchema.optional(),
  on: z.iso.date().optional(),
  kind: z.enum(['regular', 'arrears']).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  name: z.string().max(3).optional(),
});

const messageOf = (input: Record<string, unknown>, schema: z.ZodObject = Input): DomainError => {
  try {
    readInput(schema, input);
  } catch (error) {
    if (error instanceof DomainError) return error;
  }
  throw new Error('was accepted');
};

describe('wrong input says which field is wrong and what is expected', () => {
  test.each([
    [{ id: 'x' }, '“id”应为记录编号（UUID）'],
    [{ month: '2020-13' }, '“month”应为月份，如 2020-10'],
    [{ on: '2020-02-30' }, '“on”应为日期，如 2020-10-31'],
    [{ kind: 'x' }, '“kind”应为regular、arrears之一'],
    [{ limit: '0' }, '“limit”不得小于 1'],
    [{ limit: '201' }, '“limit”不得大于 200'],
    [{ limit: 'many' }, '“limit”应为数字'],
    [{ limit: '1.5' }, '“limit”应为整数'],
    [{ name: '四个字符' }, '“name”不得超过 3 个字符'],
    [{ id: 'x', limit: 'y' }, '“id”应为记录编号（UUID）；“limit”应为数字'],
  ])('%j', (input, message) => {
    const error = messageOf(input);
    expect(error.zh).toContain(message);
    expect(error).toMatchObject({ kind: 'input', code: 'request.input' });
  });

  test('a field that is missing', () => {
    expect(messageOf({}, z.object({ username: z.string() })).zh).toBe(
      '填写有误：“username”为必填项，应为文字。',
    );
  });

  test('without repeating the value, which may be personal', () => {
    const error = messageOf({ id: '420112196001010017', month: '张三', kind: '李四' });
    expect(JSON.stringify([error.zh, error.en, error.details])).not.toMatch(/4201|张三|李四/);
  });
});

test('input is coerced, defaulted and stripped of what nobody asked for', () => {
  expect(readInput(Input, { limit: '20', other: 1 })).toEqual({ limit: 20 });
  expect(readInput(Input, {})).toEqual({ limit: 50 });
});
