import { getRunLines } from '../../../../kernel/payment/contract.ts';
import { useApi } from '../api/use-api.ts';
import { FilterChips } from '../components/filter-chips.tsx';
import { PAGE_SIZE, Pager } from '../components/pager.tsx';
import { QueryView } from '../components/query-view.tsx';
import { useI18n } from '../i18n/use-i18n.ts';
import { LINE_KINDS, type LineKind } from '../search-params.ts';
import { LineTable } from './line-table.tsx';

interface Props {
  readonly runId: string;
  readonly kind: LineKind | undefined;
  readonly page: number;
  readonly onKind: (kind: LineKind | undefined) => void;
  readonly onPage: (page: number) => void;
}

/** The lines of a run, a page at a time. */
export function RunLines({ runId, kind, page, onKind, onPage }: Props) {
  const { t, code } = useI18n();
  const lines = useApi(
    getRunLines,
    { id: runId, kind, offset: (page - 1) * PAGE_SIZE, limit: PAGE_SIZE },
    { paged: true },
  );
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
            <LineTable caption={t('run.detail')} lines={data.lines} />
            <Pager name={t('run.detail')} page={page} total={data.total} onPage={onPage} />
          </div>
        )}
      </QueryView>
    </>
  );
}
