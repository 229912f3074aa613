import { Button } from 'antd';
import { useEffect, useState } from 'react';
import { usePermission } from '../api/use-session.ts';
import { DetailsList } from '../components/details-list.tsx';
import { Panel } from '../components/panel.tsx';
import { useI18n } from '../i18n/use-i18n.ts';
import { FieldValue } from './field-value.tsx';
import { isPersonal, type RecordOutput, type RegisterField, type RegisterOutput } from './register-fields.ts';
import { UnmaskButton, type Unmasked } from './unmask-button.tsx';
import { unmaskedText } from './value-text.ts';

const SHOWN_MS = 120_000;
const NONE: Unmasked = [];

interface Props {
  readonly register: RegisterOutput;
  readonly record: RecordOutput;
}

/** The values of a record; what is covered may be shown for a purpose, and covers itself again. */
export function RecordDetails({ register, record }: Props) {
  const { language, t, label } = useI18n();
  const mayUnmask = usePermission('personal.unmask');
  const [unmasked, setUnmasked] = useState(NONE);
  useEffect(() => {
    if (unmasked.length === 0) return undefined;
    const timer = setTimeout(() => setUnmasked(NONE), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [unmasked]);
  const valueOf = (field: RegisterField) => {
    const shown = isPersonal(field) ? unmasked.find((each) => each.field === field.name) : undefined;
    return shown === undefined ? (
      <FieldValue field={field} record={record} />
    ) : (
      <mark className="unmasked">
        {shown.value === null ? '—' : unmaskedText(field, shown.value, language)}
      </mark>
    );
  };
  return (
    <Panel
      title={t('record.details')}
      extra={
        unmasked.length > 0 ? (
          <Button onClick={() => setUnmasked(NONE)}>{t('unmask.cover')}</Button>
        ) : mayUnmask ? (
          <UnmaskButton register={register} record={record} onShown={setUnmasked} />
        ) : null
      }
    >
      {unmasked.length > 0 && (
        <p className="quiet form-note" role="status">
          {t('unmask.shown')}
        </p>
      )}
      <DetailsList
        items={[
          { label: t('record.divisionName'), value: record.divisionName },
          ...register.fields.map((field) => ({ label: label(field.label), value: valueOf(field) })),
        ]}
      />
    </Panel>
  );
}
