import { useNavigate } from '@tanstack/react-router';
import { computeRun, listPayingProgrammes } from '../../../../kernel/payment/workflow-contract.ts';
import { useApi } from '../api/use-api.ts';
import { usePermission } from '../api/use-session.ts';
import { ActionButton } from '../components/action-button.tsx';
import { textOf } from '../components/form-fields.tsx';
import { useI18n } from '../i18n/use-i18n.ts';

/** Computes a month of a programme and opens the run. */
export function ComputeRunButton() {
  const { t, label } = useI18n();
  const may = usePermission('payment.run');
  const navigate = useNavigate();
  const programmes = useApi(listPayingProgrammes, {}, { enabled: may }).data?.programmes ?? [];
  if (!may) return null;
  return (
    <ActionButton
      contract={computeRun}
      title={t('run.compute')}
      primary
      lead={t('run.compute.lead')}
      fields={[
        {
          name: 'programme',
          label: t('run.compute.programme'),
          type: 'choice',
          options: programmes.map(({ id, label: name }) => ({ value: id, label: label(name) })),
        },
        { name: 'month', label: t('run.compute.month'), type: 'text', max: 7 },
        { name: 'supplement', label: t('run.compute.supplement'), type: 'flag', required: false },
      ]}
      inputOf={(values) => ({
        programme: textOf(values, 'programme'),
        month: textOf(values, 'month'),
        supplement: values['supplement'] === true,
      })}
      done={({ run, findings }) => t('run.compute.done', { run: run ?? '', findings })}
      onDone={({ id }) => (id === null ? undefined : navigate({ to: '/runs/$id', params: { id } }))}
    />
  );
}
