import { endDelegation, listDelegations } from '../../../../kernel/access/admin-contract.ts';
import type { OutputOf } from '../../../../kernel/module/define-contract.ts';
import { useApi } from '../api/use-api.ts';
import { type Column, DataTable } from '../components/data-table.tsx';
import { QueryView } from '../components/query-view.tsx';
import { SendButton } from '../components/send-button.tsx';
import { StatusTag } from '../components/status-tag.tsx';
import { useI18n } from '../i18n/use-i18n.ts';

type Delegation = OutputOf<typeof listDelegations>['delegations'][number];

const person = (name: string, username: string): string => `${name}（${username}）`;

/** Delegations with their dates; the server says whose the reader may see. */
export function DelegationList() {
  const { t } = useI18n();
  const columns: Column<Delegation>[] = [
    {
      key: 'who',
      title: t('delegation.who'),
      cell: ({ principal, principalName }) => person(principalName, principal),
    },
    {
      key: 'to',
      title: t('delegation.to'),
      cell: ({ delegate, delegateName }) => person(delegateName, delegate),
    },
    {
      key: 'when',
      title: t('delegation.when'),
      narrow: true,
      cell: ({ from, until }) => t('period.between', { from, to: until }),
    },
    { key: 'reason', title: t('delegation.reason'), cell: ({ reason }) => reason },
    {
      key: 'state',
      title: t('admin.state'),
      narrow: true,
      cell: ({ ended }) => (
        <StatusTag tone={ended ? 'neutral' : 'good'}>
          {t(ended ? 'delegation.ended' : 'delegation.running')}
        </StatusTag>
      ),
    },
    {
      key: 'end',
      title: t('admin.actions'),
      narrow: true,
      cell: ({ id, ended }) => (ended ? '—' : <EndDelegation id={id} />),
    },
  ];
  return (
    <QueryView query={useApi(listDelegations, {})}>
      {({ delegations }) => (
        <DataTable
          caption={t('delegation.title')}
          columns={columns}
          rows={delegations}
          rowKey={({ id }) => id}
          empty={t('delegation.empty')}
        />
      )}
    </QueryView>
  );
}

function EndDelegation({ id }: { readonly id: string }) {
  const { t } = useI18n();
  return (
    <SendButton
      contract={endDelegation}
      input={{ id }}
      label={t('delegation.end')}
      done={t('delegation.ended')}
      small
    />
  );
}
