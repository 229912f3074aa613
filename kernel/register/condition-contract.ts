import { z } from 'zod';

export const OPERATORS = ['is', 'has', 'starts', 'from', 'to', 'in', 'within', 'empty', 'filled'] as const;
export type Operator = (typeof OPERATORS)[number];

export const ConditionSchema = z.object({
  field: z.string().max(60),
  op: z.enum(OPERATORS),
  value: z
    .union([z.string().max(200), z.number(), z.boolean(), z.array(z.string().max(200)).max(100)])
    .optional(),
});
export type Condition = z.infer<typeof ConditionSchema>;

export const CONDITIONS_MAX = 20;
export const ConditionsSchema = z.array(ConditionSchema).max(CONDITIONS_MAX);
