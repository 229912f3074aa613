import { z } from 'zod';
import { DateSchema, DivisionSchema, MonthSchema } from '../module/schemas.ts';

const CHANGES_MAX = 50;
const PROGRAMMES_MAX = 20;
/** Looking further ahead than the rules look back would leave out months. */
const MONTHS_MAX = 36;

/** Another value of a parameter from a month on; null ends the register's own value, so that the derived one holds. */
const ParameterChange = z.object({
  key: z.string().min(1).max(100),
  variant: z.string().min(1).max(40).default('all'),
  value: z.number().min(0).max(1e12).nullable(),
  from: MonthSchema,
});
export type ParameterChange = z.output<typeof ParameterChange>;

/** A programme decided under another declared rule version from a month on. */
const RuleChange = z.object({
  programme: z.string().min(1).max(60),
  version: z.string().min(1).max(60),
  from: MonthSchema,
});
export type RuleChange = z.output<typeof RuleChange>;

/** What is tried out: on which programmes, with which changes, over whom, as known when, for how many months. */
export const Scenario = z.object({
  name: z.string().trim().min(1).max(100),
  programmes: z.array(z.string().min(1).max(60)).min(1).max(PROGRAMMES_MAX),
  parameters: z.array(ParameterChange).max(CHANGES_MAX).default([]),
  rules: z.array(RuleChange).max(PROGRAMMES_MAX).default([]),
  population: z
    .object({
      division: DivisionSchema.optional(),
      area: z.enum(['urban', 'rural']).optional(),
      category: z.string().max(40).optional(),
    })
    .default({}),
  /** What was known at the end of this day; without it everything that is known when it is computed. */
  asOf: DateSchema.optional(),
  /** First month of the forecast; without it the month after the last run. */
  firstMonth: MonthSchema.optional(),
  months: z.int().min(1).max(MONTHS_MAX).default(12),
  /** Whether the first month also settles what is still open of earlier months, as the real run does. */
  past: z.boolean().default(true),
  /** Whether those without an award are looked at too, for who would become entitled. */
  newcomers: z.boolean().default(true),
});
export type Scenario = z.output<typeof Scenario>;

/** What a scenario does to an award: it begins, rises, stays, falls or ends. */
export const OUTCOMES = ['enter', 'gain', 'same', 'lose', 'leave'] as const;
export type Outcome = (typeof OUTCOMES)[number];
