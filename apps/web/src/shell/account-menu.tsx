import { DownOutlined, UserOutlined } from '@ant-design/icons';
import { Button, Dropdown, type MenuProps } from 'antd';
import type { Session } from '../api/use-session.ts';
import { useI18n } from '../i18n/use-i18n.ts';
import { AccountOption } from './account-option.tsx';
import { useSwitchAccount } from './use-switch-account.ts';

/** Who is signed in; in a demonstration also who else one may be. */
export function AccountMenu({ session }: { readonly session: Session }) {
  const { t, label } = useI18n();
  const { account, demonstrationAccounts } = session;
  const accounts = session.district.demonstration ? demonstrationAccounts : [];
  const switching = useSwitchAccount(
    (username) => accounts.find((other) => other.username === username)?.displayName ?? username,
  );
  const items: NonNullable<MenuProps['items']> = [
    {
      key: 'self',
      type: 'group',
      label: `${label(account.roleLabel)} · ${t('account.jurisdiction', { division: account.divisionName })}`,
    },
  ];
  if (accounts.length > 0) {
    const children = accounts.map((other) => ({
      key: other.username,
      label: <AccountOption account={other} />,
    }));
    items.push({ key: 'others', type: 'group', label: t('account.try'), children });
  }
  return (
    <Dropdown
      trigger={['click']}
      menu={{ items, selectedKeys: [account.username], onClick: ({ key }) => switching.mutate(key) }}
    >
      <Button
        type="text"

        icon={<UserOutlined />}
        loading={switching.isPending}
        aria-label={t('account.menu', { name: account.displayName })}
      >
        <span className="account-name">{account.displayName}</span> <DownOutlined className="account-arrow" />
      </Button>
    </Dropdown>
  );
}
