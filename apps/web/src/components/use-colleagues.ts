import type { z } from 'zod';
import type { listReceivers } from '../../../../kernel/case/contract.ts';
import type { listColleagues } from '../../../../kernel/event/contract.ts';
import { useApi } from '../api/use-api.ts';
import { useI18n } from '../i18n/use-i18n.ts';
import type { FormField } from './form-fields.tsx';

type Choices = typeof listColleagues | typeof listReceivers;

/** The field that asks for a colleague: those whom the server would take, by name and account. */
export function useColleagueField(contract: Choices, input: z.input<Choices['input']>): FormField {
  const { t } = useI18n();
  const colleagues = useApi(contract, input).data?.colleagues;
  return {
    name: 'to',
    label: t('task.hand-over.to'),
    type: 'choice',
    options: (colleagues ?? []).map(({ username, displayName }) => ({
      value: username,
      label: `${displayName}（${username}）`,
    })),
    ...(colleagues?.length === 0 ? { hint: t('task.hand-over.nobody') } : {}),
  };
}
