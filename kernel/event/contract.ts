import { z } from 'zod';
import { defineContract } from '../module/define-contract.ts';
import { DateSchema, DivisionSchema, LabelSchema } from '../module/schemas.ts';

const PAGE_MAX = 200;
const limit = z.coerce.number().int().min(1).max(PAGE_MAX).default(50);

export const EventSchema = z.object({
  id: z.uuid(),
  kind: z.string(),
  label: LabelSchema,
  subjectKind: z.string(),
  subjectId: z.string(),
  divisionNo: DivisionSchema,
  divisionName: z.string(),
  occurredOn: DateSchema,
  recordedAt: z.string(),
  recordedBy: z.string(),
});

export const reportEvent = defineContract({
  method: 'POST',
  path: '/api/events',
  summary: 'Report what happened to a person or household; changes are proposed to the person in charge',
  permission: 'party.write',
  input: z.object({
    kind: z.string().max(60),
    /** Award number, household number, identity number or id. */
    subject: z.string().trim().min(1).max(60),
    occurredOn: DateSchema,
    source: z.string().trim().min(2).max(200),
    payload: z.record(z.string(), z.unknown()).default({}),
  }),
  output: z.object({ id: z.uuid(), kind: z.string(), subjectKind: z.string(), subjectId: z.string() }),
});

export const listEvents = defineContract({
  method: 'GET',
  path: '/api/events',
  summary: 'Events of the jurisdiction, newest first',
  permission: 'party.read',
  input: z.object({
    kind: z.string().max(60).optional(),
    subjectId: z.string().max(100).optional(),
    after: z.uuid().optional(),
    limit,
  }),
  output: z.object({ events: z.array(EventSchema), next: z.uuid().nullable() }),
});

const DELIVERY_STATES = ['pending', 'done', 'failed', 'skipped'] as const;

/** What an administrator sees of a delivery: nothing of the business behind it. */
export const DeliverySchema = z.object({
  eventId: z.uuid(),
  kind: z.string(),
  label: LabelSchema,
  reaction: z.string(),
  reactionLabel: LabelSchema,
  state: z.enum(DELIVERY_STATES),
  attempts: z.int(),
  nextAt: z.string(),
  lastError: z.string().nullable(),
  settledAt: z.string().nullable(),
  skipReason: z.string().nullable(),
});

export const listDeliveries = defineContract({
  method: 'GET',
  path: '/api/event-deliveries',
  summary: 'Deliveries of events to reactions, failed ones unless another state is asked for',
  permission: 'event.manage',
  input: z.object({ state: z.enum(DELIVERY_STATES).default('failed'), after: z.uuid().optional(), limit }),
  output: z.object({ deliveries: z.array(DeliverySchema), next: z.uuid().nullable() }),
});

const oneDelivery = { eventId: z.uuid(), reaction: z.string().min(1).max(100) };
const settled = z.object({ eventId: z.uuid(), reaction: z.string(), state: z.enum(DELIVERY_STATES) });

export const retryDelivery = defineContract({
  method: 'POST',
  path: '/api/event-deliveries/:eventId/retry',
  summary: 'Try a failed delivery again',
  permission: 'event.manage',
  input: z.object(oneDelivery),
  output: settled,
});

export const skipDelivery = defineContract({
  method: 'POST',
  path: '/api/event-deliveries/:eventId/skip',
  summary: 'Give up a failed delivery, with a reason',
  permission: 'event.manage',
  input: z.object({ ...oneDelivery, reason: z.string().trim().min(2).max(500) }),
  output: settled,
});

const LAMPS = ['green', 'amber', 'red'] as const;
export const TASK_STATES = ['open', 'claimed', 'done', 'rejected', 'cancelled'] as const;

export const TaskSchema = z.object({
  id: z.uuid(),
  kind: z.string(),
  title: LabelSchema,
  about: z.object({ kind: z.string(), id: z.string() }),
  divisionNo: DivisionSchema,
  divisionName: z.string(),
  role: z.string(),
  roleLabel: LabelSchema,
  assignee: z.object({ username: z.string(), displayName: z.string() }).nullable(),
  state: z.enum(TASK_STATES),
  dueOn: DateSchema.nullable(),
  /** Red: overdue. Amber: three working days or less. Null without a due day and for what is closed. */
  lamp: z.enum(LAMPS).nullable(),
  createdAt: z.string(),
  version: z.int(),
});

export const TaskDetailSchema = TaskSchema.extend({
  reasons: z.array(LabelSchema),
  proposal: z
    .object({ useCase: z.string(), label: LabelSchema, input: z.record(z.string(), z.unknown()) })
    .nullable(),
  /** What ends the task where it is decided elsewhere; such a task is not completed by hand. */
  endsWith: LabelSchema.nullable(),
  eventId: z.uuid().nullable(),
  note: z.string().nullable(),
  closedAt: z.string().nullable(),
  closedBy: z.string().nullable(),
  closingReason: z.string().nullable(),
});

export const listTasks = defineContract({
  method: 'GET',
  path: '/api/tasks',
  summary: 'My tasks or those of my role, the most urgent first',
  permission: 'task.read',
  input: z.object({
    whose: z.enum(['mine', 'role']).default('role'),
    closed: z.stringbool().default(false),
    lamp: z.enum(LAMPS).optional(),
    kind: z.string().max(100).optional(),
    aboutKind: z.string().max(60).optional(),
    aboutId: z.string().max(100).optional(),
    after: z.string().max(60).optional(),
    limit,
  }),
  output: z.object({
    tasks: z.array(TaskSchema),
    next: z.string().nullable(),
    counts: z.object({ green: z.int(), amber: z.int(), red: z.int(), none: z.int() }),
  }),
});

export const getTask = defineContract({
  method: 'GET',
  path: '/api/tasks/:id',
  summary: 'One task with its reasons and the proposed change',
  permission: 'task.read',
  input: z.object({ id: z.uuid() }),
  output: TaskDetailSchema,
});

export const ColleaguesSchema = z.object({
  colleagues: z.array(z.object({ username: z.string(), displayName: z.string() })),
});

export const listColleagues = defineContract({
  method: 'GET',
  path: '/api/tasks/:id/colleagues',
  summary: 'Who a task can be handed over to: colleagues of its role in charge of its place',
  permission: 'task.work',
  input: z.object({ id: z.uuid() }),
  output: ColleaguesSchema,
});

const one = z.object({ id: z.uuid() });
const reason = z.string().trim().min(2).max(1000);
const acted = z.object({ id: z.uuid(), state: z.enum(TASK_STATES), version: z.int() });

const taskAction = <I extends z.ZodObject>(path: string, summary: string, input: I) =>
  defineContract({
    method: 'POST',
    path: `/api/tasks/:id/${path}`,
    summary,
    permission: 'task.work',
    input,
    output: acted,
  });

export const claimTask = taskAction('claim', 'Take a task on', one);
export const releaseTask = taskAction('release', 'Give a task back to the role', one);
export const handOverTask = taskAction(
  'hand-over',
  'Hand a task over to a colleague of the same role',
  one.extend({ to: z.string().min(2).max(40), note: reason }),
);
export const completeTask = taskAction(
  'complete',
  'Mark a task as done',
  one.extend({ reason: reason.optional() }),
);
export const acceptTask = taskAction(
  'accept',
  'Accept the proposed change and carry it out',
  // What the proposal leaves open; what it says cannot be changed here.
  one.extend({ fill: z.record(z.string(), z.unknown()).default({}), reason: reason.optional() }),
);
export const rejectTask = taskAction(
  'reject',
  'Reject the proposed change, with a reason; everything stays as it is',
  one.extend({ reason }),
);

export const listJobs = defineContract({
  method: 'GET',
  path: '/api/jobs',
  summary: 'Regular jobs with their last runs',
  permission: 'event.manage',
  input: z.object({}),
  output: z.object({
    jobs: z.array(
      z.object({
        id: z.string(),
        label: LabelSchema,
        cron: z.string(),
        lastState: z.enum(['running', 'done', 'failed']).nullable(),
        lastStartedAt: z.string().nullable(),
        lastFinishedAt: z.string().nullable(),
        lastError: z.string().nullable(),
        lastDay: DateSchema.nullable(),
      }),
    ),
  }),
});
