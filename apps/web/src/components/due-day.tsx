import { dateText } from '../format.ts';
import { useI18n } from '../i18n/use-i18n.ts';

const DAY_MS = 86_400_000;

export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);

interface Props {
  readonly dueOn: string | null;
  /** The day from which days are counted. */
  readonly today: string | undefined;
  /** Closed things are no longer counted. */
  readonly counted?: boolean;
}

/** The day something is due and how many days are left, both as an official would say it. */
export function DueDay({ dueOn, today, counted = true }: Props) {
  const { language, t } = useI18n();
  if (dueOn === null) return <span className="quiet">{t('due.none')}</span>;
  const days = today === undefined ? undefined : daysBetween(today, dueOn);
  return (
    <span className="due">
      <span className="unbroken">{dateText(dueOn, language)}</span>
      {counted && days !== undefined && (
        <span className={days < 0 ? 'due-over' : 'quiet'}>
          {days === 0 ? t('due.today') : t(days < 0 ? 'due.over' : 'due.left', { days: Math.abs(days) })}
        </span>
      )}
    </span>
  );
}
