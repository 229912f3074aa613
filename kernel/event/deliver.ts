import { sql } from 'drizzle-orm';
import { DomainError, failed } from '../base/errors.ts';
import type { Actor } from '../db/actor.ts';
import type { Database, Tx } from '../db/database.ts';
import { findRow, rowsOf, uuidArray } from '../db/rows.ts';
import type { Reading } from '../module/reading.ts';
import { EVENTS, isEventName } from './catalogue.ts';
import type { DeliveredEvent, Reaction } from './define-reaction.ts';

/** What delivering needs: the database, the account of the system, and what every use case gets. */
export interface Delivering {
  readonly db: Database;
  readonly actor: Actor;
  readonly reading: Reading;
}

const DISPATCH_MAX = 500;
const ATTEMPTS_MAX = 8;
/** 10 s, 40 s, 160 s … but never longer than six hours: eight attempts take most of a working day. */
const BACK_OFF = { firstSeconds: 10, factor: 4, secondsMax: 6 * 3600 } as const;

/**
 * Writes the deliveries of events that have none yet, by what the registry declares now: a reaction that is declared
 * later gets only the events dispatched after it. Gives how many events that were.
 */
export function dispatchEvents({ db, actor, reading }: Delivering): Promise<number> {
  return db.transaction(actor, async (tx) => {
    const events = await rowsOf<{ id: string; kind: string }>(
      tx,
      sql`select id, kind from event where dispatched_at is null order by id limit ${DISPATCH_MAX} for update skip locked`,
    );
    if (events.length === 0) return 0;
    const reactions = [...reading.registry.reactions.values()];
    const rows = events.flatMap(({ id, kind }) =>
      reactions
        .filter(({ on }) => on.some((name) => name === kind))
        .map((reaction) => ({ id, kind, reaction })),
    );
    if (rows.length > 0) {
      await tx.db.execute(sql`
        insert into event_delivery (event_id, kind, reaction)
        select * from unnest(${uuidArray(rows.map((row) => row.id))}, ${sql.param(rows.map((row) => row.kind))}::text[],
                             ${sql.param(rows.map((row) => row.reaction.id))}::text[])
        on conflict do nothing`);
    }
    await tx.db.execute(
      sql`update event set dispatched_at = clock_timestamp() where id = any(${uuidArray(events.map((event) => event.id))})`,
    );
    return events.length;
  });
}

export type Delivered = 'done' | 'retry' | 'failed' | 'nothing';

/**
 * Takes one delivery that is due and runs its reaction, in one transaction with the mark that it is done: a process
 * killed on the way leaves it to the next one, and its effects are in the database exactly once. What another server
 * is working on is passed over.
 */
export function deliverNext({ db, actor, reading }: Delivering): Promise<Delivered> {
  return db.transaction(actor, async (tx) => {
    const due = await findRow<{ eventId: string; reaction: string; attempts: number }>(
      tx,
      sql`select event_id as "eventId", reaction, attempts from event_delivery
           where state = 'pending' and next_at <= clock_timestamp()
             and reaction = any(${sql.param([...reading.registry.reactions.keys()])}::text[])
           order by next_at limit 1 for update skip locked`,
    );
    const reaction = due === undefined ? undefined : reading.registry.reactions.get(due.reaction);
    if (due === undefined || reaction === undefined) return 'nothing';
    const problem = await tryReaction(tx, reading, reaction, due.eventId);
    const attempts = due.attempts + 1;
    const state = problem === undefined ? 'done' : attempts >= ATTEMPTS_MAX ? 'failed' : 'pending';
    await tx.db.execute(sql`
      update event_delivery set state = ${state}, attempts = ${attempts}, last_error = ${problem ?? null},
             next_at = clock_timestamp() + ${state === 'pending' ? backOffSeconds(attempts) : 0} * interval '1 second',
             settled_at = case when ${state} = 'pending' then null else clock_timestamp() end
       where event_id = ${due.eventId}::uuid and reaction = ${due.reaction}`);
    return state === 'pending' ? 'retry' : state;
  });
}

const backOffSeconds = (attempts: number): number =>
  Math.min(BACK_OFF.firstSeconds * BACK_OFF.factor ** (attempts - 1), BACK_OFF.secondsMax);

/** Runs the reaction; when it fails, nothing of it stays and its error code is given back. */
async function tryReaction(
  tx: Tx,
  reading: Reading,
  reaction: Reaction,
  eventId: string,
): Promise<string | undefined> {
  await tx.client.query('savepoint reaction');
  try {
    await reaction.react({ ...reading, tx }, await getEvent(tx, eventId));
    await tx.client.query('release savepoint reaction');
    return undefined;
  } catch (error) {
    // When the connection itself is gone this fails too, the transaction is lost and the delivery stays as it was.
    await tx.client.query('rollback to savepoint reaction');
    return errorCodeOf(error);
  }
}

/** A code for administrators: what went wrong, without a word of what it went wrong with. */
export function errorCodeOf(error: unknown): string {
  if (error instanceof DomainError) return error.code;
  const origin = error instanceof Error && error.cause !== undefined ? error.cause : error;
  const code = origin instanceof Error && 'code' in origin ? String(origin.code) : '';
  return /^[0-9A-Z]{5}$/.test(code) ? `db.${code}` : 'unexpected';
}

async function getEvent(tx: Tx, id: string): Promise<DeliveredEvent> {
  const row = await findRow<{ [K in keyof RawEvent]: RawEvent[K] }>(
    tx,
    sql`select id, kind, subject_id as "subjectId", division_no as "divisionNo", occurred_on as "occurredOn", payload,
               recorded_at as "recordedAt" from event where id = ${id}::uuid`,
  );
  if (row === undefined || !isEventName(row.kind)) {
    throw failed(
      'event.unknown',
      '事件不存在或种类已停用。',
      'The event is absent or of a kind that is gone.',
    );
  }
  const { subject, payload } = EVENTS[row.kind];
  return { ...row, kind: row.kind, subjectKind: subject, payload: payload.parse(row.payload) };
}

interface RawEvent extends Omit<DeliveredEvent, 'kind' | 'subjectKind' | 'payload'> {
  readonly kind: string;
  readonly payload: unknown;
}

export interface DeliveryCount {
  readonly events: number;
  readonly done: number;
  readonly retry: number;
  readonly failed: number;
}

/** Dispatches and delivers until nothing is due any more, or until it is told to stop. */
export async function deliverAll(delivering: Delivering, stop?: AbortSignal): Promise<DeliveryCount> {
  const count = { events: 0, done: 0, retry: 0, failed: 0 };
  for (;;) {
    if (stop?.aborted === true) return count;
    const delivered = await deliverNext(delivering);
    if (delivered !== 'nothing') {
      count[delivered] += 1;
      continue;
    }
    const events = await dispatchEvents(delivering);
    if (events === 0) return count;
    count.events += events;
  }
}
