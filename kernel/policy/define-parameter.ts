import type { Label } from '../base/label.ts';

/** Unit of a parameter: money in fen, a bare ratio (0.1 is 10 %), months, days, years or a count. */
export type ParameterUnit = 'fen' | 'ratio' | 'months' | 'days' | 'years' | 'times';

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

/** A plain parameter reads as a number, one with variants as a record of numbers. */
export type ParameterValueOf<D> =
  D extends ParameterDefinition<infer V> ? ('all' extends V ? number : Readonly<Record<V, number>>) : never;

export type ParameterValuesOf<P extends ParameterMap> = { readonly [K in keyof P]: ParameterValueOf<P[K]> };
