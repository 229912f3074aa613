import { Alert, Modal } from 'antd';
import { useState } from 'react';
import { useI18n } from '../i18n/use-i18n.ts';
import { sameValue } from './check-input.ts';
import type { RecordOutput, RegisterOutput, Values } from './register-fields.ts';
import { type Choice, StaleField } from './stale-field.tsx';

interface Props {
  readonly register: RegisterOutput;
  /** The record as the form was opened with. */
  readonly opened: RecordOutput;
  /** The record as somebody else has left it. */
  readonly current: RecordOutput;
  /** What was to be saved. */
  readonly mine: Values;
  /** The record was to be moved to another place, too. */
  readonly moved: boolean;
  readonly pending: boolean;
  readonly onSave: (values: Values) => void;
  readonly onTakeTheirs: () => void;
  readonly onClose: () => void;
}

/** Somebody was faster: both versions side by side, and per field whose shall stand. */
export function StaleDialog({ register, opened, current, mine, moved, pending, ...on }: Props) {
  const { t } = useI18n();
  const [choices, setChoices] = useState<Readonly<Record<string, Choice>>>({});
  const changedByThem = (name: string): boolean => !sameValue(opened.values[name], current.values[name]);
  // Only what both have changed is a question.
  const contested = (name: string): boolean => name in mine && changedByThem(name);
  const differing = register.fields.filter(({ name }) => name in mine || changedByThem(name));
  const open = differing.filter(({ name }) => contested(name) && choices[name] === undefined);
  const save = (): void => {
    const kept = Object.entries(mine).filter(([name]) => !contested(name) || choices[name] === 'mine');
    if (kept.length === 0 && !moved) on.onTakeTheirs();
    else on.onSave(Object.fromEntries(kept));
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
      onCancel={on.onClose}
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
          <StaleField
            key={field.name}
            field={field}
            opened={opened}
            current={current}
            mine={mine}
            choice={contested(field.name) ? { value: choices[field.name] } : undefined}
            onChoose={(choice) => setChoices({ ...choices, [field.name]: choice })}
          />
        ))}
      </ul>
      {open.length > 0 && <p role="status">{t('stale.choose', { count: open.length })}</p>}
    </Modal>
  );
}
