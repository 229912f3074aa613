import { z } from 'zod';
import { defineContract } from '../../module/define-contract.ts';
import { DateSchema, FenSchema, LabelSchema, MonthSchema } from '../../module/schemas.ts';

/** Who the notice is for. */
export const NOTICE_SUBJECTS = ['household', 'person'] as const;

/** What one family or person was paid in a month, in words they understand (发放告知单). */
export const PaymentNotice = z.object({
  subjectId: z.uuid(),
  /** Masked: the sheet may lie on a counter. */
  name: z.string(),
  /** Number of the household; a person has none that may be shown. */
  householdNo: z.string().nullable(),
  divisionName: z.string(),
  /** The street's name, where one may ask. */
  streetName: z.string(),
  districtName: z.string(),
  month: MonthSchema,
  grants: z.array(
    z.object({
      programme: z.string(),
      programmeLabel: LabelSchema,
      awardNo: z.string(),
      runNo: z.string(),
      payee: z.string(),
      /** Last digits only; empty while none is on file. */
      account: z.string().nullable(),
      state: z.enum(['ready', 'held', 'sent', 'paid', 'returned', 'none']),
      returnReason: z.string().nullable(),
      settledOn: DateSchema.nullable(),
      lines: z.array(
        z.object({
          forMonth: MonthSchema,
          componentLabel: LabelSchema,
          kind: z.enum(['regular', 'arrears', 'overpayment']),
          reason: LabelSchema,
          /** Empty when the line is for the whole family. */
          person: z.string().nullable(),
          amountFen: FenSchema,
        }),
      ),
      deductions: z.array(
        z.object({ caseNo: z.string(), kind: z.enum(['deduction', 'offset']), amountFen: FenSchema }),
      ),
      grantedFen: FenSchema,
      deductedFen: FenSchema,
      /** What goes to the bank account. */
      paidFen: FenSchema,
      /** What the run found to have been paid too much; claimed apart, not deducted here. */
      overpaidFen: FenSchema,
    }),
  ),
  claims: z.array(z.object({ caseNo: z.string(), owedFen: FenSchema })),
  paidFen: FenSchema,
});
export type PaymentNotice = z.infer<typeof PaymentNotice>;

export const NoticeAsked = z.object({
  kind: z.enum(NOTICE_SUBJECTS),
  id: z.uuid(),
  /** The latest month in which something was paid, unless said otherwise. */
  month: MonthSchema.optional(),
});

export const getPaymentNotice = defineContract({
  method: 'GET',
  path: '/api/payment-notices/:kind/:id',
  summary: 'The payment notice of a household or person for a month, masked, and the months there are',
  permission: 'payment.read',
  input: NoticeAsked,
  output: z.object({ months: z.array(MonthSchema), notice: PaymentNotice.nullable() }),
});
