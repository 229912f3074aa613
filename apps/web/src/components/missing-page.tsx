import { Link } from '@tanstack/react-router';
import { useI18n } from '../i18n/use-i18n.ts';
import { Notice } from './notice.tsx';

export function MissingPage() {
  const { t } = useI18n();
  return (
    <Notice title={t('error.page')} help={t('error.page.help')}>
      <Link to="/">{t('state.home')}</Link>
    </Notice>
  );
}
