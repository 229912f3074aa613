import type { Label } from '../../../../kernel/base/label.ts';
import { type InputValue, inputOf, readInput, sameValue } from './check-input.ts';
import {
  type FieldValue,
  type RecordOutput,
  type RegisterField,
  type RegisterOutput,
  type Values,
} from './register-fields.ts';

export type FormInput = Readonly<Record<string, InputValue>>;
/** Names of the form besides the register's fields; no field may be called so. */
export const PLACE = 'divisionNo';
export const REASON = '$reason';

/** What a form starts with; covered values are not in it, since only their masks are known here. */
export function firstInput(register: RegisterOutput, record: RecordOutput | undefined): FormInput {
  if (record === undefined) return {};
  const fields = register.fields.filter(({ name }) => !record.covered.includes(name));
  return {
    ...Object.fromEntries(fields.map((field) => [field.name, inputOf(field, record.values[field.name])])),
    [PLACE]: record.divisionNo,
  };
}

/** What is wrong with one field; a covered value that is left alone stays as it is. */
export function faultOf(
  field: RegisterField,
  input: InputValue,
  { record, today }: { readonly record: RecordOutput | undefined; readonly today: string },
): Label | undefined {
  const covered = record?.covered.includes(field.name) === true;
  const read = readInput(covered ? { ...field, required: false } : field, input, today);
  return read.ok ? undefined : read;
}

const readGood = (field: RegisterField, input: InputValue, today: string): FieldValue => {
  const read = readInput({ ...field, required: false }, input, today);
  return read.ok ? read.value : null;
};

/** The values of a new record. */
export const newValues = (register: RegisterOutput, input: FormInput, today: string): Values =>
  Object.fromEntries(
    register.fields
      .map((field): [string, FieldValue] => [field.name, readGood(field, input[field.name], today)])
      .filter(([, value]) => value !== null),
  );

/** What differs from the record as it was opened; of covered values what was typed, and what is to be deleted. */
export function changedValues(
  fields: readonly RegisterField[],
  record: RecordOutput,
  input: FormInput,
  { cleared, today }: { readonly cleared: ReadonlySet<string>; readonly today: string },
): Values {
  const changed = fields.flatMap((field): [string, FieldValue][] => {
    const value = readGood(field, input[field.name], today);
    if (record.covered.includes(field.name)) {
      if (cleared.has(field.name)) return [[field.name, null]];
      return value === null ? [] : [[field.name, value]];
    }
    return sameValue(value, record.values[field.name]) ? [] : [[field.name, value]];
  });
  return Object.fromEntries(changed);
}
