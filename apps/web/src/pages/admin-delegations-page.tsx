import { DelegationList } from '../access/delegation-list.tsx';
import { GiveDelegationButton } from '../access/give-delegation-button.tsx';
import { AdminFrame } from '../admin/admin-frame.tsx';
import { usePermission } from '../api/use-session.ts';
import { useI18n } from '../i18n/use-i18n.ts';

export function AdminDelegationsPage() {
  const { t } = useI18n();
  const mayGive = usePermission('access.manage');
  return (
    <AdminFrame
      title={t('delegation.all')}
      lead={t('admin.delegations.lead')}
      extra={mayGive && <GiveDelegationButton forOthers />}
    >
      <DelegationList />
    </AdminFrame>
  );
}
