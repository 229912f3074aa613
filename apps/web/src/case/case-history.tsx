import { dateText } from '../format.ts';
import { Panel } from '../components/panel.tsx';
import { StatusTag } from '../components/status-tag.tsx';
import { useI18n } from '../i18n/use-i18n.ts';
import type { CaseDetail } from './case-detail.ts';
import { declaredDetails } from './declared-form.ts';
import { useLifecycle } from './use-lifecycle.ts';

/** Everything that happened to the case, the latest first. */
export function CaseHistory({ detail }: { readonly detail: CaseDetail }) {
  const { language, t, label } = useI18n();
  const lifecycle = useLifecycle(detail.lifecycle);
  const stateText = (id: string): string => {
    const state = lifecycle?.states.find((one) => one.id === id);
    return state === undefined ? id : label(state.label);
  };
  const detailsOf = ({ action, details }: CaseDetail['history'][number]) =>
    declaredDetails(lifecycle?.actions.find((one) => one.id === action)?.input ?? [], details, {
      label,
      yes: t('yes'),
      no: t('no'),
    });
  return (
    <Panel title={t('case.history')}>
      <ol className="timeline">
        {detail.history.toReversed().map((event) => (
          <li key={event.seq}>
            <p>
              <strong>{label(event.label)}</strong>{' '}
              {event.toState !== event.fromState && (
                <StatusTag tone="info">{stateText(event.toState)}</StatusTag>
              )}
            </p>
            <p className="quiet">
              {dateText(event.on, language)} · {t('case.history.by', { name: event.by })}
            </p>
            {event.reason !== null && <p>{event.reason}</p>}
            {detailsOf(event).map(({ name, label: what, value }) => (
              <p key={name}>
                <span className="quiet">{what}：</span>
                {value}
              </p>
            ))}
          </li>
        ))}
      </ol>
    </Panel>
  );
}
