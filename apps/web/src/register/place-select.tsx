import { Select } from 'antd';
import { useI18n } from '../i18n/use-i18n.ts';
import { usePlaces } from './use-places.ts';

interface Props {
  readonly id?: string;
  readonly value?: number;
  readonly onChange?: (value: number | undefined) => void;
  readonly onBlur?: () => void;
  readonly label?: string;
  readonly placeholder?: string;
  readonly disabled?: boolean;
}

/** A place of the own jurisdiction, found by typing a part of its name. */
export function PlaceSelect({ id, value, onChange, onBlur, label, placeholder, disabled = false }: Props) {
  const { t } = useI18n();
  const places = usePlaces();
  return (
    <Select
      className="full-width"
      {...(id === undefined ? {} : { id })}
      {...(label === undefined ? {} : { 'aria-label': label })}
      showSearch={{ optionFilterProp: 'label' }}
      allowClear
      disabled={disabled}
      placeholder={placeholder ?? t('form.place.hint')}
      value={value}
      options={places.map((place) => ({ value: place.divisionNo, label: place.fullName }))}
      onChange={(chosen: number | undefined) => onChange?.(chosen)}
      onBlur={() => onBlur?.()}
    />
  );
}
