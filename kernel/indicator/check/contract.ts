import { z } from 'zod';

/** A figure as printed: 192.85万元 is value 192.85 of scale 10000. */
const ReportFigureSchema = z.object({
  text: z.string(),
  value: z.number(),
  scale: z.number(),
  unit: z.string(),
  qualifier: z.string(),
  label: z.string(),
  period: z.string(),
  /** What a figure is: a stock has a day, a flow a period; a standard is paid to each. */
  kind: z.enum(['count', 'money', 'standard', 'rate', 'duration', 'date']),
  /** Digits behind the point as printed: they say how far the figure was rounded. */
  decimals: z.int(),
  /** Place in the text that was read, in UTF-16 units. */
  offset: z.int(),
  length: z.int(),
});
export type ReportFigure = Readonly<z.infer<typeof ReportFigureSchema>>;
export type FigureKind = ReportFigure['kind'];

const ReportRelationSchema = z.object({
  kind: z.enum([
    'sum',
    'share',
    'product',
    'solve',
    'change',
    'order',
    'period',
    'repeat',
    'bound',
    'multiple',
    'average',
  ]),
  expression: z.string(),
  /** Places in the list of figures. */
  figures: z.array(z.int()),
  stated: z.number().nullable(),
  computed: z.number().nullable(),
  tolerance: z.number(),
  holds: z.enum(['yes', 'no', 'undetermined']),
});
export type ReportRelation = Readonly<z.infer<typeof ReportRelationSchema>>;

const ReportFindingSchema = z.object({
  rule: z.string(),
  /** An error is proven from the text alone; a warning has to be looked at; a note is a matter of style. */
  severity: z.enum(['error', 'warning', 'note']),
  quote: z.string(),
  offset: z.int(),
  message: z.string(),
  fix: z.string(),
});
export type ReportFinding = Readonly<z.infer<typeof ReportFindingSchema>>;
export type Severity = ReportFinding['severity'];

const ReportCheckSchema = z.object({
  figures: z.array(ReportFigureSchema),
  relations: z.array(ReportRelationSchema),
  findings: z.array(ReportFindingSchema),
});
export type ReportCheck = z.infer<typeof ReportCheckSchema>;

/** The check with the text that was read, in which offsets count. */
export const CheckedReportSchema = ReportCheckSchema.extend({ text: z.string() });
export type CheckedReport = z.infer<typeof CheckedReportSchema>;

/** A figure with what the relations need: its place in the joined text, and its value in single units. */
export interface PlacedFigure extends ReportFigure {
  readonly index: number;
  readonly start: number;
  readonly end: number;
  readonly amount: number;
  /** Half of the last printed digit. */
  readonly half: number;
  readonly before: string;
  readonly after: string;
}

/** What one kind of relation found. */
export interface Outcome {
  readonly relations: readonly ReportRelation[];
  readonly findings: readonly ReportFinding[];
}
