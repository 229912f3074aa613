import { EmptyNote } from '../components/empty-note.tsx';
import { momentText } from '../format.ts';
import { useI18n } from '../i18n/use-i18n.ts';
import { ChangeValues } from './change-values.tsx';
import type { Change, RegisterOutput } from './register-fields.ts';

interface Props {
  readonly register: RegisterOutput;
  readonly changes: readonly Change[];
}

/** Who changed what, when and why, the latest first. */
export function RecordHistory({ register, changes }: Props) {
  const { t } = useI18n();
  if (changes.length === 0) return <EmptyNote text={t('history.empty')} />;
  return (
    <ol className="timeline history">
      {changes.map((change) => {
        const made = change.action === 'create' || (change.action === 'import' && change.version === 1);
        const values = (
          <ChangeValues register={register} before={made ? undefined : change.before} after={change.after} />
        );
        return (
          <li key={change.version} className={change.action === 'end' ? 'timeline-returned' : ''}>
            <p>
              <strong>{t(`history.${change.action}`)}</strong>{' '}
              <span className="quiet">
                {t('history.version', { version: change.version })} · {momentText(change.at)} · {change.by}
                {change.approvedBy !== null && ` · ${t('history.approved', { name: change.approvedBy })}`}
              </span>
            </p>
            {change.reason !== null && <p>{t('history.reason', { reason: change.reason })}</p>}
            {made ? (
              <details>
                <summary>{t('history.made')}</summary>
                {values}
              </details>
            ) : (
              values
            )}
          </li>
        );
      })}
    </ol>
  );
}
