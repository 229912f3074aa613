import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { sameHand } from '../../../kernel/access/same-hand.ts';
import { conflict, forbidden, inputError } from '../../../kernel/base/errors.ts';
import { type Month, month, monthOf } from '../../../kernel/base/month.ts';
import { addMonthsToDate, type PlainDate, plainDate } from '../../../kernel/base/plain-date.ts';
import { nextInSeries } from '../../../kernel/db/number-series.ts';
import { findRow } from '../../../kernel/db/rows.ts';
import { defineContract } from '../../../kernel/module/define-contract.ts';
import { defineUseCase, type UseCaseContext } from '../../../kernel/module/define-use-case.ts';
import { absentRecord } from '../../../kernel/module/reading.ts';
import { MonthSchema } from '../../../kernel/module/schemas.ts';
import { changeRecord, createRecord, lockRecord } from '../../../kernel/register/write-records.ts';
import { oldAgeAward } from '../model/allowances.ts';
import { AREA } from '../model/institutions.ts';
import { verifyMonths } from '../model/parameters.ts';
import { bandOf } from '../policy/old-age.ts';
import { readStandards } from './standards.ts';

const output = z.object({ id: z.uuid(), awardNo: z.string(), status: z.string() });
const byId = { id: z.uuid() };
const path = (step: string) => `/api/elderly-care/awards/${step}` as const;

async function change(
  context: UseCaseContext,
  id: string,
  from: readonly string[],
  valuesOf: (standing: Standing) => Promise<Readonly<Record<string, unknown>> & { readonly status?: string }>,
) {
  const { version, values } = await lockRecord(context.tx, context.keyring, oldAgeAward, id);
  const status = String(values.status);
  if (!from.includes(status))
    throw conflict(
      'elderly.award-status',
      '高龄津贴的状态已变化，不能这样办理：请刷新后再看。',
      'The allowance is in another state by now: read it again.',
      { status },
    );
  const verified = typeof values.lastVerifiedOn === 'string' ? plainDate(values.lastVerifiedOn) : null;
  const next = await valuesOf({ fromMonth: month(String(values.fromMonth)), verified });
  await changeRecord(context, oldAgeAward, { id, version, values: next }, 'edit');
  const result = { id, awardNo: String(values.awardNo), status: next.status ?? status };
  return {
    output: result,
    about: { objectKind: oldAgeAward.id, objectId: id, details: { status: result.status } },
  };
}

interface Standing {
  readonly fromMonth: Month;
  readonly verified: PlainDate | null;
}

/** Puts an elder forward for the allowance; nothing is paid before another person has confirmed it. */
export const openAward = defineUseCase({
  id: 'elderly-care.open-award',
  label: { zh: '登记高龄津贴对象', en: 'put forward for the old-age allowance' },
  changesMoney: true,
  contract: defineContract({
    method: 'POST',
    path: path('open'),
    summary: 'Put an elder forward for the old-age allowance',
    permission: `${AREA}.write`,
    input: z.object({ personId: z.uuid(), fromMonth: MonthSchema }),
    output,
  }),
  run: async (context, { personId, fromMonth }) => {
    const { tx } = context;
    const person = await findRow<{ birthDate: PlainDate; divisionNo: number }>(
      tx,
      sql`select birth_date as "birthDate", division_no as "divisionNo" from person where id = ${personId}::uuid`,
    );
    if (person === undefined) throw absentRecord();
    const from = month(fromMonth);
    if (bandOf(person.birthDate, from) === undefined)
      throw inputError(
        'elderly.under-age',
        `${fromMonth}尚未年满80周岁，不能享受高龄津贴。`,
        `Not yet 80 years old in ${fromMonth}.`,
      );
    // Two clerks who put the same elder forward wait for each other here.
    await tx.db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`old-age:${personId}`}, 0))`);
    const other = await findRow(
      tx,
      sql`select 1 from old_age_award where person_id = ${personId}::uuid and status <> 'ended' and ended_on is null`,
    );
    if (other !== undefined)
      throw conflict('elderly.has-award', '该老人已有高龄津贴。', 'This elder has an allowance already.');
    const series = `GL${String(person.divisionNo).slice(0, 6)}${fromMonth.slice(0, 4)}`;
    const awardNo = `${series}${String(await nextInSeries(tx, series)).padStart(6, '0')}`;
    const { id } = await createRecord(context, oldAgeAward, {
      values: { awardNo, personId, status: 'proposed', fromMonth },
    });
    const result = { id, awardNo, status: 'proposed' };
    return { output: result, about: { objectKind: oldAgeAward.id, objectId: id } };
  },
});

/** Confirms an allowance; who put it forward may not. */
export const confirmAward = defineUseCase({
  id: 'elderly-care.confirm-award',
  label: { zh: '确认高龄津贴', en: 'confirm an old-age allowance' },
  changesMoney: true,
  contract: defineContract({
    method: 'POST',
    path: path('confirm'),
    summary: 'Confirm an old-age allowance that somebody else put forward',
    permission: `${AREA}.approve`,
    input: z.object(byId),
    output,
  }),
  run: async (context, { id }) => {
    const made = await findRow<{ by: string }>(
      context.tx,
      sql`select created_by as by from old_age_award where id = ${id}::uuid`,
    );
    if (made !== undefined && sameHand(context.tx.actor, made.by))
      throw forbidden(
        'elderly.same-hand',
        '登记和确认不能是同一人：请由另一人确认。',
        'Who put it forward may not confirm it.',
      );
    const lastVerifiedOn = context.clock.today();
    return change(context, id, ['proposed'], async () => ({
      status: 'paying',
      lastVerifiedOn,
      channel: 'window',
    }));
  },
});

/** The annual sign of life; who was suspended for want of it is paid again, with what was held back. */
export const verifyAward = defineUseCase({
  id: 'elderly-care.verify-award',
  label: { zh: '办理生存认证', en: 'verify that an elder lives' },
  changesMoney: true,
  contract: defineContract({
    method: 'POST',
    path: path('verify'),
    summary: 'Record the annual verification of an old-age allowance',
    permission: `${AREA}.write`,
    input: z.object({ ...byId, channel: z.enum(['face', 'window', 'visit', 'data']) }),
    output,
  }),
  run: (context, { id, channel }) =>
    change(context, id, ['paying', 'suspended'], async () => ({
      status: 'paying',
      lastVerifiedOn: context.clock.today(),
      channel,
    })),
});

/** Holds an allowance back whose verification is overdue; never before that. */
export const suspendAward = defineUseCase({
  id: 'elderly-care.suspend-award',
  label: { zh: '暂停高龄津贴', en: 'suspend an old-age allowance' },
  changesMoney: true,
  contract: defineContract({
    method: 'POST',
    path: path('suspend'),
    summary: 'Hold back an old-age allowance whose verification is overdue',
    permission: `${AREA}.approve`,
    input: z.object(byId),
    output,
  }),
  run: (context, { id }) =>
    change(context, id, ['paying'], async ({ verified, fromMonth }) => {
      const today = context.clock.today();
      const { verifyMonths: months } = await readStandards(context.tx, { verifyMonths }, monthOf(today));
      const since = verified ?? plainDate(`${fromMonth}-01`);
      const due = addMonthsToDate(since, Number(months));
      if (due >= today)
        throw conflict(
          'elderly.not-overdue',
          `生存认证到${due}到期，尚未逾期，不能暂停发放。`,
          `The verification is due on ${due}: it is not overdue.`,
        );
      return { status: 'suspended' };
    }),
});

/** Ends an allowance with its last month. */
export const endAward = defineUseCase({
  id: 'elderly-care.end-award',
  label: { zh: '停发高龄津贴', en: 'end an old-age allowance' },
  changesMoney: true,
  contract: defineContract({
    method: 'POST',
    path: path('end'),
    summary: 'End an old-age allowance with its last month',
    permission: `${AREA}.approve`,
    input: z.object({ ...byId, toMonth: MonthSchema, reason: z.enum(['death', 'moved', 'waived']) }),
    output,
  }),
  run: (context, { id, toMonth, reason }) =>
    change(context, id, ['proposed', 'paying', 'suspended'], async () => ({
      status: 'ended',
      toMonth,
      endedFor: reason,
    })),
});
