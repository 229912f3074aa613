import { Typography } from 'antd';
import { shortDigest } from '../format.ts';
import { useI18n } from '../i18n/use-i18n.ts';

/** The first characters of a digest; the whole of it can be copied. */
export function Digest({ value }: { readonly value: string }) {
  const { t } = useI18n();
  if (value === '') return <>—</>;
  return (
    <Typography.Text
      className="digest"
      title={value}
      copyable={{ text: value, tooltips: [t('copy.do'), t('copy.done')] }}
    >
      {shortDigest(value)}
    </Typography.Text>
  );
}
