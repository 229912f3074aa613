import { useState } from 'react';
import { resetPassword } from '../../../../kernel/access/admin-contract.ts';
import { ActionDialog } from '../components/action-dialog.tsx';
import { useI18n } from '../i18n/use-i18n.ts';
import type { AccountRow } from './account-row.ts';
import { FirstPassword, type HandedOver } from './first-password.tsx';

interface Props {
  readonly account: AccountRow;
  readonly open: boolean;
  readonly onClose: () => void;
}

export function ResetPasswordDialog({ account: { username, displayName }, open, onClose }: Props) {
  const { t } = useI18n();
  const [made, setMade] = useState<HandedOver>();
  return (
    <>
      <ActionDialog
        open={open}
        onClose={onClose}
        contract={resetPassword}
        title={t('admin.reset-password')}
        lead={t('admin.reset-password.lead', { name: displayName })}
        inputOf={() => ({ username })}
        danger
        done={t('admin.done', { what: t('admin.reset-password') })}
        onDone={setMade}
      />
      <FirstPassword shown={made} onClose={() => setMade(undefined)} />
    </>
  );
}
