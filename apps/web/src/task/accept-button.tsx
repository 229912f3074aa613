import { useQueries } from '@tanstack/react-query';
import type { Label } from '../../../../kernel/base/label.ts';
import { acceptTask } from '../../../../kernel/event/contract.ts';
import { getPerson } from '../../../../kernel/payment/contract.ts';
import { callApi } from '../api/client.ts';
import { ActionButton } from '../components/action-button.tsx';
import { type FormField, optionalText, textOf } from '../components/form-fields.tsx';
import { useI18n } from '../i18n/use-i18n.ts';
import { TaskReasons } from './task-reasons.tsx';
import { assistanceChange, type Proposal, ProposalView } from './proposal-view.tsx';

const SUCCESSOR = 'successorId';

/** The people of whom one has to become payee before the proposal can be accepted. */
function openCandidates(proposal: Proposal): readonly string[] | undefined {
  const change = assistanceChange(proposal);
  if (change === undefined || change.successorId !== undefined) return undefined;
  const { awards, households, candidates } = change.succeed;
  return awards.length + households.length === 0 ? undefined : candidates;
}

function useSuccessorField(candidates: readonly string[] | undefined): FormField | undefined {
  const { language, t } = useI18n();
  const people = useQueries({
    queries: (candidates ?? []).map((id) => ({
      queryKey: [getPerson.path, { id }, language],
      queryFn: () => callApi(getPerson, { id }, { language }),
    })),
  });
  if (candidates === undefined) return undefined;
  const label = t('change.successor');
  if (candidates.length === 0) {
    return { name: SUCCESSOR, label, type: 'text', hint: t('change.successor.none') };
  }
  const options = candidates.map((id, index) => {
    const person = people[index]?.data;
    const age = person === undefined ? '' : `（${t('party.age.years', { age: person.age })}）`;
    return { value: id, label: `${person?.name ?? id}${age}` };
  });
  return { name: SUCCESSOR, label, type: 'choice', options };
}

interface Props {
  readonly id: string;
  /** Why it is proposed, with the amounts before and after. */
  readonly reasons: readonly Label[];
  readonly proposal: Proposal;
}

/** Accepts a proposal after showing once more what it changes, and asking for what it leaves open. */
export function AcceptButton({ id, reasons, proposal }: Props) {
  const { t } = useI18n();
  const successor = useSuccessorField(openCandidates(proposal));
  return (
    <ActionButton
      contract={acceptTask}
      title={t('task.accept')}
      primary
      lead={
        <>
          <p>{t('task.accept.lead')}</p>
          <TaskReasons reasons={reasons} />
          <ProposalView proposal={proposal} />
        </>
      }
      fields={[
        ...(successor === undefined ? [] : [successor]),
        { name: 'reason', label: t('task.opinion'), type: 'textarea', required: false, max: 1000 },
      ]}
      inputOf={(values) => ({
        id,
        fill: successor === undefined ? {} : { [SUCCESSOR]: textOf(values, SUCCESSOR) },
        ...optionalText(values, 'reason'),
      })}
      done={t('task.accepted')}
    />
  );
}
