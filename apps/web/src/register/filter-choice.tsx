import { Select } from 'antd';
import { useI18n } from '../i18n/use-i18n.ts';
import type { Asked } from './filter-ways.ts';
import type { RegisterField } from './register-fields.ts';

interface Props {
  readonly field: RegisterField;
  readonly asked: Asked;
  readonly onAsk: (asked: Asked) => void;
}

/** Codes, and yes or no, with which a field is compared. */
export function FilterChoice({ field, asked, onAsk }: Props) {
  const { t, label } = useI18n();
  const codes = field.codes.map((each) => ({ value: each.code, label: label(each.label) }));
  const common = {
    className: 'filter-value',
    'aria-label': t('filter.value'),
    placeholder: t('form.choose'),
    showSearch: { optionFilterProp: 'label' as const },
  };
  if (field.type === 'flag') {
    return (
      <Select
        {...common}
        value={asked.flag}
        options={[
          { value: true, label: t('yes') },
          { value: false, label: t('no') },
        ]}
        onChange={(flag: boolean) => onAsk({ ...asked, flag })}
      />
    );
  }
  return asked.way === 'in' ? (
    <Select
      {...common}
      mode="multiple"
      value={[...(asked.codes ?? [])]}
      options={codes}
      onChange={(chosen: string[]) => onAsk({ ...asked, codes: chosen })}
    />
  ) : (
    <Select
      {...common}
      value={asked.text}
      options={codes}
      onChange={(text: string) => onAsk({ ...asked, text })}
    />
  );
}
