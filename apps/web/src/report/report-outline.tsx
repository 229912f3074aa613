import { useI18n } from '../i18n/use-i18n.ts';
import type { OutlineEntry } from './prepare-report.ts';

/** Contents beside the sheet, on wide screens only. */
export function ReportOutline({ entries }: { readonly entries: readonly OutlineEntry[] }) {
  const { t } = useI18n();
  return (
    <nav className="outline" aria-label={t('report.outline')}>
      <p className="outline-title">{t('report.outline')}</p>
      <ul>
        {entries.map(({ id, text, level }) => (
          <li key={id} className={`outline-${level}`}>
            <a href={`#${id}`}>{text}</a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
