import { sql } from 'drizzle-orm';
import type { Clock } from '../../base/clock.ts';
import { fen, formatYuan } from '../../base/fen.ts';
import type { PlainDate } from '../../base/plain-date.ts';
import { findCase } from '../../case/case-store.ts';
import { openCaseTask } from '../../case/case-task.ts';
import type { Tx } from '../../db/database.ts';
import { defineJob, type Job } from '../../event/define-job.ts';
import { findRuns } from '../run-store.ts';
import { INSTALMENT_TASK } from './effects.ts';
import { openRecoveries } from './open-recoveries.ts';
import { findClaim, findPlans } from './recovery-store.ts';
import { dueBy } from './schedule.ts';

/** Handled in one night; the rest follows in the next one. */
const PLANS_MAX = 5_000;

/** A task for every instalment that was to be paid in by bank and has not come; gives how many are due. */
export async function remindOfInstalments(tx: Tx, today: PlainDate): Promise<number> {
  const plans = await findPlans(
    tx,
    sql`rp.way = 'bank' and exists (select 1 from recovery_instalment i where i.plan_id = rp.id and i.due_on <= ${today}::date)
        and exists (select 1 from case_file c where c.id = rp.case_id and c.closed_on is null) and rp.id in
          (select id from recovery_plan where ended_on is null order by id limit ${PLANS_MAX})`,
  );
  let due = 0;
  for (const { id, caseId, instalments, paidSinceFen } of plans) {
    const [claim, record] = [await findClaim(tx, caseId), await findCase(tx, caseId)];
    if (claim === undefined || record === undefined) continue;
    const amountFen = dueBy(instalments, today, paidSinceFen, claim.owedFen);
    const last = instalments.filter(({ dueOn }) => dueOn <= today).at(-1);
    if (amountFen === 0 || last === undefined) continue;
    due += 1;
    const yuan = formatYuan(fen(amountFen));
    await openCaseTask(tx, record, `instalment:${id}:${last.dueOn}`, {
      kind: INSTALMENT_TASK,
      role: 'bureau_clerk',
      title: { zh: `催收到期分期款 ${yuan} 元`, en: `collect the instalments due, ${yuan} yuan` },
      dueOn: last.dueOn,
    });
  }
  return due;
}

/** Claims of runs whose overpayments were booked before there were claims. */
export async function openMissing(tx: Tx, clock: Clock): Promise<void> {
  const runs = await findRuns(
    tx,
    sql`r.overpaid_fen > 0
        and exists (select 1 from ledger_transaction t where t.run_id = r.id and t.kind = 'overpayment')
        and not exists (select 1 from recovery_line k where k.run_id = r.id and k.amount_fen > 0)`,
  );
  for (const run of runs) await openRecoveries(tx, run, clock);
}

/** What the system does with claims by the clock. */
export const recoveryJobs: readonly Job[] = [
  defineJob({
    id: 'recovery-due',
    label: { zh: '催收到期追缴款', en: 'reminders of instalments that are due' },
    cron: '25 0 * * *',
    run: async ({ tx, clock, day }) => {
      await openMissing(tx, clock);
      await remindOfInstalments(tx, day);
    },
  }),
];
