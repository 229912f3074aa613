import { SearchOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useEffect, useState } from 'react';
import { search } from '../../../../kernel/search/contract.ts';
import { usePermission } from '../api/use-session.ts';
import { useI18n } from '../i18n/use-i18n.ts';
import { SearchDialog } from './search-dialog.tsx';

/** Where a slash is a letter like any other. */
const isWriting = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.closest('input, textarea, select, [role="combobox"]') !== null);

const isShortcut = (event: KeyboardEvent): boolean => {
  if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === 'k') return true;
  return event.key === '/' && !event.ctrlKey && !event.metaKey && !event.altKey && !isWriting(event.target);
};

/** The one search box, from every page: by its button, with Ctrl-K, or with a slash. */
export function SearchButton() {
  const { t } = useI18n();
  const may = usePermission(search.permission);
  const [open, setOpen] = useState(false);
  useEffect(() => {
    if (!may) return undefined;
    const listen = (event: KeyboardEvent) => {
      if (!isShortcut(event)) return;
      event.preventDefault();
      setOpen(true);
    };
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  }, [may]);
  if (!may) return null;
  return (
    <>
      <Button
        type="text"
        className="search-button"
        icon={<SearchOutlined aria-hidden />}
        aria-label={t('search.title')}
        aria-keyshortcuts="Control+K /"
        title={t('search.shortcut')}
        onClick={() => setOpen(true)}
      >
        <span className="search-button-text">{t('search.do')}</span>
      </Button>
      <SearchDialog open={open} onClose={() => setOpen(false)} />
    </>
  );
}
