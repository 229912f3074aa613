import { z } from 'zod';
import { defineContract } from '../module/define-contract.ts';
import { DateSchema, DivisionSchema, LabelSchema } from '../module/schemas.ts';
import { ConditionsSchema } from './condition-contract.ts';

const ValueSchema = z.union([z.string(), z.number(), z.boolean(), z.array(z.string()).readonly(), z.null()]);
const ValuesSchema = z.record(z.string(), ValueSchema).readonly();

export const RecordSchema = z.object({
  id: z.string(),
  version: z.int(),
  divisionNo: DivisionSchema,
  divisionName: z.string(),
  endedOn: DateSchema.nullable(),
  endReason: z.string().nullable(),
  createdAt: z.string(),
  changedAt: z.string().nullable(),
  title: z.string(),
  /** Covered values are masked or empty; `covered` names them. */
  values: ValuesSchema,
  covered: z.array(z.string()).readonly(),
  titles: z.record(z.string(), z.string().nullable()).readonly(),
});
export type RecordOutput = z.infer<typeof RecordSchema>;

const FieldSchema = z.object({
  name: z.string(),
  type: z.string(),
  label: LabelSchema,
  hint: LabelSchema.nullable(),
  sensitivity: z.enum(['L1', 'L2', 'L3', 'L4']),
  required: z.boolean(),
  sortable: z.boolean(),
  fixed: z.boolean(),
  operators: z.array(z.string()),
  max: z.number().nullable(),
  min: z.number().nullable(),
  unit: LabelSchema.nullable(),
  codes: z.array(z.object({ code: z.string(), label: LabelSchema })),
  /** The record that a reference leads to. */
  refersTo: z.string().nullable(),
});

export const RegisterSchema = z.object({
  id: z.string(),
  label: LabelSchema,
  area: z.string(),
  areaLabel: LabelSchema,
  title: z.string(),
  key: z.array(z.string()),
  list: z.array(z.string()),
  /** Whether the place is given with a record or follows another one. */
  ownPlace: z.boolean(),
  correction: z.enum(['reason', 'approval']),
  fields: z.array(FieldSchema),
  /** What the caller may do here. */
  may: z.object({
    create: z.boolean(),
    edit: z.boolean(),
    approve: z.boolean(),
    export: z.boolean(),
    import: z.boolean(),
  }),
});
export type RegisterOutput = z.infer<typeof RegisterSchema>;
export type RegisterField = RegisterOutput['fields'][number];

export const listRegisters = defineContract({
  method: 'GET',
  path: '/api/registers',
  summary: 'The registers that the caller may read, with their fields: the data dictionary',
  permission: 'report.read',
  input: z.object({}),
  output: z.object({ registers: z.array(RegisterSchema) }),
});

const SelectionInput = z.object({
  /** JSON list of {field, op, value}; all must hold. Values of covered fields are refused: ask with `query`. */
  where: z.string().max(4000).optional(),
  division: z.coerce.number().int().positive().optional(),
  ended: z.enum(['without', 'with', 'only']).default('without'),
});

const PageInput = z.object({
  /** A sortable field, with a minus for the other direction. */
  sort: z.string().max(60).optional(),
  after: z.string().max(600).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  /** Fields by name, separated by commas; all when left out. */
  columns: z.string().max(2000).optional(),
});
const ListInput = SelectionInput.extend(PageInput.shape);

/** The selection in the body of a call, where it may name personal values. */
const QuerySelection = z.object({
  where: ConditionsSchema.default([]),
  division: DivisionSchema.optional(),
  ended: z.enum(['without', 'with', 'only']).default('without'),
});
export const ExportQuery = QuerySelection.extend({
  columns: z.string().max(2000).optional(),
  format: z.enum(['xlsx', 'csv']).default('xlsx'),
});

const PageSchema = z.object({ records: z.array(RecordSchema), next: z.string().nullable() });

const Id = z.object({ id: z.uuid() });
const Version = z.object({ version: z.int().min(1) });
const Reason = z.object({ reason: z.string().trim().min(2).max(500) });
const WriteValues = z.object({
  divisionNo: DivisionSchema.optional(),
  values: z.record(z.string().max(60), z.unknown()),
});

const ChangeSchema = z.object({
  version: z.int(),
  action: z.enum(['create', 'edit', 'correct', 'end', 'resume', 'import']),
  at: z.string(),
  by: z.string(),
  approvedBy: z.string().nullable(),
  reason: z.string().nullable(),
  source: z.string().nullable(),
  before: ValuesSchema,
  after: ValuesSchema,
});

const CorrectionSchema = z.object({
  id: z.string(),
  recordId: z.string(),
  state: z.enum(['proposed', 'approved', 'refused']),
  reason: z.string(),
  proposedBy: z.string(),
  proposedAt: z.string(),
  decidedBy: z.string().nullable(),
  decision: z.string().nullable(),
  changes: ValuesSchema,
});

const FaultSchema = z.object({ line: z.int(), column: z.string(), zh: z.string(), en: z.string() });

export const ImportSchema = z.object({
  id: z.string(),
  fileName: z.string(),
  state: z.enum(['staged', 'applied', 'cancelled']),
  rowsNew: z.int(),
  rowsChanged: z.int(),
  rowsSame: z.int(),
  rowsBad: z.int(),
  rowsApplied: z.int().nullable(),
  createdAt: z.string(),
  appliedAt: z.string().nullable(),
  createdBy: z.string(),
});

/** What the permission of a register's call is about. */
interface Target {
  /** Path segment: a record's id, or `:record` for a client that takes any. */
  readonly record: string;
  readonly area: string;
  readonly label: string;
}

/** What the calls of one register have in common. */
const targetOf = ({ record, area, label }: Target) => ({
  at: `/api/registers/${record}` as const,
  area,
  label,
  /** For any register the record's name is a part of the input. */
  named: <T extends z.ZodRawShape>(shape: z.ZodObject<T>) =>
    record === ':record' ? shape.extend({ record: z.string() }) : shape,
});

function readingContracts(target: Target) {
  const { at, area, label, named } = targetOf(target);
  return {
    list: defineContract({
      method: 'GET',
      path: at,
      summary: `${label}: a page of the register`,
      permission: `${area}.read`,
      input: named(ListInput),
      output: PageSchema,
    }),
    query: defineContract({
      method: 'POST',
      path: `${at}/query`,
      reads: true,
      summary: `${label}: a page of the register; may be asked for by personal values`,
      permission: `${area}.read`,
      input: named(QuerySelection.extend(PageInput.shape)),
      output: PageSchema,
    }),
    countQuery: defineContract({
      method: 'POST',
      path: `${at}/query/count`,
      reads: true,
      summary: `${label}: how many records the selection has; may be asked for by personal values`,
      permission: `${area}.read`,
      input: named(QuerySelection),
      output: z.object({ count: z.int() }),
    }),
    count: defineContract({
      method: 'GET',
      path: `${at}/count`,
      summary: `${label}: how many records the selection has`,
      permission: `${area}.read`,
      input: named(SelectionInput),
      output: z.object({ count: z.int() }),
    }),
    read: defineContract({
      method: 'GET',
      path: `${at}/:id`,
      summary: `${label}: one record`,
      permission: `${area}.read`,
      input: named(Id),
      output: RecordSchema,
    }),
    history: defineContract({
      method: 'GET',
      path: `${at}/:id/history`,
      summary: `${label}: who changed what, when and why`,
      permission: `${area}.read`,
      input: named(Id),
      output: z.object({ changes: z.array(ChangeSchema), corrections: z.array(CorrectionSchema) }),
    }),
  };
}

function writingContracts(target: Target) {
  const { at, area, label, named } = targetOf(target);
  return {
    create: defineContract({
      method: 'POST',
      path: at,
      summary: `${label}: make a record`,
      permission: `${area}.write`,
      input: named(WriteValues),
      output: RecordSchema,
    }),
    edit: defineContract({
      method: 'POST',
      path: `${at}/:id`,
      summary: `${label}: change a record; a stale version is a conflict with both versions`,
      permission: `${area}.write`,
      input: named(
        Id.extend(Version.shape)
          .extend(WriteValues.shape)
          .extend({ reason: z.string().max(500).optional() }),
      ),
      output: RecordSchema,
    }),
    correct: defineContract({
      method: 'POST',
      path: `${at}/:id/correction`,
      summary: `${label}: correct what was wrong; may wait for a second person`,
      permission: `${area}.write`,
      input: named(Id.extend(Version.shape).extend(WriteValues.shape).extend(Reason.shape)),
      output: z.object({ record: RecordSchema, correctionId: z.string().nullable() }),
    }),
    decide: defineContract({
      method: 'POST',
      path: `${at}/corrections/:id`,
      summary: `${label}: approve or refuse a correction`,
      permission: `${area}.approve`,
      input: named(Id.extend({ approve: z.boolean(), note: z.string().trim().min(2).max(500) })),
      output: RecordSchema,
    }),
    end: defineContract({
      method: 'POST',
      path: `${at}/:id/end`,
      summary: `${label}: end a record; it stays with its last day and reason`,
      permission: `${area}.write`,
      input: named(Id.extend(Version.shape).extend(Reason.shape).extend({ on: DateSchema })),
      output: RecordSchema,
    }),
    resume: defineContract({
      method: 'POST',
      path: `${at}/:id/resume`,
      summary: `${label}: take back an ending that was a mistake`,
      permission: `${area}.write`,
      input: named(Id.extend(Version.shape).extend(Reason.shape)),
      output: RecordSchema,
    }),
  };
}

function importContracts(target: Target) {
  const { at, area, label, named } = targetOf(target);
  return {
    imports: defineContract({
      method: 'GET',
      path: `${at}/imports`,
      summary: `${label}: the latest imports`,
      permission: `${area}.write`,
      input: named(z.object({})),
      output: z.object({ imports: z.array(ImportSchema) }),
    }),
    readImport: defineContract({
      method: 'GET',
      path: `${at}/imports/:id`,
      summary: `${label}: an import and what is wrong in it`,
      permission: `${area}.write`,
      input: named(Id),
      output: ImportSchema.extend({ faults: z.array(FaultSchema), faultCount: z.int() }),
    }),
    applyImport: defineContract({
      method: 'POST',
      path: `${at}/imports/:id/apply`,
      summary: `${label}: apply a checked file, whole or its good rows only`,
      permission: `${area}.write`,
      input: named(Id.extend({ rows: z.enum(['all', 'good']).default('all') })),
      output: ImportSchema,
    }),
    cancelImport: defineContract({
      method: 'POST',
      path: `${at}/imports/:id/cancel`,
      summary: `${label}: give up a checked file`,
      permission: `${area}.write`,
      input: named(Id),
      output: ImportSchema,
    }),
  };
}

/** Every call of one register. The server binds them for each record; the web calls them with the record's name. */
export const registerContracts = (target: Target) => ({
  ...readingContracts(target),
  ...writingContracts(target),
  ...importContracts(target),
});

/** The calls for whatever record, for a client that reads the declaration from `listRegisters`. */
export const anyRegister = registerContracts({ record: ':record', area: 'report', label: 'Register' });
