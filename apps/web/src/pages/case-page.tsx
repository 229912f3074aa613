import { getRouteApi } from '@tanstack/react-router';
import { Alert } from 'antd';
import { getCaseContract } from '../../../../kernel/case/contract.ts';
import { useApi } from '../api/use-api.ts';
import { CaseActions } from '../case/case-actions.tsx';
import { CaseClock } from '../case/case-clock.tsx';
import { CaseDecisions } from '../case/case-decisions.tsx';
import type { CaseDetail } from '../case/case-detail.ts';
import { CaseHistory } from '../case/case-history.tsx';
import { CaseMaterials } from '../case/case-materials.tsx';
import { CaseNotices } from '../case/case-notices.tsx';
import { CaseSummary } from '../case/case-summary.tsx';
import { useLifecycle } from '../case/use-lifecycle.ts';
import { Lamp } from '../components/lamp.tsx';
import { Page } from '../components/page.tsx';
import { Panel } from '../components/panel.tsx';
import { QueryView } from '../components/query-view.tsx';
import { StatusTag } from '../components/status-tag.tsx';
import { AttachmentsPanel } from '../file/attachments-panel.tsx';
import { useI18n } from '../i18n/use-i18n.ts';

const route = getRouteApi('/cases/$id');

export function CasePage() {
  const { id } = route.useParams();
  return (
    <QueryView query={useApi(getCaseContract, { id })}>{(detail) => <CaseSheet detail={detail} />}</QueryView>
  );
}

function CaseSheet({ detail }: { readonly detail: CaseDetail }) {
  const { t, label } = useI18n();
  const lifecycle = useLifecycle(detail.lifecycle);
  const closed = lifecycle?.states.find(({ id }) => id === detail.state)?.final ?? false;
  return (
    <Page
      kicker={`${t('case.page')} · ${detail.caseNo}`}
      title={[detail.name, label(detail.lifecycleLabel)].filter((part) => part !== null).join(' · ')}
      extra={
        <span className="case-state">
          <StatusTag tone="info">{label(detail.stateLabel)}</StatusTag>
          {!closed && <Lamp lamp={detail.lamp} />}
        </span>
      }
    >
      {detail.flags.map((flag) => (
        <Alert key={flag.id} className="case-alert" type="warning" showIcon title={label(flag.label)} />
      ))}
      {detail.lampText !== null && (
        <Alert className="case-alert" type="error" showIcon title={label(detail.lampText)} />
      )}
      <Panel title={t('case.actions')}>
        <CaseActions detail={detail} />
      </Panel>
      <Panel title={t('case.data')}>
        <CaseSummary detail={detail} />
      </Panel>
      {!closed && <CaseClock detail={detail} />}
      <CaseMaterials detail={detail} closed={closed} />
      <AttachmentsPanel objectKind="case" objectId={detail.id} closed={closed} />
      <div className="split split-halves">
        <CaseNotices detail={detail} />
        <CaseDecisions decisions={detail.decisions} />
      </div>
      <CaseHistory detail={detail} />
    </Page>
  );
}
