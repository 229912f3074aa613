import { z } from 'zod';

/** Shapes that several contracts share. Money is integer fen, months are YYYY-MM, dates are YYYY-MM-DD. */
export const LabelSchema = z.object({ zh: z.string(), en: z.string() });
export const MonthSchema = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/);
export const DateSchema = z.iso.date();
export const FenSchema = z.int();
export const DivisionSchema = z.int().positive();

const BareCitationSchema = z.object({
  key: z.string(),
  label: LabelSchema,
  variant: z.string(),
  variantLabel: LabelSchema,
  value: z.number(),
  unit: z.string(),
  per: LabelSchema,
  effectiveFrom: z.string().nullable(),
  documentTitle: z.string().nullable(),
  documentNo: z.string().nullable(),
  article: z.string().nullable(),
  certainty: z.enum(['source', 'assumption', 'otherwise']),
  note: z.string().nullable(),
});

/** What a value is derived from is cited itself; a derivation of a derivation shows its formula and its value. */
const DerivationSchema = z.object({
  formula: LabelSchema,
  inputs: z.array(BareCitationSchema),
});

export const CitationSchema = BareCitationSchema.extend({ derivation: DerivationSchema.optional() });

export const StepSchema = z.object({
  id: z.string(),
  label: LabelSchema,
  value: z.union([z.number(), z.boolean(), z.string()]),
  unit: z.string(),
  formula: z.string().optional(),
  citation: CitationSchema.optional(),
  facts: z
    .array(
      z.object({
        subjectId: z.string(),
        kind: z.string(),
        label: LabelSchema,
        value: z.union([z.number(), z.boolean(), z.string()]).nullable(),
        valueLabel: LabelSchema,
        validFrom: z.string().nullable(),
        source: z.string().nullable(),
        recordedAt: z.string().nullable(),
      }),
    )
    .optional(),
});

export type StepOutput = z.infer<typeof StepSchema>;

/** One thing with another value than it has; `personId` when it is a person's. */
const ChangeSchema = z.object({
  of: z.enum(['fact', 'total', 'fewer-members', 'more-members', 'age', 'enrolment', 'parameter']),
  /** Kind of the fact, id of the sum, key of the standard or id of the programme. */
  kind: z.string(),
  variant: z.string().nullable(),
  personId: z.string().nullable(),
  from: z.union([z.number(), z.boolean(), z.string()]).nullable(),
  to: z.union([z.number(), z.boolean(), z.string()]).nullable(),
  /** Of an age: the first month in which the person has it. */
  month: MonthSchema.nullable(),
});

/** What would turn the decision over, found by asking the rule; least first. */
export const WhatWouldChangeSchema = z.object({
  summary: LabelSchema,
  found: z.array(
    z.object({
      changes: z.array(ChangeSchema),
      eligible: z.boolean(),
      refusal: z.object({ code: z.string(), label: LabelSchema }).nullable(),
      totalFen: FenSchema,
      text: LabelSchema,
    }),
  ),
});
export type WhatWouldChangeOutput = z.infer<typeof WhatWouldChangeSchema>;

export const ExplanationSchema = z.object({
  programme: z.string(),
  programmeLabel: LabelSchema,
  awardNo: z.string(),
  month: MonthSchema,
  ruleVersion: z.string(),
  sources: z.array(
    z.object({ title: z.string(), number: z.string(), article: z.string(), effectiveFrom: z.string() }),
  ),
  inForce: z.boolean(),
  eligible: z.boolean(),
  refusal: z.object({ code: z.string(), label: LabelSchema }).nullable(),
  amounts: z.array(
    z.object({
      component: z.string(),
      label: LabelSchema,
      personId: z.string().nullable(),
      amountFen: FenSchema,
    }),
  ),
  totalFen: FenSchema,
  steps: z.array(StepSchema),
  assumptions: z.array(z.string()),
  /** The same in plain words, a line a step, in the asked language. */
  text: z.array(z.string()),
  whatWouldChange: WhatWouldChangeSchema.optional(),
});
export type ExplanationOutput = z.infer<typeof ExplanationSchema>;
