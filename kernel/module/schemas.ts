import { z } from 'zod';

/** Shapes that several contracts share. Money is integer fen, months are YYYY-MM, dates are YYYY-MM-DD. */
export const LabelSchema = z.object({ zh: z.string(), en: z.string() });
export const MonthSchema = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/);
export const DateSchema = z.iso.date();
export const FenSchema = z.int();
export const DivisionSchema = z.int().positive();

export const CitationSchema = z.object({
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
});
export type ExplanationOutput = z.infer<typeof ExplanationSchema>;
