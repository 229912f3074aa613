import { z } from 'zod';
import { defineContract } from '../module/define-contract.ts';
import { DivisionSchema } from '../module/schemas.ts';

export const PLACE_KINDS = ['district', 'street', 'community', 'grid'] as const;

const PlaceSchema = z.object({
  divisionNo: DivisionSchema,
  parentNo: DivisionSchema.nullable(),
  kind: z.enum(PLACE_KINDS),
  name: z.string(),
  /** From the street downwards: 吴家山街道·某社区. */
  fullName: z.string(),
});

export const listPlaces = defineContract({
  method: 'GET',
  path: '/api/places',
  summary: 'The places of the own jurisdiction that exist today, from the top downwards',
  permission: 'report.read',
  input: z.object({}),
  output: z.object({ places: z.array(PlaceSchema) }),
});
