import { getRouteApi } from '@tanstack/react-router';
import { getAward } from '../../../../kernel/payment/contract.ts';
import { useApi } from '../api/use-api.ts';
import { AwardLines } from '../award/award-lines.tsx';
import { AwardSummary } from '../award/award-summary.tsx';
import { MonthPicker } from '../award/month-picker.tsx';
import { Page } from '../components/page.tsx';
import { Panel } from '../components/panel.tsx';
import { QueryView } from '../components/query-view.tsx';
import { SubjectLink } from '../components/subject-link.tsx';
import { ExplanationView } from '../explanation/explanation-view.tsx';
import { useI18n } from '../i18n/use-i18n.ts';

const route = getRouteApi('/awards/$id');

export function AwardPage() {
  const { language, t, label } = useI18n();
  const { id } = route.useParams();
  const { month } = route.useSearch();
  const navigate = route.useNavigate();
  const award = useApi(getAward, { id, month, language }, { paged: true });
  return (
    <QueryView query={award}>
      {(data) => (
        <Page
          kicker={`${t('award.page')} · ${data.awardNo}`}
          title={`${data.name} · ${label(data.programmeLabel)}`}
          extra={
            <SubjectLink kind={data.subjectKind} id={data.subjectId}>
              {t(data.subjectKind === 'household' ? 'line.household' : 'line.person')}
            </SubjectLink>
          }
        >
          <AwardSummary award={data} />
          <Panel
            title={t('award.month.title')}
            extra={
              <MonthPicker
                month={data.explanation.month}
                firstDay={data.status[0]?.from}
                onMonth={(chosen) =>
                  void navigate({ to: '.', search: { month: chosen }, resetScroll: false })
                }
              />
            }
          >
            <div aria-busy={award.isPlaceholderData} className={award.isPlaceholderData ? 'refreshing' : ''}>
              <ExplanationView explanation={data.explanation} />
            </div>
          </Panel>
          <Panel title={t('award.lines')}>
            <AwardLines lines={data.lines} />
          </Panel>
        </Page>
      )}
    </QueryView>
  );
}
