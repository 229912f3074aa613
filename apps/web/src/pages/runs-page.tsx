import { getRouteApi } from '@tanstack/react-router';
import { listRuns } from '../../../../kernel/payment/contract.ts';
import { useApi } from '../api/use-api.ts';
import { EmptyNote } from '../components/empty-note.tsx';
import { FilterChips } from '../components/filter-chips.tsx';
import { Page } from '../components/page.tsx';
import { QueryView } from '../components/query-view.tsx';
import { useI18n } from '../i18n/use-i18n.ts';
import { ComputeRunButton } from '../run/compute-run-button.tsx';
import { RunBoard } from '../run/run-board.tsx';

const route = getRouteApi('/runs');

export function RunsPage() {
  const { t } = useI18n();
  const { year } = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <Page title={t('run.list')} lead={t('run.list.lead')} wide extra={<ComputeRunButton />}>
      <QueryView query={useApi(listRuns, {})}>
        {({ runs }) => {
          const years = [...new Set(runs.map((run) => run.payMonth.slice(0, 4)))].toSorted().toReversed();
          const shown = year !== undefined && years.includes(year) ? year : years[0];
          if (shown === undefined) return <EmptyNote text={t('run.list.empty')} />;
          return (
            <>
              <FilterChips
                label={t('filter.year')}
                chips={years.map((key) => ({ key, text: key }))}
                selected={shown}
                onSelect={(chosen) =>
                  void navigate({ to: '.', search: { year: chosen }, resetScroll: false })
                }
              />
              <RunBoard runs={runs.filter((run) => run.payMonth.startsWith(shown))} />
            </>
          );
        }}
      </QueryView>
    </Page>
  );
}
