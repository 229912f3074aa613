import { z } from 'zod';
import { defineContract } from '../../module/define-contract.ts';
import { DateSchema, FenSchema, LabelSchema, MonthSchema } from '../../module/schemas.ts';
import {
  AMOUNT_FEN_MAX,
  BudgetProposal,
  ClosingProposal,
  FUND_SOURCE_IDS,
  FundCodeSchema,
  PROPOSAL_KINDS,
  PROPOSAL_STATES,
  ReopeningProposal,
  SplitProposal,
  YearClosingProposal,
} from './proposal-schemas.ts';

const Id = z.object({ id: z.uuid() });
const Certainty = z.enum(['source', 'assumption']);

/** Whole months, both included. */
const MonthsInput = z.object({ from: MonthSchema.optional(), to: MonthSchema.optional() });

export const listFunds = defineContract({
  method: 'GET',
  path: '/api/ledger/funds',
  summary: 'Funds with what was allocated, taken and is left, their budgets, and the splits of programmes',
  permission: 'ledger.read',
  input: z.object({}),
  output: z.object({
    funds: z.array(
      z.object({
        code: z.string(),
        label: z.string(),
        source: z.enum(FUND_SOURCE_IDS).nullable(),
        budgetYear: z.int().nullable(),
        inFen: FenSchema,
        outFen: FenSchema,
        balanceFen: FenSchema,
      }),
    ),
    budgets: z.array(
      z.object({
        fund: z.string(),
        label: z.string(),
        budgetYear: z.int(),
        programme: z.string(),
        programmeLabel: LabelSchema,
        approvedFen: FenSchema,
        adjustedFen: FenSchema,
        budgetFen: FenSchema,
        committedFen: FenSchema,
        spentFen: FenSchema,
        leftFen: FenSchema,
        assumption: z.boolean(),
      }),
    ),
    splits: z.array(
      z.object({
        programme: z.string(),
        programmeLabel: LabelSchema,
        effectiveFrom: DateSchema,
        shares: z.array(z.object({ source: z.enum(FUND_SOURCE_IDS), basisPoints: z.int() })),
        documentTitle: z.string(),
        documentNo: z.string(),
        article: z.string(),
        certainty: Certainty,
        note: z.string().nullable(),
      }),
    ),
    programmes: z.array(z.object({ id: z.string(), label: LabelSchema })),
  }),
});

export const listEntries = defineContract({
  method: 'GET',
  path: '/api/ledger/entries',
  summary: 'Entries of one account, newest first, each with the run that it belongs to',
  permission: 'ledger.read',
  input: MonthsInput.extend({
    account: z.string().max(100),
    offset: z.coerce.number().int().min(0).max(10_000_000).default(0),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: z.object({
    total: z.int(),
    entries: z.array(
      z.object({
        transactionId: z.uuid(),
        bookedOn: DateSchema,
        kind: z.string(),
        memo: z.string(),
        amountFen: FenSchema,
        runId: z.uuid().nullable(),
        runNo: z.string().nullable(),
        by: z.string(),
      }),
    ),
  }),
});

export const getFundStatement = defineContract({
  method: 'GET',
  path: '/api/ledger/statements/funds/:fund',
  summary: 'Statement of a fund: opening, movements, closing, and sums by programme and month',
  permission: 'ledger.read',
  input: MonthsInput.extend({ fund: FundCodeSchema }),
  output: z.object({
    fund: z.string(),
    label: z.string(),
    from: MonthSchema.nullable(),
    to: MonthSchema.nullable(),
    openingFen: FenSchema,
    inFen: FenSchema,
    outFen: FenSchema,
    closingFen: FenSchema,
    movements: z.array(
      z.object({
        bookedOn: DateSchema,
        kind: z.string(),
        memo: z.string(),
        runId: z.uuid().nullable(),
        runNo: z.string().nullable(),
        programme: z.string().nullable(),
        inFen: FenSchema,
        outFen: FenSchema,
        balanceFen: FenSchema,
      }),
    ),
    sums: z.array(
      z.object({
        month: MonthSchema,
        programme: z.string().nullable(),
        programmeLabel: LabelSchema,
        inFen: FenSchema,
        outFen: FenSchema,
      }),
    ),
  }),
});

const PaymentSums = z.object({
  dueFen: FenSchema,
  paidFen: FenSchema,
  openFen: FenSchema,
  returnedFen: FenSchema,
  overpaidFen: FenSchema,
});

const SubjectStatement = z.object({
  kind: z.enum(['household', 'person']),
  id: z.uuid(),
  number: z.string().nullable(),
  name: z.string(),
  from: MonthSchema.nullable(),
  to: MonthSchema.nullable(),
  rows: z.array(
    PaymentSums.extend({
      month: MonthSchema,
      programme: z.string(),
      programmeLabel: LabelSchema,
      awardId: z.uuid(),
      awardNo: z.string(),
      runId: z.uuid(),
      runNo: z.string(),
    }),
  ),
  byProgramme: z.array(PaymentSums.extend({ programme: z.string(), programmeLabel: LabelSchema })),
  total: PaymentSums,
});

export const getHouseholdStatement = defineContract({
  method: 'GET',
  path: '/api/ledger/statements/households/:id',
  summary: 'Statement of a household: what was due, has arrived, came back or was paid too much, by month',
  permission: 'payment.read',
  input: MonthsInput.extend(Id.shape),
  output: SubjectStatement,
});

export const getPersonStatement = defineContract({
  method: 'GET',
  path: '/api/ledger/statements/people/:id',
  summary: 'Statement of a person: what was due, has arrived, came back or was paid too much, by month',
  permission: 'payment.read',
  input: MonthsInput.extend(Id.shape),
  output: SubjectStatement,
});

export const listClosings = defineContract({
  method: 'GET',
  path: '/api/ledger/closings',
  summary:
    'Months of the books, open and closed, what keeps the next one open, and the years that are closed',
  permission: 'ledger.read',
  input: z.object({}),
  output: z.object({
    months: z.array(
      z.object({
        month: MonthSchema,
        transactions: z.int(),
        debitFen: FenSchema,
        closed: z.boolean(),
        closedBy: z.string().nullable(),
        closedAt: z.string().nullable(),
        reopened: z.int(),
      }),
    ),
    next: z.object({ month: MonthSchema, obstacles: z.array(LabelSchema) }).nullable(),
    lastClosed: MonthSchema.nullable(),
    years: z.array(z.int()),
  }),
});

export const listProposals = defineContract({
  method: 'GET',
  path: '/api/ledger/proposals',
  summary: 'Splits, budgets and closings as proposed, those that wait first',
  permission: 'ledger.read',
  input: z.object({}),
  output: z.object({
    proposals: z.array(
      z.object({
        id: z.uuid(),
        kind: z.enum(PROPOSAL_KINDS),
        state: z.enum(PROPOSAL_STATES),
        summary: LabelSchema,
        proposedBy: z.string(),
        proposedAt: z.string(),
        decidedBy: z.string().nullable(),
        decidedAt: z.string().nullable(),
        note: z.string().nullable(),
        mine: z.boolean(),
      }),
    ),
  }),
});

export const openFund = defineContract({
  method: 'POST',
  path: '/api/ledger/funds',
  summary: 'Opens the fund of a source and budget year',
  permission: 'ledger.write',
  input: z.object({
    pool: z
      .string()
      .regex(/^[a-z][a-z0-9-]*$/)
      .max(40),
    source: z.enum(FUND_SOURCE_IDS),
    budgetYear: z.int().min(2000).max(2999),
    label: z.string().trim().min(1).max(60).optional(),
  }),
  output: z.object({ fund: z.string(), label: z.string() }),
});

export const allocateFund = defineContract({
  method: 'POST',
  path: '/api/ledger/allocations',
  summary: 'Books money that has arrived on the treasury account into a fund',
  permission: 'payment.bank',
  input: z.object({ fund: FundCodeSchema, amountFen: FenSchema.min(1).max(AMOUNT_FEN_MAX) }),
  output: z.object({ fund: z.string(), label: z.string(), amountFen: FenSchema, leftFen: FenSchema }),
});

export const returnRecovered = defineContract({
  method: 'POST',
  path: '/api/ledger/recovered',
  summary: 'Gives what was recovered of a programme back to the sources that paid it',
  permission: 'payment.bank',
  input: z.object({ programme: z.string().max(60) }),
  output: z.object({ programme: z.string(), amountFen: FenSchema }),
});

const PROPOSED = Id;

export const proposeSplit = defineContract({
  method: 'POST',
  path: '/api/ledger/splits',
  summary: 'Proposes which sources pay a programme from a day on',
  permission: 'ledger.write',
  input: SplitProposal,
  output: PROPOSED,
});

export const proposeBudget = defineContract({
  method: 'POST',
  path: '/api/ledger/budgets',
  summary: 'Proposes the budget of a fund for a programme, or an adjustment of it',
  permission: 'ledger.write',
  input: BudgetProposal,
  output: PROPOSED,
});

export const proposeClosing = defineContract({
  method: 'POST',
  path: '/api/ledger/closings',
  summary: 'Proposes to close a month',
  permission: 'ledger.write',
  input: ClosingProposal,
  output: PROPOSED,
});

export const proposeReopening = defineContract({
  method: 'POST',
  path: '/api/ledger/reopenings',
  summary: 'Proposes to reopen the month that was closed last',
  permission: 'ledger.write',
  input: ReopeningProposal,
  output: PROPOSED,
});

export const proposeYearClosing = defineContract({
  method: 'POST',
  path: '/api/ledger/year-closings',
  summary: 'Proposes to close a year: what is left of each fund is carried over or returned',
  permission: 'ledger.write',
  input: YearClosingProposal,
  output: PROPOSED,
});

export const decideProposal = defineContract({
  method: 'POST',
  path: '/api/ledger/proposals/:id/decide',
  summary: 'A second person approves a proposal, which carries it out, or refuses it',
  permission: 'ledger.approve',
  input: Id.extend({
    decision: z.enum(['approve', 'refuse']),
    note: z.string().trim().max(200).optional(),
  }),
  output: PROPOSED,
});

export const withdrawProposal = defineContract({
  method: 'POST',
  path: '/api/ledger/proposals/:id/withdraw',
  summary: 'Takes back what one has proposed oneself',
  permission: 'ledger.write',
  input: Id,
  output: PROPOSED,
});

export const VerificationSchema = z.object({
  ok: z.boolean(),
  at: z.string(),
  /** Transactions that were booked since. */
  since: z.int(),
  broken: z.array(z.string()),
});

export const proveLedger = defineContract({
  method: 'POST',
  path: '/api/ledger/proofs',
  summary: 'Verifies the whole ledger now and keeps the result',
  permission: 'ledger.read',
  input: z.object({}),
  output: VerificationSchema,
});
