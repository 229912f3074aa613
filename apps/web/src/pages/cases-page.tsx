import { getRouteApi } from '@tanstack/react-router';
import { listCases } from '../../../../kernel/case/contract.ts';
import { useApi } from '../api/use-api.ts';
import { CaseFilters } from '../case/case-filters.tsx';
import { CaseTable } from '../case/case-table.tsx';
import { CursorPager } from '../components/cursor-pager.tsx';
import { Page } from '../components/page.tsx';
import { QueryView } from '../components/query-view.tsx';
import { useI18n } from '../i18n/use-i18n.ts';
import type { CaseSearch } from '../work-search.ts';

const route = getRouteApi('/cases');

export function CasesPage() {
  const { t } = useI18n();
  const search = route.useSearch();
  const { lifecycle, state, lamp, mine = false, q, after } = search;
  const navigate = route.useNavigate();
  const cases = useApi(
    listCases,
    { lifecycle, state, lamp, mine: mine ? 'true' : 'false', text: q, after },
    { paged: true },
  );
  // Another choice starts at its first page.
  const choose = (change: CaseSearch): void =>
    void navigate({
      to: '.',
      search: { ...search, after: undefined, ...change },
      replace: true,
      resetScroll: false,
    });
  return (
    <Page title={t('case.list')} lead={t('case.list.lead')}>
      <CaseFilters search={search} onChange={choose} />
      <QueryView query={cases}>
        {(page) => (
          <div aria-busy={cases.isPlaceholderData} className={cases.isPlaceholderData ? 'refreshing' : ''}>
            <CaseTable cases={page.cases} />
            <CursorPager
              name={t('case.list')}
              after={after}
              next={page.next}
              onPage={(cursor) => void navigate({ to: '.', search: { ...search, after: cursor } })}
            />
          </div>
        )}
      </QueryView>
    </Page>
  );
}
