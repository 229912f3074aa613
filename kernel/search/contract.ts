import { z } from 'zod';
import { defineContract } from '../module/define-contract.ts';
import { DivisionSchema, LabelSchema } from '../module/schemas.ts';

/** Free text finds at most so many records (handbook 14 §7). */
export const RESULTS_MAX = 20;
export const QUERY_CHARS_MAX = 100;

/** How a record was found, the best first. */
export const MATCHES = ['code', 'name', 'beginning', 'part', 'sound', 'similar'] as const;

export const FoundSchema = z.object({
  id: z.uuid(),
  /** Masked where it is a person's name. */
  title: z.string(),
  code: z.string().nullable(),
  divisionNo: DivisionSchema,
  divisionName: z.string(),
  match: z.enum(MATCHES),
});

const SearchInput = z.object({
  q: z.string().max(QUERY_CHARS_MAX).default(''),
  /** Kinds with commas; all that the account may read when left out. */
  kinds: z.string().max(400).optional(),
  limit: z.coerce.number().int().min(1).max(RESULTS_MAX).default(RESULTS_MAX),
});

const SearchOutput = z.object({
  groups: z.array(z.object({ kind: z.string(), label: LabelSchema, found: z.array(FoundSchema) })),
  /** Whether more was found than is shown: say more of the name. */
  more: z.boolean(),
});

export const search = defineContract({
  method: 'GET',
  path: '/api/search',
  summary: 'Finds people, households, awards and other records by name, pinyin, initials or whole number',
  permission: 'party.read',
  input: SearchInput,
  output: SearchOutput,
});

/** The same with the words in the body: a name or a number of a person has no place in an address. */
export const searchUnseen = defineContract({
  method: 'POST',
  path: '/api/search',
  reads: true,
  summary: 'Finds like GET /api/search, with what is looked for in the body, so that no address holds it',
  permission: 'party.read',
  input: SearchInput,
  output: SearchOutput,
});
