import { z } from 'zod';
import { defineContract } from '../module/define-contract.ts';
import { DivisionSchema, FenSchema, LabelSchema, MonthSchema } from '../module/schemas.ts';

export const findPeople = defineContract({
  method: 'POST',
  path: '/api/take-up/searches',
  summary:
    'Look for people or households who appear entitled to a programme and have no award; each becomes a task, nothing is granted',
  permission: 'policy.find',
  input: z.object({ programme: z.string().min(1).max(60), division: DivisionSchema.optional() }),
  output: z.object({
    programme: z.string(),
    month: MonthSchema,
    /** Looked at: those without an award who have what the search needs on file. */
    looked: z.int(),
    entitled: z.int(),
    /** Newly found, each with a task. */
    found: z.int(),
    /** Have an open task from an earlier search. */
    open: z.int(),
    /** Were declined or done with, and nothing has changed since. */
    settled: z.int(),
  }),
});

const TASK_STATES = ['open', 'claimed', 'done', 'rejected', 'cancelled'] as const;
const ROWS_MAX = 200;

export const listFindings = defineContract({
  method: 'GET',
  path: '/api/take-up/findings',
  summary: 'Who appears entitled without an award, why, and what is missing; names masked',
  permission: 'policy.find',
  input: z.object({
    programme: z.string().max(60).optional(),
    division: z.coerce.number().int().positive().optional(),
    closed: z.enum(['true', 'false']).default('false'),
    page: z.coerce.number().int().min(1).max(10_000).default(1),
    limit: z.coerce.number().int().min(1).max(ROWS_MAX).default(50),
  }),
  output: z.object({
    count: z.int(),
    programmes: z.array(z.object({ id: z.string(), label: LabelSchema })),
    findings: z.array(
      z.object({
        id: z.uuid(),
        programme: z.string(),
        programmeLabel: LabelSchema,
        subjectKind: z.enum(['person', 'household']),
        subjectId: z.uuid(),
        name: z.string(),
        divisionName: z.string(),
        month: MonthSchema,
        amountFen: FenSchema,
        reason: LabelSchema,
        missing: z.array(LabelSchema),
        taskId: z.uuid(),
        taskState: z.enum(TASK_STATES),
        role: z.string(),
        closingReason: z.string().nullable(),
        foundAt: z.string(),
      }),
    ),
  }),
});

export const declineFinding = defineContract({
  method: 'POST',
  path: '/api/take-up/findings/:id/decline',
  summary: 'Decline a finding with the reason; it is not proposed again until the facts change',
  permission: 'policy.find',
  input: z.object({ id: z.uuid(), reason: z.string().trim().min(1).max(1000) }),
  output: z.object({ id: z.uuid(), taskId: z.uuid() }),
});
