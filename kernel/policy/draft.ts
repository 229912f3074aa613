import { fen, type Fen } from '../base/fen.ts';
import { firstDay, type Month, monthIndex, startIndex } from '../base/month.ts';
import { ageOn } from '../base/plain-date.ts';
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
/** Beyond every month; small enough to be kept as an integer. */
const INDEX_MAX = 2 ** 30 - 1;

export class Draft<C extends string = string, R extends string = string> {
  readonly trace: Tracer | undefined;
  readonly amounts: Amount<C>[] = [];
  refusal: R | undefined;
  /**
   * Index of the first month for which the decision has to be made again though neither facts nor parameters change:
   * the next birthday of whoever's age was asked for, or the next month when the month itself was.
   */
  holdsBefore = INDEX_MAX;
  private readonly of: Month;
  private readonly index: number;

  constructor(of: Month, trace?: Tracer, index: number = monthIndex(of)) {
    this.of = of;
    this.index = index;
    this.trace = trace;
  }

  /** The month that is decided. */
  get month(): Month {
    this.holdsBefore = this.index + 1;
    return this.of;
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
    const from = startIndex(member.birthDate);
    // Throws for whoever is not born yet.
    if (this.index < from) return ageOn(member.birthDate, firstDay(this.of));
    const years = Math.floor((this.index - from) / 12);
    const birthday = from + (years + 1) * 12;
    if (birthday < this.holdsBefore) this.holdsBefore = birthday;
    return years;
  }
}
