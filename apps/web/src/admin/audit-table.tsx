import type { listAudit } from '../../../../kernel/access/admin-contract.ts';
import type { OutputOf } from '../../../../kernel/module/define-contract.ts';
import { type Column, DataTable } from '../components/data-table.tsx';
import { momentText } from '../format.ts';
import { useI18n } from '../i18n/use-i18n.ts';

type Row = OutputOf<typeof listAudit>['rows'][number];

const detailText = (details: Row['details']): string =>
  Object.entries(details)
    .map(([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(' ');

/** Who did what when, as it was written down. */
export function AuditTable({ rows }: { readonly rows: readonly Row[] }) {
  const { t } = useI18n();
  const columns: Column<Row>[] = [
    { key: 'at', title: t('admin.audit.at'), narrow: true, cell: (row) => momentText(row.at) },
    {
      key: 'who',
      title: t('admin.audit.who'),
      narrow: true,
      cell: ({ username, onBehalfOf }) =>
        onBehalfOf === null
          ? username
          : t('admin.audit.behalf', { delegate: username, principal: onBehalfOf }),
    },
    { key: 'action', title: t('admin.audit.action'), cell: (row) => <code>{row.action}</code> },
    {
      key: 'object',
      title: t('admin.audit.object'),
      cell: ({ objectKind, objectId }) => (
        <span className="long">{[objectKind, objectId].filter((part) => part !== null).join(' ')}</span>
      ),
    },
    { key: 'purpose', title: t('admin.audit.purpose'), cell: (row) => row.purpose ?? '—' },
    {
      key: 'details',
      title: t('admin.audit.details'),
      cell: (row) => <span className="long">{detailText(row.details)}</span>,
    },
  ];
  return (
    <DataTable
      caption={t('admin.audit.log')}
      columns={columns}
      rows={rows}
      rowKey={(row) => String(row.id)}
      empty={t('admin.audit.empty')}
    />
  );
}
