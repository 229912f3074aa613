import type { Session } from '../api/use-session.ts';
import { useI18n } from '../i18n/use-i18n.ts';

export function AccountOption({ account }: { readonly account: Session['demonstrationAccounts'][number] }) {
  const { label } = useI18n();
  return (
    <span className="account-option">
      <span>{account.displayName}</span>
      <span className="quiet">
        {label(account.roleLabel)} · {account.divisionName}
      </span>
    </span>
  );
}
