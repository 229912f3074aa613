import type { PlainDate } from '../base/plain-date.ts';
import type { Label } from '../base/label.ts';
import { type Month, monthIndex } from '../base/month.ts';
import { failed } from '../base/errors.ts';
import type {
  FactDefinition,
  FactSubject,
  FactValue,
  FactValueOf,
  FactValueSpec,
} from '../party/define-fact.ts';
import type { ParameterMap, ParameterValuesOf } from './define-parameter.ts';
import { checkInteractions, type Interaction } from './define-exclusion.ts';
import type { Draft } from './draft.ts';

export type FactGroup<S extends FactSubject> = Readonly<Record<string, FactDefinition<S>>>;

/** The facts a programme reads, under the names its rule uses. */
export interface FactNeeds {
  readonly award?: FactGroup<'award'>;
  readonly household?: FactGroup<'household'>;
  readonly person?: FactGroup<'person'>;
}

export type FactValues = Readonly<Record<string, FactValue>>;

type ValuesOf<G> = {
  readonly [K in keyof G]: G[K] extends FactDefinition<FactSubject, infer V extends FactValueSpec>
    ? FactValueOf<V>
    : never;
};
type Group<F extends FactNeeds, K extends keyof FactNeeds> =
  F[K] extends FactGroup<FactSubject> ? F[K] : object;

/** What is known of a person whatever the programme. */
export interface MemberBase {
  readonly id: string;
  readonly birthDate: PlainDate;
  readonly sex: 'male' | 'female' | 'unknown';
}

export type MemberOf<F extends FactNeeds> = MemberBase & ValuesOf<Group<F, 'person'>>;

/** One award's situation on the first day of a month, as a rule sees it. */
export interface SubjectOf<F extends FactNeeds, E extends string> {
  readonly award: ValuesOf<Group<F, 'award'>>;
  readonly household: ValuesOf<Group<F, 'household'>>;
  /** Counted members of the household, or the one person of a programme for persons. */
  readonly members: readonly MemberOf<F>[];
  /** Whether the household or its person has an award of another programme in force. */
  readonly enrolled: Readonly<Record<E, boolean>>;
}

export interface Subject {
  readonly award: FactValues;
  readonly household: FactValues;
  readonly members: readonly (MemberBase & FactValues)[];
  readonly enrolled: Readonly<Record<string, boolean>>;
}

/** A document that a rule or value stands on. */
export interface LegalSource {
  readonly title: string;
  readonly number: string;
  readonly article: string;
  readonly effectiveFrom: string;
}

interface Version<D> {
  readonly id: string;
  readonly from: Month;
  readonly sources: readonly LegalSource[];
  /** The district names who is recognised; the rule has nothing to say of anybody else. */
  readonly byList?: true;
  readonly decide: D;
}

type RuleOf<
  F extends FactNeeds,
  P extends ParameterMap,
  C extends string,
  R extends string,
  E extends string,
> = (subject: SubjectOf<F, E>, parameters: ParameterValuesOf<P>, draft: Draft<C, R>) => void;

export type Rule = (
  subject: Subject,
  parameters: Readonly<Record<string, number | Readonly<Record<string, number>>>>,
  draft: Draft,
) => void;

export interface ProgrammeSpec<
  F extends FactNeeds,
  P extends ParameterMap,
  C extends string,
  R extends string,
  E extends string,
> {
  readonly id: string;
  readonly label: Label;
  /** Two letters that award and run numbers carry. */
  readonly code: string;
  readonly unit: 'household' | 'person';
  /** A one-off grant is due once, in the month of its award; a monthly one in every month it is in force. */
  readonly cycle: 'monthly' | 'once' | 'recognition';
  readonly fund: string;
  readonly facts: F;
  readonly parameters: P;
  readonly components: Readonly<Record<C, Label>>;
  readonly refusals: Readonly<Record<R, Label>>;
  /** Other programmes whose awards the rule looks at. */
  readonly enrolments: Readonly<Record<E, string>>;
  /** How it stands to other benefits; those on which the rule refuses are the ones that it asks. */
  readonly interactions?: readonly Interaction[];
  /** Rule versions by the month they start; the business month selects, never today's date. */
  readonly versions: readonly Version<RuleOf<F, P, C, R, E>>[];
  /** Folder of the rule's source, whose digest every run stores. */
  readonly rulesFolder: string;
}

/** A programme with its types erased, as registries, runs and explanations handle it. */
export interface Programme {
  readonly id: string;
  readonly label: Label;
  readonly code: string;
  readonly unit: 'household' | 'person';
  readonly cycle: 'monthly' | 'once' | 'recognition';
  readonly fund: string;
  readonly facts: FactNeeds;
  readonly parameters: ParameterMap;
  readonly components: Readonly<Record<string, Label>>;
  readonly refusals: Readonly<Record<string, Label>>;
  readonly enrolments: Readonly<Record<string, string>>;
  readonly interactions?: readonly Interaction[];
  readonly versions: readonly Version<Rule>[];
  readonly rulesFolder: string;
}

/**
 * Declares a benefit programme: whose, which facts, which parameters, and its rule as a plain pure function per
 * version. The same function serves the monthly batch, the explanation, the simulation and the replay.
 */
export function defineProgramme<
  const F extends FactNeeds,
  const P extends ParameterMap,
  const C extends string,
  const R extends string,
  const E extends string = never,
>(spec: ProgrammeSpec<F, P, C, R, E>): Programme {
  const starts = spec.versions.map((version) => monthIndex(version.from));
  if (starts.length === 0 || starts.some((start, i) => i > 0 && start <= (starts[i - 1] ?? 0))) {
    throw failed(
      'programme.versions',
      `项目 ${spec.id} 的规则版本应至少一个并按起始月排列。`,
      `Programme ${spec.id} needs rule versions in order of their first month.`,
    );
  }
  if (!/^[A-Z]{2}$/.test(spec.code)) {
    throw failed(
      'programme.code',
      `项目 ${spec.id} 的代码应为两个字母。`,
      `Programme ${spec.id} needs a code of two letters.`,
    );
  }
  checkDerivations(spec.id, spec.parameters);
  // The rule was checked against its own facts and parameters just above; from here on its types are erased.
  const programme = spec as unknown as Programme;
  checkInteractions(programme);
  return programme;
}

/**
 * A programme that uses a derived parameter lists what it is derived from, so that whatever asks for a programme's
 * parameters (a run, its digest, who is touched by a changed standard) has them too.
 */
function checkDerivations(id: string, parameters: ParameterMap): void {
  const listed = Object.values(parameters);
  const inputs = listed.flatMap(({ derived = {} }) =>
    Object.values(derived).flatMap((derivation) => derivation?.from.map(({ parameter }) => parameter) ?? []),
  );
  const missing = inputs.find((input) => !listed.includes(input));
  if (missing === undefined) return;
  throw failed(
    'programme.derived-input',
    `项目 ${id} 使用了由“${missing.key}”推算的参数，请在 parameters 中一并列出。`,
    `Programme ${id} uses a parameter that is derived from "${missing.key}": list that one too.`,
  );
}

/** The rule version in force in `month`; the month of business decides, not today. */
export function versionFor(programme: Programme, month: Month): Version<Rule> {
  const version = programme.versions.findLast((candidate) => candidate.from <= month);
  if (version === undefined) {
    throw failed(
      'programme.no-version',
      `“${programme.label.zh}”在 ${month} 没有生效的规则版本。`,
      `"${programme.label.en}" has no rule version in force in ${month}.`,
    );
  }
  return version;
}
