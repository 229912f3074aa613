import { type Column, DataTable } from '../components/data-table.tsx';
import { parameterText, periodText } from '../format.ts';
import { useI18n } from '../i18n/use-i18n.ts';
import type { Standard } from './group-standards.ts';
import { StandardDocument } from './standard-document.tsx';

type Value = Standard['values'][number];

export function StandardValues({ standard }: { readonly standard: Standard }) {
  const { language, t, label } = useI18n();
  const { per, unit, values, variants } = standard;
  const order = Object.keys(variants);
  // Variants as declared (urban before rural), the newest value first.
  const sorted = values.toSorted(
    (a, b) =>
      order.indexOf(a.variant) - order.indexOf(b.variant) || b.effectiveFrom.localeCompare(a.effectiveFrom),
  );
  const variantText = (variant: string): string => {
    const name = variants[variant];
    return name === undefined || label(name) === '' ? t('standard.all') : label(name);
  };
  const columns: Column<Value>[] = [
    {
      key: 'variant',
      title: t('standard.variant'),
      width: '8%',
      narrow: true,
      cell: (value) => variantText(value.variant),
    },
    {
      key: 'value',
      title: t('standard.value'),
      width: '16%',
      number: true,
      cell: (value) => <strong>{parameterText({ value: value.value, unit, per }, language)}</strong>,
    },
    {
      key: 'period',
      title: t('standard.period'),
      width: '21%',
      narrow: true,
      cell: (value) => periodText(value.effectiveFrom, value.effectiveTo, language),
    },
    {
      key: 'document',
      title: t('standard.document'),
      cell: (value) => <StandardDocument value={value} />,
    },
    {
      key: 'people',
      title: t('standard.people'),
      width: '12%',
      narrow: true,
      cell: (value) => `${value.proposedBy} / ${value.approvedBy}`,
    },
  ];
  return (
    <DataTable
      caption={label(standard.label)}
      columns={columns}
      rows={sorted}
      rowKey={(value) => value.id}
      empty={t('standard.values.empty')}
    />
  );
}
