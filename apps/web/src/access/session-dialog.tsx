import { Modal } from 'antd';
import { useEffect } from 'react';
import { sessionGate, useSessionLost } from '../api/session-gate.ts';
import { useI18n } from '../i18n/use-i18n.ts';
import { LogInForm } from './log-in-form.tsx';

/** Over the page when the session has ended: what was typed stays, and what was asked for is sent again. */
export function SessionDialog({ username }: { readonly username: string }) {
  const { t } = useI18n();
  const lost = useSessionLost();
  useEffect(() => sessionGate.guard(), []);
  return (
    <Modal
      open={lost}
      title={t('login.expired')}
      footer={null}
      closable={false}
      keyboard={false}
      mask={{ closable: false }}
      zIndex={1400}
      width={440}
      destroyOnHidden
    >
      <p className="dialog-lead">{t('login.expired.lead')}</p>
      <LogInForm
        username={username}
        submit={t('login.continue')}
        onSignedIn={() => sessionGate.settle(true)}
      />
      <p className="dialog-end">
        <a href="/login">{t('login.other')}</a>
      </p>
    </Modal>
  );
}
