import { z } from 'zod';
import { defineContract } from '../module/define-contract.ts';
import { DateSchema, FenSchema, LabelSchema, MonthSchema } from '../module/schemas.ts';
import { OUTCOMES, Scenario } from './scenario-schema.ts';

const OwnId = z.object({ id: z.uuid() });
const RESULT_STATES = ['queued', 'running', 'done', 'cancelled', 'failed'] as const;

const Result = z.object({
  id: z.uuid(),
  state: z.enum(RESULT_STATES),
  done: z.int(),
  total: z.int(),
  firstMonth: MonthSchema.nullable(),
  knownAt: z.string().nullable(),
  divisionName: z.string(),
  startedBy: z.string(),
  startedAt: z.string(),
  finishedAt: z.string().nullable(),
  error: z.object({ code: z.string(), message: LabelSchema }).nullable(),
});

const Sums = z.object({ baselineFen: FenSchema, scenarioFen: FenSchema });

export const createScenario = defineContract({
  method: 'POST',
  path: '/api/simulations',
  summary:
    'Keep a scenario: changed parameters and rule versions over a population; nothing comes into force',
  permission: 'policy.simulate',
  input: Scenario,
  output: OwnId,
});

export const startSimulation = defineContract({
  method: 'POST',
  path: '/api/simulations/:id/results',
  summary: 'Compute a scenario over the register of the caller’s jurisdiction; goes on while others work',
  permission: 'policy.simulate',
  input: OwnId,
  output: z.object({ resultId: z.uuid() }),
});

export const cancelSimulation = defineContract({
  method: 'POST',
  path: '/api/simulation-results/:id/cancel',
  summary: 'Stop a computation after its present batch',
  permission: 'policy.simulate',
  input: OwnId,
  output: OwnId,
});

const ScenarioHead = z.object({
  id: z.uuid(),
  name: z.string(),
  programmes: z.array(LabelSchema),
  divisionName: z.string(),
  createdBy: z.string(),
  createdAt: z.string(),
  enacted: z.boolean(),
  result: Result.extend(Sums.shape).nullable(),
});

export const listSimulations = defineContract({
  method: 'GET',
  path: '/api/simulations',
  summary: 'Scenarios of the jurisdiction and of those around it, newest first, each with its latest result',
  permission: 'policy.simulate',
  input: z.object({}),
  output: z.object({
    scenarios: z.array(ScenarioHead),
    /** What a new scenario may be about. */
    choices: z.object({
      programmes: z.array(
        z.object({
          id: z.string(),
          label: LabelSchema,
          parameters: z.array(z.string()),
          /** Parameters of which a value may follow from others: key/variant. */
          derived: z.array(z.string()),
          versions: z.array(z.object({ id: z.string(), from: MonthSchema })),
        }),
      ),
      categories: z.array(z.object({ id: z.string(), label: LabelSchema })),
    }),
  }),
});

const OutcomeCount = z.object({ awards: z.int(), people: z.int(), ...Sums.shape });
const Group = z.object({
  dimension: z.enum(['programme', 'street', 'area', 'category']),
  key: z.string(),
  label: LabelSchema,
  ...Sums.shape,
  outcomes: z.record(z.enum(OUTCOMES), OutcomeCount),
});

export const ProposalSchema = z.object({
  id: z.uuid(),
  key: z.string(),
  label: LabelSchema,
  variant: z.string(),
  variantLabel: LabelSchema,
  unit: z.string(),
  per: LabelSchema,
  value: z.number(),
  effectiveFrom: DateSchema,
  effectiveTo: DateSchema.nullable(),
  documentTitle: z.string(),
  documentNo: z.string(),
  article: z.string(),
  certainty: z.enum(['source', 'assumption']),
  note: z.string().nullable(),
  scenarioId: z.uuid().nullable(),
  state: z.enum(['proposed', 'approved', 'rejected']),
  proposedBy: z.string(),
  proposedAt: z.string(),
  decidedBy: z.string().nullable(),
  decidedAt: z.string().nullable(),
  reason: z.string().nullable(),
});

export const getSimulation = defineContract({
  method: 'GET',
  path: '/api/simulations/:id',
  summary: 'One scenario and what it comes to, in the places that the caller sees',
  permission: 'policy.simulate',
  input: z.object({ id: z.uuid(), result: z.uuid().optional() }),
  output: z.object({
    id: z.uuid(),
    name: z.string(),
    definition: Scenario,
    divisionName: z.string(),
    createdBy: z.string(),
    createdAt: z.string(),
    result: Result.nullable(),
    values: z.array(
      z.object({
        programme: z.string(),
        key: z.string(),
        label: LabelSchema,
        variant: z.string(),
        variantLabel: LabelSchema,
        unit: z.string(),
        per: LabelSchema,
        from: MonthSchema,
        baseline: z.number(),
        scenario: z.number(),
        formula: LabelSchema.nullable(),
      }),
    ),
    /** What the computation covers and what it leaves out. */
    coverage: z.array(LabelSchema),
    changesKept: z.enum(['all', 'largest']),
    totals: Sums,
    months: z.array(
      z.object({
        month: MonthSchema,
        programme: z.string(),
        programmeLabel: LabelSchema,
        ...Sums.shape,
        baselineAwards: z.int(),
        scenarioAwards: z.int(),
        baselineArrearsFen: FenSchema,
        scenarioArrearsFen: FenSchema,
        baselineOverpaidFen: FenSchema,
        scenarioOverpaidFen: FenSchema,
      }),
    ),
    groups: z.array(Group),
    proposals: z.array(ProposalSchema),
  }),
});
export type SimulationDetail = z.output<typeof getSimulation.output>;

const CHANGE_ROWS_MAX = 200;
export const listSimulationChanges = defineContract({
  method: 'GET',
  path: '/api/simulation-results/:id/changes',
  summary: 'The awards to which the scenario makes the largest difference, names masked',
  permission: 'policy.simulate',
  input: z.object({
    id: z.uuid(),
    outcome: z.enum(OUTCOMES).optional(),
    programme: z.string().max(60).optional(),
    division: z.coerce.number().int().positive().optional(),
    page: z.coerce.number().int().min(1).max(1000).default(1),
    limit: z.coerce.number().int().min(1).max(CHANGE_ROWS_MAX).default(50),
  }),
  output: z.object({
    count: z.int(),
    changes: z.array(
      z.object({
        programme: z.string(),
        programmeLabel: LabelSchema,
        awardId: z.uuid().nullable(),
        awardNo: z.string().nullable(),
        subjectKind: z.enum(['person', 'household']),
        subjectId: z.uuid(),
        name: z.string(),
        divisionName: z.string(),
        outcome: z.enum(OUTCOMES),
        people: z.int(),
        ...Sums.shape,
        baselineMonthFen: FenSchema,
        scenarioMonthFen: FenSchema,
        refusal: LabelSchema.nullable(),
      }),
    ),
  }),
});

export const compareSimulations = defineContract({
  method: 'GET',
  path: '/api/simulation-comparison',
  summary: 'Two or more scenarios side by side, each with its latest result',
  permission: 'policy.simulate',
  input: z.object({ ids: z.string().min(36).max(400) }),
  output: z.object({
    scenarios: z.array(
      z.object({
        id: z.uuid(),
        name: z.string(),
        firstMonth: MonthSchema.nullable(),
        ...Sums.shape,
        months: z.array(z.object({ month: MonthSchema, ...Sums.shape })),
        groups: z.array(Group),
      }),
    ),
  }),
});

export const compareWithRun = defineContract({
  method: 'GET',
  path: '/api/simulations/:id/runs',
  summary:
    'The forecast against the first real run of each programme after it, with the awards that explain a difference',
  permission: 'policy.simulate',
  input: z.object({ id: z.uuid(), month: MonthSchema.optional() }),
  output: z.object({
    scenario: z.object({ id: z.uuid(), name: z.string() }),
    programmes: z.array(
      z.object({
        programme: z.string(),
        programmeLabel: LabelSchema,
        run: z.object({ id: z.uuid(), runNo: z.string(), month: MonthSchema, state: z.string() }).nullable(),
        forecastFen: FenSchema,
        runFen: FenSchema,
        differenceFen: FenSchema,
        forecastAwards: z.int(),
        runAwards: z.int(),
        /** Whether the values in force at the run are those of the scenario. */
        sameParameters: z.boolean(),
        differing: z.int(),
        awards: z.array(
          z.object({
            awardId: z.uuid(),
            awardNo: z.string(),
            forecastFen: FenSchema,
            runFen: FenSchema,
            differenceFen: FenSchema,
            reason: z.enum(['new-award', 'facts', 'parameters', 'unexplained']),
            reasonLabel: LabelSchema,
          }),
        ),
      }),
    ),
  }),
});

const Document = z.object({
  title: z.string().trim().min(1).max(300),
  number: z.string().trim().min(1).max(100),
  article: z.string().trim().min(1).max(100),
  issuedOn: DateSchema.optional(),
  /** Why the value is assumed, where no document sets it. */
  assumption: z.string().trim().min(1).max(1000).optional(),
});

export const enactScenario = defineContract({
  method: 'POST',
  path: '/api/simulations/:id/enact',
  summary:
    'Propose exactly the scenario’s values for the register of standards; another person approves them',
  permission: 'policy.enact',
  input: OwnId.extend(Document.shape),
  output: z.object({ proposals: z.array(z.uuid()) }),
});

export const listProposals = defineContract({
  method: 'GET',
  path: '/api/parameter-proposals',
  summary: 'Parameter values that await approval, or all of them',
  permission: 'policy.read',
  input: z.object({ all: z.enum(['true', 'false']).default('false') }),
  output: z.object({ proposals: z.array(ProposalSchema) }),
});

const Decided = z.object({ id: z.uuid(), state: z.enum(['approved', 'rejected']) });

export const approveProposal = defineContract({
  method: 'POST',
  path: '/api/parameter-proposals/:id/approve',
  summary: 'Approve a proposed value: it comes into force; not by who proposed it',
  permission: 'policy.approve',
  input: OwnId,
  output: Decided,
});

export const rejectProposal = defineContract({
  method: 'POST',
  path: '/api/parameter-proposals/:id/reject',
  summary: 'Reject a proposed value, with the reason',
  permission: 'policy.approve',
  input: OwnId.extend({ reason: z.string().trim().min(1).max(1000) }),
  output: Decided,
});
