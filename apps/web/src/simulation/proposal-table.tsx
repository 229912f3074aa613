import type { OutputOf } from '../../../../kernel/module/define-contract.ts';
import {
  approveProposal,
  type listProposals,
  rejectProposal,
} from '../../../../kernel/simulation/contract.ts';
import { usePermission } from '../api/use-session.ts';
import { ActionButton } from '../components/action-button.tsx';
import { AssumptionTag } from '../components/assumption-tag.tsx';
import { type Column, DataTable } from '../components/data-table.tsx';
import { textOf } from '../components/form-fields.tsx';
import { StatusTag, type Tone } from '../components/status-tag.tsx';
import { documentText, parameterText, periodText } from '../format.ts';
import { useI18n } from '../i18n/use-i18n.ts';

type Proposal = OutputOf<typeof listProposals>['proposals'][number];

const TONES: Readonly<Record<Proposal['state'], Tone>> = {
  proposed: 'warn',
  approved: 'good',
  rejected: 'neutral',
};

/** Proposed values; whoever may approve does it here. */
export function ProposalTable({ proposals }: { readonly proposals: readonly Proposal[] }) {
  const { language, t, label, code } = useI18n();
  const mayApprove = usePermission('policy.approve');
  const columns: Column<Proposal>[] = [
    {
      key: 'value',
      title: t('proposal.value'),
      cell: (one) => (
        <>
          {label(one.label)} {label(one.variantLabel)} <strong>{parameterText(one, language)}</strong>
        </>
      ),
    },
    {
      key: 'period',
      title: t('proposal.period'),
      narrow: true,
      cell: (one) => periodText(one.effectiveFrom, one.effectiveTo, language),
    },
    {
      key: 'document',
      title: t('proposal.document'),
      cell: (one) => (
        <>
          {documentText(one.documentTitle, one.documentNo, one.article)}
          {one.certainty === 'assumption' && <AssumptionTag note={one.note} />}
        </>
      ),
    },
    { key: 'by', title: t('proposal.by'), narrow: true, cell: (one) => one.proposedBy },
    {
      key: 'state',
      title: t('proposal.state'),
      cell: (one) => (
        <>
          <StatusTag tone={TONES[one.state]}>{code('proposal-state', one.state)}</StatusTag>
          {one.decidedBy !== null && <span className="quiet block">{one.decidedBy}</span>}
          {one.reason !== null && <span className="quiet block">{one.reason}</span>}
          {one.state === 'proposed' && mayApprove && <Decide id={one.id} />}
        </>
      ),
    },
  ];
  return (
    <DataTable
      caption={t('proposal.list')}
      columns={columns}
      rows={proposals}
      rowKey={({ id }) => id}
      empty={t('simulation.none')}
    />
  );
}

function Decide({ id }: { readonly id: string }) {
  const { t } = useI18n();
  return (
    <div className="buttons">
      <ActionButton
        small
        primary
        contract={approveProposal}
        title={t('proposal.approve')}
        lead={t('proposal.approve.lead')}
        inputOf={() => ({ id })}
        done={t('proposal.approved')}
      />
      <ActionButton
        small
        danger
        contract={rejectProposal}
        title={t('proposal.reject')}
        fields={[{ name: 'reason', label: t('form.reason'), type: 'textarea', max: 1000 }]}
        inputOf={(values) => ({ id, reason: textOf(values, 'reason') })}
        done={t('proposal.rejected')}
      />
    </div>
  );
}
