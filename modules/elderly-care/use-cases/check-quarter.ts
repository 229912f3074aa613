import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { inputError } from '../../../kernel/base/errors.ts';
import { type Month, month } from '../../../kernel/base/month.ts';
import type { PlainDate } from '../../../kernel/base/plain-date.ts';
import type { Tx } from '../../../kernel/db/database.ts';
import { rowsOf } from '../../../kernel/db/rows.ts';
import { openTask } from '../../../kernel/event/task.ts';
import type { ResolvedValues } from '../../../kernel/policy/resolve-parameters.ts';
import { defineContract } from '../../../kernel/module/define-contract.ts';
import { defineUseCase } from '../../../kernel/module/define-use-case.ts';
import { MonthSchema } from '../../../kernel/module/schemas.ts';
import { oldAgePayment } from '../model/allowances.ts';
import { AREA } from '../model/institutions.ts';
import { oldAgeBand, subsidy90, subsidyFrom } from '../model/parameters.ts';
import { allowanceOf, type Band, type Bands, districtSubsidyOf } from '../policy/old-age.ts';
import { readStandards } from './standards.ts';

/** More errors than these in one quarter are a wrong file, not wrong lines. */
const FINDINGS_MAX = 500;
const PAYMENTS_MAX = 200_000;

const Finding = z.object({
  paymentNo: z.string(),
  paidFen: z.int(),
  owedFen: z.int(),
});
type Finding = z.infer<typeof Finding>;

interface Paid extends Record<string, unknown> {
  readonly id: string;
  readonly paymentNo: string;
  readonly divisionNo: number;
  readonly kind: string;
  readonly amountFen: number;
  readonly birthDate: PlainDate;
  readonly fromMonth: PlainDate;
  readonly toMonth: PlainDate | null;
}

const monthText = (date: PlainDate): Month => month(date.slice(0, 7));

/** A band without a value reads as not a number, which no payment equals. */
const bandsOf = (read: ResolvedValues[string] | undefined): Bands => {
  const of = (band: Band): number => (typeof read === 'object' ? (read[band] ?? Number.NaN) : Number.NaN);
  return { '80_89': of('80_89'), '90_99': of('90_99'), '100_up': of('100_up') };
};

/** The payments of a quarter whose amount the rule does not give, over the own jurisdiction. */
export async function findWrongPayments(tx: Tx, quarter: Month) {
  const values = await readStandards(tx, { oldAgeBand, subsidyFrom, subsidy90 }, quarter);
  const bands = bandsOf(values.oldAgeBand);
  const rate = { age: Number(values.subsidyFrom), amountFen: Number(values.subsidy90) };
  const paid = await rowsOf<Paid>(
    tx,
    sql`select x.id, x.payment_no as "paymentNo", x.division_no as "divisionNo", x.kind, x.amount_fen as "amountFen",
               p.birth_date as "birthDate", a.from_month as "fromMonth", a.to_month as "toMonth"
          from old_age_payment x join old_age_award a on a.id = x.award_id join person p on p.id = a.person_id
         where x.ended_on is null and x.quarter = ${`${quarter}-01`}::date order by x.payment_no limit ${PAYMENTS_MAX}`,
  );
  const findings = paid.flatMap((line) => {
    const facts = {
      birthDate: line.birthDate,
      fromMonth: monthText(line.fromMonth),
      toMonth: line.toMonth === null ? null : monthText(line.toMonth),
    };
    const owed =
      line.kind === 'allowance'
        ? allowanceOf(facts, quarter, bands)
        : districtSubsidyOf(facts, quarter, rate);
    return owed.amountFen === line.amountFen ? [] : [{ ...line, owedFen: owed.amountFen }];
  });
  return { checked: paid.length, findings: findings.slice(0, FINDINGS_MAX), wrong: findings.length };
}

/** Holds a paid quarter against the rule: dead, moved, under age, wrong band. Each error becomes a task. */
export const checkQuarter = defineUseCase({
  id: 'elderly-care.check-quarter',
  label: { zh: '核查高龄津贴发放', en: 'check a quarter of old-age payments' },
  contract: defineContract({
    method: 'POST',
    path: '/api/elderly-care/quarter-checks',
    summary: 'Check the old-age payments of a quarter against the rule',
    permission: `${AREA}.write`,
    input: z.object({ quarter: MonthSchema }),
    output: z.object({ checked: z.int(), wrong: z.int(), findings: z.array(Finding).max(FINDINGS_MAX) }),
  }),
  run: async ({ tx }, { quarter }) => {
    if (!/-(01|04|07|10)$/.test(quarter))
      throw inputError(
        'elderly.quarter',
        '季度首月应为1、4、7、10月。',
        'A quarter begins in January, April, July or October.',
      );
    const { checked, wrong, findings } = await findWrongPayments(tx, month(quarter));
    for (const found of findings) await openFinding(tx, found);
    const shown = findings.map(({ paymentNo, amountFen, owedFen }): Finding => ({
      paymentNo,
      paidFen: amountFen,
      owedFen,
    }));
    return {
      output: { checked, wrong, findings: shown },
      about: { objectKind: 'old-age-quarter', objectId: quarter, details: { checked, wrong } },
    };
  },
});

const openFinding = (
  tx: Tx,
  { id, paymentNo, divisionNo, amountFen, owedFen }: Paid & { readonly owedFen: number },
) =>
  openTask(tx, {
    key: `elderly.payment:${id}`,
    kind: 'elderly.payment',
    title: {
      zh: `高龄津贴${paymentNo}实发${amountFen / 100}元，应发${owedFen / 100}元，请核实`,
      en: `Old-age payment ${paymentNo}: ${amountFen / 100} yuan paid, ${owedFen / 100} due`,
    },
    about: { kind: oldAgePayment.id, id },
    divisionNo,
    role: 'bureau_clerk',
  });
