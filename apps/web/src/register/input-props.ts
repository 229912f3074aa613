import type { InputValue } from './check-input.ts';
import type { RegisterField } from './register-fields.ts';

/** What every input of a form gets: its field, and what the form itself hands to it. */
export interface InputProps {
  readonly field: RegisterField;
  readonly id?: string;
  readonly value?: InputValue;
  readonly onChange?: (value: InputValue) => void;
  readonly onBlur?: () => void;
  /** Name of the record that a reference leads to now. */
  readonly title?: string | null;
  readonly placeholder?: string | undefined;
}

export const wordsOf = (value: InputValue): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';
