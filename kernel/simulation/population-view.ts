import type { Label } from '../base/label.ts';
import type {
  FactNeeds,
  MemberBase,
  FactValues,
  Programme,
  Subject,
  SubjectOf,
} from '../policy/define-programme.ts';
import type { FactDefinition } from '../party/define-fact.ts';

export type Area = 'urban' | 'rural';

interface CategoryOf<M> {
  readonly id: string;
  readonly label: Label;
  /** Whether a member belongs to it, with the full years on the first day of the forecast. */
  readonly holds: (member: M, age: number) => boolean;
}

type ViewFacts = Pick<FactNeeds, 'household' | 'person'>;

interface ViewOf<F extends ViewFacts> {
  /** Facts read beside those of the programmes. */
  readonly facts: F;
  readonly areaOf: (subject: SubjectOf<F, never>) => Area | null;
  /** A person may belong to several. */
  readonly categories: readonly CategoryOf<SubjectOf<F, never>['members'][number]>[];
}

/** How people are told apart in forecasts: town or country, and categories such as disabled or elder. */
export interface PopulationView {
  readonly facts: ViewFacts;
  readonly areaOf: (subject: Subject) => Area | null;
  readonly categories: readonly CategoryOf<MemberBase & FactValues>[];
}

/** Declares how forecasts divide the population. */
export const definePopulation = <const F extends ViewFacts>(view: ViewOf<F>): PopulationView =>
  // Its functions were checked against its own facts just above; from here on the types are erased.
  view as unknown as PopulationView;

/** The programme's own facts and those of the view, so that one reading of the register serves both. */
export const withView = (programme: Programme, view: PopulationView): Programme => ({
  ...programme,
  facts: {
    ...programme.facts,
    household: { ...programme.facts.household, ...view.facts.household },
    person: { ...programme.facts.person, ...view.facts.person },
  },
});

/** Something that has to be on file before an application can be decided. */
interface Expected {
  readonly label: Label;
  /** One of them, of the subject or of a member, is enough. */
  readonly anyOf: readonly FactDefinition[];
}

/** Who is looked at when those are sought who appear entitled to a programme and do not receive it. */
export interface TakeUp {
  readonly programme: Programme;
  /** Only people or households with this fact on file are looked at: without it nothing can be said of them. */
  readonly requires: FactDefinition;
  /** Whoever all have an award of one of these in force gets nothing on top. */
  readonly excludedBy: readonly string[];
  readonly expected: readonly Expected[];
  /** What has to be handed in with an application. */
  readonly documents: readonly Label[];
}
