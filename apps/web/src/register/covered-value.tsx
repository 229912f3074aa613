import { EyeInvisibleOutlined } from '@ant-design/icons';
import { useI18n } from '../i18n/use-i18n.ts';

/** A personal value as it is shown without a purpose: masked, or not at all. */
export function CoveredValue({ text }: { readonly text: string }) {
  const { t } = useI18n();
  return (
    <span className="covered">
      {text !== '' && <span className="covered-text">{text}</span>}
      <span className="covered-mark" title={t('record.covered.note')}>
        <EyeInvisibleOutlined aria-hidden />
        <span className={text === '' ? '' : 'hidden'}>{t('record.covered')}</span>
      </span>
    </span>
  );
}
