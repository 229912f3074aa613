import { getRouteApi, Link } from '@tanstack/react-router';
import { getCaseContract } from '../../../../kernel/case/contract.ts';
import { getRecovery } from '../../../../kernel/payment/recovery/contract.ts';
import { useApi } from '../api/use-api.ts';
import { usePermission } from '../api/use-session.ts';
import { CaseActions } from '../case/case-actions.tsx';
import { Page } from '../components/page.tsx';
import { Panel } from '../components/panel.tsx';
import { QueryView } from '../components/query-view.tsx';
import { StatusTag } from '../components/status-tag.tsx';
import { useI18n } from '../i18n/use-i18n.ts';
import { RecoveryEntries, RecoveryMoney, RecoveryMonths, RecoveryPlan } from '../recovery/recovery-parts.tsx';

const route = getRouteApi('/recoveries/$id');

/** One claim: what is owed, what was agreed, and what may be done now. */
export function RecoveryPage() {
  const { t, label } = useI18n();
  const { id } = route.useParams();
  return (
    <QueryView query={useApi(getRecovery, { id })}>
      {(recovery) => (
        <Page
          kicker={`${t('recovery.page')} · ${recovery.caseNo}`}
          title={`${recovery.name} · ${t('recovery.list')}`}
          extra={<StatusTag tone={recovery.closed ? 'good' : 'info'}>{label(recovery.stateLabel)}</StatusTag>}
        >
          <RecoveryWork id={id} />
          <Panel title={t('recovery.money')}>
            <RecoveryMoney recovery={recovery} />
          </Panel>
          <Panel title={t('recovery.plan')}>
            <RecoveryPlan recovery={recovery} />
          </Panel>
          <Panel title={t('recovery.months')}>
            <RecoveryMonths recovery={recovery} />
          </Panel>
          <Panel title={t('recovery.entries')}>
            <RecoveryEntries recovery={recovery} />
          </Panel>
        </Page>
      )}
    </QueryView>
  );
}

/** The actions of the case, for those who see cases. */
function RecoveryWork({ id }: { readonly id: string }) {
  const { t } = useI18n();
  const mayRead = usePermission('case.read');
  const detail = useApi(getCaseContract, { id }, { enabled: mayRead });
  if (!mayRead) return null;
  return (
    <Panel
      title={t('case.actions')}
      extra={
        <Link to="/cases/$id" params={{ id }}>
          {t('recovery.case.open')}
        </Link>
      }
    >
      <QueryView query={detail}>{(data) => <CaseActions detail={data} />}</QueryView>
    </Panel>
  );
}
