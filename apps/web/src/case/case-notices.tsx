import { decideObjectionContract, objectContract } from '../../../../kernel/case/contract.ts';
import { usePermission } from '../api/use-session.ts';
import { ActionButton } from '../components/action-button.tsx';
import { EmptyNote } from '../components/empty-note.tsx';
import { textOf } from '../components/form-fields.tsx';
import { Panel } from '../components/panel.tsx';
import { StatusTag } from '../components/status-tag.tsx';
import { dateText } from '../format.ts';
import { useI18n } from '../i18n/use-i18n.ts';
import type { CaseDetail } from './case-detail.ts';

interface Props {
  readonly detail: CaseDetail;
}

const WHO = ['resident', 'applicant', 'organisation', 'anonymous'] as const;
const OUTCOMES = ['upheld', 'rejected'] as const;

/** The public notices of the case and what was objected to them. */
export function CaseNotices({ detail }: Props) {
  const { language, t } = useI18n();
  const { notices } = detail;
  const running = notices.some(({ endedOn }) => endedOn === null);
  return (
    <Panel title={t('case.notices')} extra={running && <ObjectButton detail={detail} />}>
      {notices.length === 0 && <EmptyNote text={t('case.notices.none')} />}
      <ul className="entries">
        {notices.map(({ id, postedOn, firstDay, lastDay, endedOn }) => (
          <li key={id}>
            <StatusTag tone={endedOn === null ? 'good' : 'neutral'}>
              {t(endedOn === null ? 'case.notice.running' : 'case.notice.over')}
            </StatusTag>{' '}
            {t('case.notice.posted', { date: dateText(postedOn, language) })} ·{' '}
            {t('case.notice.period', { from: firstDay, to: lastDay })}
          </li>
        ))}
      </ul>
      <Objections detail={detail} />
    </Panel>
  );
}

function Objections({ detail: { id, version, objections } }: Props) {
  const { language, t, code } = useI18n();
  const mayReview = usePermission('case.review');
  if (objections.length === 0) return null;
  return (
    <>
      <h3 className="small-heading">{t('case.objections')}</h3>
      <ul className="entries">
        {objections.map(({ id: objectionId, raisedOn, raisedBy, outcome }) => (
          <li key={objectionId}>
            <StatusTag tone={outcome === null ? 'warn' : outcome === 'upheld' ? 'bad' : 'neutral'}>
              {outcome === null ? t('case.objection.open') : code('objection-outcome', outcome)}
            </StatusTag>{' '}
            {dateText(raisedOn, language)} · {code('objection-by', raisedBy)}{' '}
            {outcome === null && mayReview && (
              <ActionButton
                small
                contract={decideObjectionContract}
                title={t('case.objection.decide')}
                fields={[
                  {
                    name: 'outcome',
                    label: t('case.objection.outcome'),
                    type: 'choice',
                    options: OUTCOMES.map((value) => ({ value, label: code('objection-outcome', value) })),
                  },
                  { name: 'reason', label: t('form.reason'), type: 'textarea', max: 500 },
                ]}
                inputOf={(values) => ({
                  id,
                  version,
                  objectionId,
                  outcome: OUTCOMES.find((value) => value === textOf(values, 'outcome')) ?? 'rejected',
                  reason: textOf(values, 'reason'),
                })}
                done={t('case.objection.decided')}
              />
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

function ObjectButton({ detail: { id, version } }: Props) {
  const { t, code } = useI18n();
  if (!usePermission('case.open')) return null;
  return (
    <ActionButton
      contract={objectContract}
      title={t('case.object')}
      fields={[
        {
          name: 'raisedBy',
          label: t('case.object.by'),
          type: 'choice',
          options: WHO.map((value) => ({ value, label: code('objection-by', value) })),
        },
        { name: 'content', label: t('case.object.content'), type: 'textarea', max: 2000 },
      ]}
      inputOf={(values) => ({
        id,
        version,
        raisedBy: WHO.find((value) => value === textOf(values, 'raisedBy')) ?? 'anonymous',
        content: textOf(values, 'content'),
      })}
      done={t('case.objected')}
    />
  );
}
