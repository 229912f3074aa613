import { Link } from '@tanstack/react-router';
import { anyRegister } from '../../../../kernel/register/contract.ts';
import { useApi } from '../api/use-api.ts';
import { type Column, DataTable } from '../components/data-table.tsx';
import { Panel } from '../components/panel.tsx';
import { QueryView } from '../components/query-view.tsx';
import { momentText, numberText } from '../format.ts';
import { useI18n } from '../i18n/use-i18n.ts';
import { ImportState } from './import-state.tsx';
import type { ImportOutput, RegisterOutput } from './register-fields.ts';

/** The latest imports of a register; one that waits can be taken up again. */
export function ImportList({ register }: { readonly register: RegisterOutput }) {
  const { t } = useI18n();
  const query = useApi(anyRegister.imports, { record: register.id });
  const columns: Column<ImportOutput>[] = [
    {
      key: 'file',
      title: t('import.file.name'),
      cell: ({ id, fileName }) => (
        <Link
          className="row-link"
          to="/registers/$record/import"
          params={{ record: register.id }}
          search={{ id }}
        >
          {fileName}
        </Link>
      ),
    },
    {
      key: 'state',
      title: t('import.state'),
      narrow: true,
      cell: ({ state }) => <ImportState state={state} />,
    },
    { key: 'new', title: t('import.rows.new'), number: true, cell: (each) => numberText(each.rowsNew) },
    {
      key: 'changed',
      title: t('import.rows.changed'),
      number: true,
      cell: (each) => numberText(each.rowsChanged),
    },
    { key: 'bad', title: t('import.rows.bad'), number: true, cell: (each) => numberText(each.rowsBad) },
    { key: 'by', title: t('import.by'), narrow: true, cell: (each) => each.createdBy },
    {
      key: 'at',
      title: t('import.at'),
      narrow: true,
      cell: (each) => momentText(each.appliedAt ?? each.createdAt),
    },
  ];
  return (
    <Panel title={t('import.list')}>
      <QueryView query={query}>
        {({ imports }) => (
          <DataTable
            caption={t('import.list')}
            columns={columns}
            rows={imports}
            rowKey={({ id }) => id}
            rowClass={() => 'row-linked'}
            empty={t('import.list.empty')}
          />
        )}
      </QueryView>
    </Panel>
  );
}
