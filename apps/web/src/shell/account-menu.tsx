import { DownOutlined, UserOutlined } from '@ant-design/icons';
import { useNavigate } from '@tanstack/react-router';
import { Button, Dropdown, type MenuProps } from 'antd';
import { useLogOut } from '../access/use-log-out.ts';
import type { Session } from '../api/use-session.ts';
import { useI18n } from '../i18n/use-i18n.ts';
import { AccountOption } from './account-option.tsx';
import { useSwitchAccount } from './use-switch-account.ts';

const OWN = ' own';
const LOG_IN = ' log-in';
const LOG_OUT = ' log-out';

/** Who is signed in, the way to the own account and out; in a demonstration also who else one may be. */
export function AccountMenu({ session }: { readonly session: Session }) {
  const { t, label } = useI18n();
  const { account, demonstrationAccounts, onBehalfOf, signIn } = session;
  const navigate = useNavigate();
  const logOut = useLogOut();
  // Who has signed in is somebody; only a visitor tries accounts.
  const accounts = session.district.demonstration && signIn === null ? demonstrationAccounts : [];
  const switching = useSwitchAccount(
    (username) => accounts.find((other) => other.username === username)?.displayName ?? username,
  );
  const items: NonNullable<MenuProps['items']> = [
    {
      key: 'self',
      type: 'group',
      label: `${label(account.roleLabel)} · ${t('account.jurisdiction', { division: account.divisionName })}`,
      children:
        signIn === null
          ? [{ key: LOG_IN, label: t('login.in') }]
          : [
              { key: OWN, label: t('account.own') },
              { key: LOG_OUT, label: t('login.out') },
            ],
    },
  ];
  if (accounts.length > 0) {
    const children = accounts.map((other) => ({
      key: other.username,
      label: <AccountOption account={other} />,
    }));
    items.push({ key: 'others', type: 'group', label: t('account.try'), children });
  }
  const choose = (key: string): void => {
    if (key === OWN) void navigate({ to: '/account' });
    else if (key === LOG_IN) void navigate({ to: '/login' });
    else if (key === LOG_OUT) logOut.mutate({});
    else switching.mutate(key);
  };
  const behalf = onBehalfOf === null ? '' : `（${t('account.behalf', { name: onBehalfOf.displayName })}）`;
  return (
    <Dropdown
      trigger={['click']}
      menu={{ items, selectedKeys: [account.username], onClick: ({ key }) => choose(key) }}
    >
      <Button
        type="text"

        icon={<UserOutlined />}
        loading={switching.isPending || logOut.isPending}
        aria-label={t('account.menu', { name: account.displayName })}
      >
        <span className="account-name">
          {account.displayName}
          {behalf}
        </span>{' '}
        <DownOutlined className="account-arrow" />
      </Button>
    </Dropdown>
  );
}
