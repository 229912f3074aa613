import { disableTotp } from '../../../../kernel/access/contract.ts';
import { ActionButton } from '../components/action-button.tsx';
import { textOf } from '../components/form-fields.tsx';
import { Panel } from '../components/panel.tsx';
import { StatusTag } from '../components/status-tag.tsx';
import { useI18n } from '../i18n/use-i18n.ts';
import { TotpEnrolment } from './totp-enrolment.tsx';

/** The own second factor: set up, or switch off. */
export function TotpPanel({ on }: { readonly on: boolean }) {
  const { t } = useI18n();
  return (
    <Panel
      title={t('totp.title')}
      extra={<StatusTag tone={on ? 'good' : 'neutral'}>{t(on ? 'totp.on' : 'totp.off')}</StatusTag>}
    >
      {on ? (
        <>
          <p className="panel-lead">{t('totp.on.lead')}</p>
          <ActionButton
            contract={disableTotp}
            title={t('totp.disable')}
            lead={t('totp.disable.lead')}
            fields={[
              {
                name: 'password',
                label: t('password.current'),
                type: 'password',
                autoComplete: 'current-password',
              },
            ]}
            inputOf={(values) => ({ password: textOf(values, 'password') })}
            done={t('totp.disabled')}
          />
        </>
      ) : (
        <TotpEnrolment />
      )}
    </Panel>
  );
}
