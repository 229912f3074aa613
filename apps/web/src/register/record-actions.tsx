import { getRouteApi, Link } from '@tanstack/react-router';
import { anyRegister } from '../../../../kernel/register/contract.ts';
import { ActionButton } from '../components/action-button.tsx';
import { textOf } from '../components/form-fields.tsx';
import { chinaToday } from '../components/use-today.ts';
import { useI18n } from '../i18n/use-i18n.ts';
import type { RecordOutput, RegisterOutput } from './register-fields.ts';

const route = getRouteApi('/registers/$record/$id');
const REASON_MAX = 500;

interface Props {
  readonly register: RegisterOutput;
  readonly record: RecordOutput;
}

/** What may be done with a record: change it, correct it, end it, or take an ending back. */
export function RecordActions({ register, record }: Props) {
  const { t } = useI18n();
  const { do: doing } = route.useSearch();
  if (!register.may.edit || doing !== undefined) return null;
  const at = { record: register.id, id: record.id, version: record.version };
  const params = { record: register.id, id: record.id };
  const reason = { name: 'reason', label: t('form.reason'), type: 'textarea', max: REASON_MAX } as const;
  if (record.endedOn !== null) {
    return (
      <ActionButton
        contract={anyRegister.resume}
        title={t('resume.do')}
        lead={t('resume.lead')}
        fields={[reason]}
        inputOf={(values) => ({ ...at, reason: textOf(values, 'reason') })}
        done={t('resume.done')}
      />
    );
  }
  return (
    <div className="page-actions">
      <ActionButton
        contract={anyRegister.end}
        title={t('end.do')}
        danger
        lead={t('end.lead')}
        fields={[{ name: 'on', label: t('end.on'), type: 'date', initial: chinaToday() }, reason]}
        inputOf={(values) => ({ ...at, on: textOf(values, 'on'), reason: textOf(values, 'reason') })}
        done={t('end.done')}
      />
      <Link className="link-button" to="/registers/$record/$id" params={params} search={{ do: 'correct' }}>
        {t('correct.do')}
      </Link>
      <Link
        className="link-button link-button-primary"
        to="/registers/$record/$id"
        params={params}
        search={{ do: 'edit' }}
      >
        {t('edit.do')}
      </Link>
    </div>
  );
}
