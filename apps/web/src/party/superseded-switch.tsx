import { Switch } from 'antd';
import { useI18n } from '../i18n/use-i18n.ts';

interface Props {
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}

export function SupersededSwitch({ checked, onChange }: Props) {
  const { t } = useI18n();
  return (
    <label className="switch">
      <Switch checked={checked} onChange={onChange} aria-label={t('party.superseded')} />
      <span>{t('party.superseded')}</span>
    </label>
  );
}
