import { sql } from 'drizzle-orm';
import type { PlainDate } from '../base/plain-date.ts';
import { rowsOf } from '../db/rows.ts';
import { defineJob, type Job } from '../event/define-job.ts';
import type { UseCaseContext } from '../module/define-use-case.ts';
import { clockOf, runningDeadlines } from './case-clock.ts';
import { NOTICE_ENDED } from './case-record.ts';
import { appendEvent, loadPauses } from './case-store.ts';
import { openCaseTask, OVERDUE_TASK, STEP_TASK } from './case-task.ts';
import { loadCase } from './load-case.ts';

/** Handled in one run; the rest follows in the next one. */
const CASES_MAX = 5_000;

interface DueCase extends Record<string, unknown> {
  readonly id: string;
  readonly caseNo: string;
  readonly divisionNo: number;
  readonly state: string;
}

type NightContext = Pick<UseCaseContext, 'tx'>;

/** A task for the superior for every limit that was missed, once for each limit. */
export async function reportOverdue({ tx }: NightContext, today: PlainDate): Promise<number> {
  const overdue = await rowsOf<DueCase & { readonly dueOn: PlainDate }>(
    tx,
    sql`select c.id, c.case_no as "caseNo", c.division_no as "divisionNo", c.state, c.due_on as "dueOn"
          from case_file c where c.due_on < ${today}::date
           and not exists (select 1 from task t where t.key = 'case:' || c.id || ':overdue:' || c.due_on)
         order by c.due_on, c.id limit ${CASES_MAX}`,
  );
  for (const one of overdue) {
    await openCaseTask(tx, one, `overdue:${one.dueOn}`, {
      kind: OVERDUE_TASK,
      role: 'section_chief',
      title: { zh: '督办超期办件', en: 'see to an overdue case' },
      dueOn: one.dueOn,
    });
  }
  return overdue.length;
}

/** Takes down the notices whose last day is past; the next step of their cases becomes a task of the street. */
export async function endNotices({ tx }: NightContext, today: PlainDate): Promise<number> {
  const ended = await rowsOf<DueCase & { readonly noticeId: string }>(
    tx,
    sql`update public_notice n set ended_on = ${today}::date, end_reason = 'over'
          from case_file c
         where c.id = n.case_id and n.ended_on is null and n.last_day < ${today}::date
           and n.id in (select id from public_notice where ended_on is null and last_day < ${today}::date
                         order by last_day, id limit ${CASES_MAX})
        returning c.id, c.case_no as "caseNo", c.division_no as "divisionNo", c.state, n.id as "noticeId"`,
  );
  for (const one of ended) {
    await appendEvent(tx, one, {
      action: NOTICE_ENDED,
      fromState: one.state,
      toState: one.state,
      occurredOn: today,
    });
    await openCaseTask(tx, one, `notice:${one.noticeId}`, {
      kind: STEP_TASK,
      role: 'street_clerk',
      title: { zh: '公示期满，请办理下一步', en: 'the notice is over: take the next step' },
    });
  }
  return ended.length;
}

/**
 * Computes the clock of cases that have none: the calendar of the year in which their limit ends may have come.
 * It is no change of the case, so its version stays.
 */
async function refreshClocks(context: UseCaseContext, today: PlainDate): Promise<void> {
  const unknown = await rowsOf<{ id: string }>(
    context.tx,
    sql`select id from case_file where closed_on is null and due_on is null and not paused order by id limit ${CASES_MAX}`,
  );
  for (const { id } of unknown) {
    const loaded = await loadCase(context, id, true);
    const { record, history } = loaded.context;
    const pauses = await loadPauses(context.tx, id);
    const running = runningDeadlines(loaded.lifecycle, record, history, pauses, today);
    const { dueOn, amberOn } = clockOf(running, false, today);
    if (dueOn === null) continue;
    await context.tx.db.execute(
      sql`update case_file set due_on = ${dueOn}, amber_on = ${amberOn} where id = ${id}::uuid`,
    );
  }
}

/** What the system does with cases by the clock. */
export const jobs: readonly Job[] = [
  defineJob({
    id: 'case-notices',
    label: { zh: '撤下期满公示', en: 'take down notices that are over' },
    cron: '5 0 * * *',
    run: async (context) => {
      await endNotices(context, context.day);
    },
  }),
  defineJob({
    id: 'case-overdue',
    label: { zh: '督办超期办件', en: 'report overdue cases' },
    cron: '15 0 * * *',
    run: async (context) => {
      await refreshClocks(context, context.day);
      await reportOverdue(context, context.day);
    },
  }),
];
