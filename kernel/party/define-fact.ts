import type { Fen } from '../base/fen.ts';
import type { Label } from '../base/label.ts';

export type FactSubject = 'person' | 'household' | 'award';
export type Sensitivity = 'L1' | 'L2' | 'L3' | 'L4';

/** How a fact's value is kept and read. Absent money and counts are zero, absent flags false, absent codes null. */
export type FactValueSpec =
  | { readonly type: 'money' }
  | { readonly type: 'count'; readonly unit: Label }
  | { readonly type: 'flag' }
  | { readonly type: 'code'; readonly codes: Readonly<Record<string, Label>> };

export type FactValueOf<V extends FactValueSpec> = V extends { type: 'code'; codes: infer C }
  ? (keyof C & string) | null
  : V extends { type: 'flag' }
    ? boolean
    : V extends { type: 'money' }
      ? Fen
      : number;

export type FactValue = Fen | number | boolean | string | null;

export interface FactDefinition<
  S extends FactSubject = FactSubject,
  V extends FactValueSpec = FactValueSpec,
> {
  readonly kind: string;
  readonly subject: S;
  readonly label: Label;
  readonly value: V;
  readonly sensitivity: Sensitivity;
  /**
   * What an explanation may suppose of it. `never`: no other value, for nobody comes back to life or is told to go to prison, and
   * what an authority set is no circumstance. `among-codes`: everybody has one of the codes; having none is only a gap in the register.
   */
  readonly supposed?: 'never' | 'among-codes';
  /** The sum that it is an item of; an explanation says how much of the whole would have to change. */
  readonly partOf?: FactTotal;
}

/** A sum over facts of one unit, such as the income of a family. */
export interface FactTotal {
  readonly id: string;
  readonly label: Label;
}

/** Declares a dated fact that policy may depend on. `kind` is its stable name in the database. */
export const defineFact = <const S extends FactSubject, const V extends FactValueSpec>(
  definition: FactDefinition<S, V>,
): FactDefinition<S, V> => definition;
