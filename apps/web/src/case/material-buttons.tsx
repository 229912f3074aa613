import { materialContract } from '../../../../kernel/case/contract.ts';
import { ActionButton } from '../components/action-button.tsx';
import { type FormField, textOf } from '../components/form-fields.tsx';
import { useI18n } from '../i18n/use-i18n.ts';
import type { CaseDetail } from './case-detail.ts';

interface Props {
  readonly detail: CaseDetail;
  readonly material: CaseDetail['materials'][number];
}

/** Ticks one material off: received in a form, waived or given back with a reason. */
export function MaterialButtons({ detail: { id, version }, material }: Props) {
  const { t, code, label } = useI18n();
  const name = label(material.label);
  const shared = { contract: materialContract, done: t('case.material.recorded'), small: true } as const;
  const input = { id, version, material: material.id };
  const reason: FormField = { name: 'reason', label: t('form.reason'), type: 'textarea', max: 500 };
  const [firstForm] = material.forms;
  if (material.stand === 'received' || material.stand === 'waived') {
    return (
      <ActionButton
        {...shared}
        label={t('case.material.return')}
        title={t('case.material.return.of', { name })}
        submit={t('case.material.return')}
        fields={[reason]}
        inputOf={(values) => ({ ...input, action: 'returned' as const, reason: textOf(values, 'reason') })}
      />
    );
  }
  return (
    <span className="buttons">
      <ActionButton
        {...shared}
        label={t('case.material.receive')}
        title={t('case.material.receive.of', { name })}
        submit={t('case.material.receive')}
        fields={[
          {
            name: 'form',
            label: t('case.material.form'),
            type: 'choice',
            options: material.forms.map((form) => ({ value: form, label: code('material-form', form) })),
            ...(firstForm === undefined ? {} : { initial: firstForm }),
          },
        ]}
        inputOf={(values) => ({
          ...input,
          action: 'received' as const,
          form: material.forms.find((form) => form === textOf(values, 'form')),
        })}
      />
      <ActionButton
        {...shared}
        label={t('case.material.waive')}
        title={t('case.material.waive.of', { name })}
        submit={t('case.material.waive')}
        fields={[reason]}
        inputOf={(values) => ({ ...input, action: 'waived' as const, reason: textOf(values, 'reason') })}
      />
    </span>
  );
}
