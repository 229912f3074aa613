import { Link } from '@tanstack/react-router';
import type { OutputOf } from '../../../../kernel/module/define-contract.ts';
import { getRunLines } from '../../../../kernel/payment/contract.ts';
import { useApi } from '../api/use-api.ts';
import { type Column, DataTable } from '../components/data-table.tsx';
import { FilterChips } from '../components/filter-chips.tsx';
import { LineKindTag } from '../components/line-kind-tag.tsx';
import { Money } from '../components/money.tsx';
import { PAGE_SIZE, Pager } from '../components/pager.tsx';
import { QueryView } from '../components/query-view.tsx';
import { monthText } from '../format.ts';
import { useI18n } from '../i18n/use-i18n.ts';
import { LINE_KINDS, type LineKind } from '../search-params.ts';

type Line = OutputOf<typeof getRunLines>['lines'][number];

interface Props {
  readonly runId: string;
  readonly kind: LineKind | undefined;
  readonly page: number;
  readonly onKind: (kind: LineKind | undefined) => void;
  readonly onPage: (page: number) => void;
}

/** The lines of a run, a page at a time. */
export function RunLines({ runId, kind, page, onKind, onPage }: Props) {
  const { language, t, code, label } = useI18n();
  const lines = useApi(
    getRunLines,
    { id: runId, kind, offset: (page - 1) * PAGE_SIZE, limit: PAGE_SIZE },
    { paged: true },
  );
  const columns: Column<Line>[] = [
    {
      key: 'name',
      title: t('row.name'),
      narrow: true,
      cell: (line) => (
        <Link className="row-link" to="/lines/$runId/$seq" params={{ runId, seq: String(line.seq) }}>
          {line.name}
        </Link>
      ),
    },
    { key: 'division', title: t('line.division'), cell: (line) => line.divisionName },
    {
      key: 'month',
      title: t('line.for-month'),
      narrow: true,
      cell: (line) => monthText(line.forMonth, language),
    },
    { key: 'component', title: t('line.component'), cell: (line) => label(line.componentLabel) },
    { key: 'kind', title: t('line.kind'), narrow: true, cell: (line) => <LineKindTag kind={line.kind} /> },
    { key: 'reason', title: t('line.reason'), cell: (line) => label(line.reason) },
    {
      key: 'amount',
      title: t('line.amount'),
      number: true,
      cell: (line) => <Money amountFen={line.amountFen} />,
    },
  ];
  return (
    <>
      <FilterChips<LineKind | 'all'>
        label={t('filter.kind')}
        chips={[
          { key: 'all', text: t('filter.all') },
          ...LINE_KINDS.map((key) => ({ key, text: code('line-kind', key) })),
        ]}
        selected={kind ?? 'all'}
        onSelect={(chosen) => onKind(chosen === 'all' ? undefined : chosen)}
      />
      <QueryView query={lines}>
        {(data) => (
          <div aria-busy={lines.isPlaceholderData} className={lines.isPlaceholderData ? 'refreshing' : ''}>
            <DataTable
              caption={t('run.detail')}
              columns={columns}
              rows={data.lines}
              rowKey={(line) => String(line.seq)}
              rowClass={() => 'row-linked'}
              empty={t('run.detail.empty')}
            />
            <Pager name={t('run.detail')} page={page} total={data.total} onPage={onPage} />
          </div>
        )}
      </QueryView>
    </>
  );
}
