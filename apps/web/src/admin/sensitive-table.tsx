import type { listSensitiveAccess } from '../../../../kernel/access/admin-contract.ts';
import type { OutputOf } from '../../../../kernel/module/define-contract.ts';
import { type Column, DataTable } from '../components/data-table.tsx';
import { momentText } from '../format.ts';
import { useI18n } from '../i18n/use-i18n.ts';

type Row = OutputOf<typeof listSensitiveAccess>['rows'][number];

/** Who was shown whose personal data in full, and why. */
export function SensitiveTable({ rows }: { readonly rows: readonly Row[] }) {
  const { t, code } = useI18n();
  const columns: Column<Row>[] = [
    { key: 'at', title: t('admin.audit.at'), narrow: true, cell: (row) => momentText(row.at) },
    { key: 'who', title: t('admin.audit.who'), narrow: true, cell: (row) => row.username },
    {
      key: 'object',
      title: t('admin.audit.object'),
      cell: ({ objectKind, objectId }) => <span className="long">{`${objectKind} ${objectId}`}</span>,
    },
    { key: 'fields', title: t('admin.audit.fields'), cell: (row) => row.fields.join('、') },
    { key: 'purpose', title: t('admin.audit.purpose'), cell: (row) => code('purpose', row.purpose) },
    {
      key: 'note',
      title: t('admin.audit.note'),
      cell: ({ note, caseNo }) => [note, caseNo].filter((part) => part !== null).join(' · '),
    },
  ];
  return (
    <DataTable
      caption={t('admin.audit.sensitive')}
      columns={columns}
      rows={rows}
      rowKey={(row) => String(row.id)}
      empty={t('admin.audit.empty')}
    />
  );
}
