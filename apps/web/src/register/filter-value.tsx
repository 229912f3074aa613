import { Input, InputNumber } from 'antd';
import { useI18n } from '../i18n/use-i18n.ts';
import { DateInput } from './date-input.tsx';
import { FilterChoice } from './filter-choice.tsx';
import type { Asked } from './filter-ways.ts';
import { PlaceSelect } from './place-select.tsx';
import { ReferenceSelect } from './reference-select.tsx';
import type { RegisterField } from './register-fields.ts';

interface Props {
  readonly field: RegisterField;
  readonly asked: Asked;
  readonly onAsk: (asked: Asked) => void;
}

interface OneProps {
  readonly field: RegisterField;
  readonly label: string;
  readonly value: string | undefined;
  readonly onChange: (value: string | undefined) => void;
}

/** One value as it is typed: a day, a month, an amount in yuan, a number, words, another record. */
function OneValue({ field, label, value, onChange }: OneProps) {
  const { t } = useI18n();
  const given = value === undefined ? {} : { value };
  switch (field.type) {
    case 'date':
    case 'month':
      return <DateInput label={label} month={field.type === 'month'} onChange={onChange} {...given} />;
    case 'reference':
      return <ReferenceSelect label={label} record={field.refersTo ?? ''} onChange={onChange} {...given} />;
    case 'money':
    case 'integer':
      return (
        <InputNumber<string>
          stringMode
          aria-label={label}
          value={value ?? null}
          {...(field.type === 'money' ? { precision: 2, suffix: t('unit.yuan') } : { precision: 0 })}
          onChange={(next) => onChange(next ?? undefined)}
        />
      );
    default:
      return (
        <Input
          aria-label={label}
          maxLength={100}
          allowClear
          autoComplete="off"
          placeholder={label}
          value={value ?? ''}
          onChange={(event) => onChange(event.target.value)}
        />
      );
  }
}

/** With what a field is compared; nothing for "empty" and "filled". */
export function FilterValue({ field, asked, onAsk }: Props) {
  const { t } = useI18n();
  const name = t('filter.value');
  if (asked.way === 'empty' || asked.way === 'filled') return null;
  if (field.type === 'code' || field.type === 'codes' || field.type === 'flag') {
    return <FilterChoice field={field} asked={asked} onAsk={onAsk} />;
  }
  if (asked.way === 'range') {
    return (
      <div className="filter-range">
        <OneValue
          field={field}
          label={t('filter.from')}
          value={asked.text}
          onChange={(text) => onAsk({ ...asked, text })}
        />
        <span aria-hidden>–</span>
        <OneValue
          field={field}
          label={t('filter.to')}
          value={asked.to}
          onChange={(to) => onAsk({ ...asked, to })}
        />
      </div>
    );
  }
  return (
    <div className="filter-value">
      {field.type === 'place' ? (
        <PlaceSelect
          label={name}
          {...(asked.place === undefined ? {} : { value: asked.place })}
          onChange={(place) => onAsk({ ...asked, place })}
        />
      ) : (
        <OneValue
          field={field}
          label={name}
          value={asked.text}
          onChange={(text) => onAsk({ ...asked, text })}
        />
      )}
    </div>
  );
}
