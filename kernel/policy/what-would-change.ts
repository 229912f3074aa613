import { DomainError } from '../base/errors.ts';
import type { Label } from '../base/label.ts';
import { firstDay, type Month, monthOf, nextMonth } from '../base/month.ts';
import { addMonthsToDate, type PlainDate } from '../base/plain-date.ts';
import type { FactValue } from '../party/define-fact.ts';
import type { CaseFile } from './case-file.ts';
import { subjectOn } from './subject.ts';
import { type Programme, versionFor } from './define-programme.ts';
import { Draft } from './draft.ts';
import { findFlips } from './find-flips.ts';
import {
  districtOf,
  type ParameterRow,
  type ParameterTable,
  resolveParameters,
} from './resolve-parameters.ts';
import { type Aspect, type Situation, type Supposition, suppositionsOf } from './supposition.ts';
import type { Tracer } from './tracer.ts';

/** One thing with another value than it has. */
export interface Change {
  readonly aspect: Aspect;
  readonly from: FactValue;
  readonly to: FactValue;
  /** Whose it is, by the order of the members on file; none when it is the family's, the award's or a standard. */
  readonly personId: string | null;
  /** Of an age: the first month in which the person has it. */
  readonly month: Month | null;
}

/** One change, or two together, and what the decision would be with it. */
export interface WouldChange {
  readonly changes: readonly Change[];
  readonly refusal: { readonly code: string; readonly label: Label } | null;
  readonly totalFen: number;
}

export interface WhatWouldChange {
  readonly eligible: boolean;
  /** Least first; empty when neither one change nor two of those that were tried turn the decision over. */
  readonly found: readonly WouldChange[];
  /** Whether two changes were tried, no single circumstance of the case being enough. */
  readonly isPairs: boolean;
}

/** So many ways are told; the least ones. */
const TOLD_MAX = 12;
/** Pairs of changes are tried until so many decisions were asked for. */
const ASKED_MAX = 150_000;

/**
 * What would turn a decision over: the least change of each sum, fact, membership, age, other award and standard with
 * which the very same rule decides otherwise. Found by asking the rule, never by a formula beside it.
 */
export function whatWouldChange(
  programme: Programme,
  file: CaseFile,
  table: ParameterTable,
  month: Month,
): WhatWouldChange {
  const asking = new Asking(programme, month);
  const { values } = resolveParameters(programme.parameters, table, month, districtOf(file.division));
  const now: Situation = { subject: subjectOn(programme, file, firstDay(month)), values };
  const eligible = asking.decide(now).refusal === undefined;
  const flips = (of: Situation): boolean => asking.isEligible(of) === !eligible;
  const all = suppositionsOf(programme, now, month, asking.citedIn(now));
  const singles = withoutItems(
    all.flatMap((supposition) =>
      findFlips(supposition, now, flips).map((to) => ({ supposition, to, of: supposition.suppose(now, to) })),
    ),
  );
  const isPairs = singles.every(({ supposition }) => supposition.aspect.of === 'parameter');
  const pairs = isPairs ? findPairs(asking, programme, now, all, flips) : [];
  const changed = (turns: readonly Turn[], of: Situation): WouldChange => {
    const { refusal, totalFen } = asking.decide(of);
    return {
      changes: turns.map(({ supposition, to }) => changeOf(supposition, to, now, month)),
      refusal: refusal === undefined ? null : { code: refusal, label: refusalLabel(programme, refusal) },
      totalFen,
    };
  };
  const found = [
    ...singles
      .toSorted((a, b) => size(a) - size(b))
      .map((turn) => changed([turn], truly(programme, table, month, file, turn))),
    ...pairs.map(({ turns, of }) => changed(turns, of)),
  ].filter(({ refusal }) => (refusal === null) !== eligible);
  return { eligible, found: found.slice(0, TOLD_MAX), isPairs };
}

interface Turn {
  readonly supposition: Supposition;
  readonly to: FactValue;
  readonly of: Situation;
}

interface Decided {
  readonly refusal: string | undefined;
  readonly totalFen: number;
}

/** The rule of one month, asked over and over. */
class Asking {
  asked = 0;
  private readonly month: Month;
  private readonly day: PlainDate;
  private readonly rule: ReturnType<typeof versionFor>['decide'];

  constructor(programme: Programme, month: Month) {
    this.month = month;
    this.day = firstDay(month);
    this.rule = versionFor(programme, month).decide;
  }

  decide({ subject, values }: Situation): Decided {
    this.asked += 1;
    const draft = new Draft(this.month);
    this.rule(subject, values, draft);
    return {
      refusal: draft.refusal,
      totalFen: draft.amounts.reduce((sum, { amountFen }) => sum + amountFen, 0),
    };
  }

  /** Undefined where the rule cannot work with what is supposed, such as a sum of money beyond all bounds. */
  isEligible(of: Situation): boolean | undefined {
    try {
      return this.decide(of).refusal === undefined;
    } catch (error) {
      if (error instanceof DomainError) return undefined;
      throw error;
    }
  }

  /** Names of the facts that the rule cites on its way, as the programme calls them. */
  citedIn({ subject, values }: Situation): ReadonlySet<string> {
    const names = new Set<string>();
    const nothing = (): void => undefined;
    const trace: Tracer = {
      parameter: nothing,
      result: nothing,
      condition: nothing,
      paid: nothing,
      refused: nothing,
      facts: (_id, _label, _of, cited) => cited.forEach((name) => names.add(name)),
    };
    this.rule(subject, values, new Draft(this.month, trace));
    return names;
  }
}

/** An item of a sum says nothing of its own when the sum needs no more: 0.01 yuan less of wages is 0.01 less in all. */
function withoutItems(turns: readonly Turn[]): Turn[] {
  const moved = ({ supposition: { now }, to }: Turn): number => Number(to) - Number(now);
  const sums = turns.filter(({ supposition }) => supposition.aspect.of === 'total');
  return turns.filter((turn) => {
    const { aspect } = turn.supposition;
    if (aspect.of !== 'fact' || aspect.definition.partOf === undefined) return true;
    return !sums.some(
      (sum) =>
        Math.sign(moved(sum)) === Math.sign(moved(turn)) && Math.abs(moved(sum)) <= Math.abs(moved(turn)),
    );
  });
}

/**
 * Two changes together, where one is not enough: another code, flag or award with another one, or with a sum or a
 * figure of the family. A pair of figures has no least change, so none is told.
 */
function findPairs(
  asking: Asking,
  programme: Programme,
  now: Situation,
  all: readonly Supposition[],
  flips: (of: Situation) => boolean,
): { readonly turns: readonly Turn[]; readonly of: Situation }[] {
  const circumstances = all.filter(({ aspect }) => aspect.of !== 'parameter');
  const isChoice = ({ range }: Supposition): boolean => range.kind === 'values';
  const seconds = circumstances.filter(
    ({ aspect, range }) => range.kind !== 'numbers' || aspect.of === 'total' || isOfFamily(aspect),
  );
  const pairs: { turns: readonly Turn[]; of: Situation }[] = [];
  for (const [i, first] of circumstances.entries()) {
    if (!isChoice(first) || first.range.kind === 'numbers') continue;
    for (const value of first.range.values) {
      const half = first.suppose(now, value);
      const one: Turn = { supposition: first, to: value, of: half };
      for (const second of seconds) {
        if (asking.asked > ASKED_MAX) return least(pairs);
        // Each pair of choices once, and no pair that changes one thing twice.
        if (isChoice(second) && circumstances.indexOf(second) <= i) continue;
        if (isSamePerson(first.aspect, second.aspect)) continue;
        for (const to of findFlips(second, half, flips)) {
          const of = second.suppose(half, to);
          pairs.push({ turns: [one, { supposition: second, to, of }], of });
        }
      }
    }
  }
  return least(pairs);
}

const least = <P extends { readonly turns: readonly Turn[] }>(pairs: readonly P[]): P[] =>
  pairs.toSorted((a, b) => sizeOf(a.turns) - sizeOf(b.turns));

/**
 * How much is changed: a number by its share of itself, another code, member or award as a whole, a birthday as a
 * whole and more the later it is. Standards come last: no family can change them.
 */
function size({ supposition: { aspect, now, range }, to }: Turn): number {
  const [before, after] = [Number(now), Number(to)];
  if (range.kind === 'values') return 1;
  if (range.kind === 'first') return 1 + (after - before) / 1_000;
  const share = Math.abs(after - before) / Math.max(Math.abs(before), Math.abs(after));
  return aspect.of === 'parameter' ? 2 + share : share;
}

const sizeOf = (turns: readonly Turn[]): number => turns.reduce((sum, turn) => sum + size(turn), 0);

const isOfFamily = (aspect: Aspect): boolean => aspect.of === 'fact' && aspect.member === null;

/** Somebody who left the family cannot be supposed otherwise besides: the order of the members has moved. */
const isSamePerson = (first: Aspect, second: Aspect): boolean =>
  first.of === 'fewer-members' || second.of === 'fewer-members'
    ? 'member' in first && 'member' in second
    : false;

function changeOf({ aspect, now }: Supposition, to: FactValue, of: Situation, month: Month): Change {
  const member = 'member' in aspect && aspect.member !== null ? of.subject.members[aspect.member] : undefined;
  return {
    aspect,
    from: now,
    to,
    personId: member?.id ?? null,
    month:
      aspect.of === 'age' && member !== undefined ? monthOfAge(member.birthDate, Number(to), month) : null,
  };
}

/** The first month on whose first day the person has the age: ages are taken on that day. */
function monthOfAge(birthDate: PlainDate, years: number, now: Month): Month {
  const birthday = addMonthsToDate(birthDate, 12 * years);
  const month = birthday === firstDay(monthOf(birthday)) ? monthOf(birthday) : nextMonth(monthOf(birthday));
  return month < now ? now : month;
}

/** The situation with a changed standard as the register would give it: what is derived from the standard follows. */
function truly(
  programme: Programme,
  table: ParameterTable,
  month: Month,
  file: CaseFile,
  turn: Turn,
): Situation {
  const { aspect } = turn.supposition;
  if (aspect.of !== 'parameter') return turn.of;
  const { key } = aspect.definition;
  const kept = (table.get(key) ?? []).filter(({ variant }) => variant !== aspect.variant);
  const supposed: ParameterRow = {
    key,
    variant: aspect.variant,
    effectiveFrom: firstDay(month),
    effectiveTo: null,
    value: Number(turn.to),
    documentTitle: '',
    documentNo: '',
    article: '',
    certainty: 'assumption',
    note: null,
  };
  const changed = new Map([...table, [key, [...kept, supposed]]]);
  const { values } = resolveParameters(programme.parameters, changed, month, districtOf(file.division));
  return { ...turn.of, values };
}

const refusalLabel = ({ refusals }: Programme, code: string): Label =>
  refusals[code] ?? { zh: code, en: code };
