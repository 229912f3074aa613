import { QRCode, Typography } from 'antd';
import { useI18n } from '../i18n/use-i18n.ts';

interface Props {
  readonly secret: string;
  readonly url: string;
}

/** The secret of a second factor to scan, or to type where nothing can be scanned. */
export function TotpSecret({ secret, url }: Props) {
  const { t } = useI18n();
  return (
    <>
      <p>{t('totp.step.scan')}</p>
      <div role="img" aria-label={t('totp.qr')} className="qr-code">
        <div aria-hidden>
          <QRCode value={url} type="svg" size={200} bordered={false} color="#000" bgColor="#fff" />
        </div>
      </div>
      <p className="quiet">{t('totp.step.secret')}</p>
      <Typography.Text copyable code className="secret">
        {secret}
      </Typography.Text>
    </>
  );
}
