import type { Figure } from '../../../../kernel/indicator/contract.ts';
import { type Column, DataTable } from '../components/data-table.tsx';
import { StatusTag } from '../components/status-tag.tsx';
import { numberText } from '../format.ts';
import { useI18n } from '../i18n/use-i18n.ts';
import type { FigureSearch } from '../search-params.ts';
import { FigureName } from './figure-name.tsx';
import { figurePeriodText, printedText, unitText } from './figure-text.ts';

interface Props {
  readonly figures: readonly Figure[];
  /** The page's address with a figure open. */
  readonly search: (id: string) => FigureSearch;
}

export function FigureTable({ figures, search }: Props) {
  const { language, t, code } = useI18n();
  const columns: Column<Figure>[] = [
    {
      key: 'name',
      title: t('figure.name'),
      cell: (figure) => <FigureName figure={figure} search={search(figure.id)} />,
    },
    {
      key: 'value',
      title: t('figure.value'),
      number: true,
      cell: (figure) =>
        figure.missing || figure.printed === null ? (
          <span className="quiet">{t('figure.missing')}</span>
        ) : (
          <>
            <strong>{printedText(figure)}</strong> {unitText(figure)}
          </>
        ),
    },
    {
      key: 'kind',
      title: t('figure.kind'),
      narrow: true,
      cell: (figure) => <StatusTag>{code('figure.kind', figure.kind)}</StatusTag>,
    },
    {
      key: 'period',
      title: t('figure.period'),
      narrow: true,
      cell: (figure) => figurePeriodText(figure, language),
    },
    {
      key: 'records',
      title: t('figure.records'),
      number: true,
      cell: (figure) => numberText(figure.rowCount),
    },
  ];
  return (
    <>
      <p className="quiet count" role="status">
        {t('figure.count', { count: figures.length })}
      </p>
      <DataTable
        caption={t('figure.list')}
        columns={columns}
        rows={figures}
        rowKey={(figure) => figure.id}
        rowClass={() => 'row-linked'}
        empty={t('figure.empty')}
      />
    </>
  );
}
