import { Checkbox, Form } from 'antd';
import type { Label } from '../../../../kernel/base/label.ts';
import { chinaToday } from '../components/use-today.ts';
import { useI18n } from '../i18n/use-i18n.ts';
import type { InputValue } from './check-input.ts';
import { FieldInput } from './field-input.tsx';
import { FieldLabel } from './field-label.tsx';
import { faultOf, type FormInput } from './form-values.ts';
import type { RecordOutput, RegisterField } from './register-fields.ts';
import { valueText } from './value-text.ts';

interface Props {
  readonly field: RegisterField;
  /** The record that is changed; undefined for a new one. */
  readonly record: RecordOutput | undefined;
  /** What the server found wrong with it. */
  readonly fault: Label | undefined;
  /** Its covered value is to be deleted. */
  readonly cleared: boolean;
  readonly onClear: (clear: boolean) => void;
}

/** One field of a form, with its limits; a covered value is not shown, and stays as it is when nothing is typed. */
export function FormField({ field, record, fault, cleared, onClear }: Props) {
  const { language, t, label } = useI18n();
  const covered = record?.covered.includes(field.name) === true;
  const coveredText = (): string => {
    if (cleared) return t('form.covered.cleared');
    const now = valueText(field, record?.values[field.name], { language, places: [] });
    return t('form.covered', { value: now === '' ? t('record.covered') : now });
  };
  const name = label(field.label);
  const check = (_: unknown, value: InputValue): Promise<void> => {
    const wrong = faultOf(field, value, { record, today: chinaToday() });
    return wrong === undefined ? Promise.resolve() : Promise.reject(new Error(wrong[language]));
  };
  const told =
    fault === undefined
      ? {}
      : {
          validateStatus: 'error' as const,
          help: `${name}${language === 'en' ? ' ' : ''}${fault[language]}`,
        };
  return (
    <div className={field.type === 'note' ? 'form-wide' : ''}>
      <Form.Item<FormInput>
        name={field.name}
        label={<FieldLabel text={name} required={field.required && !covered} field={field} />}
        validateTrigger="onBlur"
        rules={[{ validator: check }]}
        {...(field.hint === null ? {} : { extra: label(field.hint) })}
        {...told}
      >
        <FieldInput
          field={field}
          title={record?.titles[field.name] ?? null}
          placeholder={covered ? coveredText() : undefined}
        />
      </Form.Item>
      {covered && !field.required && (
        <Checkbox
          className="form-clear"
          checked={cleared}
          onChange={(event) => onClear(event.target.checked)}
        >
          {t('form.covered.clear')}
        </Checkbox>
      )}
    </div>
  );
}
