import { Button, Typography } from 'antd';
import { useI18n } from '../i18n/use-i18n.ts';

interface Props {
  readonly codes: readonly string[];
  readonly onSaved: () => void;
}

/** The recovery codes, the one time that they are shown. */
export function RecoveryCodes({ codes, onSaved }: Props) {
  const { t } = useI18n();
  return (
    <section className="recovery" aria-live="polite">
      <h3>{t('totp.recovery')}</h3>
      <p>{t('totp.recovery.lead')}</p>
      <ul className="recovery-codes">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <p className="buttons">
        <Typography.Text copyable={{ text: codes.join('\n'), tooltips: [t('copy.do'), t('copy.done')] }}>
          {t('totp.recovery.copy')}
        </Typography.Text>
        <Button onClick={() => print()}>{t('report.print')}</Button>
        <Button type="primary" onClick={onSaved}>
          {t('totp.recovery.saved')}
        </Button>
      </p>
    </section>
  );
}
