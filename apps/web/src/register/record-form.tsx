import { Button, Form, type FormInstance } from 'antd';
import { type ReactNode, useState } from 'react';
import type { ApiError } from '../api/api-error.ts';
import { Refusal } from '../components/refusal.tsx';
import { useI18n } from '../i18n/use-i18n.ts';
import { DraftNote } from './draft-note.tsx';
import { PlaceField, ReasonField } from './form-common-fields.tsx';
import type { DraftName } from './form-draft.ts';
import { FormField } from './form-field.tsx';
import { firstInput, type FormInput } from './form-values.ts';
import { isPersonal, type RecordOutput, type RegisterField, type RegisterOutput } from './register-fields.ts';
import { faultsOf } from './server-faults.ts';
import { useDraft } from './use-draft.ts';

export interface Filled {
  readonly input: FormInput;
  /** Covered fields whose value is to be deleted. */
  readonly cleared: ReadonlySet<string>;
}

interface Props {
  readonly register: RegisterOutput;
  readonly form: FormInstance<FormInput>;
  readonly draftName: DraftName;
  /** The fields that may be filled in here. */
  readonly fields: readonly RegisterField[];
  /** The record that is changed; undefined for a new one. */
  readonly record?: RecordOutput;
  readonly withPlace: boolean;
  readonly withReason: 'required' | 'optional' | 'none';
  readonly submit: string;
  readonly pending: boolean;
  readonly error: ApiError | null;
  readonly onSubmit: (filled: Filled) => void;
  readonly onCancel: () => void;
  readonly children?: ReactNode;
}

const NONE: ReadonlySet<string> = new Set();

const toggled = (set: ReadonlySet<string>, name: string, on: boolean): ReadonlySet<string> =>
  new Set(on ? [...set, name] : [...set].filter((each) => each !== name));

/** A form made from a register's declaration; what was typed survives a reload, personal values excepted. */
export function RecordForm(props: Props) {
  const { register, form, fields, record, withReason, pending, error } = props;
  const { t } = useI18n();
  const [first] = useState(() => firstInput(register, record));
  const version = record?.version ?? 0;
  const { draft, takeUp, giveUp, keep } = useDraft({ name: props.draftName, register, form, first, version });
  const [cleared, setCleared] = useState(NONE);
  /** Fields that were touched since the server answered: what it said of them may no longer be true. */
  const [touched, setTouched] = useState(NONE);
  const faults = faultsOf(error).filter(({ field }) => !touched.has(field));
  return (
    <Form<FormInput>
      form={form}
      layout="vertical"
      className="record-form"
      initialValues={first}
      requiredMark={false}
      scrollToFirstError={{ behavior: 'instant', block: 'center', focus: true }}
      onValuesChange={(changed: FormInput, values) => {
        setTouched(new Set([...touched, ...Object.keys(changed)]));
        keep(values);
      }}
      onFinish={(input) => {
        if (pending) return;
        setTouched(NONE);
        props.onSubmit({ input, cleared });
      }}
    >
      {draft !== undefined && (
        <DraftNote draft={draft} outdated={draft.version !== version} onTakeUp={takeUp} onGiveUp={giveUp} />
      )}
      {fields.some(isPersonal) && <p className="quiet form-note">{t('form.personal')}</p>}
      {props.children}
      <div className="form-grid">
        {props.withPlace && <PlaceField />}
        {fields.map((field) => (
          <FormField
            key={field.name}
            field={field}
            record={record}
            fault={faults.find((each) => each.field === field.name)}
            cleared={cleared.has(field.name)}
            onClear={(clear) => {
              setCleared(toggled(cleared, field.name, clear));
              form.setFieldValue(field.name, undefined);
            }}
          />
        ))}
        {withReason !== 'none' && <ReasonField required={withReason === 'required'} />}
      </div>
      <Refusal error={error} />
      <FormActions submit={props.submit} pending={pending} onCancel={props.onCancel} />
    </Form>
  );
}

function FormActions({ submit, pending, onCancel }: Pick<Props, 'submit' | 'pending' | 'onCancel'>) {
  const { t } = useI18n();
  return (
    <div className="form-actions">
      <Button type="primary" htmlType="submit" loading={pending}>
        {submit}
      </Button>
      <Button onClick={onCancel}>{t('form.cancel')}</Button>
    </div>
  );
}
