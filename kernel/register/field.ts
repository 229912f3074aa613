import type { Fen } from '../base/fen.ts';
import type { Label } from '../base/label.ts';
import type { Sensitivity } from '../party/define-fact.ts';
import type { RecordDefinition } from './define-record.ts';

/** How a text of L3 or L4 is shown to those who have given no purpose. */
export type TextMask = 'name' | 'address' | 'whole';

export type Codes = Readonly<Record<string, Label>>;

/** What every field says of itself, whatever its kind. */
export interface FieldBase {
  readonly label: Label;
  readonly sensitivity: Sensitivity;
  readonly required?: boolean;
  /** How to fill it in, where the label does not say it. */
  readonly hint?: Label;
  /** Lists may be sorted by it: it gets an index. */
  readonly sort?: boolean;
  /** No two records that have not ended share a value. */
  readonly unique?: boolean;
  /** Found by the search box: as a name (parts, pinyin) or as a whole code. */
  readonly search?: 'name' | 'code';
  /** Set when the record is made; afterwards only a correction changes it. */
  readonly fixed?: boolean;
}

/** The kinds of field and what each says in addition. Money is integer fen, months are kept as their first day. */
export type FieldKind =
  | {
      readonly type: 'text';
      readonly max: number;
      readonly min?: number;
      readonly pattern?: { readonly regex: RegExp; readonly label: Label };
      readonly mask?: TextMask;
    }
  | { readonly type: 'note'; readonly max: number; readonly mask?: TextMask }
  | { readonly type: 'integer'; readonly min?: number; readonly max?: number; readonly unit?: Label }
  | { readonly type: 'money'; readonly min?: Fen; readonly max?: Fen }
  | { readonly type: 'date'; readonly notAfterToday?: boolean }
  | { readonly type: 'month' }
  | { readonly type: 'flag' }
  | { readonly type: 'code'; readonly codes: Codes }
  | { readonly type: 'codes'; readonly codes: Codes }
  | { readonly type: 'id-number' }
  | { readonly type: 'phone' }
  | { readonly type: 'bank-account' }
  | { readonly type: 'uscc'; readonly prefixes?: readonly string[] }
  | { readonly type: 'place' }
  /** Another record; a function, because records may name each other. */
  | { readonly type: 'reference'; readonly to: () => RecordDefinition };

export type Field = FieldBase & FieldKind;
export type FieldType = Field['type'];
export type Fields = Readonly<Record<string, Field>>;

/** A field's value as code and API see it: fen, whole numbers, dates as YYYY-MM-DD, months as YYYY-MM, ids, codes. */
export type FieldValue = string | number | boolean | readonly string[] | null;
export type Values = Readonly<Record<string, FieldValue>>;

/** Kinds whose text is kept as ciphertext and found again by a blind index of the whole value only. */
const SECRET: ReadonlySet<FieldType> = new Set(['id-number', 'phone', 'bank-account']);

export const isSecret = (field: Field): boolean => SECRET.has(field.type);

/** Shown covered until somebody gives a purpose. */
export const isCovered = (field: Field): boolean => field.sensitivity === 'L3' || field.sensitivity === 'L4';
