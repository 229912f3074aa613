import { getRouteApi, Link } from '@tanstack/react-router';
import { Notice } from '../components/notice.tsx';
import { Page } from '../components/page.tsx';
import { useI18n } from '../i18n/use-i18n.ts';
import { ImportList } from '../register/import-list.tsx';
import { ImportReport } from '../register/import-report.tsx';
import { ImportUpload } from '../register/import-upload.tsx';
import type { RegisterOutput } from '../register/register-fields.ts';
import { RegisterGate } from '../register/register-gate.tsx';

const route = getRouteApi('/registers/$record/import');

/** Many records from a file: template, check, decision. */
export function RegisterImportPage() {
  const { record } = route.useParams();
  const { t } = useI18n();
  return (
    <RegisterGate record={record}>
      {(register) =>
        register.may.import ? (
          <Import key={register.id} register={register} />
        ) : (
          <Notice title={t('import.forbidden')} help={t('error.forbidden.help')}>
            <Link to="/registers/$record" params={{ record }}>
              {t('register.back')}
            </Link>
          </Notice>
        )
      }
    </RegisterGate>
  );
}

function Import({ register }: { readonly register: RegisterOutput }) {
  const { t, label } = useI18n();
  const { id } = route.useSearch();
  const navigate = route.useNavigate();
  const params = { record: register.id };
  return (
    <Page
      kicker={
        <Link to="/registers/$record" params={params}>
          {label(register.label)}
        </Link>
      }
      title={t('import.title', { name: label(register.label) })}
      lead={t('import.lead')}
      extra={
        id !== undefined && (
          <Link to="/registers/$record/import" params={params}>
            {t('import.another')}
          </Link>
        )
      }
    >
      {id === undefined ? (
        <ImportUpload
          register={register}
          onChecked={(checked) =>
            void navigate({ to: '/registers/$record/import', params, search: { id: checked } })
          }
        />
      ) : (
        <ImportReport register={register} id={id} />
      )}
      <ImportList register={register} />
    </Page>
  );
}
