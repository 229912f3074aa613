import type { Label } from '../base/label.ts';
import type { PlainDate } from '../base/plain-date.ts';
import type { UseCaseContext } from '../module/define-use-case.ts';
import type { Instant } from '../party/known-at.ts';
import type { EventName, EventSubject, PayloadOf } from './catalogue.ts';

/** An event as a reaction gets it. */
export interface DeliveredEvent<K extends EventName = EventName> {
  readonly id: string;
  readonly kind: K;
  readonly subjectKind: EventSubject;
  readonly subjectId: string;
  readonly divisionNo: number;
  readonly occurredOn: PlainDate;
  readonly payload: PayloadOf<K>;
  readonly recordedAt: Instant;
}

/** What a module does when something happens elsewhere. */
export interface Reaction<K extends EventName = EventName> {
  /** Stable name: deliveries are kept under it. */
  readonly id: string;
  readonly on: readonly K[];
  readonly label: Label;
  /**
   * Runs as the system's own account, in one transaction with the mark that it is done. An event may come again after
   * a failure or be told twice by people, so the effects are keyed: the same task, not a second one.
   */
  react(context: UseCaseContext, event: DeliveredEvent<K>): Promise<void>;
}

/** Declares a reaction. The compiler knows the payload from the kinds of event it is `on`. */
export const defineReaction = <const K extends EventName>(reaction: Reaction<K>): Reaction<K> => reaction;
