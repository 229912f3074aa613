import type { OutputOf } from '../../../../kernel/module/define-contract.ts';
import type { getAward } from '../../../../kernel/payment/contract.ts';
import { EmptyNote } from '../components/empty-note.tsx';
import { StatusTag } from '../components/status-tag.tsx';
import { periodText } from '../format.ts';
import { useI18n } from '../i18n/use-i18n.ts';

interface Props {
  readonly status: OutputOf<typeof getAward>['status'];
}

export function AwardPeriods({ status }: Props) {
  const { language, t, code } = useI18n();
  if (status.length === 0) return <EmptyNote text={t('award.in-force.empty')} />;
  return (
    <ol className="timeline">
      {status.map(({ from, to, state, reason }) => (
        <li key={from} className={state === 'active' ? 'timeline-paid' : ''}>
          <p>
            {periodText(from, to, language)}{' '}
            <StatusTag tone={state === 'active' ? 'good' : 'neutral'}>{code('award-state', state)}</StatusTag>
          </p>
          {reason !== null && <p className="quiet">{reason}</p>}
        </li>
      ))}
    </ol>
  );
}
