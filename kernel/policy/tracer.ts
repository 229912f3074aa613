import type { Label } from '../base/label.ts';
import type { MemberBase } from './define-programme.ts';

export type StepUnit = 'fen' | 'ratio' | 'persons' | 'days' | 'times' | 'years' | 'truth' | 'text';

/** A parameter value as it was cited: its figure, since when, by which document, and whether it is an assumption. */
export interface Citation {
  readonly key: string;
  readonly label: Label;
  readonly variant: string;
  readonly variantLabel: Label;
  readonly value: number;
  readonly unit: string;
  readonly per: Label;
  readonly effectiveFrom: string | null;
  readonly documentTitle: string | null;
  readonly documentNo: string | null;
  readonly article: string | null;
  readonly certainty: 'source' | 'assumption' | 'otherwise';
  readonly note: string | null;
  /** How the value follows from others, where the register has none of its own. */
  readonly derivation?: { readonly formula: Label; readonly inputs: readonly Citation[] };
}

/** A fact as it was used: whose, which, its value, since when and where it came from. */
export interface FactCitation {
  readonly subjectId: string;
  readonly kind: string;
  readonly label: Label;
  readonly value: number | boolean | string | null;
  readonly valueLabel: Label;
  readonly validFrom: string | null;
  readonly source: string | null;
  readonly recordedAt: string | null;
}

export interface Step {
  readonly id: string;
  readonly label: Label;
  readonly value: number | boolean | string;
  readonly unit: StepUnit;
  /** The sum as it would be written on paper: 830.00 × 3 − 1,000.00. */
  readonly formula?: string;
  readonly citation?: Citation;
  readonly facts?: readonly FactCitation[];
}

/** Collects the steps of one explained decision. */
export interface Tracer {
  /** Cites a parameter of the programme by the name the rule uses. */
  parameter(name: string, variant?: string): void;
  /** Cites facts: each of `members` (or `award`, `household`) under the names the rule uses. */
  facts(
    id: string,
    label: Label,
    of: 'award' | 'household' | readonly MemberBase[],
    names: readonly string[],
  ): void;
  /** A value that the rule worked out, with its sum. */
  result(id: string, label: Label, value: number | string, unit: StepUnit, formula?: string): void;
  /** A condition and whether it holds. */
  condition(id: string, label: Label, holds: boolean, formula?: string): void;
  paid(component: string, amountFen: number, member?: MemberBase): void;
  refused(reason: string): void;
}
