import { getRouteApi, Link } from '@tanstack/react-router';
import { Alert } from 'antd';
import { anyRegister } from '../../../../kernel/register/contract.ts';
import { useApi } from '../api/use-api.ts';
import { Page } from '../components/page.tsx';
import { Panel } from '../components/panel.tsx';
import { QueryView } from '../components/query-view.tsx';
import { StatusTag } from '../components/status-tag.tsx';
import { AttachmentsPanel } from '../file/attachments-panel.tsx';
import { dateText, momentText } from '../format.ts';
import { useI18n } from '../i18n/use-i18n.ts';
import { DossierLink } from '../register/dossier-link.tsx';
import { RecordActions } from '../register/record-actions.tsx';
import { RecordChanging } from '../register/record-changing.tsx';
import { RecordCorrections } from '../register/record-corrections.tsx';
import { RecordDetails } from '../register/record-details.tsx';
import { RecordHistory } from '../register/record-history.tsx';
import type { RecordOutput, RegisterOutput } from '../register/register-fields.ts';
import { RegisterGate } from '../register/register-gate.tsx';

const route = getRouteApi('/registers/$record/$id');

/** One record of a register. */
export function RegisterRecordPage() {
  const { record } = route.useParams();
  return <RegisterGate record={record}>{(register) => <ReadRecord register={register} />}</RegisterGate>;
}

function ReadRecord({ register }: { readonly register: RegisterOutput }) {
  const { id } = route.useParams();
  const query = useApi(anyRegister.read, { record: register.id, id });
  return (
    <QueryView query={query}>
      {(record) => <RecordView key={id} register={register} record={record} />}
    </QueryView>
  );
}

interface Props {
  readonly register: RegisterOutput;
  readonly record: RecordOutput;
}

function RecordView({ register, record }: Props) {
  const { t, label } = useI18n();
  const { do: doing } = route.useSearch();
  const navigate = route.useNavigate();
  const history = useApi(anyRegister.history, { record: register.id, id: record.id });
  const changing = register.may.edit && record.endedOn === null ? doing : undefined;
  return (
    <Page
      kicker={
        <>
          <Link to="/registers/$record" params={{ record: register.id }}>
            {label(register.label)}
          </Link>{' '}
          · {t('record.version', { version: record.version })} ·{' '}
          {record.changedAt === null
            ? t('record.made-at', { at: momentText(record.createdAt) })
            : t('record.changed-at', { at: momentText(record.changedAt) })}
        </>
      }
      title={record.title === '' ? t('record.untitled') : record.title}
      extra={
        <div className="page-actions">
          <DossierLink record={register.id} id={record.id} />
          <RecordActions register={register} record={record} />
        </div>
      }
    >
      <EndedNote record={record} />
      {changing === undefined ? (
        <RecordDetails register={register} record={record} />
      ) : (
        <RecordChanging
          key={changing}
          register={register}
          record={record}
          what={changing}
          onClose={() => void navigate({ to: '.', search: {}, resetScroll: false })}
        />
      )}
      <AttachmentsPanel objectKind={register.id} objectId={record.id} closed={record.endedOn !== null} />
      <QueryView query={history}>
        {({ changes, corrections }) => (
          <>
            <RecordCorrections register={register} record={record} corrections={corrections} />
            <Panel title={t('history.title')}>
              <RecordHistory register={register} changes={changes} />
            </Panel>
          </>
        )}
      </QueryView>
    </Page>
  );
}

function EndedNote({ record: { endedOn, endReason } }: Pick<Props, 'record'>) {
  const { language, t } = useI18n();
  if (endedOn === null) return null;
  return (
    <Alert
      className="record-ended"
      type="warning"
      showIcon
      title={
        <>
          <StatusTag tone="warn">{t('record.ended')}</StatusTag>{' '}
          {t('record.ended.note', {
            date: dateText(endedOn, language),
            reason: endReason ?? t('record.empty'),
          })}
        </>
      }
    />
  );
}
