import { sql } from 'drizzle-orm';
import type { z } from 'zod';
import type { Label } from '../base/label.ts';
import type { Tx } from '../db/database.ts';
import { rowsOf } from '../db/rows.ts';
import type { OutputOf } from '../module/define-contract.ts';
import { bareLabel, type Reading } from '../module/reading.ts';
import { placeName } from '../party/place-names.ts';
import { EVENTS, isEventName } from './catalogue.ts';
import type { listDeliveries, listEvents } from './contract.ts';

export const eventLabel = (kind: string): Label => (isEventName(kind) ? EVENTS[kind].label : bareLabel(kind));

interface RawEvent extends Record<string, unknown> {
  readonly id: string;
  readonly kind: string;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly divisionNo: number;
  readonly occurredOn: string;
  readonly recordedAt: string;
  readonly recordedBy: string;
}

/** Events of the jurisdiction, newest first, a page at a time. */
export async function readEvents(
  tx: Tx,
  { places }: Pick<Reading, 'places'>,
  input: z.output<(typeof listEvents)['input']>,
): Promise<OutputOf<typeof listEvents>> {
  const rows = await rowsOf<{ [K in keyof RawEvent]: RawEvent[K] }>(
    tx,
    sql`select e.id, e.kind, e.subject_kind as "subjectKind", e.subject_id as "subjectId", e.division_no as "divisionNo",
               e.occurred_on as "occurredOn", e.recorded_at as "recordedAt", a.display_name as "recordedBy"
          from event e join account a on a.id = e.recorded_by
         where ${input.kind === undefined ? sql`true` : sql`e.kind = ${input.kind}`}
           and ${input.subjectId === undefined ? sql`true` : sql`e.subject_id = ${input.subjectId}`}
           and ${input.after === undefined ? sql`true` : sql`e.id < ${input.after}::uuid`}
         order by e.id desc limit ${input.limit + 1}`,
  );
  const events = rows.slice(0, input.limit);
  return {
    events: events.map((event) => ({
      ...event,
      label: eventLabel(event.kind),
      divisionName: placeName(places, event.divisionNo),
    })),
    next: rows.length > input.limit ? (events.at(-1)?.id ?? null) : null,
  };
}

type Deliveries = OutputOf<typeof listDeliveries>;
type RawDelivery = Omit<Deliveries['deliveries'][number], 'label' | 'reactionLabel'>;

/** Deliveries in a state, for an administrator: kind, reaction, attempts and error code, nothing of the business. */
export async function readDeliveries(
  tx: Tx,
  { registry }: Pick<Reading, 'registry'>,
  input: z.output<(typeof listDeliveries)['input']>,
): Promise<Deliveries> {
  const rows = await rowsOf<{ [K in keyof RawDelivery]: RawDelivery[K] }>(
    tx,
    sql`select event_id as "eventId", kind, reaction, state, attempts, next_at as "nextAt", last_error as "lastError",
               settled_at as "settledAt", skip_reason as "skipReason"
          from event_delivery
         where state = ${input.state} and ${input.after === undefined ? sql`true` : sql`event_id < ${input.after}::uuid`}
         order by event_id desc, reaction limit ${input.limit + 1}`,
  );
  const page = wholeEvents(rows, input.limit);
  return {
    deliveries: page.map((row) => ({
      ...row,
      label: eventLabel(row.kind),
      reactionLabel: registry.reactions.get(row.reaction)?.label ?? bareLabel(row.reaction),
    })),
    next: rows.length > input.limit ? (page.at(-1)?.eventId ?? null) : null,
  };
}

/** Pages are cut between events, so that the next one can go on after an event's id. */
function wholeEvents<R extends { readonly eventId: string }>(
  rows: readonly R[],
  limit: number,
): readonly R[] {
  const cut = rows[limit];
  if (cut === undefined) return rows;
  const whole = rows.filter((row) => row.eventId !== cut.eventId);
  return whole.length > 0 ? whole : rows.slice(0, limit);
}
