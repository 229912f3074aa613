import { getRouteApi } from '@tanstack/react-router';
import { Input } from 'antd';
import { listAccounts } from '../../../../kernel/access/admin-contract.ts';
import type { AccountRow } from '../admin/account-row.ts';
import { AccountTable } from '../admin/account-table.tsx';
import { AdminFrame } from '../admin/admin-frame.tsx';
import { NewAccountButton } from '../admin/new-account-button.tsx';
import { useApi } from '../api/use-api.ts';
import { usePermission } from '../api/use-session.ts';
import { QueryView } from '../components/query-view.tsx';
import { useI18n } from '../i18n/use-i18n.ts';

const route = getRouteApi('/admin/accounts');

const matches = (account: AccountRow, words: readonly string[]): boolean => {
  const { username, displayName, roleLabel, divisionName } = account;
  const text = [username, displayName, roleLabel.zh, roleLabel.en, divisionName].join(' ').toLowerCase();
  return words.every((word) => text.includes(word));
};

export function AdminAccountsPage() {
  const { t } = useI18n();
  const { q = '' } = route.useSearch();
  const navigate = route.useNavigate();
  const mayManage = usePermission('account.manage');
  const words = q.toLowerCase().split(/\s+/);
  return (
    <AdminFrame
      title={t('admin.accounts')}
      lead={t('admin.accounts.lead')}
      extra={mayManage && <NewAccountButton />}
    >
      <div className="filters">
        <Input.Search
          className="search"
          aria-label={t('admin.search')}
          placeholder={t('admin.search.hint')}
          allowClear
          value={q}
          onChange={(event) =>
            void navigate({
              to: '.',
              search: { q: event.target.value || undefined },
              replace: true,
              resetScroll: false,
            })
          }
        />
      </div>
      <QueryView query={useApi(listAccounts, {})}>
        {({ accounts, roles }) => (
          <AccountTable accounts={accounts.filter((account) => matches(account, words))} roles={roles} />
        )}
      </QueryView>
    </AdminFrame>
  );
}
