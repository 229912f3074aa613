import { Button } from 'antd';
import { useI18n } from '../i18n/use-i18n.ts';

interface Props {
  /** What is paged, for screen readers. */
  readonly name: string;
  /** The cursor of the page that is shown; undefined on the first one. */
  readonly after: string | undefined;
  readonly next: string | null;
  readonly onPage: (after: string | undefined) => void;
}

/** For lists that are read a page at a time from a cursor: on, and back to the beginning. */
export function CursorPager({ name, after, next, onPage }: Props) {
  const { t } = useI18n();
  if (after === undefined && next === null) return null;
  return (
    <nav className="pager" aria-label={t('table.pages', { name })}>
      {after !== undefined && <Button onClick={() => onPage(undefined)}>{t('page.first')}</Button>}
      {next !== null && <Button onClick={() => onPage(next)}>{t('page.next')}</Button>}
    </nav>
  );
}
