import { type Column, DataTable } from '../components/data-table.tsx';
import { Money } from '../components/money.tsx';
import { monthText, numberText, yuanText } from '../format.ts';
import { useI18n } from '../i18n/use-i18n.ts';
import type { Simulation } from './simulation-state.tsx';

type Row = Simulation['months'][number];

/** The programme, and what the month settles of earlier ones. */
function Programme({ row }: { readonly row: Row }) {
  const { t, label } = useI18n();
  const { scenarioArrearsFen: arrears, scenarioOverpaidFen: overpaid } = row;
  return (
    <>
      {label(row.programmeLabel)}
      {arrears + overpaid !== 0 && (
        <span className="quiet block">
          {t('simulation.past', { arrears: yuanText(arrears), overpaid: yuanText(overpaid) })}
        </span>
      )}
    </>
  );
}

/** Cost by month and programme, without and with the scenario. */
export function CostTable({ months }: { readonly months: readonly Row[] }) {
  const { language, t } = useI18n();
  const columns: Column<Row>[] = [
    {
      key: 'month',
      title: t('simulation.month'),
      narrow: true,
      cell: (row) => monthText(row.month, language),
    },
    { key: 'programme', title: t('simulation.programme'), cell: (row) => <Programme row={row} /> },
    {
      key: 'baseline',
      title: t('simulation.baseline'),
      number: true,
      cell: (row) => <Money amountFen={row.baselineFen} />,
    },
    {
      key: 'scenario',
      title: t('simulation.scenario'),
      number: true,
      cell: (row) => <Money amountFen={row.scenarioFen} />,
    },
    {
      key: 'difference',
      title: t('simulation.difference'),
      number: true,
      cell: (row) => <Money signed amountFen={row.scenarioFen - row.baselineFen} />,
    },
    {
      key: 'awards',
      title: t('simulation.awards'),
      number: true,
      cell: (row) => `${numberText(row.baselineAwards)} → ${numberText(row.scenarioAwards)}`,
    },
  ];
  return (
    <DataTable
      caption={t('simulation.by-month')}
      columns={columns}
      rows={months}
      rowKey={(row) => `${row.month}/${row.programme}`}
      empty={t('simulation.none')}
    />
  );
}
