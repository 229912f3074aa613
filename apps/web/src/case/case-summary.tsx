import { DetailsList } from '../components/details-list.tsx';
import { DueDay } from '../components/due-day.tsx';
import { Lamp } from '../components/lamp.tsx';
import { SubjectLink } from '../components/subject-link.tsx';
import { chinaToday } from '../components/use-today.ts';
import { dateText } from '../format.ts';
import { useI18n } from '../i18n/use-i18n.ts';
import type { CaseDetail } from './case-detail.ts';
import { declaredDetails } from './declared-form.ts';
import { useLifecycle } from './use-lifecycle.ts';

/** What the case is about, what is applied for, and where it stands. */
export function CaseSummary({ detail }: { readonly detail: CaseDetail }) {
  const { language, t, label } = useI18n();
  const { subjectKind, subjectId, divisionName, openedOn, handler, dueOn, lamp, data } = detail;
  const paused = lamp === 'paused';
  const opening = useLifecycle(detail.lifecycle)?.opening ?? [];
  const applied = declaredDetails(opening, data, { label, yes: t('yes'), no: t('no') });
  return (
    <DetailsList
      items={[
        {
          label: t('case.subject'),
          value:
            subjectKind === 'record' ? (
              subjectId
            ) : (
              <SubjectLink kind={subjectKind} id={subjectId}>
                {t(subjectKind === 'person' ? 'case.subject.person' : 'case.subject.household')}
              </SubjectLink>
            ),
        },
        ...applied,
        { label: t('case.place'), value: divisionName },
        { label: t('case.opened'), value: dateText(openedOn, language) },
        { label: t('case.handler'), value: handler },
        {
          label: t('case.due'),
          value: paused ? <Lamp lamp={lamp} /> : <DueDay dueOn={dueOn} today={chinaToday()} />,
        },
      ]}
    />
  );
}
