import { Input } from 'antd';
import { useI18n } from '../i18n/use-i18n.ts';
import { ChoiceInput } from './choice-input.tsx';
import { DateInput } from './date-input.tsx';
import { type InputProps, wordsOf } from './input-props.ts';
import { PlaceSelect } from './place-select.tsx';
import { ReferenceSelect } from './reference-select.tsx';

const NUMBER_CHARS = 40;

/** What a field of a form is filled in with, from its declaration. */
export function FieldInput(props: InputProps) {
  const { field, id, value, onChange, onBlur, title = null, placeholder } = props;
  const common = {
    ...(id === undefined ? {} : { id }),
    ...(onBlur === undefined ? {} : { onBlur }),
    ...(onChange === undefined ? {} : { onChange }),
  };
  const text = typeof value === 'string' ? { value } : {};
  switch (field.type) {
    case 'flag':
    case 'code':
    case 'codes':
      return <ChoiceInput {...props} />;
    case 'date':
    case 'month':
      return (
        <DateInput
          {...common}
          {...text}
          month={field.type === 'month'}
          {...(placeholder === undefined ? {} : { placeholder })}
        />
      );
    case 'place':
      return <PlaceSelect {...common} {...(typeof value === 'number' ? { value } : {})} />;
    case 'reference':
      return <ReferenceSelect {...common} {...text} record={field.refersTo ?? ''} title={title} />;
    default:
      return <TextInput {...props} />;
  }
}

/** Words and numbers as they are typed. */
function TextInput({ field, id, value, onChange, onBlur, placeholder }: InputProps) {
  const { t, label } = useI18n();
  const common = {
    ...(id === undefined ? {} : { id }),
    ...(onBlur === undefined ? {} : { onBlur }),
    'aria-required': field.required,
    autoComplete: 'off',
    value: wordsOf(value),
    placeholder,
  };
  if (field.type === 'note') {
    return (
      <Input.TextArea
        {...common}
        rows={3}
        {...(field.max === null ? {} : { count: { max: field.max, show: true } })}
        onChange={(event) => onChange?.(event.target.value)}
      />
    );
  }
  const isNumber = field.type === 'money' || field.type === 'integer';
  const unit = field.type === 'money' ? t('unit.yuan') : field.unit === null ? null : label(field.unit);
  return (
    <Input
      {...common}
      {...(field.type === 'text' ? {} : { maxLength: NUMBER_CHARS })}
      {...(isNumber ? { inputMode: 'decimal' as const } : {})}
      {...(unit === null ? {} : { suffix: unit })}
      onChange={(event) => onChange?.(event.target.value)}
    />
  );
}
