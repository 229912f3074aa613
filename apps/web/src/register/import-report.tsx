import { DownloadOutlined } from '@ant-design/icons';
import { Alert, Button } from 'antd';
import { anyRegister } from '../../../../kernel/register/contract.ts';
import { useApi } from '../api/use-api.ts';
import { ActionButton } from '../components/action-button.tsx';
import { type Column, DataTable } from '../components/data-table.tsx';
import { Panel } from '../components/panel.tsx';
import { QueryView } from '../components/query-view.tsx';
import { Refusal } from '../components/refusal.tsx';
import { SendButton } from '../components/send-button.tsx';
import { numberText } from '../format.ts';
import { useI18n } from '../i18n/use-i18n.ts';
import { ImportState } from './import-state.tsx';
import type { ReadImport, RegisterOutput } from './register-fields.ts';
import { useSaveFile } from './use-save-file.ts';

interface Props {
  readonly register: RegisterOutput;
  readonly id: string;
}

/** What was found in a file before anything is written, and what to do with it. */
export function ImportReport({ register, id }: Props) {
  const query = useApi(anyRegister.readImport, { record: register.id, id });
  return <QueryView query={query}>{(checked) => <Report register={register} checked={checked} />}</QueryView>;
}

interface ReportProps {
  readonly register: RegisterOutput;
  readonly checked: ReadImport;
}

function Report({ register, checked }: ReportProps) {
  const { t } = useI18n();
  const { state, fileName, faultCount, rowsNew, rowsChanged, rowsSame, rowsBad, rowsApplied } = checked;
  return (
    <Panel title={t('import.report', { name: fileName })} extra={<ImportState state={state} />}>
      <ul className="import-counts">
        <Count tone="good" count={rowsNew} label={t('import.rows.new')} />
        <Count tone="info" count={rowsChanged} label={t('import.rows.changed')} />
        <Count tone="neutral" count={rowsSame} label={t('import.rows.same')} />
        <Count tone={rowsBad > 0 ? 'bad' : 'neutral'} count={rowsBad} label={t('import.rows.bad')} />
      </ul>
      {state === 'applied' && (
        <Alert
          className="form-note"
          type="success"
          showIcon
          title={t('import.applied', { count: numberText(rowsApplied ?? 0) })}
        />
      )}
      {state === 'cancelled' && (
        <Alert className="form-note" type="info" showIcon title={t('import.cancelled')} />
      )}
      {state === 'staged' && <Decision register={register} checked={checked} />}
      {faultCount > 0 && <Faults register={register} checked={checked} />}
    </Panel>
  );
}

interface CountProps {
  readonly tone: string;
  readonly count: number;
  readonly label: string;
}

const Count = ({ tone, count, label }: CountProps) => (
  <li className={`import-count import-count-${tone}`}>
    <strong>{numberText(count)}</strong> {label}
  </li>
);

/** Whole, the good rows only, or not at all. */
function Decision({ register, checked: { id, rowsNew, rowsChanged, rowsBad } }: ReportProps) {
  const { t } = useI18n();
  const input = { record: register.id, id };
  const good = rowsNew + rowsChanged;
  return (
    <>
      <p className="form-note">
        {t(rowsBad > 0 ? 'import.decide.bad' : good === 0 ? 'import.decide.nothing' : 'import.decide.good')}
      </p>
      <div className="page-actions import-actions">
        {rowsBad === 0 && good > 0 && (
          <SendButton
            contract={anyRegister.applyImport}
            input={{ ...input, rows: 'all' }}
            label={t('import.apply.all', { count: numberText(good) })}
            primary
            done={t('import.done')}
          />
        )}
        {rowsBad > 0 && good > 0 && (
          <ActionButton
            contract={anyRegister.applyImport}
            title={t('import.apply.good', { count: numberText(good) })}
            lead={t('import.apply.good.lead', { count: numberText(rowsBad) })}
            inputOf={() => ({ ...input, rows: 'good' as const })}
            done={t('import.done')}
          />
        )}
        <SendButton
          contract={anyRegister.cancelImport}
          input={input}
          label={t('import.cancel')}
          done={t('import.cancelled')}
        />
      </div>
    </>
  );
}

type Fault = ReadImport['faults'][number];

function Faults({ register, checked: { id, faults, faultCount, fileName } }: ReportProps) {
  const { language, t } = useI18n();
  const marked = useSaveFile();
  const columns: Column<Fault>[] = [
    { key: 'line', title: t('import.fault.line'), narrow: true, width: '10%', cell: (fault) => fault.line },
    { key: 'column', title: t('import.fault.column'), width: '25%', cell: (fault) => fault.column || '—' },
    { key: 'what', title: t('import.fault.what'), cell: (fault) => fault[language] },
  ];
  return (
    <>
      <div className="panel-head import-faults">
        <h3>{t('import.faults', { count: numberText(faultCount) })}</h3>
        <Button
          icon={<DownloadOutlined aria-hidden />}
          loading={marked.isPending}
          onClick={() =>
            marked.mutate({ url: `/api/registers/${register.id}/imports/${id}/marked`, name: fileName })
          }
        >
          {t('import.marked')}
        </Button>
      </div>
      <Refusal error={marked.error} />
      <DataTable
        caption={t('import.faults', { count: numberText(faultCount) })}
        columns={columns}
        rows={faults}
        rowKey={(fault) => `${fault.line}${fault.column}${fault.zh}`}
        empty=""
      />
      {faults.length < faultCount && (
        <p className="quiet">{t('import.faults.shown', { shown: numberText(faults.length) })}</p>
      )}
    </>
  );
}
