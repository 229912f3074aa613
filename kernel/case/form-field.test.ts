import { expect, test } from 'vitest';
import { z } from 'zod';
import { DateSchema } from '../module/schemas.ts';
import { asked, formFields } from './form-field.ts';

const label = (zh: string) => ({ zh, en: zh });

test('a form asks for what the input declares, in its words', () => {
  const fields = formFields(
    z.object({
      on: DateSchema.meta(asked(label('日期'))),
      result: z.enum(['match', 'exceed']).meta(asked(label('结果'), { match: label('相符') })),
      channel: z
        .enum(['window', 'online'])
        .default('window')
        .meta(asked(label('渠道'))),
      persons: z
        .int()
        .min(1)
        .max(20)
        .optional()
        .meta(asked(label('人数'))),
      agree: z.boolean().meta(asked(label('同意'))),
      visitors: z.array(z.string()).meta(asked(label('人员'))),
      explanation: z.string().max(500),
    }),
  );
  expect(fields.map(({ name, type, required }) => [name, type, required])).toEqual([
    ['on', 'date', true],
    ['result', 'choice', true],
    ['channel', 'choice', false],
    ['persons', 'number', false],
    ['agree', 'flag', true],
    ['visitors', 'list', true],
    ['explanation', 'text', true],
  ]);
  expect(fields[1]?.options).toEqual([
    { value: 'match', label: label('相符') },
    { value: 'exceed', label: label('exceed') },
  ]);
  expect(fields[2]?.initial).toBe('window');
  expect(fields[3]).toMatchObject({ min: 1, max: 20 });
  expect(fields[6]).toMatchObject({ label: label('explanation'), max: 500 });
});

test('what may be left out and has no words is not asked for', () => {
  expect(formFields(z.object({ awardId: z.uuid().optional() }))).toEqual([]);
});
