import { z } from 'zod';
import { defineContract } from '../../module/define-contract.ts';
import { DateSchema, DivisionSchema, FenSchema, LabelSchema, MonthSchema } from '../../module/schemas.ts';
import { AGE_IDS } from './ages.ts';
import { CAUSE_IDS } from './cause.ts';

const PAGE_MAX = 200;
export const Age = z.enum(AGE_IDS);

const RecoveryRow = z.object({
  caseId: z.uuid(),
  caseNo: z.string(),
  state: z.string(),
  stateLabel: LabelSchema,
  closed: z.boolean(),
  awardId: z.uuid(),
  awardNo: z.string(),
  programme: z.string(),
  programmeLabel: LabelSchema,
  name: z.string(),
  divisionNo: DivisionSchema,
  divisionName: z.string(),
  openedOn: DateSchema,
  days: z.int(),
  age: Age,
  cause: z.enum(CAUSE_IDS).nullable(),
  causeLabel: LabelSchema,
  claimedFen: FenSchema,
  recoveredFen: FenSchema,
  waivedFen: FenSchema,
  withdrawnFen: FenSchema,
  owedFen: FenSchema,
  pendingFen: FenSchema,
});

/** What selects claims, for the list and for its export. */
export const RecoverySelection = z.object({
  status: z.enum(['open', 'closed', 'all']).default('open'),
  age: Age.optional(),
  divisionNo: z.coerce.number().int().positive().optional(),
});

export const listRecoveries = defineContract({
  method: 'GET',
  path: '/api/recoveries',
  summary: 'Claims for what was paid too much: aged by street, and one page of them, the oldest first',
  permission: 'payment.read',
  input: RecoverySelection.extend({
    after: z.uuid().optional(),
    limit: z.coerce.number().int().min(1).max(PAGE_MAX).default(50),
  }),
  output: z.object({
    /** The day on which ages are counted. */
    on: DateSchema,
    /** What is owed by street and age. */
    streets: z.array(
      z.object({
        divisionNo: DivisionSchema,
        name: z.string(),
        claims: z.int(),
        owedFen: FenSchema,
        ages: z.array(z.object({ age: Age, claims: z.int(), owedFen: FenSchema })),
      }),
    ),
    ages: z.array(z.object({ age: Age, label: LabelSchema })),
    recoveries: z.array(RecoveryRow),
    next: z.uuid().nullable(),
  }),
});

export const getRecovery = defineContract({
  method: 'GET',
  path: '/api/recoveries/:id',
  summary: 'One claim: months, plan, what came in, the range of a fine',
  permission: 'payment.read',
  input: z.object({ id: z.uuid() }),
  output: RecoveryRow.extend({
    causeProposed: LabelSchema,
    months: z.array(
      z.object({
        forMonth: MonthSchema,
        component: z.string(),
        componentLabel: LabelSchema,
        name: z.string().nullable(),
        runId: z.uuid(),
        runNo: z.string(),
        seq: z.int(),
        amountFen: FenSchema,
      }),
    ),
    entries: z.array(
      z.object({
        on: DateSchema,
        kind: z.string(),
        label: LabelSchema,
        amountFen: FenSchema,
        reference: z.string().nullable(),
        by: z.string(),
      }),
    ),
    plan: z
      .object({
        way: z.enum(['bank', 'deduction']),
        agreedOn: DateSchema,
        agreement: z.string(),
        awardNo: z.string().nullable(),
        dueFen: FenSchema,
        instalments: z.array(z.object({ dueOn: DateSchema, amountFen: FenSchema, paidFen: FenSchema })),
      })
      .nullable(),
    /** Highest share of a month's benefit that may be deducted, and whether that is an assumption. */
    share: z.object({ value: z.number(), assumed: z.boolean() }),
    fine: z
      .object({
        minFen: FenSchema,
        maxFen: FenSchema,
        title: z.string(),
        number: z.string(),
        article: z.string(),
      })
      .nullable(),
  }),
});
