import { getRouteApi, Link } from '@tanstack/react-router';
import { App, Form } from 'antd';
import { anyRegister } from '../../../../kernel/register/contract.ts';
import { useSend } from '../api/use-send.ts';
import { useSession } from '../api/use-session.ts';
import { LoadingView } from '../components/loading-view.tsx';
import { Notice } from '../components/notice.tsx';
import { Page } from '../components/page.tsx';
import { Panel } from '../components/panel.tsx';
import { chinaToday } from '../components/use-today.ts';
import { useI18n } from '../i18n/use-i18n.ts';
import { type DraftName, dropDraft } from '../register/form-draft.ts';
import { type FormInput, newValues, PLACE } from '../register/form-values.ts';
import { RecordForm } from '../register/record-form.tsx';
import type { RegisterOutput } from '../register/register-fields.ts';
import { RegisterGate } from '../register/register-gate.tsx';

const route = getRouteApi('/registers/$record/new');

/** The form of a new record. */
export function RegisterNewPage() {
  const { record } = route.useParams();
  const { t } = useI18n();
  const username = useSession().data?.account.username;
  return (
    <RegisterGate record={record}>
      {(register) =>
        username === undefined ? (
          <LoadingView />
        ) : register.may.create ? (
          <NewRecord key={register.id} register={register} username={username} />
        ) : (
          <Notice title={t('record.new.forbidden')} help={t('error.forbidden.help')}>
            <Link to="/registers/$record" params={{ record }}>
              {t('register.back')}
            </Link>
          </Notice>
        )
      }
    </RegisterGate>
  );
}

function NewRecord({ register, username }: { readonly register: RegisterOutput; readonly username: string }) {
  const { t, label } = useI18n();
  const { message } = App.useApp();
  const navigate = route.useNavigate();
  const [form] = Form.useForm<FormInput>();
  const draftName: DraftName = { username, record: register.id, id: 'new', what: 'create' };
  const params = { record: register.id };
  const create = useSend(anyRegister.create, {
    onDone: async ({ id }) => {
      dropDraft(draftName);
      void message.success(t('record.created'));
      await navigate({ to: '/registers/$record/$id', params: { ...params, id }, search: {} });
    },
  });
  return (
    <Page
      kicker={
        <Link to="/registers/$record" params={params}>
          {label(register.label)}
        </Link>
      }
      title={t('record.new.title', { name: label(register.label) })}
    >
      <Panel title={t('record.new.fill')}>
        <RecordForm
          register={register}
          form={form}
          draftName={draftName}
          fields={register.fields}
          withPlace={register.ownPlace}
          withReason="none"
          submit={t('record.create')}
          pending={create.isPending}
          error={create.error}
          onSubmit={({ input }) => {
            const place = input[PLACE];
            create.mutate({
              ...params,
              values: newValues(register, input, chinaToday()),
              ...(typeof place === 'number' ? { divisionNo: place } : {}),
            });
          }}
          onCancel={() => {
            dropDraft(draftName);
            void navigate({ to: '/registers/$record', params, search: {} });
          }}
        />
      </Panel>
    </Page>
  );
}
