import { getRouteApi } from '@tanstack/react-router';
import { getAward } from '../../../../kernel/payment/contract.ts';
import { useApi } from '../api/use-api.ts';
import { AwardLines } from '../award/award-lines.tsx';
import { AwardPeriods } from '../award/award-periods.tsx';
import { MonthPicker } from '../award/month-picker.tsx';
import { DetailsList } from '../components/details-list.tsx';
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
      {({
        awardNo,
        basis,
        divisionName,
        explanation,
        lines,
        name,
        programmeLabel,
        status,
        subjectId,
        subjectKind,
      }) => (
        <Page
          kicker={`${t('award.page')} · ${awardNo}`}
          title={`${name} · ${label(programmeLabel)}`}
          extra={
            <SubjectLink kind={subjectKind} id={subjectId}>
              {t(subjectKind === 'household' ? 'line.household' : 'line.person')}
            </SubjectLink>
          }
        >
          <div className="split">
            <Panel title={t('party.basics')}>
              <DetailsList
                items={[
                  { label: t('party.award-no'), value: awardNo },
                  { label: t('award.subject'), value: name },
                  { label: t('line.division'), value: divisionName },
                  { label: t('award.basis'), value: basis },
                ]}
              />
            </Panel>
            <Panel title={t('award.in-force')}>
              <AwardPeriods status={status} />
            </Panel>
          </div>
          <Panel
            title={t('award.month.title')}
            extra={
              <MonthPicker
                month={explanation.month}
                firstDay={status[0]?.from}
                onMonth={(chosen) =>
                  void navigate({ to: '.', search: { month: chosen }, resetScroll: false })
                }
              />
            }
          >
            <div aria-busy={award.isPlaceholderData} className={award.isPlaceholderData ? 'refreshing' : ''}>
              <ExplanationView explanation={explanation} />
            </div>
          </Panel>
          <Panel title={t('award.lines')}>
            <AwardLines lines={lines} />
          </Panel>
        </Page>
      )}
    </QueryView>
  );
}
