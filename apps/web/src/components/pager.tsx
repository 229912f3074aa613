import { Pagination } from 'antd';
import { useI18n } from '../i18n/use-i18n.ts';
import { useIsPhone } from '../use-is-phone.ts';

export const PAGE_SIZE = 20;

interface Props {
  /** What is paged, for screen readers. */
  readonly name: string;
  readonly page: number;
  readonly total: number;
  readonly size?: number;
  readonly onPage: (page: number) => void;
}

export function Pager({ name, page, total, size = PAGE_SIZE, onPage }: Props) {
  const { t } = useI18n();
  const phone = useIsPhone();
  if (total <= size) return null;
  return (
    <nav className="pager" aria-label={t('table.pages', { name })}>
      <Pagination
        current={page}
        total={total}
        pageSize={size}
        onChange={onPage}
        showSizeChanger={false}
        simple={phone ? { readOnly: true } : false}
        {...(phone
          ? {}
          : { showTotal: (all: number) => t('table.rows', { total: all.toLocaleString('en-US') }) })}
      />
    </nav>
  );
}
