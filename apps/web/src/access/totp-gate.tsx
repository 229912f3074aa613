import { Page } from '../components/page.tsx';
import { Panel } from '../components/panel.tsx';
import { useI18n } from '../i18n/use-i18n.ts';
import { TotpEnrolment } from './totp-enrolment.tsx';

/** For staff of whom the policy asks a second factor that they have not got yet. */
export function TotpGate() {
  const { t } = useI18n();
  return (
    <Page title={t('totp.forced')} lead={t('totp.forced.lead')}>
      <Panel title={t('totp.title')}>
        <TotpEnrolment />
      </Panel>
    </Page>
  );
}
