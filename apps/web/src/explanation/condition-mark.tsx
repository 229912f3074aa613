import { CheckOutlined, CloseOutlined } from '@ant-design/icons';
import { useI18n } from '../i18n/use-i18n.ts';

/** Whether a condition holds. It may be one that ought not to, so the mark is not coloured good or bad. */
export function ConditionMark({ holds }: { readonly holds: boolean }) {
  const { t } = useI18n();
  return (
    <span className="condition">
      {holds ? <CheckOutlined aria-hidden /> : <CloseOutlined aria-hidden />}{' '}
      <strong>{t(holds ? 'yes' : 'no')}</strong>
    </span>
  );
}
