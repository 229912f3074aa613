import { getRouteApi } from '@tanstack/react-router';
import type { OutputOf } from '../../../../kernel/module/define-contract.ts';
import { compareSimulations } from '../../../../kernel/simulation/contract.ts';
import { useApi } from '../api/use-api.ts';
import { type Column, DataTable } from '../components/data-table.tsx';
import { Money } from '../components/money.tsx';
import { Page } from '../components/page.tsx';
import { Panel } from '../components/panel.tsx';
import { QueryView } from '../components/query-view.tsx';
import { monthText, numberText } from '../format.ts';
import { useI18n } from '../i18n/use-i18n.ts';

const route = getRouteApi('/simulations/compare');

type One = OutputOf<typeof compareSimulations>['scenarios'][number];
const OUTCOMES = ['enter', 'gain', 'lose', 'leave'] as const;

/** Scenarios side by side, a column each. */
export function SimulationComparisonPage() {
  const { t } = useI18n();
  const { ids = '' } = route.useSearch();
  return (
    <Page kicker={t('simulation.list')} title={t('simulation.compare')} wide>
      <QueryView query={useApi(compareSimulations, { ids })}>
        {({ scenarios }) => (
          <>
            <Panel title={t('simulation.totals')}>
              <Totals scenarios={scenarios} />
            </Panel>
            <Panel title={t('simulation.by-month')}>
              <Months scenarios={scenarios} />
            </Panel>
          </>
        )}
      </QueryView>
    </Page>
  );
}

function Totals({ scenarios }: { readonly scenarios: readonly One[] }) {
  const { t, code } = useI18n();
  const awardsOf = ({ groups }: One, outcome: (typeof OUTCOMES)[number]): number =>
    groups
      .filter(({ dimension }) => dimension === 'programme')
      .reduce((sum, { outcomes }) => sum + outcomes[outcome].awards, 0);
  const columns: Column<One>[] = [
    { key: 'name', title: t('simulation.name'), cell: ({ name }) => name },
    {
      key: 'baseline',
      title: t('simulation.baseline'),
      number: true,
      cell: (one) => <Money amountFen={one.baselineFen} />,
    },
    {
      key: 'scenario',
      title: t('simulation.scenario'),
      number: true,
      cell: (one) => <Money amountFen={one.scenarioFen} />,
    },
    {
      key: 'difference',
      title: t('simulation.difference'),
      number: true,
      cell: (one) => <Money signed amountFen={one.scenarioFen - one.baselineFen} />,
    },
    ...OUTCOMES.map((outcome): Column<One> => ({
      key: outcome,
      title: code('simulation-outcome', outcome),
      number: true,
      cell: (one) => numberText(awardsOf(one, outcome)),
    })),
  ];
  return (
    <DataTable
      caption={t('simulation.totals')}
      columns={columns}
      rows={scenarios}
      rowKey={({ id }) => id}
      empty={t('simulation.none')}
    />
  );
}

function Months({ scenarios }: { readonly scenarios: readonly One[] }) {
  const { language, t } = useI18n();
  const months = [...new Set(scenarios.flatMap((one) => one.months.map(({ month }) => month)))].toSorted();
  const columns: Column<string>[] = [
    { key: 'month', title: t('simulation.month'), narrow: true, cell: (month) => monthText(month, language) },
    ...scenarios.map((one): Column<string> => ({
      key: one.id,
      title: one.name,
      number: true,
      cell: (month) => {
        const found = one.months.find((candidate) => candidate.month === month);
        if (found === undefined) return '—';
        return (
          <>
            <Money amountFen={found.scenarioFen} />
            <span className="quiet block">
              <Money signed amountFen={found.scenarioFen - found.baselineFen} />
            </span>
          </>
        );
      },
    })),
  ];
  return (
    <DataTable
      caption={t('simulation.by-month')}
      columns={columns}
      rows={months}
      rowKey={(month) => month}
      empty={t('simulation.none')}
    />
  );
}
