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
}

/** Declares a dated fact that policy may depend on. `kind` is its stable name in the database. */
export const defineFact = <const S extends FactSubject, const V extends FactValueSpec>(
  definition: FactDefinition<S, V>,
): FactDefinition<S, V> => definition;
