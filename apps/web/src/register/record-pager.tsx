import { Button } from 'antd';
import { useI18n } from '../i18n/use-i18n.ts';

interface Props {
  /** What is paged, for screen readers. */
  readonly name: string;
  readonly onFirst: (() => void) | undefined;
  readonly onPrevious: (() => void) | undefined;
  readonly onNext: (() => void) | undefined;
}

/** On and back through a list that is read from cursors; a step that is not possible has no function. */
export function RecordPager({ name, onFirst, onPrevious, onNext }: Props) {
  const { t } = useI18n();
  if (onFirst === undefined && onNext === undefined) return null;
  return (
    <nav className="pager record-pager" aria-label={t('table.pages', { name })}>
      <Button disabled={onFirst === undefined} onClick={onFirst}>
        {t('page.first')}
      </Button>
      <Button disabled={onPrevious === undefined} onClick={onPrevious}>
        {t('page.previous')}
      </Button>
      <Button disabled={onNext === undefined} onClick={onNext}>
        {t('page.next')}
      </Button>
    </nav>
  );
}
