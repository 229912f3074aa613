import { z } from 'zod';
import { MEMBER_CLASSES } from '../../kernel/event/catalogue.ts';
import { defineContract } from '../../kernel/module/define-contract.ts';
import { DateSchema } from '../../kernel/module/schemas.ts';

const LIST_MAX = 50;

/** A fact that the change records, or ends when it has no value. */
const ChangedFact = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('person.life'), personId: z.uuid(), from: DateSchema, code: z.literal('dead') }),
  z.object({
    kind: z.literal('disability.level'),
    personId: z.uuid(),
    from: DateSchema,
    code: z.enum(['1', '2', '3', '4']).nullable(),
  }),
  z.object({
    kind: z.literal('household.member'),
    personId: z.uuid(),
    from: DateSchema,
    code: z.enum(MEMBER_CLASSES).nullable(),
    householdId: z.uuid(),
  }),
]);

/** What a life event changes in social assistance, all of it or nothing. */
export const Change = z.object({
  facts: z.array(ChangedFact).max(LIST_MAX),
  /** Awards that have nobody left, and the day from which they end. */
  endAwards: z.array(z.uuid()).max(LIST_MAX),
  endFrom: DateSchema,
  /** Where the person was payee or head and somebody else has to be. */
  succeed: z.object({
    awards: z.array(z.uuid()).max(LIST_MAX),
    households: z.array(z.uuid()).max(LIST_MAX),
    candidates: z.array(z.uuid()).max(LIST_MAX),
  }),
  /** The new payee and head; whoever accepts chooses when the proposal cannot. */
  successorId: z.uuid().optional(),
  source: z.string().trim().min(1).max(300),
});
export type Change = z.infer<typeof Change>;

export const applyChange = defineContract({
  method: 'POST',
  path: '/api/social-assistance/changes',
  summary:
    'Record what a life event changes: facts, awards that end, a new payee; the next run pays the difference',
  permission: 'party.write',
  input: Change,
  output: z.object({ facts: z.int(), ended: z.int(), payees: z.int() }),
});
