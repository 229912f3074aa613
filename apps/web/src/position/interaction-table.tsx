import { AssumptionTag } from '../components/assumption-tag.tsx';
import { type Column, DataTable } from '../components/data-table.tsx';
import { documentText } from '../format.ts';
import { useI18n } from '../i18n/use-i18n.ts';
import type { Position } from './position-view.tsx';

type Interaction = Position['matrix'][number];

/** How benefits stand to each other, with the document of each. */
export function InteractionTable({ matrix }: { readonly matrix: readonly Interaction[] }) {
  const { t, label, code } = useI18n();
  const columns: Column<Interaction>[] = [
    { key: 'programme', title: t('position.programme'), cell: ({ programmeLabel }) => label(programmeLabel) },
    { key: 'kind', title: t('position.kind'), narrow: true, cell: ({ kind }) => code('interaction', kind) },
    {
      key: 'note',
      title: t('position.note'),
      cell: ({ assumption, label: said, source }) => (
        <>
          {label(said)}
          <span className="quiet block">{documentText(source.title, source.number, source.article)}</span>
          {assumption !== null && <AssumptionTag note={assumption} />}
        </>
      ),
    },
  ];
  return (
    <DataTable
      caption={t('position.matrix')}
      columns={columns}
      rows={matrix}
      rowKey={({ id }) => id}
      empty={t('none')}
    />
  );
}
