import { Input, Radio, Select } from 'antd';
import { useI18n } from '../i18n/use-i18n.ts';
import type { InputValue } from './check-input.ts';
import { DateInput } from './date-input.tsx';
import { PlaceSelect } from './place-select.tsx';
import { ReferenceSelect } from './reference-select.tsx';
import type { RegisterField } from './register-fields.ts';

const FEW_CODES = 3;
const NUMBER_CHARS = 40;

interface Props {
  readonly field: RegisterField;
  /** Given by the form. */
  readonly id?: string;
  readonly value?: InputValue;
  readonly onChange?: (value: InputValue) => void;
  readonly onBlur?: () => void;
  /** Name of the record that a reference leads to now. */
  readonly title?: string | null;
  readonly placeholder?: string | undefined;
}

const wordsOf = (value: InputValue): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';

/** What a field of a form is filled in with, from its declaration. */
export function FieldInput({ field, id, value, onChange, onBlur, title, placeholder }: Props) {
  const { t, label } = useI18n();
  const codes = field.codes.map((each) => ({ value: each.code, label: label(each.label) }));
  const common = {
    ...(id === undefined ? {} : { id }),
    'aria-required': field.required,
    ...(onBlur === undefined ? {} : { onBlur }),
  };
  switch (field.type) {
    case 'note':
      return (
        <Input.TextArea
          {...common}
          rows={3}
          value={wordsOf(value)}
          {...(field.max === null ? {} : { count: { max: field.max, show: true } })}
          placeholder={placeholder}
          onChange={(event) => onChange?.(event.target.value)}
        />
      );
    case 'date':
    case 'month':
      return (
        <DateInput
          {...common}
          month={field.type === 'month'}
          {...(typeof value === 'string' ? { value } : {})}
          {...(placeholder === undefined ? {} : { placeholder })}
          {...(onChange === undefined ? {} : { onChange })}
        />
      );
    case 'flag':
      return (
        <Radio.Group
          {...(id === undefined ? {} : { id })}
          value={value ?? null}
          onChange={(event) => onChange?.(event.target.value)}
          options={[
            { value: true, label: t('yes') },
            { value: false, label: t('no') },
            ...(field.required ? [] : [{ value: null, label: t('form.unstated') }]),
          ]}
        />
      );
    case 'code':
      return field.required && codes.length <= FEW_CODES ? (
        <Radio.Group
          {...(id === undefined ? {} : { id })}
          value={value}
          onChange={(event) => onChange?.(event.target.value)}
          options={codes}
        />
      ) : (
        <Select
          {...common}
          className="full-width"
          allowClear={!field.required}
          showSearch={{ optionFilterProp: 'label' }}
          placeholder={placeholder ?? t('form.choose')}
          value={wordsOf(value) === '' ? undefined : wordsOf(value)}
          options={codes}
          onChange={(chosen: string | undefined) => onChange?.(chosen)}
        />
      );
    case 'codes':
      return (
        <Select
          {...common}
          className="full-width"
          mode="multiple"
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          placeholder={placeholder ?? t('form.choose.several')}
          value={Array.isArray(value) ? value.map(String) : []}
          options={codes}
          onChange={(chosen: string[]) => onChange?.(chosen)}
        />
      );
    case 'place':
      return (
        <PlaceSelect
          {...common}
          {...(typeof value === 'number' ? { value } : {})}
          {...(onChange === undefined ? {} : { onChange })}
        />
      );
    case 'reference':
      return (
        <ReferenceSelect
          {...common}
          record={field.refersTo ?? ''}
          title={title ?? null}
          {...(typeof value === 'string' ? { value } : {})}
          {...(onChange === undefined ? {} : { onChange })}
        />
      );
    default:
      return (
        <Input
          {...common}
          autoComplete="off"
          value={wordsOf(value)}
          placeholder={placeholder}
          {...(field.type === 'text' ? {} : { maxLength: NUMBER_CHARS })}
          {...(field.type === 'money' || field.type === 'integer' ? { inputMode: 'decimal' as const } : {})}
          {...(field.type === 'money' ? { suffix: t('unit.yuan') } : {})}
          {...(field.type === 'integer' && field.unit !== null ? { suffix: label(field.unit) } : {})}
          onChange={(event) => onChange?.(event.target.value)}
        />
      );
  }
}
