import type { OutputOf } from '../../../../kernel/module/define-contract.ts';
import type { listRecoveries } from '../../../../kernel/payment/recovery/contract.ts';
import { type Column, DataTable } from '../components/data-table.tsx';
import { Money } from '../components/money.tsx';
import { dateText, numberText } from '../format.ts';
import { useI18n } from '../i18n/use-i18n.ts';

type List = OutputOf<typeof listRecoveries>;
type Street = List['streets'][number];

const sum = (streets: readonly Street[], of: (street: Street) => number): number =>
  streets.reduce((total, street) => total + of(street), 0);

/** What is still owed, by street and by how long it has been owed. */
export function AgedTable({ list: { on, streets, ages } }: { readonly list: List }) {
  const { language, t, label } = useI18n();
  const owed = (street: Street, age: string): number =>
    street.ages.find((one) => one.age === age)?.owedFen ?? 0;
  const columns: Column<Street>[] = [
    { key: 'street', title: t('recovery.street'), narrow: true, cell: ({ name }) => name },
    { key: 'claims', title: t('recovery.claims'), number: true, cell: ({ claims }) => numberText(claims) },
    ...ages.map(({ age, label: of }): Column<Street> => ({
      key: age,
      title: label(of),
      number: true,
      cell: (street) => (owed(street, age) === 0 ? '—' : <Money amountFen={owed(street, age)} />),
    })),
    {
      key: 'total',
      title: t('recovery.total'),
      number: true,
      cell: ({ owedFen }) => <Money amountFen={owedFen} />,
    },
  ];
  return (
    <DataTable
      caption={t('recovery.aged', { date: dateText(on, language) })}
      columns={columns}
      rows={streets}
      rowKey={({ divisionNo }) => String(divisionNo)}
      empty={t('recovery.aged.empty')}
      total={{
        street: t('recovery.total'),
        claims: numberText(sum(streets, ({ claims }) => claims)),
        ...Object.fromEntries(
          ages.map(({ age }) => [age, <Money key={age} amountFen={sum(streets, (one) => owed(one, age))} />]),
        ),
        total: <Money amountFen={sum(streets, ({ owedFen }) => owedFen)} />,
      }}
    />
  );
}
