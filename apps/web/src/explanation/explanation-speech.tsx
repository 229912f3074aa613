import { Typography } from 'antd';
import { useI18n } from '../i18n/use-i18n.ts';

/** The same in plain words, as it is read out at the window. */
export function ExplanationSpeech({ lines }: { readonly lines: readonly string[] }) {
  const { t } = useI18n();
  if (lines.length === 0) return null;
  return (
    <details className="speech">
      <summary>{t('explanation.speech')}</summary>
      <div className="speech-text">
        {lines.map((line, index) => (
          <p key={`${index}.${line}`}>{line}</p>
        ))}
        <Typography.Text copyable={{ text: lines.join('\n'), tooltips: [t('copy.do'), t('copy.done')] }}>
          {t('copy.do')}
        </Typography.Text>
      </div>
    </details>
  );
}
