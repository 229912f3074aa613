import { z } from 'zod';
import { defineContract } from '../module/define-contract.ts';
import { FenSchema, LabelSchema, MonthSchema } from '../module/schemas.ts';

const SourceSchema = z.object({
  title: z.string(),
  number: z.string(),
  article: z.string(),
  effectiveFrom: z.string(),
});

/**
 * How a subject stands to a programme in the month: receives it; has an award that the rule no longer grants; has none
 * and would be entitled; is kept out by another benefit; is not entitled; or cannot be decided, a standard missing.
 */
export const STANDINGS = ['received', 'lapsed', 'entitled', 'excluded', 'not-entitled', 'unknown'] as const;

const EntrySchema = z.object({
  programme: z.string(),
  programmeLabel: LabelSchema,
  cycle: z.enum(['monthly', 'once', 'recognition']),
  subjectKind: z.enum(['person', 'household']),
  subjectId: z.uuid(),
  name: z.string(),
  standing: z.enum(STANDINGS),
  inForce: z.boolean(),
  awardId: z.uuid().nullable(),
  awardNo: z.string().nullable(),
  /** By the rule, whether there is an award or not. */
  dueFen: FenSchema,
  /** What runs have paid for the month. */
  paidFen: FenSchema,
  reason: LabelSchema.nullable(),
  /** What excludes it, with the document that says so. */
  excludedBy: z.array(z.object({ label: LabelSchema, source: SourceSchema })),
  /** What the next run would make good or claim back, over all open months: the same differences, not stored. */
  differences: z.array(
    z.object({
      month: MonthSchema,
      component: z.string(),
      componentLabel: LabelSchema,
      amountFen: FenSchema,
      reason: LabelSchema,
    }),
  ),
});

export const PositionSchema = z.object({
  householdId: z.uuid().nullable(),
  householdNo: z.string().nullable(),
  month: MonthSchema,
  entries: z.array(EntrySchema),
  /** Over the awards in force: due for the month, paid for it, and what differences of all open months come to. */
  totals: z.object({
    dueFen: FenSchema,
    paidFen: FenSchema,
    backPayFen: FenSchema,
    recoverFen: FenSchema,
    netFen: FenSchema,
  }),
  /** People with awards that nobody may have at once. */
  conflicts: z.array(
    z.object({
      name: z.string(),
      programmes: z.array(LabelSchema),
      label: LabelSchema,
      source: SourceSchema,
    }),
  ),
  /** How the benefits stand to each other. */
  matrix: z.array(
    z.object({
      id: z.string(),
      programmeLabel: LabelSchema,
      kind: z.enum(['excludes', 'chooses-one', 'same-person', 'highest', 'top-up', 'exempt', 'together']),
      label: LabelSchema,
      source: SourceSchema,
      assumption: z.string().nullable(),
    }),
  ),
});

const input = z.object({ id: z.uuid(), month: MonthSchema.optional() });

export const getHouseholdPosition = defineContract({
  method: 'GET',
  path: '/api/households/:id/position',
  summary:
    'The whole position of a household in a month: received, due, excluded by what, differences to come',
  permission: 'payment.read',
  input,
  output: PositionSchema,
});

export const getPersonPosition = defineContract({
  method: 'GET',
  path: '/api/people/:id/position',
  summary: 'The whole position of a person in a month, with the programmes of the family',
  permission: 'payment.read',
  input,
  output: PositionSchema,
});
