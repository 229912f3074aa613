import { useState } from 'react';
import { createAccount } from '../../../../kernel/access/admin-contract.ts';
import { ActionButton } from '../components/action-button.tsx';
import { textOf } from '../components/form-fields.tsx';
import { useI18n } from '../i18n/use-i18n.ts';
import { FirstPassword, type HandedOver } from './first-password.tsx';

/** Makes an account and shows its first password. */
export function NewAccountButton() {
  const { t } = useI18n();
  const [made, setMade] = useState<HandedOver>();
  return (
    <>
      <ActionButton
        primary
        contract={createAccount}
        title={t('admin.new')}
        lead={t('admin.new.lead')}
        fields={[
          { name: 'username', label: t('login.username'), type: 'text', max: 40 },
          { name: 'displayName', label: t('admin.display-name'), type: 'text', max: 60 },
        ]}
        inputOf={(values) => ({
          username: textOf(values, 'username'),
          displayName: textOf(values, 'displayName'),
        })}
        done={t('admin.done', { what: t('admin.new') })}
        onDone={setMade}
      />
      <FirstPassword shown={made} onClose={() => setMade(undefined)} />
    </>
  );
}
