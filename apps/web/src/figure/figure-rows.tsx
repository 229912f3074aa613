import { type Figure, type FigureRow, getFigureRows } from '../../../../kernel/indicator/contract.ts';
import { useApi } from '../api/use-api.ts';
import { type Column, DataTable } from '../components/data-table.tsx';
import { PAGE_SIZE, Pager } from '../components/pager.tsx';
import { QueryView } from '../components/query-view.tsx';
import { exactText } from '../format.ts';
import { useI18n } from '../i18n/use-i18n.ts';
import { FigureSum } from './figure-sum.tsx';
import { RecordLink } from './record-link.tsx';

interface Props {
  readonly figure: Figure;
  readonly page: number;
  readonly onPage: (page: number) => void;
}

/** The records behind a figure, a page at a time, with their sum beside the figure. */
export function FigureRows({ figure, page, onPage }: Props) {
  const { t } = useI18n();
  const rows = useApi(
    getFigureRows,
    {
      id: figure.id,
      at: figure.at ?? undefined,
      from: figure.from ?? undefined,
      to: figure.to ?? undefined,
      division: String(figure.division),
      offset: (page - 1) * PAGE_SIZE,
      limit: PAGE_SIZE,
    },
    { paged: true },
  );
  const columns: Column<FigureRow>[] = [
    { key: 'name', title: t('row.name'), narrow: true, cell: (row) => <RecordLink row={row} /> },
    { key: 'division', title: t('row.division'), cell: (row) => row.divisionName },
    { key: 'month', title: t('row.month'), narrow: true, cell: (row) => row.month ?? '—' },
    { key: 'what', title: t('row.what'), cell: (row) => row.what },
    {
      key: 'measure',
      title: t('row.measure', { unit: figure.baseUnit }),
      number: true,
      cell: (row) => exactText(row.measure, figure.baseUnit),
    },
  ];
  return (
    <QueryView query={rows}>
      {(data) => (
        <div aria-busy={rows.isPlaceholderData}>
          {data.total > 0 && <FigureSum figure={figure} sum={data.sum} />}
          <DataTable
            caption={t('figure.rows')}
            columns={columns}
            rows={data.rows}
            rowKey={(row) => row.key}
            rowClass={(row) => (row.link === null ? '' : 'row-linked')}
            empty={t('figure.rows.empty')}
          />
          <Pager name={t('figure.rows')} page={page} total={data.total} onPage={onPage} />
        </div>
      )}
    </QueryView>
  );
}
