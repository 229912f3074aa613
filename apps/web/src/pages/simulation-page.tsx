import { useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Progress } from 'antd';
import { useEffect } from 'react';
import { getSimulation } from '../../../../kernel/simulation/contract.ts';
import { useApi } from '../api/use-api.ts';
import { DetailsList } from '../components/details-list.tsx';
import { EmptyNote } from '../components/empty-note.tsx';
import { Money } from '../components/money.tsx';
import { Page } from '../components/page.tsx';
import { Panel } from '../components/panel.tsx';
import { QueryView } from '../components/query-view.tsx';
import { momentText, monthText, parameterText } from '../format.ts';
import { useI18n } from '../i18n/use-i18n.ts';
import { ChangeTable } from '../simulation/change-table.tsx';
import { CostTable } from '../simulation/cost-table.tsx';
import { GroupTables } from '../simulation/group-tables.tsx';
import { ProposalTable } from '../simulation/proposal-table.tsx';
import { RunComparison } from '../simulation/run-comparison.tsx';
import { ScenarioActions } from '../simulation/scenario-actions.tsx';
import { type Simulation, SimulationState } from '../simulation/simulation-state.tsx';

const route = getRouteApi('/simulations/$id');
const ASK_AGAIN_MS = 1_500;

/** While a result is being computed the page looks again by itself. */
function useProgress(isBusy: boolean): void {
  const client = useQueryClient();
  useEffect(() => {
    if (!isBusy) return undefined;
    const timer = setInterval(
      () => void client.invalidateQueries({ queryKey: [getSimulation.path] }),
      ASK_AGAIN_MS,
    );
    return () => clearInterval(timer);
  }, [client, isBusy]);
}

export function SimulationPage() {
  const { t } = useI18n();
  const { id } = route.useParams();
  const query = useApi(getSimulation, { id });
  const state = query.data?.result?.state;
  useProgress(state === 'queued' || state === 'running');
  return (
    <QueryView query={query}>
      {(simulation) => (
        <Page
          kicker={`${t('simulation.list')} · ${simulation.divisionName}`}
          title={simulation.name}
          extra={<SimulationState state={simulation.result?.state} />}
        >
          <Summary simulation={simulation} />
          {simulation.proposals.length > 0 && (
            <Panel title={t('proposal.of')}>
              <ProposalTable proposals={simulation.proposals} />
            </Panel>
          )}
          {simulation.result?.state === 'done' && (
            <Result simulation={simulation} resultId={simulation.result.id} />
          )}
        </Page>
      )}
    </QueryView>
  );
}

function Summary({ simulation }: { readonly simulation: Simulation }) {
  const { language, t, label } = useI18n();
  const { result, totals } = simulation;
  return (
    <Panel title={t('simulation.totals')}>
      {result !== null && (result.state === 'running' || result.state === 'queued') && (
        <>
          <Progress percent={result.total === 0 ? 0 : Math.round((result.done / result.total) * 100)} />
          <p className="quiet">{t('simulation.progress', { done: result.done, total: result.total })}</p>
        </>
      )}
      {result?.error && <p role="alert">{label(result.error.message)}</p>}
      {result === null && <EmptyNote text={t('simulation.none')} />}
      {result?.state === 'done' && (
        <DetailsList
          items={[
            { label: t('simulation.baseline'), value: <Money amountFen={totals.baselineFen} /> },
            { label: t('simulation.scenario'), value: <Money amountFen={totals.scenarioFen} /> },
            {
              label: t('simulation.difference'),
              value: <Money signed amountFen={totals.scenarioFen - totals.baselineFen} />,
            },
            { label: t('simulation.first-month'), value: monthText(result.firstMonth ?? '', language) },
            { label: t('simulation.scope'), value: result.divisionName },
            { label: t('simulation.by'), value: `${result.startedBy} ${momentText(result.startedAt)}` },
          ]}
        />
      )}
      <ScenarioActions simulation={simulation} />
    </Panel>
  );
}

/** What the scenario moves, derived values too. */
function Changed({ values }: { readonly values: Simulation['values'] }) {
  const { language, t, label } = useI18n();
  return (
    <Panel title={t('simulation.changed')}>
      {values.length === 0 && <p className="quiet">{t('simulation.unchanged')}</p>}
      <ul>
        {values.map((value) => (
          <li key={`${value.key}/${value.variant}/${value.from}`}>
            {label(value.label)} {label(value.variantLabel)}{' '}
            {t('period.since', { from: monthText(value.from, language) })}：
            {parameterText({ ...value, value: value.baseline }, language)} →{' '}
            <strong>{parameterText({ ...value, value: value.scenario }, language)}</strong>
            {value.formula !== null && <span className="quiet"> {label(value.formula)}</span>}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Result({ simulation, resultId }: { readonly simulation: Simulation; readonly resultId: string }) {
  const { t, label } = useI18n();
  return (
    <>
      <Changed values={simulation.values} />
      <Panel title={t('simulation.groups')}>
        <GroupTables groups={simulation.groups} />
      </Panel>
      <Panel title={t('simulation.changes')}>
        <ChangeTable resultId={resultId} />
        {simulation.changesKept === 'largest' && <p className="quiet">{t('simulation.changes.largest')}</p>}
      </Panel>
      <Panel title={t('simulation.by-month')}>
        <CostTable months={simulation.months} />
      </Panel>
      <Panel title={t('simulation.runs')}>
        <RunComparison id={simulation.id} />
      </Panel>
      <Panel title={t('simulation.coverage')}>
        <ul>
          {simulation.coverage.map((note) => (
            <li key={note.en}>{label(note)}</li>
          ))}
        </ul>
      </Panel>
    </>
  );
}
