import { Outlet } from '@tanstack/react-router';
import { AccountGate } from '../access/account-gate.tsx';
import { useI18n } from '../i18n/use-i18n.ts';
import { AppHeader } from './app-header.tsx';

export function AppShell() {
  const { t } = useI18n();
  return (
    <>
      <a className="skip-link" href="#main">
        {t('app.skip')}
      </a>
      <AppHeader />
      <main id="main" tabIndex={-1}>
        <AccountGate>
          <Outlet />
        </AccountGate>
      </main>
    </>
  );
}
