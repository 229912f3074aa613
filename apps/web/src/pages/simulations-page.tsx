import { Link, useNavigate } from '@tanstack/react-router';
import { Button, Checkbox } from 'antd';
import { useState } from 'react';
import type { OutputOf } from '../../../../kernel/module/define-contract.ts';
import { listSimulations } from '../../../../kernel/simulation/contract.ts';
import { useApi } from '../api/use-api.ts';
import { type Column, DataTable } from '../components/data-table.tsx';
import { Money } from '../components/money.tsx';
import { Page } from '../components/page.tsx';
import { QueryView } from '../components/query-view.tsx';
import { StatusTag } from '../components/status-tag.tsx';
import { momentText } from '../format.ts';
import { useI18n } from '../i18n/use-i18n.ts';
import { SimulationState } from '../simulation/simulation-state.tsx';

type Row = OutputOf<typeof listSimulations>['scenarios'][number];

/** Scenarios, newest first; two or more can be put side by side. */
export function SimulationsPage() {
  const { t } = useI18n();
  const navigate = useNavigate();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  return (
    <Page
      title={t('simulation.list')}
      lead={t('simulation.list.lead')}
      extra={
        <Button type="primary" onClick={() => void navigate({ to: '/simulations/new' })}>
          {t('simulation.new')}
        </Button>
      }
      wide
    >
      <QueryView query={useApi(listSimulations, {})}>
        {({ scenarios }) => (
          <>
            <ScenarioTable
              scenarios={scenarios}
              chosen={chosen}
              onChoose={(id, isChosen) =>
                setChosen(isChosen ? [...chosen, id] : chosen.filter((one) => one !== id))
              }
            />
            {scenarios.length > 1 && (
              <div className="buttons">
                <Button
                  disabled={chosen.length < 2}
                  onClick={() =>
                    void navigate({ to: '/simulations/compare', search: { ids: chosen.join(',') } })
                  }
                >
                  {t('simulation.compare')}
                </Button>
                <span className="quiet">{t('simulation.compare.lead')}</span>
              </div>
            )}
          </>
        )}
      </QueryView>
    </Page>
  );
}

function Name({ row: { id, name, programmes, enacted } }: { readonly row: Row }) {
  const { language, t, label } = useI18n();
  return (
    <>
      <Link className="row-link" to="/simulations/$id" params={{ id }}>
        {name}
      </Link>{' '}
      {enacted && <StatusTag tone="info">{t('simulation.enacted')}</StatusTag>}
      <span className="quiet block">{programmes.map(label).join(language === 'zh' ? '、' : ', ')}</span>
    </>
  );
}

interface Props {
  readonly scenarios: readonly Row[];
  readonly chosen: readonly string[];
  readonly onChoose: (id: string, isChosen: boolean) => void;
}

function ScenarioTable({ scenarios, chosen, onChoose }: Props) {
  const { t } = useI18n();
  const columns: Column<Row>[] = [
    {
      key: 'choose',
      title: t('simulation.compare'),
      narrow: true,
      cell: ({ id, name, result }) => (
        <Checkbox
          aria-label={t('simulation.choose', { name })}
          disabled={result?.state !== 'done'}
          checked={chosen.includes(id)}
          onChange={(event) => onChoose(id, event.target.checked)}
        />
      ),
    },
    { key: 'name', title: t('simulation.name'), cell: (row) => <Name row={row} /> },
    { key: 'scope', title: t('simulation.scope'), narrow: true, cell: ({ divisionName }) => divisionName },
    {
      key: 'by',
      title: t('simulation.by'),
      cell: ({ createdBy, createdAt }) => (
        <>
          {createdBy} <span className="quiet block">{momentText(createdAt)}</span>
        </>
      ),
    },
    {
      key: 'state',
      title: t('task.state'),
      narrow: true,
      cell: ({ result }) => <SimulationState state={result?.state} />,
    },
    {
      key: 'scenario',
      title: t('simulation.scenario'),
      number: true,
      cell: ({ result }) => (result?.state === 'done' ? <Money amountFen={result.scenarioFen} /> : '—'),
    },
    {
      key: 'difference',
      title: t('simulation.difference'),
      number: true,
      cell: ({ result }) =>
        result?.state === 'done' ? <Money signed amountFen={result.scenarioFen - result.baselineFen} /> : '—',
    },
  ];
  return (
    <DataTable
      caption={t('simulation.list')}
      columns={columns}
      rows={scenarios}
      rowKey={({ id }) => id}
      empty={t('simulation.empty')}
    />
  );
}
