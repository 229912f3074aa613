import { Button, Drawer } from 'antd';
import { useState } from 'react';
import { endGrant, listGrants } from '../../../../kernel/access/admin-contract.ts';
import type { OutputOf } from '../../../../kernel/module/define-contract.ts';
import { useApi } from '../api/use-api.ts';
import { ActionButton } from '../components/action-button.tsx';
import { type Column, DataTable } from '../components/data-table.tsx';
import { textOf } from '../components/form-fields.tsx';
import { QueryView } from '../components/query-view.tsx';
import { StatusTag } from '../components/status-tag.tsx';
import { periodText } from '../format.ts';
import { useI18n } from '../i18n/use-i18n.ts';
import { useIsPhone } from '../use-is-phone.ts';
import type { AccountRow } from './account-row.ts';

type Grant = OutputOf<typeof listGrants>['grants'][number];

interface Props {
  readonly account: AccountRow;
  readonly mayEnd: boolean;
}

/** The roles that an account was granted, now and before, beside the list. */
export function GrantsButton({ account: { username, displayName }, mayEnd }: Props) {
  const { t } = useI18n();
  const phone = useIsPhone();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        size="small"
        aria-label={t('admin.grants.of', { name: displayName })}
        onClick={() => setOpen(true)}
      >
        {t('admin.grants')}
      </Button>
      <Drawer
        open={open}
        onClose={() => setOpen(false)}
        placement={phone ? 'bottom' : 'right'}
        size={phone ? '94%' : 'min(860px, 92vw)'}
        title={t('admin.grants.of', { name: displayName })}
        closable={{ 'aria-label': t('form.close') }}
        destroyOnHidden
      >
        <GrantTable username={username} mayEnd={mayEnd} />
      </Drawer>
    </>
  );
}

function GrantTable({ username, mayEnd }: { readonly username: string; readonly mayEnd: boolean }) {
  const { language, t, label } = useI18n();
  const columns: Column<Grant>[] = [
    { key: 'role', title: t('admin.role'), cell: (grant) => label(grant.roleLabel) },
    { key: 'place', title: t('account.division'), cell: (grant) => grant.divisionName },
    {
      key: 'period',
      title: t('admin.grant.period'),
      narrow: true,
      cell: ({ from, to }) => periodText(from, to, language),
    },
    { key: 'reason', title: t('admin.reason'), cell: (grant) => grant.reason },
    { key: 'by', title: t('admin.grant.by'), narrow: true, cell: (grant) => grant.grantedBy },
    {
      key: 'end',
      title: t('admin.state'),
      cell: (grant) => {
        if (grant.endedAt !== null) {
          return (
            <>
              <StatusTag>{t('admin.grant.ended')}</StatusTag> {grant.endReason}
            </>
          );
        }
        return mayEnd ? <EndGrant id={grant.id} role={label(grant.roleLabel)} /> : '—';
      },
    },
  ];
  return (
    <QueryView query={useApi(listGrants, { username })}>
      {({ grants }) => (
        <DataTable
          caption={t('admin.grants')}
          columns={columns}
          rows={grants}
          rowKey={(grant) => grant.id}
          empty={t('admin.grants.empty')}
        />
      )}
    </QueryView>
  );
}

function EndGrant({ id, role }: { readonly id: string; readonly role: string }) {
  const { t } = useI18n();
  return (
    <ActionButton
      small
      danger
      contract={endGrant}
      title={t('admin.grant.end')}
      lead={t('admin.grant.end.lead', { role })}
      fields={[{ name: 'reason', label: t('admin.reason'), type: 'text' }]}
      inputOf={(values) => ({ id, reason: textOf(values, 'reason') })}
      done={t('admin.done', { what: t('admin.grant.end') })}
    />
  );
}
