import { PasswordForm } from '../access/password-form.tsx';
import { Page } from '../components/page.tsx';
import { Panel } from '../components/panel.tsx';
import { useI18n } from '../i18n/use-i18n.ts';

/** Stands in for every page until a first or outdated password has been changed. */
export function PasswordPage() {
  const { t } = useI18n();
  return (
    <Page title={t('password.forced')} lead={t('password.forced.lead')}>
      <Panel title={t('password.title')}>
        <PasswordForm />
      </Panel>
    </Page>
  );
}
