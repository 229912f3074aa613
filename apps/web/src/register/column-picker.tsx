import { SettingOutlined } from '@ant-design/icons';
import { Button, Checkbox, Popover } from 'antd';
import { useI18n } from '../i18n/use-i18n.ts';
import type { RegisterOutput } from './register-fields.ts';
import { OWN_COLUMNS } from './use-column-choice.ts';

interface Props {
  readonly register: RegisterOutput;
  readonly columns: readonly string[];
  readonly onChoose: (names: readonly string[] | undefined) => void;
}

/** Which columns the list shows. */
export function ColumnPicker({ register, columns, onChoose }: Props) {
  const { t, label } = useI18n();
  const options = [
    ...register.fields.map((field) => ({
      value: field.name,
      label: label(field.label),
      disabled: field.name === register.title,
    })),
    ...OWN_COLUMNS.map((name) => ({ value: name, label: t(`record.${name}`), disabled: false })),
  ];
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      // Inside the landmark of the page, where screen readers look for it.
      getPopupContainer={() => document.getElementById('main') ?? document.body}
      title={t('register.columns')}
      content={
        <div className="column-picker">
          <Checkbox.Group
            value={[...columns]}
            options={options}
            onChange={(names) => onChoose(names.map(String))}
          />
          <Button size="small" onClick={() => onChoose(undefined)}>
            {t('register.columns.default')}
          </Button>
        </div>
      }
    >
      <Button icon={<SettingOutlined aria-hidden />}>{t('register.columns')}</Button>
    </Popover>
  );
}
