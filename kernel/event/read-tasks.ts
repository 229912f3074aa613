import { type SQL, sql } from 'drizzle-orm';
import type { z } from 'zod';
import { isRole, ROLES } from '../access/permission.ts';
import { inputError } from '../base/errors.ts';
import type { Label } from '../base/label.ts';
import { addDays, isPlainDate, type PlainDate } from '../base/plain-date.ts';
import { addWorkingDays, CALENDAR_YEARS } from '../base/working-days.ts';
import type { Actor } from '../db/actor.ts';
import type { Tx } from '../db/database.ts';
import { findRow, rowsOf } from '../db/rows.ts';
import type { OutputOf } from '../module/define-contract.ts';
import { absentRecord, bareLabel, type Reading } from '../module/reading.ts';
import { placeName } from '../party/place-names.ts';
import { readingDay } from '../party/reading-day.ts';
import type { getTask, listTasks, TASK_STATES } from './contract.ts';
import type { Proposal } from './task.ts';

/** So many working days before a task is due its lamp turns amber. */
const AMBER_WORKING_DAYS = 3;

type TaskState = (typeof TASK_STATES)[number];
type Lamp = 'green' | 'amber' | 'red' | null;

interface RawTask extends Record<string, unknown> {
  readonly id: string;
  readonly kind: string;
  readonly titleZh: string;
  readonly titleEn: string;
  readonly aboutKind: string;
  readonly aboutId: string;
  readonly divisionNo: number;
  readonly role: string;
  readonly assigneeUsername: string | null;
  readonly assigneeName: string | null;
  readonly state: TaskState;
  readonly dueOn: string | null;
  readonly lamp: Lamp;
  readonly createdAt: string;
  readonly version: number;
}

export interface RawDetail extends RawTask {
  readonly assignee: string | null;
  readonly reasons: readonly Label[];
  readonly proposal: Proposal | null;
  readonly endsWith: Label | null;
  readonly eventId: string | null;
  readonly note: string | null;
  readonly closedAt: string | null;
  readonly closedBy: string | null;
  readonly closingReason: string | null;
}

/** Row-level security keeps to the jurisdiction; within it a task is for its role, and for whoever holds it. */
const visibleTo = (actor: Actor): SQL =>
  sql`(t.role = ${actor.role} or t.assignee = ${actor.accountId}::uuid)`;

const columns = (lamp: SQL): SQL =>
  sql`t.id, t.kind, t.title_zh as "titleZh", t.title_en as "titleEn", t.about_kind as "aboutKind",
      t.about_id as "aboutId", t.division_no as "divisionNo", t.role, a.username as "assigneeUsername",
      a.display_name as "assigneeName", t.state, t.due_on as "dueOn", ${lamp} as lamp, t.created_at as "createdAt",
      t.version`;

/** The lamp as an expression over the due day; the calendar is asked once, whatever the number of tasks. */
function lampOn(today: PlainDate): SQL {
  const amber = amberUntil(today);
  return sql`case when t.due_on is null or t.state not in ('open', 'claimed') then null
                  when t.due_on < ${today}::date then 'red'
                  when t.due_on <= ${amber}::date then 'amber' else 'green' end`;
}

/** A lamp must not go out because next year's holidays are not published: then it goes by the days of the week. */
function amberUntil(today: PlainDate): PlainDate {
  const known = Number(today.slice(0, 4)) >= CALENDAR_YEARS.first && addDays(today, 14) < calendarEnd;
  return known ? addWorkingDays(today, AMBER_WORKING_DAYS) : addDays(today, AMBER_WORKING_DAYS + 2);
}
const calendarEnd = `${CALENDAR_YEARS.last + 1}-01-01`;

const NO_DAY = '9999-12-31';
const dueOrNever = sql`coalesce(t.due_on, ${NO_DAY}::date)`;

/** Tasks of mine or of my role, the most urgent first, a page at a time, and how many there are of each colour. */
export async function readTasks(
  tx: Tx,
  reading: Pick<Reading, 'places' | 'clock'>,
  input: z.output<(typeof listTasks)['input']>,
): Promise<OutputOf<typeof listTasks>> {
  const lamp = lampOn(await readingDay(tx, reading.clock));
  const { actor } = tx;
  const whose =
    input.whose === 'mine' ? sql`t.assignee = ${actor.accountId}::uuid` : sql`t.role = ${actor.role}`;
  const chosen = sql`${whose} and t.state ${input.closed ? sql`not in` : sql`in`} ('open', 'claimed')
    and ${same(sql`t.kind`, input.kind)} and ${same(sql`t.about_kind`, input.aboutKind)}
    and ${same(sql`t.about_id`, input.aboutId)}`;
  const rows = await rowsOf<{ [K in keyof RawTask]: RawTask[K] }>(
    tx,
    sql`select ${columns(lamp)} from task t left join account a on a.id = t.assignee
         where ${chosen} and ${same(lamp, input.lamp)} and ${afterCursor(input.after)}
         order by ${dueOrNever}, t.id limit ${input.limit + 1}`,
  );
  const page = rows.slice(0, input.limit);
  const last = page.at(-1);
  const counts = await findRow<{ green: number; amber: number; red: number; none: number }>(
    tx,
    sql`select count(*) filter (where l.lamp = 'green')::int as green, count(*) filter (where l.lamp = 'amber')::int as amber,
               count(*) filter (where l.lamp = 'red')::int as red, count(*) filter (where l.lamp is null)::int as none
          from (select ${lamp} as lamp from task t where ${chosen}) l`,
  );
  return {
    tasks: page.map((row) => toTask(row, reading)),
    next: rows.length > input.limit && last !== undefined ? `${last.dueOn ?? NO_DAY}_${last.id}` : null,
    counts: counts ?? { green: 0, amber: 0, red: 0, none: 0 },
  };
}

const same = (column: SQL, value: string | undefined): SQL =>
  value === undefined ? sql`true` : sql`${column} = ${value}`;

function afterCursor(cursor: string | undefined): SQL {
  if (cursor === undefined) return sql`true`;
  const [day = '', id = ''] = cursor.split('_');
  if (!isPlainDate(day) || !/^[0-9a-f-]{36}$/.test(id)) {
    throw inputError(
      'task.cursor',
      '翻页标记不正确：请从第一页重新打开。',
      'The page mark is wrong: start again.',
    );
  }
  return sql`(${dueOrNever}, t.id) > (${day}::date, ${id}::uuid)`;
}

const toTask = (row: RawTask, { places }: Pick<Reading, 'places'>) => ({
  id: row.id,
  kind: row.kind,
  title: { zh: row.titleZh, en: row.titleEn },
  about: { kind: row.aboutKind, id: row.aboutId },
  divisionNo: row.divisionNo,
  divisionName: placeName(places, row.divisionNo),
  role: row.role,
  roleLabel: isRole(row.role) ? ROLES[row.role].label : bareLabel(row.role),
  assignee:
    row.assigneeUsername === null
      ? null
      : { username: row.assigneeUsername, displayName: row.assigneeName ?? row.assigneeUsername },
  state: row.state,
  dueOn: row.dueOn,
  lamp: row.lamp,
  createdAt: row.createdAt,
  version: row.version,
});

/** A task of the actor's role in its jurisdiction, or one that it holds; anything else is absent. */
export async function findTask(tx: Tx, id: string, lamp: SQL): Promise<RawDetail> {
  const row = await findRow<{ [K in keyof RawDetail]: RawDetail[K] }>(
    tx,
    sql`select ${columns(lamp)}, t.assignee, t.reasons, t.proposal, t.ends_with as "endsWith", t.event_id as "eventId", t.note,
               t.closed_at as "closedAt", c.display_name as "closedBy", t.closing_reason as "closingReason"
          from task t left join account a on a.id = t.assignee left join account c on c.id = t.closed_by
         where t.id = ${id}::uuid and ${visibleTo(tx.actor)}`,
  );
  if (row === undefined) throw absentRecord();
  return row;
}

/** One task with its reasons, the proposed change and how it ended. */
export async function readTask(tx: Tx, reading: Reading, id: string): Promise<OutputOf<typeof getTask>> {
  const row = await findTask(tx, id, lampOn(await readingDay(tx, reading.clock)));
  const { proposal } = row;
  return {
    ...toTask(row, reading),
    reasons: [...row.reasons],
    proposal:
      proposal === null
        ? null
        : {
            useCase: proposal.useCase,
            label: reading.registry.useCases.get(proposal.useCase)?.label ?? bareLabel(proposal.useCase),
            input: { ...proposal.input },
          },
    endsWith: row.endsWith,
    eventId: row.eventId,
    note: row.note,
    closedAt: row.closedAt,
    closedBy: row.closedBy,
    closingReason: row.closingReason,
  };
}
