import { z } from 'zod';
import { defineContract } from '../module/define-contract.ts';
import { DateSchema, DivisionSchema, LabelSchema } from '../module/schemas.ts';

const AccountSchema = z.object({
  username: z.string(),
  displayName: z.string(),
  role: z.string(),
  roleLabel: LabelSchema,
  divisionNo: DivisionSchema,
  divisionName: z.string(),
  permissions: z.array(z.string()),
});

export const getSession = defineContract({
  method: 'GET',
  path: '/api/session',
  summary: 'Who is signed in, and which district this is',
  permission: 'public',
  input: z.object({}),
  output: z.object({
    account: AccountSchema,
    district: z.object({
      name: z.string(),
      demonstration: z.boolean(),
      dataFrom: DateSchema,
      dataTo: DateSchema,
    }),
    /** Accounts that a visitor of a demonstration may try; empty in earnest. */
    demonstrationAccounts: z.array(AccountSchema.omit({ permissions: true })),
  }),
});

export const switchDemonstrationAccount = defineContract({
  method: 'POST',
  path: '/api/demonstration/account',
  summary: 'Look at the demonstration as another account; refused outside a demonstration',
  permission: 'public',
  input: z.object({ username: z.string().max(40) }),
  output: z.object({ username: z.string() }),
});
