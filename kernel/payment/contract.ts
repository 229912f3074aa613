import { z } from 'zod';
import { defineContract } from '../module/define-contract.ts';
import {
  DateSchema,
  DivisionSchema,
  ExplanationSchema,
  FenSchema,
  LabelSchema,
  MonthSchema,
} from '../module/schemas.ts';
import { RUN_STATES } from './run-state.ts';
import { FINDING_KINDS } from './finding-contract.ts';
import { PolicySchema, RunActionSchema } from './workflow-contract.ts';
import { VerificationSchema } from './finance/contract.ts';

export const RunSchema = z.object({
  id: z.uuid(),
  runNo: z.string(),
  programme: z.string(),
  programmeLabel: LabelSchema,
  payMonth: MonthSchema,
  batch: z.int(),
  state: z.enum(RUN_STATES),
  knownAt: z.string(),
  rulesDigest: z.string(),
  parametersDigest: z.string(),
  linesDigest: z.string(),
  lineCount: z.int(),
  totalFen: FenSchema,
  overpaidFen: FenSchema,
  /** Of the whole district, whoever asks. */
  findingsTotal: z.int(),
  findingsAnswered: z.int(),
  createdBy: z.string(),
  approvedBy: z.string().nullable(),
  postedBy: z.string().nullable(),
});

const FindingHead = z.object({
  seq: z.int(),
  kind: z.enum(FINDING_KINDS),
  awardId: z.uuid(),
  awardNo: z.string(),
  beforeFen: FenSchema,
  nowFen: FenSchema,
});

export const LineSchema = z.object({
  runId: z.uuid(),
  seq: z.int(),
  awardId: z.uuid(),
  awardNo: z.string(),
  name: z.string(),
  divisionNo: DivisionSchema,
  divisionName: z.string(),
  forMonth: MonthSchema,
  component: z.string(),
  componentLabel: LabelSchema,
  kind: z.enum(['regular', 'arrears', 'overpayment']),
  reason: LabelSchema,
  amountFen: FenSchema,
});

export const listRuns = defineContract({
  method: 'GET',
  path: '/api/runs',
  summary: 'Payment runs, newest month first',
  permission: 'payment.read',
  input: z.object({}),
  output: z.object({ runs: z.array(RunSchema) }),
});

export const getRun = defineContract({
  method: 'GET',
  path: '/api/runs/:id',
  summary: 'One run with sums by component and the differences against the month before',
  permission: 'payment.read',
  input: z.object({ id: z.uuid() }),
  output: RunSchema.extend({
    sums: z.array(
      z.object({
        component: z.string(),
        label: LabelSchema,
        kind: z.string(),
        lines: z.int(),
        amountFen: FenSchema,
      }),
    ),
    /** Of the reader's jurisdiction, by kind: all, and those without an answer. */
    findingCounts: z.record(z.string(), z.int()),
    findingsOpen: z.record(z.string(), z.int()),
    /** The first ones; all of them are listed by /api/runs/:id/findings. */
    findings: z.array(FindingHead),
    signatures: z.array(z.object({ displayName: z.string(), signedAt: z.string() })),
    approvalsNeeded: z.int(),
    policy: PolicySchema,
    actions: z.array(RunActionSchema),
    items: z.array(z.object({ state: z.string(), items: z.int(), amountFen: FenSchema })),
  }),
});

export const getRunLines = defineContract({
  method: 'GET',
  path: '/api/runs/:id/lines',
  summary: 'Lines of a run, a page at a time',
  permission: 'payment.read',
  input: z.object({
    id: z.uuid(),
    kind: z.enum(['regular', 'arrears', 'overpayment']).optional(),
    offset: z.coerce.number().int().min(0).max(10_000_000).default(0),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: z.object({ total: z.int(), lines: z.array(LineSchema) }),
});

export const getLine = defineContract({
  method: 'GET',
  path: '/api/lines/:runId/:seq',
  summary: 'One payment line: its run, what the bank said, the award, and why the amount is what it is',
  permission: 'payment.read',
  input: z.object({
    runId: z.uuid(),
    seq: z.coerce.number().int().min(1),
    language: z.enum(['zh', 'en']).default('zh'),
  }),
  output: z.object({
    line: LineSchema,
    run: RunSchema,
    subjectKind: z.enum(['person', 'household']),
    subjectId: z.uuid(),
    bank: z.array(
      z.object({
        attempt: z.int(),
        state: z.string(),
        amountFen: FenSchema,
        returnReason: z.string().nullable(),
        settledOn: DateSchema.nullable(),
      }),
    ),
    explanation: ExplanationSchema,
  }),
});

export const getAward = defineContract({
  method: 'GET',
  path: '/api/awards/:id',
  summary: 'One award: its months in force, what was paid, and the decision of a month explained',
  permission: 'payment.read',
  input: z.object({
    id: z.uuid(),
    month: MonthSchema.optional(),
    language: z.enum(['zh', 'en']).default('zh'),
  }),
  output: z.object({
    id: z.uuid(),
    awardNo: z.string(),
    programme: z.string(),
    programmeLabel: LabelSchema,
    subjectKind: z.enum(['person', 'household']),
    subjectId: z.uuid(),
    name: z.string(),
    divisionName: z.string(),
    basis: z.string(),
    status: z.array(
      z.object({
        from: DateSchema,
        to: DateSchema.nullable(),
        state: z.string(),
        reason: z.string().nullable(),
      }),
    ),
    lines: z.array(LineSchema.extend({ payMonth: MonthSchema, runNo: z.string() })),
    explanation: ExplanationSchema,
  }),
});

const FactEntry = z.object({
  kind: z.string(),
  label: LabelSchema,
  valueLabel: LabelSchema,
  validFrom: DateSchema,
  validTo: DateSchema.nullable(),
  source: z.string(),
  reason: z.string().nullable(),
  recordedAt: z.string(),
  superseded: z.boolean(),
});

const AwardEntry = z.object({
  id: z.uuid(),
  awardNo: z.string(),
  programme: z.string(),
  programmeLabel: LabelSchema,
  from: DateSchema,
  to: DateSchema.nullable(),
  paidFen: FenSchema,
});

/** One household, one file (一户一档): members, facts in both times, awards and what was paid. */
export const getHousehold = defineContract({
  method: 'GET',
  path: '/api/households/:id',
  summary: 'One household: members, dated facts, awards and payments',
  permission: 'party.read',
  input: z.object({ id: z.uuid() }),
  output: z.object({
    id: z.uuid(),
    householdNo: z.string(),
    divisionName: z.string(),
    address: z.string(),
    headName: z.string(),
    members: z.array(
      z.object({
        personId: z.uuid(),
        name: z.string(),
        sex: z.string(),
        age: z.int(),
        idNumber: z.string(),
        from: DateSchema,
        to: DateSchema.nullable(),
        facts: z.array(FactEntry),
        awards: z.array(AwardEntry),
      }),
    ),
    facts: z.array(FactEntry),
    awards: z.array(AwardEntry),
  }),
});

export const getPerson = defineContract({
  method: 'GET',
  path: '/api/people/:id',
  summary: 'One person: dated facts, household, awards and payments',
  permission: 'party.read',
  input: z.object({ id: z.uuid() }),
  output: z.object({
    id: z.uuid(),
    name: z.string(),
    sex: z.string(),
    age: z.int(),
    idNumber: z.string(),
    account: z.string().nullable(),
    divisionName: z.string(),
    householdId: z.uuid().nullable(),
    householdNo: z.string().nullable(),
    facts: z.array(FactEntry),
    awards: z.array(AwardEntry),
  }),
});

export const getLedger = defineContract({
  method: 'GET',
  path: '/api/ledger',
  summary: 'Trial balance of a period or as of a day, and what the last verification found',
  permission: 'ledger.read',
  input: z.object({
    from: MonthSchema.optional(),
    to: MonthSchema.optional(),
    asOf: DateSchema.optional(),
  }),
  output: z.object({
    accounts: z.array(
      z.object({
        code: z.string(),
        label: z.string(),
        kind: z.string(),
        openingFen: FenSchema,
        debitFen: FenSchema,
        creditFen: FenSchema,
        balanceFen: FenSchema,
      }),
    ),
    balanced: z.boolean(),
    verification: VerificationSchema.nullable(),
  }),
});
