import type { OutputOf } from '../../../../kernel/module/define-contract.ts';
import type { getRun } from '../../../../kernel/payment/contract.ts';
import { type Column, DataTable } from '../components/data-table.tsx';
import { LineKindTag } from '../components/line-kind-tag.tsx';
import { Money } from '../components/money.tsx';
import { numberText } from '../format.ts';
import { useI18n } from '../i18n/use-i18n.ts';

type Sum = OutputOf<typeof getRun>['sums'][number];

export function RunSums({ sums }: { readonly sums: readonly Sum[] }) {
  const { t, label } = useI18n();
  const columns: Column<Sum>[] = [
    { key: 'component', title: t('line.component'), cell: (sum) => label(sum.label) },
    { key: 'kind', title: t('line.kind'), narrow: true, cell: (sum) => <LineKindTag kind={sum.kind} /> },
    { key: 'lines', title: t('run.count'), number: true, cell: (sum) => numberText(sum.lines) },
    {
      key: 'amount',
      title: t('line.amount'),
      number: true,
      cell: (sum) => <Money amountFen={sum.amountFen} />,
    },
  ];
  return (
    <DataTable
      caption={t('run.sums')}
      columns={columns}
      rows={sums}
      rowKey={(sum) => `${sum.component}.${sum.kind}`}
      empty={t('run.sums.empty')}
    />
  );
}
