import { type SQL, sql } from 'drizzle-orm';
import type { Role } from '../../../kernel/access/permission.ts';
import type { Label } from '../../../kernel/base/label.ts';
import { addMonths, firstDay, monthOf } from '../../../kernel/base/month.ts';
import { addMonthsToDate, type PlainDate } from '../../../kernel/base/plain-date.ts';
import { rowsOf } from '../../../kernel/db/rows.ts';
import { defineJob } from '../../../kernel/event/define-job.ts';
import { openTask } from '../../../kernel/event/task.ts';
import { verifyMonths } from '../model/parameters.ts';
import { readStandards } from './standards.ts';

const ROWS_MAX = 2000;

interface Duty {
  readonly kind: string;
  readonly role: Role;
  /** Its tasks are keyed by this and the record, or by place and month where many are told in one. */
  readonly rows: SQL;
  readonly title: (row: Due) => Label;
}
interface Due extends Record<string, unknown> {
  readonly key: string;
  readonly aboutKind: string;
  readonly aboutId: string;
  readonly divisionNo: number;
  readonly name: string;
}

/** What is due on a day, each a statement over the registers. */
function dutiesOn(day: PlainDate, verifiedSince: PlainDate): Duty[] {
  const monthText = day.slice(0, 7);
  const grouped = (table: SQL, due: SQL) => sql`
    select division_no || ':' || ${monthText}::text as key, 'place' as "aboutKind", division_no::text as "aboutId",
           division_no as "divisionNo", count(*)::text as name
      from ${table} where ended_on is null and ${due} group by division_no order by division_no limit ${ROWS_MAX}`;
  const each = (kind: string, table: SQL, name: SQL, due: SQL) => sql`
    select id::text as key, ${kind}::text as "aboutKind", id::text as "aboutId", division_no as "divisionNo", ${name} as name
      from ${table} where ended_on is null and ${due} order by id limit ${ROWS_MAX}`;
  return [
    {
      kind: 'elderly.verify',
      role: 'street_clerk',
      rows: grouped(
        sql`old_age_award`,
        sql`status = 'paying' and coalesce(last_verified_on, from_month) < ${verifiedSince}::date`,
      ),
      title: ({ name }) => ({
        zh: `高龄津贴生存认证逾期${name}人，请办理`,
        en: `${name} verifications are overdue`,
      }),
    },
    {
      kind: 'elderly.visit',
      role: 'street_clerk',
      rows: grouped(sql`visited_elder`, sql`last_visit_on + interval_days::int < ${day}::date`),
      title: ({ name }) => ({ zh: `${name}名老人巡访逾期，请上门`, en: `${name} elders wait for a visit` }),
    },
    {
      kind: 'elderly.project-late',
      role: 'bureau_clerk',
      rows: each(
        'care-project',
        sql`care_project`,
        sql`name`,
        sql`accepted_on is null and planned_end_on < ${day}::date`,
      ),
      title: ({ name }) => ({ zh: `${name}：超过计划完工日期，请督办`, en: `${name}: past its planned end` }),
    },
    {
      kind: 'elderly.not-mended',
      role: 'section_chief',
      rows: each(
        'care-inspection',
        sql`care_inspection`,
        sql`inspection_no`,
        sql`mended_on is null and mend_by < ${day}::date`,
      ),
      title: ({ name }) => ({ zh: `检查${name}：整改逾期，请复查处理`, en: `${name}: not mended in time` }),
    },
  ];
}

/** Nightly: verifications, visits, buildings and mending that are overdue. It tells and changes nothing. */
export const calendarJob = defineJob({
  id: 'elderly-care-calendar',
  label: { zh: '养老服务日程', en: 'calendar of elderly care' },
  cron: '40 0 * * *',
  run: async ({ tx, day }) => {
    const needs = { verifyMonths };
    const { verifyMonths: months } = await readStandards(tx, needs, monthOf(day));
    const since = addMonthsToDate(day, -Number(months));
    for (const { kind, role, rows, title } of dutiesOn(day, since)) {
      for (const row of await rowsOf<Due>(tx, rows)) {
        await openTask(tx, {
          key: `${kind}:${row.key}`,
          kind,
          title: title(row),
          about: { kind: row.aboutKind, id: row.aboutId },
          divisionNo: row.divisionNo,
          role,
          dueOn: firstDay(addMonths(monthOf(day), 1)),
        });
      }
    }
  },
});
