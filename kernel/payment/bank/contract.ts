import { z } from 'zod';
import { defineContract } from '../../module/define-contract.ts';
import { DateSchema, FenSchema, LabelSchema, MonthSchema } from '../../module/schemas.ts';
import { Manifest } from './manifest-schema.ts';

const Sum = z.object({ items: z.int(), amountFen: FenSchema });

const SettlementSchema = z.object({
  month: MonthSchema,
  runs: z.array(
    z.object({
      id: z.uuid(),
      runNo: z.string(),
      programme: z.string(),
      programmeLabel: LabelSchema,
      month: MonthSchema,
      state: z.string(),
      totalFen: FenSchema,
    }),
  ),
  /** Every attempt counts: sent = paid + returned + waiting. */
  sent: Sum,
  paid: Sum,
  returned: Sum,
  /** Sent, no answer yet; of these, what the bank said it does not know. */
  waiting: Sum,
  unknown: Sum,
  reissued: Sum,
  /** No account is on file. */
  held: Sum,
  /** Came back and was not sent again yet. */
  toReissue: Sum,
  returnCodes: z.array(
    z.object({
      code: z.enum(['closed', 'name_mismatch', 'frozen', 'limit', 'other']),
      label: LabelSchema,
      items: z.int(),
      amountFen: FenSchema,
    }),
  ),
  files: z.array(
    z.object({
      fileNo: z.string(),
      name: z.string().nullable(),
      manifest: z.string().nullable(),
      format: z.string().nullable(),
      kind: z.string().nullable(),
      madeBy: z.string().nullable(),
      madeAt: z.string().nullable(),
      hashTotal: z.string().nullable(),
      sha256: z.string().nullable(),
      items: z.int(),
      totalFen: FenSchema,
      paidFen: FenSchema,
      returnedFen: FenSchema,
      waitingFen: FenSchema,
      returnedItems: z.int(),
      waitingItems: z.int(),
    }),
  ),
  waitingItems: z.array(
    z.object({
      no: z.string(),
      amountFen: FenSchema,
      unknownSince: DateSchema.nullable(),
      reason: z.string().nullable(),
    }),
  ),
  /** What the ledger says; null for who sees a part of the district. */
  books: z
    .object({ sentFen: FenSchema, paidFen: FenSchema, returnedFen: FenSchema, clearingFen: FenSchema })
    .nullable(),
  /** What the bank's statements say of these files; null while none was read. */
  statement: z.object({ outFen: FenSchema, inFen: FenSchema, files: z.int() }).nullable(),
  differences: z.array(
    z.object({
      kind: z.enum(['books', 'statement', 'unassigned']),
      what: LabelSchema,
      reference: z.string().nullable(),
      on: DateSchema.nullable(),
      oursFen: FenSchema,
      theirsFen: FenSchema,
    }),
  ),
  ties: z.boolean().nullable(),
  onTime: z.object({ by: DateSchema, runs: z.int(), onTimeRuns: z.int() }),
});

export const getRunSettlement = defineContract({
  method: 'GET',
  path: '/api/runs/:id/settlement',
  summary:
    'What the bank did with a run: sent, paid, returned, unknown, by file, tied to ledger and statement',
  permission: 'payment.read',
  input: z.object({ id: z.uuid() }),
  output: SettlementSchema,
});

export const getMonthSettlement = defineContract({
  method: 'GET',
  path: '/api/settlements/:month',
  summary: 'What the bank did with all runs of a month',
  permission: 'payment.read',
  input: z.object({ month: MonthSchema }),
  output: SettlementSchema,
});

const Limits = z.object({
  itemsPerFileMax: z.int().min(1).max(1_000_000),
  amountPerFileMaxFen: z.int().min(1).max(100_000_000_000_000),
});

export const getBankSettings = defineContract({
  method: 'GET',
  path: '/api/bank/settings',
  summary: 'File formats for the bank, and what one file may hold',
  permission: 'payment.bank',
  input: z.object({}),
  output: z.object({
    formats: z.array(z.object({ id: z.string(), label: LabelSchema })),
    defaultFormat: z.string(),
    limits: Limits.extend({ assumed: z.boolean() }),
  }),
});

export const setBankLimitsContract = defineContract({
  method: 'POST',
  path: '/api/bank/limits',
  summary: 'Sets how many items and how much money one file for the bank may hold',
  permission: 'payment.bank',
  input: Limits,
  output: Limits,
});

const FormatSchema = z.string().max(40).optional();

export const sendRunContract = defineContract({
  method: 'POST',
  path: '/api/runs/:id/send',
  summary: 'Writes the files of an approved run for the bank; gives the signed list of them',
  permission: 'payment.bank',
  input: z.object({ id: z.uuid(), format: FormatSchema }),
  output: Manifest,
});

export const reissueRunContract = defineContract({
  method: 'POST',
  path: '/api/runs/:id/reissue',
  summary: 'Sends again what came back and is corrected, or confirmed by its item number',
  permission: 'payment.bank',
  input: z.object({
    id: z.uuid(),
    format: FormatSchema,
    confirmed: z.array(z.string().max(60)).max(1_000).default([]),
  }),
  output: Manifest,
});
