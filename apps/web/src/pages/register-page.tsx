import { PlusOutlined, UploadOutlined } from '@ant-design/icons';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Page } from '../components/page.tsx';
import { useI18n } from '../i18n/use-i18n.ts';
import { ExportButton } from '../register/export-button.tsx';
import { RecordList } from '../register/record-list.tsx';
import type { RegisterOutput } from '../register/register-fields.ts';
import { RegisterGate } from '../register/register-gate.tsx';
import { useColumnChoice } from '../register/use-column-choice.ts';
import { useListState } from '../register/use-list-state.ts';

const route = getRouteApi('/registers/$record');

/** One register: its list, and what may be done with it. */
export function RegisterPage() {
  const { record } = route.useParams();
  return (
    <RegisterGate record={record}>
      {(register) => <Register key={register.id} register={register} />}
    </RegisterGate>
  );
}

function Register({ register }: { readonly register: RegisterOutput }) {
  const { t, label } = useI18n();
  const state = useListState(register, route.useSearch());
  const { columns, choose } = useColumnChoice(register);
  const params = { record: register.id };
  return (
    <Page
      wide
      kicker={
        <>
          <Link to="/registers">{t('register.list')}</Link> · {label(register.areaLabel)}
        </>
      }
      title={label(register.label)}
      extra={
        <div className="page-actions">
          {register.may.export && <ExportButton register={register} state={state} columns={columns} />}
          {register.may.import && (
            <Link className="link-button" to="/registers/$record/import" params={params}>
              <UploadOutlined aria-hidden /> {t('import.do')}
            </Link>
          )}
          {register.may.create && (
            <Link className="link-button link-button-primary" to="/registers/$record/new" params={params}>
              <PlusOutlined aria-hidden /> {t('record.new')}
            </Link>
          )}
        </div>
      }
    >
      <RecordList register={register} state={state} columns={columns} onColumns={choose} />
    </Page>
  );
}
