import { Navigate } from '@tanstack/react-router';
import { listReports } from '../../../../kernel/indicator/contract.ts';
import { useApi } from '../api/use-api.ts';
import { useSession } from '../api/use-session.ts';
import { EmptyNote } from '../components/empty-note.tsx';
import { LoadingView } from '../components/loading-view.tsx';
import { QueryView } from '../components/query-view.tsx';
import { useI18n } from '../i18n/use-i18n.ts';

/** Opens the newest report; for accounts that read none, what they are there for. */
export function HomePage() {
  const session = useSession();
  const held = session.data?.account.permissions;
  if (held === undefined) return <LoadingView />;
  if (held.includes('report.read')) return <NewestReport />;
  return <Navigate to={held.includes('task.read') ? '/tasks' : '/admin'} replace />;
}

function NewestReport() {
  const { t } = useI18n();
  return (
    <QueryView query={useApi(listReports, {})}>
      {({ reports }) => {
        const newest = reports.toSorted((a, b) => b.year - a.year)[0];
        if (newest === undefined) return <EmptyNote text={t('report.empty')} />;
        return <Navigate to="/reports/$year" params={{ year: String(newest.year) }} replace />;
      }}
    </QueryView>
  );
}
