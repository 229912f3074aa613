import { getRouteApi } from '@tanstack/react-router';
import { listAudit, listSensitiveAccess } from '../../../../kernel/access/admin-contract.ts';
import { AdminFrame } from '../admin/admin-frame.tsx';
import { AuditTable } from '../admin/audit-table.tsx';
import { LogPager } from '../admin/log-pager.tsx';
import { SensitiveTable } from '../admin/sensitive-table.tsx';
import { useApi } from '../api/use-api.ts';
import { FilterChips } from '../components/filter-chips.tsx';
import { LabelledSwitch } from '../components/labelled-switch.tsx';
import { QueryView } from '../components/query-view.tsx';
import { SearchBox } from '../components/search-box.tsx';
import { useI18n } from '../i18n/use-i18n.ts';
import type { AuditSearch } from '../work-search.ts';

const route = getRouteApi('/admin/audit');
const FAILED = 'access.login-failed';
const PAGE = 50;

/** What was done, and who was shown personal data in full. */
export function AdminAuditPage() {
  const { t } = useI18n();
  const search = route.useSearch();
  const { log, failed = false, username } = search;
  const navigate = route.useNavigate();
  // Another choice starts with the latest row.
  const choose = (change: AuditSearch): void =>
    void navigate({ to: '.', search: { ...search, before: undefined, ...change }, resetScroll: false });
  const isLog = log === undefined;
  return (
    <AdminFrame title={t('admin.audit')} lead={t('admin.audit.lead')}>
      <FilterChips
        label={t('admin.audit')}
        chips={[
          { key: 'log', text: t('admin.audit.log') },
          { key: 'sensitive', text: t('admin.audit.sensitive') },
        ]}
        selected={log ?? 'log'}
        onSelect={(chosen) => choose({ log: chosen === 'sensitive' ? chosen : undefined })}
      />
      <div className="filters">
        <SearchBox
          label={t('admin.audit.search')}
          hint={t('admin.audit.search')}
          value={username}
          onSearch={(text) => choose({ username: text })}
        />
        {isLog && (
          <LabelledSwitch
            label={t('admin.audit.failed')}
            checked={failed}
            onChange={(checked) => choose({ failed: checked ? true : undefined })}
          />
        )}
      </div>
      {isLog ? (
        <AuditLog search={search} onChoose={choose} />
      ) : (
        <SensitiveLog search={search} onChoose={choose} />
      )}
    </AdminFrame>
  );
}

interface LogProps {
  readonly search: AuditSearch;
  readonly onChoose: (change: AuditSearch) => void;
}

function AuditLog({ search: { username, before, failed }, onChoose }: LogProps) {
  const action = failed === true ? FAILED : undefined;
  const query = useApi(listAudit, { username, before, action, limit: PAGE }, { paged: true });
  return (
    <QueryView query={query}>
      {({ rows }) => (
        <>
          <AuditTable rows={rows} />
          <LogPager rows={rows} size={PAGE} before={before} onBefore={(id) => onChoose({ before: id })} />
        </>
      )}
    </QueryView>
  );
}

function SensitiveLog({ search: { username, before }, onChoose }: LogProps) {
  const query = useApi(listSensitiveAccess, { username, before, limit: PAGE }, { paged: true });
  return (
    <QueryView query={query}>
      {({ rows }) => (
        <>
          <SensitiveTable rows={rows} />
          <LogPager rows={rows} size={PAGE} before={before} onBefore={(id) => onChoose({ before: id })} />
        </>
      )}
    </QueryView>
  );
}
