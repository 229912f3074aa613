import { useEffect } from 'react';
import { useI18n } from '../i18n/use-i18n.ts';

/** The window's title: what the page is about, then the system's name. */
export function usePageTitle(title: string): void {
  const { t } = useI18n();
  const system = t('app.title');
  useEffect(() => {
    document.title = title === '' ? system : `${title} – ${system}`;
  }, [title, system]);
}
