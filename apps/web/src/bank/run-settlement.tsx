import { CheckCircleFilled, DownloadOutlined, WarningFilled } from '@ant-design/icons';
import { Button } from 'antd';
import type { OutputOf } from '../../../../kernel/module/define-contract.ts';
import { getRunSettlement } from '../../../../kernel/payment/bank/contract.ts';
import type { getRun } from '../../../../kernel/payment/contract.ts';
import { useApi } from '../api/use-api.ts';
import { usePermission } from '../api/use-session.ts';
import { EmptyNote } from '../components/empty-note.tsx';
import { Panel } from '../components/panel.tsx';
import { QueryView } from '../components/query-view.tsx';
import { Refusal } from '../components/refusal.tsx';
import { useI18n } from '../i18n/use-i18n.ts';
import { useSaveFile } from '../register/use-save-file.ts';
import { BankActions } from './bank-actions.tsx';
import { DifferenceTable, FileTable, SumTable, WaitingTable } from './settlement-tables.tsx';

export type Settlement = OutputOf<typeof getRunSettlement>;

interface Props {
  readonly run: Pick<OutputOf<typeof getRun>, 'id' | 'runNo' | 'state'>;
}

/** What went to the bank for a run and what the bank said, tied to ledger and statement. */
export function RunSettlement({ run }: Props) {
  const { t } = useI18n();
  const mayBank = usePermission('payment.bank');
  const saving = useSaveFile();
  return (
    <Panel
      title={t('bank.title')}
      extra={
        <Button
          size="small"
          icon={<DownloadOutlined aria-hidden />}
          loading={saving.isPending}
          onClick={() =>
            saving.mutate({ url: `/api/runs/${run.id}/settlement.xlsx`, name: `${run.runNo}.xlsx` })
          }
        >
          {t('bank.xlsx')}
        </Button>
      }
    >
      <Refusal error={saving.error} />
      <QueryView query={useApi(getRunSettlement, { id: run.id })}>
        {(report) => (
          <>
            {mayBank && (
              <BankActions
                runId={run.id}
                state={run.state}
                toReissue={report.toReissue.items + report.held.items}
              />
            )}
            {report.sent.items + report.held.items === 0 ? (
              <EmptyNote text={t('bank.empty')} />
            ) : (
              <Report report={report} mayDownload={mayBank} />
            )}
          </>
        )}
      </QueryView>
    </Panel>
  );
}

function Report({ report, mayDownload }: { readonly report: Settlement; readonly mayDownload: boolean }) {
  const { t } = useI18n();
  return (
    <>
      <Verdict report={report} />
      <SumTable report={report} />
      {report.files.length > 0 && (
        <>
          <h3 className="bank-part">{t('bank.files')}</h3>
          <FileTable files={report.files} mayDownload={mayDownload} />
        </>
      )}
      {report.differences.length > 0 && (
        <>
          <h3 className="bank-part">{t('bank.differences')}</h3>
          <DifferenceTable differences={report.differences} />
        </>
      )}
      {report.waitingItems.length > 0 && (
        <>
          <h3 className="bank-part">{t('bank.waiting')}</h3>
          <WaitingTable report={report} />
        </>
      )}
    </>
  );
}

function Verdict({ report: { ties, statement, differences } }: { readonly report: Settlement }) {
  const { t } = useI18n();
  if (ties === null) return <p className="quiet">{t('bank.partial')}</p>;
  if (!ties)
    return (
      <p className="verdict verdict-bad" role="status">
        <WarningFilled aria-hidden /> {t('bank.differs', { count: differences.length })}
      </p>
    );
  return (
    <p className="verdict verdict-good" role="status">
      <CheckCircleFilled aria-hidden /> {t(statement === null ? 'bank.ties' : 'bank.ties.statement')}
    </p>
  );
}
