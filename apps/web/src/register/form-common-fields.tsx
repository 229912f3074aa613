import { Form, Input } from 'antd';
import { useI18n } from '../i18n/use-i18n.ts';
import { FieldLabel } from './field-label.tsx';
import { type FormInput, PLACE, REASON } from './form-values.ts';
import { PlaceSelect } from './place-select.tsx';

const REASON_MAX = 500;

/** Where a record belongs. */
export function PlaceField() {
  const { t } = useI18n();
  return (
    <Form.Item<FormInput>
      name={PLACE}
      label={<FieldLabel text={t('record.divisionName')} required />}
      rules={[{ required: true, message: t('form.required', { field: t('record.divisionName') }) }]}
    >
      <PlaceSelect />
    </Form.Item>
  );
}

/** Why a record is changed: asked for with a correction, welcome with an edit. */
export function ReasonField({ required }: { readonly required: boolean }) {
  const { t } = useI18n();
  const message = t('form.required', { field: t('form.reason') });
  return (
    <div className="form-wide">
      <Form.Item<FormInput>
        name={REASON}
        label={<FieldLabel text={t('form.reason')} required={required} />}
        extra={t(required ? 'correct.reason.hint' : 'edit.reason.hint')}
        rules={required ? [{ required: true, min: 2, whitespace: true, message }] : []}
      >
        <Input.TextArea rows={2} maxLength={REASON_MAX} showCount />
      </Form.Item>
    </div>
  );
}
