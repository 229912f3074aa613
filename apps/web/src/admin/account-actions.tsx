import { DownOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import { useState } from 'react';
import { usePermission } from '../api/use-session.ts';
import { useI18n } from '../i18n/use-i18n.ts';
import { ACCOUNT_ACTIONS, type AccountAction, AccountDialog } from './account-dialog.tsx';
import type { AccountRow, GrantableRole } from './account-row.ts';
import { GrantButton } from './grant-button.tsx';
import { GrantsButton } from './grants-button.tsx';
import { ResetPasswordDialog } from './reset-password-dialog.tsx';

/** What makes sense for an account as it stands. */
const isPossible = (
  action: AccountAction,
  { active, locked, totp, linked, sessions }: AccountRow,
): boolean => {
  switch (action) {
    case 'lock':
      return active && !locked;
    case 'unlock':
      return locked;
    case 'end-sessions':
      return sessions > 0;
    case 'reset-totp':
      return totp;
    case 'link':
      return active && !linked;
    case 'unlink':
      return linked;
    case 'close':
      return active;
    case 'open':
      return !active;
  }
};

interface Props {
  readonly account: AccountRow;
  readonly roles: readonly GrantableRole[];
}

const RESET = 'reset-password';

/** The system administrator works on the account, the security administrator on what it may do. */
export function AccountActions({ account, roles }: Props) {
  const mayManage = usePermission('account.manage');
  const mayGrant = usePermission('access.manage');
  return (
    <span className="buttons">
      {mayManage && <ManageMenu account={account} />}
      {mayGrant && <GrantButton account={account} roles={roles} />}
      <GrantsButton account={account} mayEnd={mayGrant} />
    </span>
  );
}

function ManageMenu({ account }: { readonly account: AccountRow }) {
  const { t } = useI18n();
  const [action, setAction] = useState<AccountAction | typeof RESET>();
  const items = [RESET, ...ACCOUNT_ACTIONS.filter((one) => isPossible(one, account))] as const;
  const close = (): void => setAction(undefined);
  return (
    <>
      <Dropdown
        trigger={['click']}
        menu={{
          items: items.map((key) => ({ key, label: t(`admin.${key}`) })),
          onClick: ({ key }) => setAction(items.find((one) => one === key)),
        }}
      >
        <Button size="small" aria-label={t('admin.actions.of', { name: account.displayName })}>
          {t('admin.actions')} <DownOutlined />
        </Button>
      </Dropdown>
      <AccountDialog account={account} action={action === RESET ? undefined : action} onClose={close} />
      <ResetPasswordDialog account={account} open={action === RESET} onClose={close} />
    </>
  );
}
