import { z } from 'zod';
import { defineContract } from '../module/define-contract.ts';
import { DateSchema, DivisionSchema, LabelSchema, MonthSchema } from '../module/schemas.ts';

/** A figure as a report shows it: exact value in base units, printed form, and what it is worth. */
export const FigureSchema = z.object({
  id: z.string(),
  label: LabelSchema,
  /** Unit of the printed form, e.g. 万元; `baseUnit` is the unit of `value`, e.g. 元. */
  unit: z.string(),
  baseUnit: z.string(),
  kind: z.enum(['stock', 'flow', 'money', 'rate', 'parameter']),
  /** Null when the register behind the figure does not exist yet. */
  value: z.number().nullable(),
  printed: z.string().nullable(),
  /** What a stock was counted on, or the months a flow was summed over. */
  asOf: z.string(),
  at: DateSchema.nullable(),
  from: MonthSchema.nullable(),
  to: MonthSchema.nullable(),
  division: DivisionSchema,
  divisionName: z.string(),
  definition: LabelSchema,
  definitionDigest: z.string(),
  rowCount: z.int(),
  /** Assumptions that the figure's parameters rest on, to be shown with it. */
  assumptions: z.array(z.string()),
  missing: z.boolean(),
});
export type Figure = z.infer<typeof FigureSchema>;

/** One record behind a figure. `link` opens it: a payment line, an award, a standard, or a record as `<register>/<id>`. */
export const FigureRowSchema = z.object({
  key: z.string(),
  kind: z.enum(['line', 'award', 'person', 'household', 'parameter', 'record']),
  /** Masked name of the person or household head. */
  name: z.string(),
  divisionNo: DivisionSchema.nullable(),
  divisionName: z.string(),
  month: MonthSchema.nullable(),
  what: z.string(),
  /** What the row adds to the figure, in base units. */
  measure: z.number(),
  link: z
    .object({
      page: z.enum(['line', 'award', 'parameter', 'record']),
      id: z.string(),
      month: MonthSchema.nullable(),
    })
    .nullable(),
});
export type FigureRow = z.infer<typeof FigureRowSchema>;

const FigureQuery = z.object({
  id: z.string().max(120),
  at: DateSchema.optional(),
  from: MonthSchema.optional(),
  to: MonthSchema.optional(),
  division: z.string().max(18).optional(),
});

export const listFigures = defineContract({
  method: 'GET',
  path: '/api/figures',
  summary: 'All figures with their values for the reporting period',
  permission: 'figure.read',
  input: z.object({}),
  output: z.object({ figures: z.array(FigureSchema) }),
});

export const getFigure = defineContract({
  method: 'GET',
  path: '/api/figures/:id',
  summary: 'One figure with definition and value',
  permission: 'figure.read',
  input: FigureQuery,
  output: FigureSchema,
});

export const getFigureRows = defineContract({
  method: 'GET',
  path: '/api/figures/:id/rows',
  summary: 'The records behind a figure, a page at a time',
  permission: 'figure.open',
  input: FigureQuery.extend({
    offset: z.coerce.number().int().min(0).max(10_000_000).default(0),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: z.object({ total: z.int(), sum: z.number(), rows: z.array(FigureRowSchema) }),
});

export const listReports = defineContract({
  method: 'GET',
  path: '/api/reports',
  summary: 'Reports that can be read',
  permission: 'report.read',
  input: z.object({}),
  output: z.object({ reports: z.array(z.object({ year: z.int(), title: z.string() })) }),
});

export const getReport = defineContract({
  method: 'GET',
  path: '/api/reports/:year',
  summary: 'One report: its text as HTML with marked figures, and the figures',
  permission: 'report.read',
  input: z.object({ year: z.coerce.number().int().min(1949).max(2999) }),
  output: z.object({
    year: z.int(),
    title: z.string(),
    /** Each figure is `<button type="button" class="figure" data-figure="ID">printed unit</button>`. */
    html: z.string(),
    asOf: z.string(),
    knownAt: z.string(),
    figures: z.array(FigureSchema),
  }),
});
