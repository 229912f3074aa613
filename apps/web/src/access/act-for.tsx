import { useQueryClient } from '@tanstack/react-query';
import { Alert } from 'antd';
import { actFor } from '../../../../kernel/access/contract.ts';
import type { Session } from '../api/use-session.ts';
import { SendButton } from '../components/send-button.tsx';
import { useI18n } from '../i18n/use-i18n.ts';

/** Acting for a colleague on leave, as far as delegations of today allow. */
export function ActFor({ session }: { readonly session: Session }) {
  const { t } = useI18n();
  const client = useQueryClient();
  const { delegations, onBehalfOf } = session;
  // Nothing that the one before could see stays on the page.
  const onDone = () => client.resetQueries();
  if (onBehalfOf !== null) {
    const acting = t('account.behalf', { name: onBehalfOf.displayName });
    return (
      <Alert
        className="acting"
        type="warning"
        showIcon
        title={acting}
        action={
          <SendButton
            contract={actFor}
            input={{ delegationId: null }}
            label={t('account.behalf.end')}
            done={t('account.behalf.end')}
            onDone={onDone}
            small
          />
        }
      />
    );
  }
  if (delegations.length === 0) return null;
  return (
    <p className="buttons">
      {delegations.map(({ id, principalName }) => {
        const label = t('account.behalf.start', { name: principalName });
        return (
          <SendButton
            key={id}
            contract={actFor}
            input={{ delegationId: id }}
            label={label}
            done={label}
            onDone={onDone}
          />
        );
      })}
    </p>
  );
}
