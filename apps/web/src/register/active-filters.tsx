import { CloseOutlined } from '@ant-design/icons';
import { useI18n } from '../i18n/use-i18n.ts';

export interface ActiveFilter {
  readonly key: string;
  readonly text: string;
  readonly onRemove: () => void;
}

interface Props {
  readonly filters: readonly ActiveFilter[];
  readonly onClear: () => void;
}

/** What the list is narrowed to, each with a button that takes it away. */
export function ActiveFilters({ filters, onClear }: Props) {
  const { t } = useI18n();
  if (filters.length === 0) return null;
  return (
    <ul className="active-filters" aria-label={t('filter.active')}>
      {filters.map(({ key, text, onRemove }) => (
        <li key={key} className="active-filter">
          <span>{text}</span>
          <button type="button" aria-label={t('filter.remove', { name: text })} onClick={onRemove}>
            <CloseOutlined aria-hidden />
          </button>
        </li>
      ))}
      <li>
        <button type="button" className="text-button" onClick={onClear}>
          {t('filter.clear')}
        </button>
      </li>
    </ul>
  );
}
