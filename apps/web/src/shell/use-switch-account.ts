import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { switchDemonstrationAccount } from '../../../../kernel/access/contract.ts';
import type { ApiError } from '../api/api-error.ts';
import { callApi } from '../api/client.ts';
import { useI18n } from '../i18n/use-i18n.ts';

/** Looks at the demonstration as another account; nothing that the one before could see stays on the page. */
export function useSwitchAccount(displayName: (username: string) => string) {
  const { language, t } = useI18n();
  const { message } = App.useApp();
  const client = useQueryClient();
  return useMutation<{ username: string }, ApiError, string>({
    mutationFn: (username) => callApi(switchDemonstrationAccount, { username }, { language }),
    onSuccess: async ({ username }) => {
      await client.resetQueries();
      void message.success(t('account.switched', { name: displayName(username) }));
    },
    onError: (error) => void message.error(error[language]),
  });
}
