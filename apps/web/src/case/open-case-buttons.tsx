import { useNavigate } from '@tanstack/react-router';
import { openCaseContract } from '../../../../kernel/case/contract.ts';
import { listLifecycles } from '../../../../kernel/case/lifecycle-contract.ts';
import { useApi } from '../api/use-api.ts';
import { usePermission } from '../api/use-session.ts';
import { ActionButton } from '../components/action-button.tsx';
import { useI18n } from '../i18n/use-i18n.ts';
import { declaredValues, toFormField } from './declared-form.ts';

interface Props {
  readonly kind: 'person' | 'household';
  readonly id: string;
  readonly name: string;
}

/** Opens a case for a person or household, a button for each kind that the account may open. */
export function OpenCaseButtons({ kind, id, name }: Props) {
  const { t, label } = useI18n();
  const navigate = useNavigate();
  const mayRead = usePermission('case.read');
  const lifecycles = useApi(listLifecycles, {}, { enabled: mayRead }).data?.lifecycles ?? [];
  return lifecycles
    .filter(({ mayOpen, subjects }) => mayOpen && subjects.includes(kind))
    .map((lifecycle) => (
      <ActionButton
        key={lifecycle.id}
        contract={openCaseContract}
        title={t('case.open.of', { kind: label(lifecycle.label) })}
        submit={t('case.open')}
        lead={t('case.open.lead', { name })}
        fields={lifecycle.opening.map((field) => toFormField(field, label, t('form.list.hint')))}
        inputOf={(values) => ({
          lifecycle: lifecycle.id,
          subject: id,
          data: declaredValues(lifecycle.opening, values),
        })}
        done={({ caseNo }) => t('case.opened.done', { no: caseNo })}
        onDone={(opened) => navigate({ to: '/cases/$id', params: { id: opened.id } })}
      />
    ));
}
