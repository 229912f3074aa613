import { sql } from 'drizzle-orm';
import { failed } from '../base/errors.ts';
import { uuidv7 } from '../base/ids.ts';
import type { PlainDate } from '../base/plain-date.ts';
import type { Tx } from '../db/database.ts';
import { type EventName, EVENTS, type PayloadOf } from './catalogue.ts';

export interface NewEvent<K extends EventName = EventName> {
  readonly kind: K;
  /** Id of the person, household, award …, or the key of what has no id. */
  readonly subjectId: string;
  readonly divisionNo: number;
  /** The day it happened, which is not the day we learnt of it. */
  readonly occurredOn: PlainDate;
  readonly payload: PayloadOf<K>;
}

/** Writes an event in the transaction of what it tells: both are there, or neither. Gives its id. */
export async function emit<K extends EventName>(tx: Tx, event: NewEvent<K>): Promise<string> {
  const { subject, payload } = EVENTS[event.kind];
  const checked = payload.safeParse(event.payload);
  if (!checked.success) {
    throw failed(
      'event.payload',
      `事件“${event.kind}”的内容不符合目录。`,
      `The payload of event "${event.kind}" does not fit the catalogue.`,
      { kind: event.kind, fields: checked.error.issues.slice(0, 5).map((issue) => issue.path.join('.')) },
    );
  }
  const id = uuidv7();
  await tx.db.execute(sql`
    insert into event (id, kind, subject_kind, subject_id, division_no, occurred_on, payload, recorded_by)
    values (${id}, ${event.kind}, ${subject}, ${event.subjectId}, ${event.divisionNo}, ${event.occurredOn},
            ${JSON.stringify(checked.data)}::jsonb, ${tx.actor.accountId})`);
  return id;
}
