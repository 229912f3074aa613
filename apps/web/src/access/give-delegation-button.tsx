import { giveDelegation } from '../../../../kernel/access/admin-contract.ts';
import { ActionButton } from '../components/action-button.tsx';
import { type FormField, optionalText, textOf } from '../components/form-fields.tsx';
import { chinaToday } from '../components/use-today.ts';
import { useI18n } from '../i18n/use-i18n.ts';

/** Lets a colleague act; the security administrator says for whom. */
export function GiveDelegationButton({ forOthers }: { readonly forOthers: boolean }) {
  const { t } = useI18n();
  const principal: FormField = { name: 'principal', label: t('delegation.principal'), type: 'text', max: 40 };
  return (
    <ActionButton
      contract={giveDelegation}
      title={t('delegation.new')}
      lead={t('delegation.lead')}
      fields={[
        ...(forOthers ? [principal] : []),
        { name: 'delegate', label: t('delegation.delegate'), type: 'text', max: 40 },
        { name: 'from', label: t('delegation.from'), type: 'date', initial: chinaToday() },
        { name: 'until', label: t('delegation.until'), type: 'date' },
        { name: 'reason', label: t('delegation.reason'), type: 'text' },
      ]}
      inputOf={(values) => ({
        ...optionalText(values, 'principal'),
        delegate: textOf(values, 'delegate'),
        from: textOf(values, 'from'),
        until: textOf(values, 'until'),
        reason: textOf(values, 'reason'),
      })}
      done={t('delegation.given')}
    />
  );
}
