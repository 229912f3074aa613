import { Navigate } from '@tanstack/react-router';
import { useSections } from '../admin/sections.ts';
import { useSession } from '../api/use-session.ts';
import { EmptyNote } from '../components/empty-note.tsx';
import { QueryView } from '../components/query-view.tsx';
import { useI18n } from '../i18n/use-i18n.ts';

/** Opens the first section that the account may see. */
export function AdminPage() {
  const { t } = useI18n();
  const [first] = useSections();
  return (
    <QueryView query={useSession()}>
      {() =>
        first === undefined ? <EmptyNote text={t('admin.none')} /> : <Navigate to={first.to} replace />
      }
    </QueryView>
  );
}
