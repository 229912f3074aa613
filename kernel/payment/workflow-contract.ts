import { z } from 'zod';
import { defineContract } from '../module/define-contract.ts';
import { DateSchema, DivisionSchema, FenSchema, LabelSchema, MonthSchema } from '../module/schemas.ts';
import { DECISIONS, FINDING_KINDS } from './finding-contract.ts';
import { RUN_STATES } from './run-state.ts';

const REASON = z.string().trim().min(2).max(200);
const FINDINGS_NAMED_MAX = 1_000;

const RunStep = z.object({ run: z.string(), state: z.enum(RUN_STATES) });

/** What a person has to look at before a run is approved, and how it was answered. */
export const FindingSchema = z.object({
  seq: z.int(),
  kind: z.enum(FINDING_KINDS),
  awardId: z.uuid(),
  awardNo: z.string(),
  name: z.string(),
  divisionNo: DivisionSchema,
  divisionName: z.string(),
  beforeFen: FenSchema,
  nowFen: FenSchema,
  decision: z.enum(DECISIONS).nullable(),
  reason: z.string().nullable(),
  answeredBy: z.string().nullable(),
  answeredAt: z.string().nullable(),
  /** Whether a payment is kept back by the answer at this moment. */
  held: z.boolean(),
});

export const listFindings = defineContract({
  method: 'GET',
  path: '/api/runs/:id/findings',
  summary: 'Findings of a run in their order, a page at a time',
  permission: 'payment.read',
  input: z.object({
    id: z.uuid(),
    kind: z.enum(FINDING_KINDS).optional(),
    status: z.enum(['open', 'answered', 'held']).optional(),
    after: z.coerce.number().int().min(0).max(2_000_000_000).default(0),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: z.object({ findings: z.array(FindingSchema), next: z.int().nullable() }),
});

export const listPayingProgrammes = defineContract({
  method: 'GET',
  path: '/api/paying-programmes',
  summary: 'Programmes for which a run can be computed',
  permission: 'payment.read',
  input: z.object({}),
  output: z.object({ programmes: z.array(z.object({ id: z.string(), label: LabelSchema })) }),
});

export const computeRun = defineContract({
  method: 'POST',
  path: '/api/runs',
  summary: 'Computes the run of a programme for a month',
  permission: 'payment.run',
  input: z.object({
    programme: z.string().min(1).max(60),
    month: MonthSchema,
    supplement: z.boolean().default(false),
    dryRun: z.boolean().default(false),
  }),
  output: z.object({
    id: z.uuid().nullable(),
    run: z.string().nullable(),
    state: z.enum(RUN_STATES).nullable(),
    awards: z.int(),
    lines: z.int(),
    totalFen: FenSchema,
    overpaidFen: FenSchema,
    findings: z.int(),
  }),
});

export const answerFindings = defineContract({
  method: 'POST',
  path: '/api/runs/:id/answers',
  summary: 'Answers findings: the numbered ones, those of a kind, or all that are open',
  permission: 'payment.answer',
  input: z.object({
    id: z.uuid(),
    seqs: z.array(z.int().min(1)).min(1).max(FINDINGS_NAMED_MAX).optional(),
    kind: z.enum(FINDING_KINDS).optional(),
    all: z.boolean().optional(),
    /** Left out: confirm; hold where there is no account or the payee has died; pay where an account is shared. */
    decision: z.enum(DECISIONS).optional(),
    reason: REASON,
  }),
  output: RunStep.extend({ answered: z.int(), held: z.int(), open: z.int() }),
});

export const releaseHold = defineContract({
  method: 'POST',
  path: '/api/runs/:id/releases',
  summary: 'Lets go a payment that the answer to a finding has held',
  permission: 'payment.approve',
  input: z.object({ id: z.uuid(), seq: z.int().min(1), reason: REASON }),
  output: RunStep,
});

export const approveRun = defineContract({
  method: 'POST',
  path: '/api/runs/:id/approval',
  summary: 'Signs a run; with the last signature that it needs it is approved and its money is committed',
  permission: 'payment.approve',
  input: z.object({ id: z.uuid() }),
  output: RunStep.extend({ signatures: z.int(), needed: z.int() }),
});

export const postRun = defineContract({
  method: 'POST',
  path: '/api/runs/:id/posting',
  summary: 'Books an approved run as owed to its payees',
  permission: 'payment.post',
  input: z.object({ id: z.uuid() }),
  output: RunStep,
});

export const voidRun = defineContract({
  method: 'POST',
  path: '/api/runs/:id/void',
  summary: 'Takes back a run that has not been approved',
  permission: 'payment.run',
  input: z.object({ id: z.uuid(), reason: REASON }),
  output: RunStep,
});

export const PolicySchema = z.object({
  id: z.uuid(),
  validFrom: DateSchema,
  changePercent: z.int(),
  secondApprovalFen: FenSchema.nullable(),
  basis: z.string(),
  certainty: z.enum(['source', 'assumption']),
  state: z.enum(['proposed', 'approved', 'rejected']),
  proposedBy: z.string().nullable(),
  decidedBy: z.string().nullable(),
});

export const listPaymentPolicies = defineContract({
  method: 'GET',
  path: '/api/payment-policies',
  summary: 'What has to be looked at in a run and above which amount two people approve, by date',
  permission: 'payment.read',
  input: z.object({}),
  output: z.object({ policies: z.array(PolicySchema) }),
});

export const proposePaymentPolicy = defineContract({
  method: 'POST',
  path: '/api/payment-policies',
  summary: 'Proposes a payment policy from a day on',
  permission: 'payment.run',
  input: z.object({
    validFrom: DateSchema,
    changePercent: z.int().min(1).max(1000),
    secondApprovalFen: z.int().min(1).max(1_000_000_000_000_00).nullable(),
    basis: REASON,
    certainty: z.enum(['source', 'assumption']),
  }),
  output: z.object({ id: z.uuid() }),
});

export const decidePaymentPolicy = defineContract({
  method: 'POST',
  path: '/api/payment-policies/:id/decision',
  summary: 'Approves or rejects a proposed payment policy, by another person',
  permission: 'payment.approve',
  input: z.object({ id: z.uuid(), decision: z.enum(['approved', 'rejected']) }),
  output: z.object({ id: z.uuid() }),
});

/** What may be done with a run now by the account that asks, and why the rest may not. */
export const RunActionSchema = z.object({
  action: z.enum(['answer', 'approve', 'post', 'void']),
  label: LabelSchema,
  allowed: z.boolean(),
  why: LabelSchema.nullable(),
});
