import { z } from 'zod';
import { defineContract } from '../module/define-contract.ts';
import { LabelSchema } from '../module/schemas.ts';

/** One field of a form: of what is asked when a case is opened, or of an action's input. */
export const FormFieldSchema = z.object({
  name: z.string(),
  label: LabelSchema,
  type: z.enum(['text', 'date', 'number', 'choice', 'flag', 'list']),
  required: z.boolean(),
  options: z.array(z.object({ value: z.string(), label: LabelSchema })),
  initial: z.union([z.string(), z.number(), z.boolean()]).nullable(),
  min: z.number().nullable(),
  max: z.number().nullable(),
});

export const listLifecycles = defineContract({
  method: 'GET',
  path: '/api/lifecycles',
  summary: 'Kinds of cases: their states, what is asked to open one and for each action, reasons to pause',
  permission: 'case.read',
  input: z.object({}),
  output: z.object({
    lifecycles: z.array(
      z.object({
        id: z.string(),
        label: LabelSchema,
        subjects: z.array(z.enum(['person', 'household', 'record'])),
        /** Whether the reader may open one. */
        mayOpen: z.boolean(),
        opening: z.array(FormFieldSchema),
        states: z.array(z.object({ id: z.string(), label: LabelSchema, final: z.boolean() })),
        actions: z.array(z.object({ id: z.string(), input: z.array(FormFieldSchema) })),
        pauses: z.array(z.object({ reason: z.string(), label: LabelSchema, states: z.array(z.string()) })),
      }),
    ),
  }),
});
