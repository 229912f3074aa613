import type { z } from 'zod';
import * as admin from '../../../../kernel/access/admin-contract.ts';
import type { Contract } from '../../../../kernel/module/define-contract.ts';
import { ActionDialog } from '../components/action-dialog.tsx';
import { type FormField, type FormValues, textOf } from '../components/form-fields.tsx';
import { useI18n } from '../i18n/use-i18n.ts';
import type { AccountRow } from './account-row.ts';

export const ACCOUNT_ACTIONS = [
  'lock',
  'unlock',
  'end-sessions',
  'reset-totp',
  'link',
  'unlink',
  'close',
  'open',
] as const;
export type AccountAction = (typeof ACCOUNT_ACTIONS)[number];

interface Props {
  readonly account: AccountRow;
  /** What is asked for now; nothing when undefined. */
  readonly action: AccountAction | undefined;
  readonly onClose: () => void;
}

const DANGEROUS: ReadonlySet<AccountAction> = new Set(['lock', 'close', 'reset-totp', 'unlink']);

/** Asks before something is done to an account; where a reason is kept, for the reason. */
export function AccountDialog({ account, action, onClose }: Props) {
  const { t } = useI18n();
  const { username } = account;
  const because: readonly FormField[] = [{ name: 'reason', label: t('admin.reason'), type: 'text' }];
  const reason = (values: FormValues) => ({ username, reason: textOf(values, 'reason') });
  const only = () => ({ username });
  const dialog = <I extends z.ZodObject, O extends z.ZodType>(
    own: AccountAction,
    contract: Contract<I, O>,
    inputOf: (values: FormValues) => z.input<I>,
    fields: readonly FormField[] = [],
  ) => (
    <ActionDialog
      key={own}
      open={action === own}
      onClose={onClose}
      contract={contract}
      title={t(`admin.${own}`)}
      lead={t(`admin.${own}.lead`, { name: account.displayName })}
      fields={fields}
      inputOf={inputOf}
      danger={DANGEROUS.has(own)}
      done={t('admin.done', { what: t(`admin.${own}`) })}
    />
  );
  return (
    <>
      {dialog('lock', admin.lockAccount, reason, because)}
      {dialog('unlock', admin.unlockAccount, only)}
      {dialog('end-sessions', admin.endAccountSessions, only)}
      {dialog('reset-totp', admin.resetTotp, reason, because)}
      {dialog('close', admin.closeAccount, (values) => ({ ...reason(values), active: false }), because)}
      {dialog('open', admin.closeAccount, (values) => ({ ...reason(values), active: true }), because)}
      {dialog('unlink', admin.unlinkAccount, only)}
      {dialog(
        'link',
        admin.linkAccount,
        (values) => ({ username, issuer: textOf(values, 'issuer'), subject: textOf(values, 'subject') }),
        [
          { name: 'issuer', label: t('admin.link.issuer'), type: 'text', max: 300 },
          { name: 'subject', label: t('admin.link.subject'), type: 'text', max: 255 },
        ],
      )}
    </>
  );
}
