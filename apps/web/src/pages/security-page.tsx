import { Link } from '@tanstack/react-router';
import { ActFor } from '../access/act-for.tsx';
import { DelegationList } from '../access/delegation-list.tsx';
import { GiveDelegationButton } from '../access/give-delegation-button.tsx';
import { PasswordForm } from '../access/password-form.tsx';
import { SessionList } from '../access/session-list.tsx';
import { TotpPanel } from '../access/totp-panel.tsx';
import { usePermission, useSession } from '../api/use-session.ts';
import { DetailsList } from '../components/details-list.tsx';
import { Page } from '../components/page.tsx';
import { Panel } from '../components/panel.tsx';
import { QueryView } from '../components/query-view.tsx';
import { useI18n } from '../i18n/use-i18n.ts';

/** The own account: password, second factor, sessions, delegation during leave. */
export function SecurityPage() {
  const { t, code, label } = useI18n();
  const mayDelegate = usePermission('delegation.give');
  const forOthers = usePermission('access.manage');
  return (
    <QueryView query={useSession()}>
      {(session) => {
        const { account, signIn } = session;
        return (
          <Page kicker={account.username} title={t('account.own')} lead={t('account.own.lead')}>
            {signIn === null ? (
              <p className="empty-note">
                {t('account.demonstration')} <Link to="/login">{t('login.in')}</Link>
              </p>
            ) : (
              <>
                <Panel title={account.displayName}>
                  <DetailsList
                    items={[
                      { label: t('account.role'), value: label(account.roleLabel) },
                      { label: t('account.division'), value: account.divisionName },
                      { label: t('account.signed-in-by'), value: code('sign-in-method', signIn.method) },
                    ]}
                  />
                  <ActFor session={session} />
                </Panel>
                <div className="split split-halves">
                  <Panel title={t('password.title')}>
                    <PasswordForm />
                  </Panel>
                  <TotpPanel on={signIn.totp.state === 'on'} />
                </div>
                <SessionList />
                {mayDelegate && !forOthers && (
                  <Panel title={t('delegation.title')} extra={<GiveDelegationButton forOthers={false} />}>
                    <p className="panel-lead">{t('delegation.lead')}</p>
                    <DelegationList />
                  </Panel>
                )}
              </>
            )}
          </Page>
        );
      }}
    </QueryView>
  );
}
