import { Link } from '@tanstack/react-router';
import type { OutputOf } from '../../../../kernel/module/define-contract.ts';
import type { getRunLines } from '../../../../kernel/payment/contract.ts';
import { type Column, DataTable } from '../components/data-table.tsx';
import { LineKindTag } from '../components/line-kind-tag.tsx';
import { Money } from '../components/money.tsx';
import { monthText } from '../format.ts';
import { useI18n } from '../i18n/use-i18n.ts';

type Line = OutputOf<typeof getRunLines>['lines'][number];

interface Props {
  readonly caption: string;
  readonly lines: readonly Line[];
}

export function LineTable({ caption, lines }: Props) {
  const { language, t, label } = useI18n();
  const columns: Column<Line>[] = [
    {
      key: 'name',
      title: t('row.name'),
      narrow: true,
      cell: (line) => (
        <Link
          className="row-link"
          to="/lines/$runId/$seq"
          params={{ runId: line.runId, seq: String(line.seq) }}
        >
          {line.name}
        </Link>
      ),
    },
    { key: 'division', title: t('line.division'), cell: (line) => line.divisionName },
    {
      key: 'month',
      title: t('line.for-month'),
      narrow: true,
      cell: (line) => monthText(line.forMonth, language),
    },
    { key: 'component', title: t('line.component'), cell: (line) => label(line.componentLabel) },
    { key: 'kind', title: t('line.kind'), narrow: true, cell: (line) => <LineKindTag kind={line.kind} /> },
    { key: 'reason', title: t('line.reason'), cell: (line) => label(line.reason) },
    {
      key: 'amount',
      title: t('line.amount'),
      number: true,
      cell: (line) => <Money amountFen={line.amountFen} />,
    },
  ];
  return (
    <DataTable
      caption={caption}
      columns={columns}
      rows={lines}
      rowKey={(line) => String(line.seq)}
      rowClass={() => 'row-linked'}
      empty={t('run.detail.empty')}
    />
  );
}
