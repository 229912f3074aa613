import { type Column, DataTable } from '../components/data-table.tsx';
import { StatusTag } from '../components/status-tag.tsx';
import { useI18n } from '../i18n/use-i18n.ts';
import { AccountActions } from './account-actions.tsx';
import type { AccountRow, GrantableRole } from './account-row.ts';

interface Props {
  readonly accounts: readonly AccountRow[];
  readonly roles: readonly GrantableRole[];
}

export function AccountTable({ accounts, roles }: Props) {
  const { t, label } = useI18n();
  const columns: Column<AccountRow>[] = [
    {
      key: 'name',
      title: t('admin.account'),
      cell: (one) => (
        <span className="account-option">
          <span>{one.displayName}</span>
          <code className="quiet">{one.username}</code>
        </span>
      ),
    },
    { key: 'role', title: t('admin.role'), cell: (one) => label(one.roleLabel) },
    { key: 'place', title: t('account.division'), cell: (one) => one.divisionName },
    { key: 'until', title: t('admin.until'), narrow: true, cell: (one) => one.grantedUntil ?? '—' },
    { key: 'state', title: t('admin.state'), cell: (one) => <AccountState account={one} /> },
    { key: 'sessions', title: t('admin.sessions'), number: true, cell: (one) => one.sessions },
    {
      key: 'do',
      title: t('admin.actions'),
      narrow: true,
      cell: (one) => <AccountActions account={one} roles={roles} />,
    },
  ];
  return (
    <DataTable
      caption={t('admin.accounts')}
      columns={columns}
      rows={accounts}
      rowKey={(one) => one.id}
      empty={t('admin.accounts.empty')}
    />
  );
}

function AccountState({ account }: { readonly account: AccountRow }) {
  const { t } = useI18n();
  const { active, locked, mustChangePassword, totp, linked } = account;
  return (
    <span className="tags">
      {!active && <StatusTag tone="bad">{t('admin.state.closed')}</StatusTag>}
      {active && locked && <StatusTag tone="bad">{t('admin.state.locked')}</StatusTag>}
      {active && !locked && <StatusTag tone="good">{t('admin.state.active')}</StatusTag>}
      {mustChangePassword && <StatusTag tone="warn">{t('admin.state.must-change')}</StatusTag>}
      {totp && <StatusTag>{t('admin.state.totp')}</StatusTag>}
      {linked && <StatusTag>{t('admin.state.linked')}</StatusTag>}
    </span>
  );
}
