import { CaretDownFilled, CaretUpFilled } from '@ant-design/icons';
import { useI18n } from '../i18n/use-i18n.ts';

interface Props {
  readonly title: string;
  readonly sorted: 'ascending' | 'descending' | undefined;
  readonly onSort: () => void;
}

/** A heading that sorts the list: upwards, downwards, then as before. */
export function SortHeading({ title, sorted, onSort }: Props) {
  const { t } = useI18n();
  return (
    <button
      type="button"
      className="sort-heading"
      title={t('register.sort.by', { name: title })}
      onClick={onSort}
    >
      <span>{title}</span>
      <span className="sort-marks" aria-hidden>
        <CaretUpFilled className={sorted === 'ascending' ? 'sort-on' : ''} />
        <CaretDownFilled className={sorted === 'descending' ? 'sort-on' : ''} />
      </span>
    </button>
  );
}
