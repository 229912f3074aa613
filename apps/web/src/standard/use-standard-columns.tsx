import type { Column } from '../components/data-table.tsx';
import { parameterText, periodText } from '../format.ts';
import { useI18n } from '../i18n/use-i18n.ts';
import type { Standard } from './group-standards.ts';
import type { StandardValue } from './order-values.ts';
import { StandardDocument } from './standard-document.tsx';

/** Columns of a standard's values; the widths line up the tables of a page. */
export function useStandardColumns({ per, unit, variants }: Standard): Column<StandardValue>[] {
  const { language, t, label } = useI18n();
  const variantText = (variant: string): string => {
    const name = variants[variant];
    return name === undefined || label(name) === '' ? t('standard.all') : label(name);
  };
  return [
    {
      key: 'variant',
      title: t('standard.variant'),
      width: '11%',
      cell: (value) => variantText(value.variant),
    },
    {
      key: 'value',
      title: t('standard.value'),
      width: '15%',
      number: true,
      cell: (value) => <strong>{parameterText({ value: value.value, unit, per }, language)}</strong>,
    },
    {
      key: 'period',
      title: t('standard.period'),
      width: '19%',
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
      width: '15%',
      cell: (value) => (
        <>
          {value.proposedBy} / <span className="unbroken">{value.approvedBy}</span>
        </>
      ),
    },
  ];
}
