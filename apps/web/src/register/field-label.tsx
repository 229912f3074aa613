import { useI18n } from '../i18n/use-i18n.ts';
import { isPersonal, type RegisterField } from './register-fields.ts';
import { SensitivityTag } from './sensitivity-tag.tsx';

interface Props {
  readonly text: string;
  readonly required: boolean;
  readonly field?: RegisterField;
}

/** What a field is called, whether it must be filled in, and whether it is personal. */
export function FieldLabel({ text, required, field }: Props) {
  const { t } = useI18n();
  return (
    <span className="field-label">
      <span className="field-name">{text}</span>
      {required && <span className="field-required">{t('form.required.mark')}</span>}
      {field !== undefined && isPersonal(field) && <SensitivityTag level={field.sensitivity} />}
    </span>
  );
}
