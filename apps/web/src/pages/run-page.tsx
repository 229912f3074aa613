import { getRouteApi } from '@tanstack/react-router';
import { getRun } from '../../../../kernel/payment/contract.ts';
import { useApi } from '../api/use-api.ts';
import { Page } from '../components/page.tsx';
import { Panel } from '../components/panel.tsx';
import { QueryView } from '../components/query-view.tsx';
import { RunState } from '../components/run-state.tsx';
import { monthText } from '../format.ts';
import { useI18n } from '../i18n/use-i18n.ts';
import { RunSettlement } from '../bank/run-settlement.tsx';
import { RunActions } from '../run/run-actions.tsx';
import { RunDigests } from '../run/run-digests.tsx';
import { RunFindings } from '../run/run-findings.tsx';
import { RunItems } from '../run/run-items.tsx';
import { RunLines } from '../run/run-lines.tsx';
import { RunSignatures } from '../run/run-signatures.tsx';
import { RunNoticesButton } from '../run/run-notices-button.tsx';
import { RunSums } from '../run/run-sums.tsx';
import { RunTotals } from '../run/run-totals.tsx';

const route = getRouteApi('/runs/$id');

export function RunPage() {
  const { language, t, label } = useI18n();
  const { id } = route.useParams();
  const { kind, page = 1 } = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <QueryView query={useApi(getRun, { id })}>
      {(run) => (
        <Page
          kicker={`${t('line.run')} · ${run.runNo} · ${t('run.batch', { batch: run.batch })}`}
          title={t('run.page', {
            programme: label(run.programmeLabel),
            month: monthText(run.payMonth, language),
          })}
          extra={<RunState state={run.state} />}
        >
          <RunTotals run={run} />
          <div className="split split-even">
            <Panel title={t('run.way')}>
              <RunActions run={run} />
            </Panel>
            <Panel title={t('run.signatures')}>
              <RunSignatures run={run} />
            </Panel>
          </div>
          <div className="split split-even">
            <Panel title={t('run.sums')}>
              <RunSums sums={run.sums} />
            </Panel>
            <Panel title={t('run.items')} extra={<RunNoticesButton run={run} />}>
              <RunItems items={run.items} />
            </Panel>
          </div>
          <RunSettlement run={run} />
          <Panel title={t('run.findings')}>
            <RunFindings run={run} />
          </Panel>
          <Panel title={t('run.detail')}>
            <RunLines
              runId={id}
              kind={kind}
              page={page}
              onKind={(chosen) =>
                void navigate({ to: '.', search: { kind: chosen }, replace: true, resetScroll: false })
              }
              onPage={(next) =>
                void navigate({ to: '.', search: { kind, page: next }, replace: true, resetScroll: false })
              }
            />
          </Panel>
          <Panel title={t('run.digests')}>
            <RunDigests run={run} />
          </Panel>
        </Page>
      )}
    </QueryView>
  );
}
