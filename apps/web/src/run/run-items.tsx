import type { OutputOf } from '../../../../kernel/module/define-contract.ts';
import type { getRun } from '../../../../kernel/payment/contract.ts';
import { BankState } from '../components/bank-state.tsx';
import { type Column, DataTable } from '../components/data-table.tsx';
import { Money } from '../components/money.tsx';
import { numberText } from '../format.ts';
import { useI18n } from '../i18n/use-i18n.ts';

type Item = OutputOf<typeof getRun>['items'][number];

/** How far the bank is, by state of the payments. */
export function RunItems({ items }: { readonly items: readonly Item[] }) {
  const { t } = useI18n();
  const columns: Column<Item>[] = [
    { key: 'state', title: t('run.items.state'), cell: (item) => <BankState state={item.state} /> },
    { key: 'items', title: t('run.items.count'), number: true, cell: (item) => numberText(item.items) },
    {
      key: 'amount',
      title: t('line.amount'),
      number: true,
      cell: (item) => <Money amountFen={item.amountFen} />,
    },
  ];
  return (
    <DataTable
      caption={t('run.items')}
      columns={columns}
      rows={items}
      rowKey={(item) => item.state}
      empty={t('run.items.empty')}
    />
  );
}
