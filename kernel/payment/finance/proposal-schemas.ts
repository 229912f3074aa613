import { z } from 'zod';
import type { Label } from '../../base/label.ts';
import { DateSchema, FenSchema, MonthSchema } from '../../module/schemas.ts';

/** Levels of government that pay for social assistance, in the order in which a remaining fen goes to them. */
export const FUND_SOURCES = {
  central: { zh: '中央', en: 'central' },
  province: { zh: '省级', en: 'provincial' },
  city: { zh: '市级', en: 'city' },
  district: { zh: '区级', en: 'district' },
} as const satisfies Record<string, Label>;
export type FundSource = keyof typeof FUND_SOURCES;
export const FUND_SOURCE_IDS = ['central', 'province', 'city', 'district'] as const satisfies FundSource[];

export const WHOLE_BASIS_POINTS = 10_000;
export const AMOUNT_FEN_MAX = 1_000_000_000_000;
const FUNDS_MAX = 100;

export const FundCodeSchema = z
  .string()
  .regex(/^[a-z][a-z0-9-]*$/)
  .max(60);
const words = (max: number) => z.string().trim().min(1).max(max);

/** Where a split or a budget stands, and whether that is a source or an assumption of the bureau. */
const DocumentSchema = z.object({
  documentTitle: words(100),
  documentNo: words(60),
  certainty: z.enum(['source', 'assumption']).default('source'),
});

export const SplitProposal = DocumentSchema.extend({
  programme: words(60),
  effectiveFrom: DateSchema,
  shares: z
    .array(z.object({ source: z.enum(FUND_SOURCE_IDS), basisPoints: z.int().min(1).max(WHOLE_BASIS_POINTS) }))
    .min(1)
    .max(FUND_SOURCE_IDS.length),
  article: z.string().trim().max(60).default(''),
  issuedOn: DateSchema.optional(),
  note: words(200).optional(),
});
export type SplitProposal = z.infer<typeof SplitProposal>;

export const BudgetProposal = DocumentSchema.extend({
  fund: FundCodeSchema,
  budgetYear: z.int().min(2000).max(2999),
  programme: words(60),
  kind: z.enum(['approved', 'adjustment']),
  amountFen: FenSchema.min(-AMOUNT_FEN_MAX).max(AMOUNT_FEN_MAX),
  reason: words(200).optional(),
});
export type BudgetProposal = z.infer<typeof BudgetProposal>;

export const ClosingProposal = z.object({ month: MonthSchema });
export type ClosingProposal = z.infer<typeof ClosingProposal>;

export const ReopeningProposal = ClosingProposal.extend({ reason: words(200) });
export type ReopeningProposal = z.infer<typeof ReopeningProposal>;

export const YearClosingProposal = z.object({
  year: z.int().min(2000).max(2998),
  /** What becomes of the balance of each fund of the year. */
  funds: z.array(z.object({ fund: FundCodeSchema, action: z.enum(['carry-over', 'return']) })).max(FUNDS_MAX),
});
export type YearClosingProposal = z.infer<typeof YearClosingProposal>;

export const PROPOSAL_KINDS = ['split', 'budget', 'closing', 'reopening', 'year-closing'] as const;
export const PROPOSAL_STATES = ['proposed', 'approved', 'refused', 'withdrawn'] as const;
