import { getRouteApi } from '@tanstack/react-router';
import { listTasks } from '../../../../kernel/event/contract.ts';
import { useApi } from '../api/use-api.ts';
import { CursorPager } from '../components/cursor-pager.tsx';
import { Page } from '../components/page.tsx';
import { QueryView } from '../components/query-view.tsx';
import { useI18n } from '../i18n/use-i18n.ts';
import { TaskFilters } from '../task/task-filters.tsx';
import { TaskTable } from '../task/task-table.tsx';
import type { TaskSearch } from '../work-search.ts';

const route = getRouteApi('/tasks');

export function TasksPage() {
  const { t } = useI18n();
  const search = route.useSearch();
  const { whose, closed = false, lamp, after } = search;
  const navigate = route.useNavigate();
  // Another choice starts at its first page.
  const choose = (change: TaskSearch): void =>
    void navigate({
      to: '.',
      search: { ...search, after: undefined, ...change },
      replace: true,
      resetScroll: false,
    });
  const tasks = useApi(
    listTasks,
    { whose: whose ?? 'role', closed: closed ? 'true' : 'false', ...(closed ? {} : { lamp }), after },
    { paged: true },
  );
  return (
    <Page title={t('task.list')} lead={t('task.list.lead')}>
      <TaskFilters search={search} counts={tasks.data?.counts} onChange={choose} />
      <QueryView query={tasks}>
        {(page) => (
          <div aria-busy={tasks.isPlaceholderData} className={tasks.isPlaceholderData ? 'refreshing' : ''}>
            <TaskTable
              tasks={page.tasks}
              closed={closed}
              empty={t(
                closed || lamp !== undefined || whose !== undefined ? 'task.empty.filter' : 'task.empty',
              )}
            />
            <CursorPager
              name={t('task.list')}
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
