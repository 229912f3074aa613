import { Alert, Button, Checkbox, Form, Input } from 'antd';
import { type ReactNode, useState } from 'react';
import type { ApiError } from '../api/api-error.ts';
import { Refusal } from '../components/refusal.tsx';
import { chinaToday } from '../components/use-today.ts';
import { momentText } from '../format.ts';
import { useI18n } from '../i18n/use-i18n.ts';
import { FieldInput } from './field-input.tsx';
import { type Draft, type DraftName, dropDraft, findDraft, keepDraft } from './form-draft.ts';
import { faultOf, firstInput, type FormInput, PLACE, REASON } from './form-values.ts';
import { faultsOf } from './server-faults.ts';
import { PlaceSelect } from './place-select.tsx';
import { isPersonal, type RecordOutput, type RegisterField, type RegisterOutput } from './register-fields.ts';
import { SensitivityTag } from './sensitivity-tag.tsx';
import { valueText } from './value-text.ts';

export interface Filled {
  readonly input: FormInput;
  /** Covered fields whose value is to be deleted. */
  readonly cleared: ReadonlySet<string>;
}

interface Props {
  readonly register: RegisterOutput;
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

/** A form made from a register's declaration; what was typed survives a reload, personal values excepted. */
export function RecordForm(props: Props) {
  const { register, draftName, fields, record, withPlace, withReason, submit, pending, error } = props;
  const { language, t, label } = useI18n();
  const [form] = Form.useForm<FormInput>();
  const [draft, setDraft] = useState<Draft | undefined>(() => findDraft(draftName));
  const [cleared, setCleared] = useState<ReadonlySet<string>>(new Set());
  /** Fields that were touched since the server answered: what it said of them may no longer be true. */
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set());
  const [first] = useState(() => firstInput(register, record));
  const today = chinaToday();
  const serverFaults = faultsOf(error).filter(({ field }) => !touched.has(field));
  const takeUp = (): void => {
    if (draft !== undefined) form.setFieldsValue(draft.values);
    setDraft(undefined);
  };
  const giveUp = (): void => {
    dropDraft(draftName);
    setDraft(undefined);
  };
  const clear = (name: string, checked: boolean): void => {
    const next = new Set(cleared);
    if (checked) next.add(name);
    else next.delete(name);
    setCleared(next);
    form.setFieldValue(name, undefined);
  };
  return (
    <Form<FormInput>
      form={form}
      layout="vertical"
      className="record-form"
      initialValues={first}
      requiredMark={false}
      scrollToFirstError={{ behavior: 'instant', block: 'center', focus: true }}
      onValuesChange={(changed, values) => {
        setTouched(new Set([...touched, ...Object.keys(changed)]));
        // An old draft that has not been decided on is not overwritten by the first letter.
        if (draft === undefined) keepDraft(draftName, register, values);
      }}
      onFinish={(input) => {
        if (pending) return;
        setTouched(new Set());
        props.onSubmit({ input, cleared });
      }}
    >
      {draft !== undefined && (
        <Alert
          className="form-draft"
          type="info"
          showIcon
          title={t('form.draft', { at: momentText(draft.at) })}
          action={
            <span className="form-draft-actions">
              <Button size="small" type="primary" onClick={takeUp}>
                {t('form.draft.continue')}
              </Button>
              <Button size="small" onClick={giveUp}>
                {t('form.draft.drop')}
              </Button>
            </span>
          }
        />
      )}
      {fields.some(isPersonal) && <p className="quiet form-note">{t('form.personal')}</p>}
      {props.children}
      <div className="form-grid">
        {withPlace && (
          <Form.Item<FormInput>
            name={PLACE}
            label={<FieldLabel text={t('record.divisionName')} required />}
            rules={[{ required: true, message: t('form.required', { field: t('record.divisionName') }) }]}
          >
            <PlaceSelect />
          </Form.Item>
        )}
        {fields.map((field) => {
          const covered = record?.covered.includes(field.name) === true;
          const fault = serverFaults.find((each) => each.field === field.name);
          const now =
            covered && record !== undefined
              ? valueText(field, record.values[field.name], { language, places: [] })
              : undefined;
          return (
            <div key={field.name} className={field.type === 'note' ? 'form-wide' : ''}>
              <Form.Item<FormInput>
                name={field.name}
                label={
                  <FieldLabel text={label(field.label)} required={field.required && !covered} field={field} />
                }
                validateTrigger="onBlur"
                {...(field.hint === null ? {} : { extra: label(field.hint) })}
                {...(fault === undefined
                  ? {}
                  : {
                      validateStatus: 'error' as const,
                      help: `${label(field.label)}${language === 'en' ? ' ' : ''}${fault[language]}`,
                    })}
                rules={[
                  {
                    validator: (_, value) => {
                      const wrong = faultOf(field, value, { record, today });
                      return wrong === undefined
                        ? Promise.resolve()
                        : Promise.reject(new Error(wrong[language]));
                    },
                  },
                ]}
              >
                <FieldInput
                  field={field}
                  title={record?.titles[field.name] ?? null}
                  placeholder={
                    covered
                      ? cleared.has(field.name)
                        ? t('form.covered.cleared')
                        : t('form.covered', {
                            value: now === '' || now === undefined ? t('record.covered') : now,
                          })
                      : undefined
                  }
                />
              </Form.Item>
              {covered && !field.required && (
                <Checkbox
                  className="form-clear"
                  checked={cleared.has(field.name)}
                  onChange={(event) => clear(field.name, event.target.checked)}
                >
                  {t('form.covered.clear')}
                </Checkbox>
              )}
            </div>
          );
        })}
        {withReason !== 'none' && (
          <div className="form-wide">
            <Form.Item<FormInput>
              name={REASON}
              label={<FieldLabel text={t('form.reason')} required={withReason === 'required'} />}
              extra={t(withReason === 'required' ? 'correct.reason.hint' : 'edit.reason.hint')}
              rules={
                withReason === 'required'
                  ? [
                      {
                        required: true,
                        min: 2,
                        whitespace: true,
                        message: t('form.required', { field: t('form.reason') }),
                      },
                    ]
                  : []
              }
            >
              <Input.TextArea rows={2} maxLength={500} showCount />
            </Form.Item>
          </div>
        )}
      </div>
      <Refusal error={error} />
      <div className="form-actions">
        <Button type="primary" htmlType="submit" loading={pending}>
          {submit}
        </Button>
        <Button onClick={props.onCancel}>{t('form.cancel')}</Button>
      </div>
    </Form>
  );
}

interface LabelProps {
  readonly text: string;
  readonly required: boolean;
  readonly field?: RegisterField;
}

/** What a field is called, whether it must be filled in, and whether it is personal. */
function FieldLabel({ text, required, field }: LabelProps) {
  const { t } = useI18n();
  return (
    <span className="field-label">
      <span className="field-name">{text}</span>
      {required && <span className="field-required">{t('form.required.mark')}</span>}
      {field !== undefined && isPersonal(field) && <SensitivityTag level={field.sensitivity} />}
    </span>
  );
}
