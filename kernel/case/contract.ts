import { z } from 'zod';
import { ColleaguesSchema } from '../event/contract.ts';
import { defineContract } from '../module/define-contract.ts';
import { DateSchema, DivisionSchema, FenSchema, LabelSchema } from '../module/schemas.ts';

const name = z.string().regex(/^[a-z][a-z0-9-]{0,59}$/);
const reason = z.string().trim().min(1).max(500);
const version = z.coerce.number().int().min(1).max(1_000_000);
const values = z.record(z.string().max(60), z.unknown());
const subject = z.string().trim().min(1).max(60);
/** Which case, and which version of it the caller has seen. */
const which = { id: z.uuid(), version };

const Answer = z.object({ id: z.uuid(), caseNo: z.string(), state: z.string(), version: z.int() });
const LampSchema = z.enum(['green', 'amber', 'red', 'paused', 'none']);
const FormSchema = z.enum(['original', 'copy', 'share', 'pledge']);

const CaseRow = z.object({
  id: z.uuid(),
  caseNo: z.string(),
  lifecycle: z.string(),
  lifecycleLabel: LabelSchema,
  state: z.string(),
  stateLabel: LabelSchema,
  lamp: LampSchema,
  dueOn: DateSchema.nullable(),
  /** Masked; null where the case is about no person. */
  name: z.string().nullable(),
  divisionNo: DivisionSchema,
  divisionName: z.string(),
  openedOn: DateSchema,
  handler: z.string(),
  version: z.int(),
  flags: z.array(z.object({ id: z.string(), label: LabelSchema })),
});

export const openCaseContract = defineContract({
  method: 'POST',
  path: '/api/cases',
  summary: 'Open a case of a life cycle for a person, household or record',
  permission: 'case.open',
  input: z.object({ lifecycle: name, subject, applicant: subject.optional(), data: values.default({}) }),
  output: Answer,
});

export const listCases = defineContract({
  method: 'GET',
  path: '/api/cases',
  summary: 'Cases of the jurisdiction, newest first, a page at a time',
  permission: 'case.read',
  input: z.object({
    lifecycle: name.optional(),
    state: name.optional(),
    lamp: LampSchema.optional(),
    mine: z.enum(['true', 'false']).default('false'),
    divisionNo: z.coerce.number().int().positive().optional(),
    /** Beginning of a case number. */
    text: z.string().trim().max(40).optional(),
    /** Id of the last case of the page before. */
    after: z.uuid().optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: z.object({ cases: z.array(CaseRow), next: z.uuid().nullable() }),
});

export const getCaseContract = defineContract({
  method: 'GET',
  path: '/api/cases/:id',
  summary: 'One case: clock, materials, history, notices, decisions, and what may be done now or why not',
  permission: 'case.read',
  input: z.object({ id: z.uuid() }),
  output: CaseRow.extend({
    subjectKind: z.enum(['person', 'household', 'record']),
    subjectId: z.uuid(),
    applicantPersonId: z.uuid().nullable(),
    /** What the lamp asks for in this state, where the life cycle says so. */
    lampText: LabelSchema.nullable(),
    data: values,
    deadlines: z.array(
      z.object({
        id: z.string(),
        label: LabelSchema,
        startedOn: DateSchema,
        /** Null while the calendar of that year is not loaded. */
        dueOn: DateSchema.nullable(),
        lamp: LampSchema,
        /** Document and article, or the assumption. */
        ground: z.string(),
      }),
    ),
    pauses: z.array(
      z.object({
        reason: z.string(),
        label: LabelSchema,
        fromOn: DateSchema,
        untilOn: DateSchema.nullable(),
      }),
    ),
    materials: z.array(
      z.object({
        id: z.string(),
        label: LabelSchema,
        required: z.boolean(),
        forms: z.array(FormSchema),
        stand: z.enum(['missing', 'received', 'waived', 'returned']),
        form: FormSchema.nullable(),
        attachmentId: z.uuid().nullable(),
        on: DateSchema.nullable(),
      }),
    ),
    history: z.array(
      z.object({
        seq: z.int(),
        on: DateSchema,
        by: z.string(),
        action: z.string(),
        label: LabelSchema,
        fromState: z.string().nullable(),
        toState: z.string(),
        reason: z.string().nullable(),
        details: values,
      }),
    ),
    notices: z.array(
      z.object({
        id: z.uuid(),
        postedOn: DateSchema,
        firstDay: DateSchema,
        lastDay: DateSchema,
        endedOn: DateSchema.nullable(),
      }),
    ),
    objections: z.array(
      z.object({
        id: z.uuid(),
        raisedOn: DateSchema,
        raisedBy: z.string(),
        outcome: z.enum(['upheld', 'rejected']).nullable(),
      }),
    ),
    decisions: z.array(
      z.object({
        id: z.uuid(),
        decisionNo: z.string(),
        outcome: z.enum(['granted', 'refused', 'ended']),
        decidedOn: DateSchema,
        digest: z.string(),
        serveBy: DateSchema.nullable(),
        servedOn: DateSchema.nullable(),
        appeals: z.array(z.object({ kind: z.string(), filedOn: DateSchema, inTime: z.boolean() })),
      }),
    ),
    tasks: z.array(
      z.object({ id: z.uuid(), title: LabelSchema, state: z.string(), dueOn: DateSchema.nullable() }),
    ),
    actions: z.array(
      z.object({
        id: z.string(),
        label: LabelSchema,
        reasonRequired: z.boolean(),
        allowed: z.boolean(),
        /** Why not, when it is not allowed. */
        why: LabelSchema.nullable(),
      }),
    ),
  }),
});

export const actContract = defineContract({
  method: 'POST',
  path: '/api/cases/:id/act',
  summary: 'Take an action of the life cycle; its own permission is checked besides',
  permission: 'case.read',
  input: z.object({ ...which, action: name, input: values.default({}), reason: reason.optional() }),
  output: Answer,
});

export const materialContract = defineContract({
  method: 'POST',
  path: '/api/cases/:id/materials',
  summary: 'Record a material as received, waived or returned',
  permission: 'case.open',
  input: z.object({
    ...which,
    material: name,
    action: z.enum(['received', 'waived', 'returned']),
    form: FormSchema.optional(),
    attachmentId: z.uuid().optional(),
    reason: reason.optional(),
  }),
  output: Answer,
});

export const noticeMissingContract = defineContract({
  method: 'POST',
  path: '/api/cases/:id/missing',
  summary: 'Tell the applicant once everything that is missing',
  permission: 'case.handle',
  input: z.object({ ...which, newFact: reason.optional() }),
  output: Answer.extend({ missing: z.array(z.string()), tellBy: DateSchema.nullable() }),
});

export const pauseContract = defineContract({
  method: 'POST',
  path: '/api/cases/:id/pause',
  summary: 'Let the clock stand still for a reason of the life cycle',
  permission: 'case.handle',
  input: z.object({ ...which, reason: name, note: reason.optional() }),
  output: Answer,
});

export const resumeContract = defineContract({
  method: 'POST',
  path: '/api/cases/:id/resume',
  summary: 'Let the clock go on',
  permission: 'case.handle',
  input: z.object(which),
  output: Answer,
});

export const listReceivers = defineContract({
  method: 'GET',
  path: '/api/cases/:id/receivers',
  summary: 'To whom a case can be handed over: who may handle it and is no near relative in it',
  permission: 'case.handle',
  input: z.object({ id: z.uuid() }),
  output: ColleaguesSchema,
});

export const handOverContract = defineContract({
  method: 'POST',
  path: '/api/cases/:id/hand-over',
  summary: 'Give a case to another person of its place',
  permission: 'case.handle',
  input: z.object({ ...which, to: z.string().max(40), reason }),
  output: Answer,
});

export const objectContract = defineContract({
  method: 'POST',
  path: '/api/cases/:id/objections',
  summary: 'Record an objection to the running public notice',
  permission: 'case.open',
  input: z.object({
    ...which,
    raisedBy: z.enum(['resident', 'applicant', 'organisation', 'anonymous']),
    content: z.string().trim().min(1).max(2000),
  }),
  output: Answer.extend({ objectionId: z.uuid() }),
});

export const decideObjectionContract = defineContract({
  method: 'POST',
  path: '/api/cases/:id/objections/:objectionId',
  summary: 'Say what came of an objection',
  permission: 'case.review',
  input: z.object({ ...which, objectionId: z.uuid(), outcome: z.enum(['upheld', 'rejected']), reason }),
  output: Answer,
});

export const serveContract = defineContract({
  method: 'POST',
  path: '/api/decisions/:id/service',
  summary: 'Record the proof of service of a decision',
  permission: 'case.handle',
  input: z.object({
    id: z.uuid(),
    servedOn: DateSchema,
    way: z.enum(['direct', 'left', 'entrusted', 'post', 'electronic', 'announcement']),
    receiver: z.string().trim().min(1).max(50),
  }),
  output: z.object({ id: z.uuid(), decisionNo: z.string() }),
});

export const appealContract = defineContract({
  method: 'POST',
  path: '/api/decisions/:id/appeals',
  summary: 'Record a reconsideration or lawsuit against a decision',
  permission: 'case.handle',
  input: z.object({
    id: z.uuid(),
    kind: z.enum(['reconsideration', 'litigation']),
    filedOn: DateSchema,
    authority: z.string().trim().min(1).max(100),
    fileNo: z.string().trim().max(60).optional(),
  }),
  output: z.object({ id: z.uuid(), inTime: z.boolean(), lastDay: DateSchema.nullable() }),
});

export const letterContract = defineContract({
  method: 'GET',
  path: '/api/decisions/:id/letter',
  summary: 'The letter of a decision as it was issued; reading it is audited with its purpose',
  permission: 'case.letter',
  input: z.object({ id: z.uuid(), purpose: z.string().trim().min(2).max(100) }),
  output: z.object({
    decisionNo: z.string(),
    fileName: z.string(),
    mediaType: z.string(),
    digest: z.string(),
    base64: z.string(),
  }),
});

export const listNotices = defineContract({
  method: 'GET',
  path: '/api/public/notices',
  summary: 'Public notices that run today, for everybody',
  permission: 'public',
  input: z.object({
    after: z.uuid().optional(),
    limit: z.coerce.number().int().min(1).max(200).default(100),
  }),
  output: z.object({
    notices: z.array(
      z.object({
        id: z.uuid(),
        kind: z.string(),
        name: z.string(),
        community: z.string(),
        people: z.int(),
        amountFen: FenSchema.nullable(),
        postedOn: DateSchema,
        firstDay: DateSchema,
        lastDay: DateSchema,
      }),
    ),
    next: z.uuid().nullable(),
  }),
});

const RelationSchema = z.enum(['self', 'spouse', 'parent', 'child', 'sibling', 'other']);

export const declareRelativeContract = defineContract({
  method: 'POST',
  path: '/api/staff-relatives',
  summary: 'Record a near relative of a member of the staff; only a blind index of the number is kept',
  permission: 'staff-relative.write',
  input: z.object({
    username: z.string().max(40),
    relation: RelationSchema,
    idNumber: z.string().trim().min(15).max(18),
  }),
  output: z.object({ id: z.uuid() }),
});

export const endRelativeContract = defineContract({
  method: 'POST',
  path: '/api/staff-relatives/:id/end',
  summary: 'A declaration no longer holds',
  permission: 'staff-relative.write',
  input: z.object({ id: z.uuid() }),
  output: z.object({ id: z.uuid() }),
});

export const listRelativesContract = defineContract({
  method: 'GET',
  path: '/api/staff-relatives',
  summary: 'Declared near relations of the staff, without the people in them',
  permission: 'staff-relative.read',
  input: z.object({ username: z.string().max(40).optional() }),
  output: z.object({
    relatives: z.array(
      z.object({
        id: z.uuid(),
        username: z.string(),
        relation: RelationSchema,
        declaredOn: DateSchema,
        endedOn: DateSchema.nullable(),
      }),
    ),
  }),
});
