import type { Label } from '../../../../kernel/base/label.ts';
import { EmptyNote } from '../components/empty-note.tsx';
import { useI18n } from '../i18n/use-i18n.ts';

/** Why a task is there, in the order in which it was found out. */
export function TaskReasons({ reasons }: { readonly reasons: readonly Label[] }) {
  const { t, label } = useI18n();
  if (reasons.length === 0) return <EmptyNote text={t('task.reasons.empty')} />;
  return (
    <ol className="reasons">
      {reasons.map((reason) => (
        <li key={reason.zh}>{label(reason)}</li>
      ))}
    </ol>
  );
}
