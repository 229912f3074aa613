import { sql } from 'drizzle-orm';
import type { z } from 'zod';
import { fen, formatYuan, yuan } from '../../base/fen.ts';
import { uuidv7 } from '../../base/ids.ts';
import type { Label } from '../../base/label.ts';
import { plainDate } from '../../base/plain-date.ts';
import type { CaseContext, Effect } from '../../case/define-lifecycle.ts';
import { findRow } from '../../db/rows.ts';
import { closeTasksAbout } from '../../event/task.ts';
import { absentRecord } from '../../module/reading.ts';
import type { PlanInput } from './actions.ts';
import { bookReceipt, bookWriteOff } from './book-recovery.ts';
import type { Cause } from './cause.ts';
import { addEntry, type Claim, findClaim, findPlans, isServed } from './recovery-store.ts';
import { dueBy, equalInstalments, readInstalments } from './schedule.ts';

/** An instalment that is due; done when what was due has come in. */
export const INSTALMENT_TASK = 'recovery.instalment';

const yuanText = (amount: number): string => formatYuan(fen(amount));

/** The claim of a case of recovery. */
export async function getClaim({ tx, record }: Pick<CaseContext, 'tx' | 'record'>): Promise<Claim> {
  const claim = await findClaim(tx, record.id);
  if (claim === undefined) throw absentRecord();
  return claim;
}

/** What may be disposed of now: a run that is not posted may keep back the rest. */
const freeFen = ({ owedFen, pendingFen }: Claim): number => owedFen - pendingFen;

export async function confirmCause(
  { tx, record }: CaseContext,
  { cause }: { readonly cause: Cause },
): Promise<Effect> {
  await tx.db.execute(sql`update recovery_case set cause = ${cause} where case_id = ${record.id}::uuid`);
  return {};
}

export async function nothingPending(context: CaseContext): Promise<Label | undefined> {
  const { pendingFen } = await getClaim(context);
  if (pendingFen === 0) return undefined;
  return {
    zh: `有 ${yuanText(pendingFen)} 元正在尚未记账的发放批次中抵扣，请待批次记账或作废后再办`,
    en: `${yuanText(pendingFen)} yuan are being deducted by a run that is not posted yet: wait until it is posted or void`,
  };
}

export async function owesNothing(context: CaseContext): Promise<Label | undefined> {
  const { owedFen } = await getClaim(context);
  if (owedFen === 0) return undefined;
  return { zh: `尚有 ${yuanText(owedFen)} 元未收回`, en: `${yuanText(owedFen)} yuan are still owed` };
}

type Planned = z.output<typeof PlanInput>;

export async function fitPlan(context: CaseContext, plan: Planned): Promise<Label | undefined> {
  const { tx, record, clock } = context;
  if (plan.agreedOn < record.openedOn || plan.agreedOn > clock.today()) {
    return {
      zh: '约定日期应在登记追缴之日至今天之间',
      en: 'the day of the agreement has to lie between the claim and today',
    };
  }
  if (plan.firstOn < plan.agreedOn)
    return { zh: '首期日期不得早于约定日期', en: 'the first instalment cannot be before the agreement' };
  if (plan.way === 'bank') return undefined;
  if (!(await isServed(tx, record.id)))
    return {
      zh: '追缴决定尚未送达，不得抵扣',
      en: 'the decision has not been served: nothing may be deducted',
    };
  return (await deductedFrom(context, plan)) === undefined
    ? {
        zh: '该待遇不存在，或收款人不是本件当事人',
        en: 'there is no such award, or its payee is somebody else',
      }
    : undefined;
}

/** The award from whose payments is deducted: the overpaid one, or another of the same payee. */
async function deductedFrom(context: CaseContext, { awardNo }: Planned): Promise<string | undefined> {
  const { awardId, payeePersonId } = await getClaim(context);
  if (awardNo === undefined || awardNo === '') return awardId;
  const row = await findRow<{ id: string }>(
    context.tx,
    sql`select id from award where award_no = ${awardNo} and payee_person_id = ${payeePersonId}::uuid`,
  );
  return row?.id;
}

/** Puts a plan in the place of the one before; its instalments sum to what is owed. */
export async function agreePlan(context: CaseContext, plan: Planned): Promise<Effect> {
  const { tx, record, clock } = context;
  const claim = await getClaim(context);
  const instalments =
    plan.schedule === undefined || plan.schedule.length === 0
      ? equalInstalments(claim.owedFen, plan.count, plainDate(plan.firstOn))
      : readInstalments(plan.schedule, claim.owedFen);
  const awardId = plan.way === 'deduction' ? await deductedFrom(context, plan) : undefined;
  await tx.db.execute(
    sql`update recovery_plan set ended_on = ${clock.today()} where case_id = ${record.id}::uuid and ended_on is null`,
  );
  const id = uuidv7();
  await tx.db.execute(sql`
    insert into recovery_plan (id, case_id, division_no, way, award_id, agreed_on, agreement, since_seq, created_by)
    values (${id}, ${record.id}::uuid, ${record.divisionNo}, ${plan.way}, ${awardId ?? null}::uuid, ${plan.agreedOn},
            ${plan.agreement}, (select coalesce(max(seq), 0) from recovery_entry where case_id = ${record.id}::uuid),
            ${tx.actor.accountId})`);
  await tx.db.execute(sql`
    insert into recovery_instalment (plan_id, seq, division_no, due_on, amount_fen)
    select ${id}::uuid, i.seq, ${record.divisionNo}, i.due_on, i.amount
      from unnest(${sql.param(instalments.map((_, i) => i + 1))}::int[],
                  ${sql.param(instalments.map((one) => one.dueOn))}::date[],
                  ${sql.param(instalments.map((one) => one.amountFen))}::bigint[]) as i (seq, due_on, amount)`);
  await closeTasksAbout(tx, about(record.id), { kind: INSTALMENT_TASK, as: 'cancelled' });
  return { details: { amountFen: claim.owedFen } };
}

const about = (id: string) => ({ kind: 'case', id });

interface Receipt {
  readonly amount: string;
  readonly receivedOn: string;
  readonly reference: string;
}

export async function fitReceipt(context: CaseContext, receipt: Receipt): Promise<Label | undefined> {
  const { tx, record, clock } = context;
  if (receipt.receivedOn < record.openedOn || receipt.receivedOn > clock.today()) {
    return {
      zh: '到账日期应在登记追缴之日至今天之间',
      en: 'the day of arrival has to lie between the claim and today',
    };
  }
  const known = await findRow(
    tx,
    sql`select 1 from recovery_entry
         where case_id = ${record.id}::uuid and kind = 'bank' and reference = ${receipt.reference}`,
  );
  if (known !== undefined)
    return { zh: '该银行流水号已登记过', en: "the bank's reference has been recorded before" };
  return fitAmount(await getClaim(context), receipt.amount);
}

function fitAmount(claim: Claim, amount: string): Label | undefined {
  const [asked, free] = [yuan(amount), freeFen(claim)];
  if (asked > 0 && asked <= free) return undefined;
  return {
    zh: `金额应大于零且不超过未收回的 ${yuanText(free)} 元`,
    en: `the amount has to be above zero and at most the ${yuanText(free)} yuan that are still owed`,
  };
}

export async function receive(context: CaseContext, receipt: Receipt): Promise<Effect> {
  const { tx, record, clock } = context;
  const claim = await getClaim(context);
  const amountFen = yuan(receipt.amount);
  await addEntry(tx, claim, {
    kind: 'bank',
    amountFen: -amountFen,
    reference: receipt.reference,
    bookedOn: plainDate(receipt.receivedOn),
  });
  await bookReceipt(tx, clock, claim.programme, amountFen, { memo: `${record.caseNo} 收回多发款` });
  const settled = claim.owedFen === amountFen;
  await closeInstalmentTasks(context, settled);
  return { details: { amountFen, settled } };
}

/** Reminders go when nothing is due any more. */
async function closeInstalmentTasks({ tx, record, clock }: CaseContext, settled: boolean): Promise<void> {
  const [plan] = settled ? [] : await findPlans(tx, sql`rp.case_id = ${record.id}::uuid`);
  const { owedFen = 0 } = (await findClaim(tx, record.id)) ?? {};
  const stillDue =
    plan !== undefined && dueBy(plan.instalments, clock.today(), plan.paidSinceFen, owedFen) > 0;
  if (!stillDue) await closeTasksAbout(tx, about(record.id), { kind: INSTALMENT_TASK, as: 'done' });
}

interface Waiver {
  readonly amount: string;
  readonly meeting: string;
}

export const fitWaiver = async (context: CaseContext, { amount }: Waiver): Promise<Label | undefined> =>
  fitAmount(await getClaim(context), amount);

export const takeWaiver = (_: CaseContext, { amount, meeting }: Waiver): Promise<Effect> =>
  Promise.resolve({ details: { amountFen: yuan(amount), meeting } });

/** Writes off what was proposed, or what is left of it when something has come in meanwhile. */
export async function approveWaiver(context: CaseContext): Promise<Effect> {
  const { tx, record, clock, history } = context;
  const claim = await getClaim(context);
  const proposed = history.findLast(({ action }) => action === 'propose-waiver')?.details ?? {};
  const amountFen = Math.min(Number(proposed['amountFen'] ?? 0), freeFen(claim));
  const meeting = String(proposed['meeting'] ?? '');
  if (amountFen > 0) {
    await addEntry(tx, claim, {
      kind: 'waiver',
      amountFen: -amountFen,
      reference: meeting,
      bookedOn: clock.today(),
    });
    await bookWriteOff(tx, clock, claim.programme, amountFen, {
      memo: `${record.caseNo} 核销（${meeting}）`,
    });
  }
  const settled = claim.owedFen === amountFen;
  await closeInstalmentTasks(context, settled);
  return { details: { amountFen, meeting, settled } };
}

/** Takes back what is still claimed; what came in already is given back by the next run when the facts are corrected. */
export async function withdraw(context: CaseContext): Promise<Effect> {
  const { tx, record, clock } = context;
  const claim = await getClaim(context);
  if (claim.owedFen > 0) {
    await addEntry(tx, claim, {
      kind: 'withdrawal',
      amountFen: -claim.owedFen,
      bookedOn: clock.today(),
    });
    await bookWriteOff(tx, clock, claim.programme, claim.owedFen, { memo: `${record.caseNo} 撤销追缴` });
  }
  await closeInstalmentTasks(context, true);
  return { details: { amountFen: claim.owedFen } };
}
