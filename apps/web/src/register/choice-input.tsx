import { Radio, Select } from 'antd';
import { useI18n } from '../i18n/use-i18n.ts';
import { type InputProps, wordsOf } from './input-props.ts';

const FEW_CODES = 3;

/** Yes or no, one of a few codes, one of many, or several. */
export function ChoiceInput({ field, id, value, onChange, onBlur, placeholder }: InputProps) {
  const { t, label } = useI18n();
  const codes = field.codes.map((each) => ({ value: each.code, label: label(each.label) }));
  const named = id === undefined ? {} : { id };
  if (field.type === 'flag') {
    return (
      <Radio.Group
        {...named}
        value={value ?? null}
        onChange={(event) => onChange?.(event.target.value)}
        options={[
          { value: true, label: t('yes') },
          { value: false, label: t('no') },
          ...(field.required ? [] : [{ value: null, label: t('form.unstated') }]),
        ]}
      />
    );
  }
  if (field.type === 'code' && field.required && codes.length <= FEW_CODES && placeholder === undefined) {
    return (
      <Radio.Group
        {...named}
        value={value}
        onChange={(event) => onChange?.(event.target.value)}
        options={codes}
      />
    );
  }
  const common = {
    ...named,
    className: 'full-width',
    'aria-required': field.required,
    showSearch: { optionFilterProp: 'label' as const },
    options: codes,
    ...(onBlur === undefined ? {} : { onBlur }),
  };
  return field.type === 'codes' ? (
    <Select
      {...common}
      mode="multiple"
      allowClear
      placeholder={placeholder ?? t('form.choose.several')}
      value={Array.isArray(value) ? value.map(String) : []}
      onChange={(chosen: string[]) => onChange?.(chosen)}
    />
  ) : (
    <Select
      {...common}
      allowClear={!field.required}
      placeholder={placeholder ?? t('form.choose')}
      value={wordsOf(value) === '' ? undefined : wordsOf(value)}
      onChange={(chosen: string | undefined) => onChange?.(chosen)}
    />
  );
}
