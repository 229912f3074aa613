import { getAccessPolicy } from '../../../../kernel/access/admin-contract.ts';
import { AdminFrame } from '../admin/admin-frame.tsx';
import { PolicyTable } from '../admin/policy-table.tsx';
import { useApi } from '../api/use-api.ts';
import { QueryView } from '../components/query-view.tsx';
import { useI18n } from '../i18n/use-i18n.ts';

export function AdminPolicyPage() {
  const { t } = useI18n();
  return (
    <AdminFrame title={t('admin.policy')} lead={t('admin.policy.lead')}>
      <QueryView query={useApi(getAccessPolicy, {})}>
        {({ rules }) => <PolicyTable rules={rules} />}
      </QueryView>
    </AdminFrame>
  );
}
