import type { Label } from '../../../../kernel/base/label.ts';
import type { FormField, FormValues } from '../components/form-fields.tsx';
import type { LifecycleField } from './use-lifecycle.ts';

/** A declared field as the form draws it; long texts get room. */
export const toFormField = (
  field: LifecycleField,
  label: (text: Label) => string,
  listHint: string,
): FormField => {
  const { name, type, required, options, initial, min, max } = field;
  const isLong = type === 'text' && max !== null && max > 200;
  return {
    name,
    label: label(field.label),
    type: isLong ? 'textarea' : type,
    required,
    options: options.map((option) => ({ value: option.value, label: label(option.label) })),
    ...(initial === null ? {} : { initial }),
    ...(min === null ? {} : { min }),
    ...(max === null ? {} : { max }),
    ...(type === 'list' ? { hint: listHint } : {}),
  };
};

const isEmpty = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);

/** What was filled in, without what was left empty; an untouched switch says no. */
export const declaredValues = (
  fields: readonly LifecycleField[],
  values: FormValues,
): Record<string, unknown> =>
  Object.fromEntries(
    fields.flatMap(({ name, type }): [string, unknown][] => {
      const value = values[name];
      if (type === 'flag') return [[name, value === true]];
      return isEmpty(value) ? [] : [[name, typeof value === 'string' ? value.trim() : value]];
    }),
  );

export interface DeclaredDetail {
  readonly name: string;
  readonly label: string;
  readonly value: string;
}

/** Values in the words of their declaration; what nobody declares words for is left out. */
export function declaredDetails(
  fields: readonly LifecycleField[],
  values: Readonly<Record<string, unknown>>,
  words: { readonly label: (text: Label) => string; readonly yes: string; readonly no: string },
): DeclaredDetail[] {
  const { label, yes, no } = words;
  const textOf = ({ options }: LifecycleField, value: unknown): string => {
    if (typeof value === 'boolean') return value ? yes : no;
    if (Array.isArray(value)) return value.map(String).join('、');
    const option = options.find((one) => one.value === value);
    return option === undefined ? String(value) : label(option.label);
  };
  return fields
    .filter(({ name }) => !isEmpty(values[name]))
    .map((field) => ({
      name: field.name,
      label: label(field.label),
      value: textOf(field, values[field.name]),
    }));
}
