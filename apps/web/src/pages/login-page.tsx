import { useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link, useRouter } from '@tanstack/react-router';
import { Alert, Button } from 'antd';
import { getSignIn } from '../../../../kernel/access/contract.ts';
import { LogInForm } from '../access/log-in-form.tsx';
import { useApi } from '../api/use-api.ts';
import { QueryView } from '../components/query-view.tsx';
import { usePageTitle } from '../components/use-page-title.ts';
import { useI18n } from '../i18n/use-i18n.ts';

const route = getRouteApi('/login');
const OIDC_LATE = 'access.oidc-late';

export function LoginPage() {
  const { t } = useI18n();
  const { next, problem } = route.useSearch();
  const router = useRouter();
  const client = useQueryClient();
  usePageTitle(t('login.title'));
  return (
    <QueryView query={useApi(getSignIn, {})}>
      {({ district, demonstration, singleSignOn }) => (
        <div className="log-in-page">
          <section className="log-in" aria-labelledby="log-in-title">
            <p className="kicker">{t('login.lead', { district })}</p>
            <h1 id="log-in-title">{t('login.title')}</h1>
            {problem !== undefined && (
              <Alert
                className="refusal"
                type="error"
                showIcon
                role="alert"
                title={t(problem === OIDC_LATE ? 'login.problem.oidc-late' : 'login.problem.other')}
              />
            )}
            <LogInForm
              submit={t('login.submit')}
              onSignedIn={async () => {
                await client.resetQueries();
                router.history.replace(next ?? '/');
              }}
            />
            {singleSignOn && (
              <>
                <p className="log-in-or quiet">{t('login.or')}</p>
                <Button block size="large" href="/api/oidc/start">
                  {t('login.single-sign-on')}
                </Button>
              </>
            )}
            <p className="log-in-help quiet">{t('login.help')}</p>
            <p className="log-in-links">
              {demonstration && (
                <Link to="/" title={t('login.demonstration')}>
                  {t('login.look')}
                </Link>
              )}
              <Link to="/notices">{t('login.notices')}</Link>
            </p>
          </section>
        </div>
      )}
    </QueryView>
  );
}
