import { Link } from '@tanstack/react-router';
import type { OutputOf } from '../../../../kernel/module/define-contract.ts';
import type { listRecoveries } from '../../../../kernel/payment/recovery/contract.ts';
import { type Column, DataTable } from '../components/data-table.tsx';
import { Money } from '../components/money.tsx';
import { StatusTag } from '../components/status-tag.tsx';
import { numberText } from '../format.ts';
import { useI18n } from '../i18n/use-i18n.ts';

type Recovery = OutputOf<typeof listRecoveries>['recoveries'][number];

/** Claims, the oldest first; a row opens its claim. */
export function RecoveryTable({ recoveries }: { readonly recoveries: readonly Recovery[] }) {
  const { t, label } = useI18n();
  const columns: Column<Recovery>[] = [
    {
      key: 'no',
      title: t('recovery.no'),
      narrow: true,
      cell: ({ caseId, caseNo }) => (
        <Link className="row-link" to="/recoveries/$id" params={{ id: caseId }}>
          {caseNo}
        </Link>
      ),
    },
    { key: 'payee', title: t('recovery.payee'), narrow: true, cell: ({ name }) => name },
    { key: 'place', title: t('case.place'), cell: ({ divisionName }) => divisionName },
    { key: 'programme', title: t('recovery.award'), cell: (one) => label(one.programmeLabel) },
    { key: 'cause', title: t('recovery.cause'), cell: (one) => label(one.causeLabel) },
    {
      key: 'state',
      title: t('case.state'),
      narrow: true,
      cell: ({ closed, stateLabel }) => (
        <StatusTag tone={closed ? 'good' : 'info'}>{label(stateLabel)}</StatusTag>
      ),
    },
    { key: 'days', title: t('recovery.days'), number: true, cell: ({ days }) => numberText(days) },
    {
      key: 'claimed',
      title: t('recovery.claimed'),
      number: true,
      cell: ({ claimedFen }) => <Money amountFen={claimedFen} />,
    },
    {
      key: 'owed',
      title: t('recovery.owed'),
      number: true,
      cell: ({ owedFen }) => <Money amountFen={owedFen} />,
    },
  ];
  return (
    <DataTable
      caption={t('recovery.table')}
      columns={columns}
      rows={recoveries}
      rowKey={({ caseId }) => caseId}
      rowClass={() => 'row-linked'}
      empty={t('recovery.table.empty')}
    />
  );
}
