import { getRouteApi } from '@tanstack/react-router';
import { listDeliveries, listJobs } from '../../../../kernel/event/contract.ts';
import { AdminFrame } from '../admin/admin-frame.tsx';
import { DeliveryTable } from '../admin/delivery-table.tsx';
import { JobTable } from '../admin/job-table.tsx';
import { useApi } from '../api/use-api.ts';
import { CursorPager } from '../components/cursor-pager.tsx';
import { FilterChips } from '../components/filter-chips.tsx';
import { Panel } from '../components/panel.tsx';
import { QueryView } from '../components/query-view.tsx';
import { useI18n } from '../i18n/use-i18n.ts';
import { DELIVERY_STATES } from '../work-search.ts';

const route = getRouteApi('/admin/jobs');

export function AdminJobsPage() {
  const { t, code } = useI18n();
  const { state = 'failed', after } = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <AdminFrame title={t('admin.jobs')} lead={t('admin.jobs.lead')}>
      <Panel title={t('admin.jobs')}>
        <QueryView query={useApi(listJobs, {})}>{({ jobs }) => <JobTable jobs={jobs} />}</QueryView>
      </Panel>
      <Panel title={t('admin.deliveries')}>
        <FilterChips
          label={t('admin.deliveries.filter')}
          chips={DELIVERY_STATES.map((key) => ({ key, text: code('delivery-state', key) }))}
          selected={state}
          onSelect={(chosen) =>
            void navigate({ to: '.', search: { state: chosen }, replace: true, resetScroll: false })
          }
        />
        <QueryView query={useApi(listDeliveries, { state, after }, { paged: true })}>
          {({ deliveries, next }) => (
            <>
              <DeliveryTable
                deliveries={deliveries}
                empty={t(
                  state === 'failed' ? 'admin.deliveries.empty.failed' : 'admin.deliveries.empty.other',
                )}
              />
              <CursorPager
                name={t('admin.deliveries')}
                after={after}
                next={next}
                onPage={(cursor) =>
                  void navigate({ to: '.', search: { state, after: cursor }, resetScroll: false })
                }
              />
            </>
          )}
        </QueryView>
      </Panel>
    </AdminFrame>
  );
}
