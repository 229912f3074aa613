import type { Label } from '../base/label.ts';
import type { Month } from '../base/month.ts';
import type { PlainDate } from '../base/plain-date.ts';

/** Unit of a parameter: money in fen, a bare ratio (0.1 is 10 %), months, days, years or a count. */
export type ParameterUnit = 'fen' | 'ratio' | 'months' | 'days' | 'years' | 'times';

/** One variant of another parameter, as a derivation reads it. */
export interface DerivationInput {
  readonly parameter: ParameterDefinition;
  readonly variant: string;
}

/**
 * A value that follows from other parameters, or from the law itself when it needs none, for months in which the
 * register has no value of its own. An approved value in the register stands before it.
 */
export interface Derivation {
  readonly from: readonly DerivationInput[];
  /** Works the value out from those of `from`, in their order. */
  readonly of: (inputs: readonly number[]) => number;
  /** The sum in words, as an explanation cites it. */
  readonly formula: Label;
  readonly source: {
    readonly documentTitle: string;
    readonly documentNo: string;
    readonly article: string;
    /** Since when the derivation itself holds, whatever its inputs. */
    readonly effectiveFrom: PlainDate;
    readonly certainty: 'source' | 'assumption';
    readonly note: string | null;
  };
}

export interface ParameterDefinition<V extends string = string> {
  readonly key: string;
  readonly label: Label;
  readonly unit: ParameterUnit;
  /** What a unit is a unit of, as an official would print it: 元/人·月. */
  readonly per: Label;
  /** Variants such as urban and rural; a plain parameter has the one variant `all`. */
  readonly variants: Readonly<Record<V, Label>>;
  /** Value outside the periods that documents set. Without it a gap is an error, never a guess. */
  readonly otherwise?: number;
  /** How the value of a variant follows from other parameters where the register has none. */
  readonly derived?: Readonly<Partial<Record<V, Derivation>>>;
  /** Months whose rules ask for it, when a law brought it in or let it lapse; outside them nobody need enter a value. */
  readonly asked?: { readonly from: Month; readonly before?: Month };
}

export const plain = { all: { zh: '', en: '' } } as const;
export const urbanRural = {
  urban: { zh: '城镇', en: 'urban' },
  rural: { zh: '农村', en: 'rural' },
} as const;

/** Declares a dated parameter; its values live in the register of standards with document and approval. */
export const defineParameter = <const V extends string>(
  definition: ParameterDefinition<V>,
): ParameterDefinition<V> => definition;

export type ParameterMap = Readonly<Record<string, ParameterDefinition>>;

/** The derivation of one variant, when the parameter has one. */
export const derivationOf = ({ derived }: ParameterDefinition, variant: string): Derivation | undefined =>
  derived?.[variant];

/** A plain parameter reads as a number, one with variants as a record of numbers. */
export type ParameterValueOf<D> =
  D extends ParameterDefinition<infer V> ? ('all' extends V ? number : Readonly<Record<V, number>>) : never;

export type ParameterValuesOf<P extends ParameterMap> = { readonly [K in keyof P]: ParameterValueOf<P[K]> };
