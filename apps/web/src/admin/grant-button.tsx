import { grantRole } from '../../../../kernel/access/admin-contract.ts';
import { ActionButton } from '../components/action-button.tsx';
import { textOf } from '../components/form-fields.tsx';
import { chinaToday } from '../components/use-today.ts';
import { useI18n } from '../i18n/use-i18n.ts';
import type { AccountRow, GrantableRole } from './account-row.ts';

interface Props {
  readonly account: AccountRow;
  readonly roles: readonly GrantableRole[];
}

const CODE = /^\d{6,15}$/;
const DIGITS = 15;

/** The number of a place from its statistical code; not a number when it is none, which the contract refuses. */
const divisionNoOf = (code: string): number =>
  CODE.test(code) ? Number(code.padEnd(DIGITS, '0')) : Number.NaN;

/** Grants a role in a division for a time. */
export function GrantButton({ account: { username, displayName }, roles }: Props) {
  const { t, label } = useI18n();
  return (
    <ActionButton
      small
      contract={grantRole}
      label={t('admin.grant')}
      title={t('admin.grant')}
      lead={t('admin.grant.lead', { name: displayName })}
      fields={[
        {
          name: 'role',
          label: t('admin.grant.role'),
          type: 'choice',
          options: roles.map((one) => ({ value: one.role, label: label(one.label) })),
        },
        {
          name: 'division',
          label: t('admin.grant.division'),
          type: 'text',
          hint: t('admin.grant.division.hint'),
          max: 15,
        },
        { name: 'from', label: t('admin.grant.from'), type: 'date', initial: chinaToday() },
        { name: 'to', label: t('admin.grant.to'), type: 'date' },
        { name: 'reason', label: t('admin.reason'), type: 'text' },
      ]}
      inputOf={(values) => ({
        username,
        role: textOf(values, 'role'),
        divisionNo: divisionNoOf(textOf(values, 'division')),
        from: textOf(values, 'from'),
        to: textOf(values, 'to'),
        reason: textOf(values, 'reason'),
      })}
      done={t('admin.done', { what: t('admin.grant') })}
    />
  );
}
