import { sql } from 'drizzle-orm';
import type { Role } from '../access/permission.ts';
import { failed } from '../base/errors.ts';
import { uuidv7 } from '../base/ids.ts';
import type { Label } from '../base/label.ts';
import type { PlainDate } from '../base/plain-date.ts';
import type { Tx } from '../db/database.ts';
import { findRow } from '../db/rows.ts';

/** What a task is about: the kind of record and its id. */
export interface TaskAbout {
  readonly kind: string;
  readonly id: string;
}

/** A use case and its input, to be run as the person who accepts. */
export interface Proposal {
  readonly useCase: string;
  readonly input: object;
}

export interface NewTask {
  /** What makes it the same task: opened twice under one key, it is there once. */
  readonly key: string;
  readonly kind: string;
  readonly title: Label;
  readonly about: TaskAbout;
  /** The place it belongs to; who has the role in a jurisdiction around it sees it. */
  readonly divisionNo: number;
  readonly role: Role;
  readonly dueOn?: PlainDate;
  readonly reasons?: readonly Label[];
  readonly proposal?: Proposal;
  /** What ends it where it is decided elsewhere, in words ("请…"): nobody marks such a task as done by hand. */
  readonly endsWith?: Label;
  readonly eventId?: string;
}

/** Opens a task and gives its id; when there is one under the key already, open or closed, that one's. */
export async function openTask(tx: Tx, task: NewTask): Promise<string> {
  const id = uuidv7();
  const { key, kind, title, about } = task;
  const made = await findRow<{ id: string }>(
    tx,
    sql`insert into task (id, key, kind, title_zh, title_en, about_kind, about_id, division_no, role, due_on, reasons,
                          proposal, ends_with, event_id, created_by)
        values (${id}, ${key}, ${kind}, ${title.zh}, ${title.en}, ${about.kind}, ${about.id}, ${task.divisionNo},
                ${task.role}, ${task.dueOn ?? null}, ${JSON.stringify(task.reasons ?? [])}::jsonb,
                ${task.proposal === undefined ? null : JSON.stringify(task.proposal)}::jsonb,
                ${task.endsWith === undefined ? null : JSON.stringify(task.endsWith)}::jsonb,
                ${task.eventId ?? null}, ${tx.actor.accountId})
        on conflict (key) do nothing returning id`,
  );
  const found = made ?? (await findRow<{ id: string }>(tx, sql`select id from task where key = ${key}`));
  if (found !== undefined) return found.id;
  // The key is taken by a task that this jurisdiction does not hold: its opener chose a key that is not its own.
  throw failed(
    'task.key-elsewhere',
    '待办事项的标识已用于其他辖区。',
    'The key of the task is taken in another jurisdiction.',
    { kind },
  );
}

export interface Closing {
  /** Only tasks of this kind; without it all of the record's. */
  readonly kind?: string;
  readonly as: 'done' | 'cancelled';
  readonly reason?: string;
}

/** Closes what is still open about a record, claimed or not; gives how many tasks that were. */
export async function closeTasksAbout(tx: Tx, about: TaskAbout, closing: Closing): Promise<number> {
  const ofKind = closing.kind === undefined ? sql`true` : sql`kind = ${closing.kind}`;
  const closed = await tx.db.execute(sql`
    update task set state = ${closing.as}, closed_at = clock_timestamp(), closed_by = ${tx.actor.accountId},
                    closing_reason = ${closing.reason ?? null}, version = version + 1
     where about_kind = ${about.kind} and about_id = ${about.id} and state in ('open', 'claimed') and ${ofKind}`);
  return closed.rowCount ?? 0;
}
