import { Link } from '@tanstack/react-router';
import { type Column, DataTable } from '../components/data-table.tsx';
import { Money } from '../components/money.tsx';
import { StatusTag, type Tone } from '../components/status-tag.tsx';
import { documentText } from '../format.ts';
import { useI18n } from '../i18n/use-i18n.ts';
import type { Position } from './position-view.tsx';

type Entry = Position['entries'][number];

const TONES: Readonly<Record<Entry['standing'], Tone>> = {
  received: 'good',
  lapsed: 'warn',
  entitled: 'info',
  excluded: 'warn',
  'not-entitled': 'neutral',
  unknown: 'neutral',
};

interface Props {
  readonly entries: readonly Entry[];
  readonly totals: Position['totals'];
}

/** A line a programme and person: the standing, what is due and paid, and why. */
export function EntryTable({ entries, totals }: Props) {
  const { t, label, code } = useI18n();
  const columns: Column<Entry>[] = [
    {
      key: 'programme',
      title: t('position.programme'),
      cell: ({ awardId, programmeLabel }) =>
        awardId === null ? (
          label(programmeLabel)
        ) : (
          <Link className="row-link" to="/awards/$id" params={{ id: awardId }}>
            {label(programmeLabel)}
          </Link>
        ),
    },
    { key: 'who', title: t('position.who'), narrow: true, cell: ({ name }) => name },
    {
      key: 'standing',
      title: t('position.standing'),
      narrow: true,
      cell: ({ standing }) => <StatusTag tone={TONES[standing]}>{code('standing', standing)}</StatusTag>,
    },
    {
      key: 'due',
      title: t('position.due'),
      number: true,
      cell: ({ dueFen }) => <Money amountFen={dueFen} />,
    },
    {
      key: 'paid',
      title: t('position.paid'),
      number: true,
      cell: ({ paidFen }) => <Money amountFen={paidFen} />,
    },
    { key: 'note', title: t('position.note'), cell: (entry) => <EntryNote entry={entry} /> },
  ];
  return (
    <DataTable
      caption={t('position.tab')}
      columns={columns}
      rows={entries}
      rowKey={({ awardId, programme, subjectId }) => `${programme}.${subjectId}.${awardId ?? ''}`}
      empty={t('position.empty')}
      total={{
        programme: t('position.sums'),
        due: <Money amountFen={totals.dueFen} />,
        paid: <Money amountFen={totals.paidFen} />,
      }}
    />
  );
}

function EntryNote({ entry: { excludedBy, reason } }: { readonly entry: Entry }) {
  const { label } = useI18n();
  return (
    <>
      {reason !== null && label(reason)}
      {excludedBy.map(({ label: said, source }) => (
        <span key={said.zh} className="quiet block">
          {label(said)} {documentText(source.title, source.number, source.article)}
        </span>
      ))}
    </>
  );
}
