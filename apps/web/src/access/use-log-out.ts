import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { App } from 'antd';
import { logOut } from '../../../../kernel/access/contract.ts';
import { useSend } from '../api/use-send.ts';
import { useI18n } from '../i18n/use-i18n.ts';

/** Signs out; nothing that the account could see stays in the browser. */
export function useLogOut() {
  const { t } = useI18n();
  const { message } = App.useApp();
  const client = useQueryClient();
  const navigate = useNavigate();
  return useSend(logOut, {
    onDone: async () => {
      await navigate({ to: '/login' });
      await client.resetQueries();
      void message.success(t('login.signed-out'));
    },
  });
}
