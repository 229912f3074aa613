import { Button } from 'antd';
import { useI18n } from '../i18n/use-i18n.ts';

interface Props {
  readonly rows: readonly { readonly id: number }[];
  /** Rows of a whole page. */
  readonly size: number;
  readonly before: number | undefined;
  readonly onBefore: (id: number | undefined) => void;
}

/** From the latest rows of a log to older ones, and back. */
export function LogPager({ rows, size, before, onBefore }: Props) {
  const { t } = useI18n();
  return (
    <nav className="pager" aria-label={t('table.pages', { name: t('admin.audit') })}>
      {before !== undefined && <Button onClick={() => onBefore(undefined)}>{t('admin.audit.newest')}</Button>}
      {rows.length === size && (
        <Button onClick={() => onBefore(rows.at(-1)?.id)}>{t('admin.audit.older')}</Button>
      )}
    </nav>
  );
}
