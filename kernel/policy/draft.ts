import { fen, type Fen } from '../base/fen.ts';
import type { Month } from '../base/month.ts';
import { ageOn, type PlainDate } from '../base/plain-date.ts';
import type { MemberBase } from './define-programme.ts';
import type { Tracer } from './tracer.ts';

/** One amount that a rule grants; `personId` is null when it is for the whole household. */
export interface Amount<C extends string = string> {
  readonly component: C;
  readonly personId: string | null;
  readonly amountFen: Fen;
}

/**
 * What a rule writes its decision into. In batch there is no tracer, so `draft.trace?.…` costs one comparison and
 * never builds its arguments: the same source is fast in batch and explained when asked.
 */
export class Draft<C extends string = string, R extends string = string> {
  readonly month: Month;
  readonly firstDay: PlainDate;
  readonly trace: Tracer | undefined;
  readonly amounts: Amount<C>[] = [];
  refusal: R | undefined;

  constructor(month: Month, firstDay: PlainDate, trace?: Tracer) {
    this.month = month;
    this.firstDay = firstDay;
    this.trace = trace;
  }

  /** Grants `amountFen` (zero is nothing) for a component; `member` when it is one person's. */
  pay(component: C, amountFen: number, member?: MemberBase): void {
    if (amountFen === 0) return;
    this.amounts.push({ component, personId: member?.id ?? null, amountFen: fen(amountFen) });
    this.trace?.paid(component, amountFen, member);
  }

  /** Ends the decision: not entitled, for one of the programme's declared reasons. */
  refuse(reason: R): void {
    this.amounts.length = 0;
    this.refusal = reason;
    this.trace?.refused(reason);
  }

  /** Full years on the first day of the month; a birthday on that day counts. */
  age(member: MemberBase): number {
    return ageOn(member.birthDate, this.firstDay);
  }
}
