import { Link } from '@tanstack/react-router';
import type { getTask } from '../../../../kernel/event/contract.ts';
import type { OutputOf } from '../../../../kernel/module/define-contract.ts';
import { useI18n } from '../i18n/use-i18n.ts';

/** To what a task is about, where it has a page. */
export function AboutLink({ about: { kind, id } }: { readonly about: OutputOf<typeof getTask>['about'] }) {
  const { t } = useI18n();
  switch (kind) {
    case 'person':
      return (
        <Link to="/people/$id" params={{ id }}>
          {t('task.about.person')}
        </Link>
      );
    case 'household':
      return (
        <Link to="/households/$id" params={{ id }}>
          {t('task.about.household')}
        </Link>
      );
    case 'award':
      return (
        <Link to="/awards/$id" params={{ id }}>
          {t('task.about.award')}
        </Link>
      );
    case 'case':
      return (
        <Link to="/cases/$id" params={{ id }}>
          {t('task.about.case')}
        </Link>
      );
    default:
      return <>{id}</>;
  }
}
