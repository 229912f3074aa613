import { Alert, Modal, Radio } from 'antd';
import { useState } from 'react';
import { useI18n } from '../i18n/use-i18n.ts';
import { sameValue } from './check-input.ts';
import {
  type FieldValue,
  fieldNamed,
  type RecordOutput,
  type RegisterField,
  type RegisterOutput,
  type Values,
} from './register-fields.ts';
import { usePlaces } from './use-places.ts';
import { valueText } from './value-text.ts';

type Choice = 'mine' | 'theirs';

interface Props {
  readonly register: RegisterOutput;
  /** The record as the form was opened with. */
  readonly opened: RecordOutput;
  /** The record as somebody else has left it. */
  readonly current: RecordOutput;
  /** What was to be saved. */
  readonly mine: Values;
  readonly pending: boolean;
  readonly onSave: (values: Values) => void;
  readonly onTakeTheirs: () => void;
  readonly onClose: () => void;
}

/** Somebody was faster: both versions side by side, and per field whose shall stand. */
export function StaleDialog({
  register,
  opened,
  current,
  mine,
  pending,
  onSave,
  onTakeTheirs,
  onClose,
}: Props) {
  const { language, t, label } = useI18n();
  const places = usePlaces();
  const [choices, setChoices] = useState<Readonly<Record<string, Choice>>>({});
  const differing = register.fields.filter(
    ({ name }) => name in mine || !sameValue(opened.values[name], current.values[name]),
  );
  // Only what both have changed is a question.
  const isContested = ({ name }: RegisterField): boolean =>
    name in mine && !sameValue(opened.values[name], current.values[name]);
  const open = differing.filter((field) => isContested(field) && choices[field.name] === undefined);
  const text = (
    field: RegisterField,
    value: FieldValue | undefined,
    titles: RecordOutput['titles'],
  ): string => valueText(field, value, { language, places, titles }) || t('record.empty');
  const save = (): void => {
    const kept = Object.entries(mine).filter(([name]) => {
      const field = fieldNamed(register, name);
      return field === undefined || !isContested(field) || choices[name] === 'mine';
    });
    if (kept.length === 0) onTakeTheirs();
    else onSave(Object.fromEntries(kept));
  };
  return (
    <Modal
      open
      width={820}
      title={t('stale.title')}
      okText={t('stale.save')}
      cancelText={t('stale.back')}
      okButtonProps={{ disabled: open.length > 0 }}
      confirmLoading={pending}
      onOk={save}
      onCancel={onClose}
      closable={{ 'aria-label': t('form.close') }}
      mask={{ closable: false }}
    >
      <Alert
        className="dialog-lead"
        type="warning"
        showIcon
        title={t('stale.lead', { opened: opened.version, current: current.version })}
      />
      <ul className="stale-fields">
        {differing.map((field) => (
          <li key={field.name}>
            <h3>{label(field.label)}</h3>
            <p className="quiet">
              {t('stale.opened', { value: text(field, opened.values[field.name], opened.titles) })}
            </p>
            {isContested(field) ? (
              <Radio.Group
                aria-label={label(field.label)}
                vertical
                value={choices[field.name]}
                onChange={(event) =>
                  setChoices({ ...choices, [field.name]: event.target.value === 'mine' ? 'mine' : 'theirs' })
                }
                options={[
                  {
                    value: 'theirs',
                    label: t('stale.theirs', {
                      value: text(field, current.values[field.name], current.titles),
                    }),
                  },
                  { value: 'mine', label: t('stale.mine', { value: text(field, mine[field.name], {}) }) },
                ]}
              />
            ) : (
              <p>
                {field.name in mine
                  ? t('stale.mine', { value: text(field, mine[field.name], {}) })
                  : t('stale.theirs', { value: text(field, current.values[field.name], current.titles) })}
              </p>
            )}
          </li>
        ))}
      </ul>
      {open.length > 0 && <p role="status">{t('stale.choose', { count: open.length })}</p>}
    </Modal>
  );
}
