import { failed } from '../base/errors.ts';
import type { Label } from '../base/label.ts';
import type { LegalSource, Programme } from './define-programme.ts';

/**
 * How one benefit stands to another one, with the document that says so.
 *
 * - `excludes`: with the other award, or the fact, there is none; the rule asks it and refuses with its reason.
 * - `chooses-one`: the same, but whoever has both claims chooses.
 * - `same-person`: nobody has awards of both; confirming the second one is refused.
 * - `highest`, `top-up`, `exempt`, `together`: both stand beside each other, in the way the sentence says.
 */
export type InteractionKind =
  | 'excludes'
  | 'chooses-one'
  | 'same-person'
  | 'highest'
  | 'top-up'
  | 'exempt'
  | 'together';

export interface Interaction {
  readonly id: string;
  readonly kind: InteractionKind;
  readonly label: Label;
  readonly source: LegalSource;
  /** What of it no document at hand says; shown wherever the sentence is. */
  readonly assumption?: string;
  /** The other side: an enrolment or a personal flag, by the name the programme's rule uses, or another programme. */
  readonly by?: { readonly enrolment: string } | { readonly fact: string } | { readonly programme: string };
  /** With which of its reasons the rule refuses then. */
  readonly refusal?: string;
}

/** An interaction on which a rule refuses. */
export interface Exclusion<R extends string = string> extends Interaction {
  readonly kind: 'excludes' | 'chooses-one';
  readonly by: { readonly enrolment: string } | { readonly fact: string };
  readonly refusal: R;
}

/** Declares what excludes a benefit. The list is what the rule asks, and what the matrix shows: one truth. */
export const defineExclusions = <const R extends string>(
  list: readonly Exclusion<R>[],
): readonly Exclusion<R>[] => list;

interface Asked {
  readonly enrolled: Readonly<Record<string, boolean>>;
  /** The person, when a personal flag may exclude. */
  readonly person?: object;
}

/** The reason of the first exclusion that applies. */
export function excludedFor<R extends string>(
  list: readonly Exclusion<R>[],
  { enrolled, person = {} }: Asked,
): R | undefined {
  for (const { by, refusal } of list) {
    const applies = 'enrolment' in by ? enrolled[by.enrolment] : Reflect.get(person, by.fact);
    if (applies === true) return refusal;
  }
  return undefined;
}

/** Refuses to start with an interaction that names what its programme does not have. */
export function checkInteractions(programme: Programme): void {
  const { id, enrolments, facts, refusals, interactions = [] } = programme;
  for (const { id: name, by, refusal } of interactions) {
    const isBroken =
      (refusal !== undefined && !Object.hasOwn(refusals, refusal)) ||
      (by !== undefined && 'enrolment' in by && !Object.hasOwn(enrolments, by.enrolment)) ||
      (by !== undefined && 'fact' in by && facts.person?.[by.fact]?.value.type !== 'flag');
    const isTwice = interactions.filter((other) => other.id === name).length > 1;
    if (!isBroken && !isTwice) continue;
    throw failed(
      'programme.interaction',
      `项目 ${id} 的待遇衔接“${name}”有误：请核对编号是否重复，以及所指的待遇、情况和不予支付原因是否已声明。`,
      `The interaction "${name}" of programme ${id} is wrong: its id stands twice, or the enrolment, flag or refusal it names is not declared.`,
    );
  }
}
