import type { getTask } from '../../../../kernel/event/contract.ts';
import type { OutputOf } from '../../../../kernel/module/define-contract.ts';
import { Change } from '../../../../modules/social-assistance/contract.ts';
import { useI18n } from '../i18n/use-i18n.ts';
import { ChangeView } from './change-view.tsx';

export type Proposal = NonNullable<OutputOf<typeof getTask>['proposal']>;

const shown = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** The change of social assistance that a proposal makes; undefined when it is one of another business. */
export const assistanceChange = ({ input }: Proposal): Change | undefined => Change.safeParse(input).data;

/** What accepting does: in words where the business is known, field by field otherwise. */
export function ProposalView({ proposal }: { readonly proposal: Proposal }) {
  const { t, label } = useI18n();
  const change = assistanceChange(proposal);
  return (
    <>
      <p className="proposal-what">{label(proposal.label)}</p>
      {change === undefined ? (
        <ul className="changes">
          {Object.entries(proposal.input).map(([field, value]) => (
            <li key={field}>{t('change.unknown', { field, value: shown(value) })}</li>
          ))}
        </ul>
      ) : (
        <ChangeView change={change} />
      )}
      <p className="quiet">{t('task.proposal.note')}</p>
    </>
  );
}
