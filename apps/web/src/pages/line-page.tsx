import { getRouteApi, Link } from '@tanstack/react-router';
import type { OutputOf } from '../../../../kernel/module/define-contract.ts';
import { getLine } from '../../../../kernel/payment/contract.ts';
import { useApi } from '../api/use-api.ts';
import { BankTimeline } from '../components/bank-timeline.tsx';
import { DetailsList } from '../components/details-list.tsx';
import { LineKindTag } from '../components/line-kind-tag.tsx';
import { Money } from '../components/money.tsx';
import { Page } from '../components/page.tsx';
import { Panel } from '../components/panel.tsx';
import { QueryView } from '../components/query-view.tsx';
import { RunState } from '../components/run-state.tsx';
import { SubjectLink } from '../components/subject-link.tsx';
import { ExplanationView } from '../explanation/explanation-view.tsx';
import { monthText } from '../format.ts';
import { useI18n } from '../i18n/use-i18n.ts';

const route = getRouteApi('/lines/$runId/$seq');

export function LinePage() {
  const { language } = useI18n();
  const { runId, seq } = route.useParams();
  return (
    <QueryView query={useApi(getLine, { runId, seq, language })}>
      {(data) => <LineContent data={data} />}
    </QueryView>
  );
}

function LineContent({ data }: { readonly data: OutputOf<typeof getLine> }) {
  const { language, t, label } = useI18n();
  const { bank, explanation, line, run, subjectId, subjectKind } = data;
  const month = monthText(line.forMonth, language);
  const component = label(line.componentLabel);
  const runLink = (
    <>
      <Link to="/runs/$id" params={{ id: run.id }}>
        {run.runNo}
      </Link>{' '}
      <RunState state={run.state} />
    </>
  );
  const awardLink = (
    <Link to="/awards/$id" params={{ id: line.awardId }} search={{ month: line.forMonth }}>
      {line.awardNo}
    </Link>
  );
  return (
    <Page
      kicker={`${t('line.page')} · ${run.runNo} · ${t('line.seq', { seq: line.seq })}`}
      title={t('line.title', { name: line.name, month, component })}
      extra={
        <SubjectLink kind={subjectKind} id={subjectId}>
          {t(subjectKind === 'household' ? 'line.household' : 'line.person')}
        </SubjectLink>
      }
    >
      <div className="split">
        <Panel title={t('line.what')}>
          <p className="big-amount">
            <Money amountFen={line.amountFen} /> <span className="big-unit">{t('unit.yuan')}</span>
            <LineKindTag kind={line.kind} />
          </p>
          <DetailsList
            items={[
              { label: t('line.programme'), value: label(run.programmeLabel) },
              { label: t('line.component'), value: component },
              { label: t('line.for-month'), value: month },
              { label: t('line.pay-month'), value: monthText(run.payMonth, language) },
              { label: t('line.reason'), value: label(line.reason) },
              { label: t('line.division'), value: line.divisionName },
              { label: t('line.award'), value: awardLink },
              { label: t('line.run'), value: runLink },
            ]}
          />
        </Panel>
        <Panel title={t('line.bank')}>
          <BankTimeline entries={bank} />
        </Panel>
      </div>
      <Panel title={t('explanation.title')}>
        {line.kind !== 'regular' && <p className="difference-note">{t('line.difference-note')}</p>}
        <ExplanationView explanation={explanation} />
      </Panel>
    </Page>
  );
}
