import { Switch } from 'antd';

interface Props {
  readonly label: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}

export const LabelledSwitch = ({ label, checked, onChange }: Props) => (
  <label className="switch">
    <Switch checked={checked} onChange={onChange} aria-label={label} />
    <span>{label}</span>
  </label>
);
