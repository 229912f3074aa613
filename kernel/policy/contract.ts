import { z } from 'zod';
import { defineContract } from '../module/define-contract.ts';
import { DateSchema, LabelSchema } from '../module/schemas.ts';

export const listParameters = defineContract({
  method: 'GET',
  path: '/api/parameters',
  summary: 'The register of standards: every parameter with its values over time and their documents',
  permission: 'policy.read',
  input: z.object({}),
  output: z.object({
    parameters: z.array(
      z.object({
        key: z.string(),
        label: LabelSchema,
        unit: z.string(),
        per: LabelSchema,
        variants: z.record(z.string(), LabelSchema),
        otherwise: z.number().nullable(),
        /** How variants follow from other standards, or from the law itself, where no value is entered. */
        derived: z.array(
          z.object({
            variant: z.string(),
            formula: LabelSchema,
            inputs: z.array(z.object({ key: z.string(), variant: z.string(), label: LabelSchema })),
            documentTitle: z.string(),
            documentNo: z.string(),
            article: z.string(),
            effectiveFrom: DateSchema,
            certainty: z.enum(['source', 'assumption']),
            note: z.string().nullable(),
          }),
        ),
        programmes: z.array(LabelSchema),
        values: z.array(
          z.object({
            id: z.uuid(),
            variant: z.string(),
            value: z.number(),
            effectiveFrom: DateSchema,
            effectiveTo: DateSchema.nullable(),
            documentTitle: z.string(),
            documentNo: z.string(),
            article: z.string(),
            issuedOn: DateSchema.nullable(),
            certainty: z.enum(['source', 'assumption']),
            note: z.string().nullable(),
            proposedBy: z.string(),
            approvedBy: z.string(),
            recordedAt: z.string(),
          }),
        ),
      }),
    ),
  }),
});
