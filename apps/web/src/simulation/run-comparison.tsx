import { Link } from '@tanstack/react-router';
import type { OutputOf } from '../../../../kernel/module/define-contract.ts';
import { compareWithRun } from '../../../../kernel/simulation/contract.ts';
import { useApi } from '../api/use-api.ts';
import { type Column, DataTable } from '../components/data-table.tsx';
import { EmptyNote } from '../components/empty-note.tsx';
import { Money } from '../components/money.tsx';
import { QueryView } from '../components/query-view.tsx';
import { useI18n } from '../i18n/use-i18n.ts';

type One = OutputOf<typeof compareWithRun>['programmes'][number];

/** The forecast beside the first real run after it, and the awards that explain a difference. */
export function RunComparison({ id }: { readonly id: string }) {
  const { t } = useI18n();
  return (
    <QueryView query={useApi(compareWithRun, { id })}>
      {({ programmes }) => {
        const run = programmes.filter((one) => one.run !== null);
        if (run.length === 0) return <EmptyNote text={t('simulation.runs.none')} />;
        return (
          <>
            <Totals rows={run} />
            {run.map((one) => one.awards.length > 0 && <Differences key={one.programme} one={one} />)}
          </>
        );
      }}
    </QueryView>
  );
}

function Totals({ rows }: { readonly rows: readonly One[] }) {
  const { t, label } = useI18n();
  const columns: Column<One>[] = [
    {
      key: 'programme',
      title: t('simulation.programme'),
      cell: (one) => (
        <>
          {label(one.programmeLabel)}
          {!one.sameParameters && <span className="quiet block">{t('simulation.runs.parameters')}</span>}
        </>
      ),
    },
    {
      key: 'run',
      title: t('simulation.runs.run'),
      narrow: true,
      cell: ({ run }) =>
        run !== null && (
          <Link to="/runs/$id" params={{ id: run.id }}>
            {run.runNo}
          </Link>
        ),
    },
    {
      key: 'forecast',
      title: t('simulation.runs.forecast'),
      number: true,
      cell: (one) => <Money amountFen={one.forecastFen} />,
    },
    {
      key: 'real',
      title: t('simulation.runs.real'),
      number: true,
      cell: (one) => <Money amountFen={one.runFen} />,
    },
    {
      key: 'difference',
      title: t('simulation.difference'),
      number: true,
      cell: (one) => <Money signed amountFen={one.differenceFen} />,
    },
    { key: 'differing', title: t('simulation.runs.differing'), number: true, cell: (one) => one.differing },
  ];
  return (
    <DataTable
      caption={t('simulation.runs')}
      columns={columns}
      rows={rows}
      rowKey={({ programme }) => programme}
      empty={t('simulation.runs.none')}
    />
  );
}

function Differences({ one }: { readonly one: One }) {
  const { t, label } = useI18n();
  const columns: Column<One['awards'][number]>[] = [
    {
      key: 'award',
      title: label(one.programmeLabel),
      cell: (award) => (
        <Link to="/awards/$id" params={{ id: award.awardId }}>
          {award.awardNo}
        </Link>
      ),
    },
    {
      key: 'forecast',
      title: t('simulation.runs.forecast'),
      number: true,
      cell: (award) => <Money amountFen={award.forecastFen} />,
    },
    {
      key: 'real',
      title: t('simulation.runs.real'),
      number: true,
      cell: (award) => <Money amountFen={award.runFen} />,
    },
    {
      key: 'difference',
      title: t('simulation.difference'),
      number: true,
      cell: (award) => <Money signed amountFen={award.differenceFen} />,
    },
    { key: 'reason', title: t('finding.reason'), cell: (award) => label(award.reasonLabel) },
  ];
  return (
    <DataTable
      caption={label(one.programmeLabel)}
      columns={columns}
      rows={one.awards}
      rowKey={({ awardId }) => awardId}
      empty=""
    />
  );
}
