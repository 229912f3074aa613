import { useI18n } from '../i18n/use-i18n.ts';

const SAMPLES = [
  { mark: 'figure', key: 'report.legend.figure' },
  { mark: 'figure figure-assumption', key: 'report.legend.assumed' },
  { mark: 'figure figure-missing', key: 'report.legend.missing' },
] as const;

export function ReportLegend() {
  const { language, t } = useI18n();
  return (
    <div className="legend">
      <ul aria-label={t('report.legend')}>
        {SAMPLES.map(({ mark, key }) => (
          <li key={key}>
            <span className={mark}>{t('report.sample')}</span> {t(key)}
          </li>
        ))}
      </ul>
      {language === 'en' && <p>{t('report.language-note')}</p>}
    </div>
  );
}
