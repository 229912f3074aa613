import { Link } from '@tanstack/react-router';
import type { OutputOf } from '../../../../kernel/module/define-contract.ts';
import type { getPerson } from '../../../../kernel/payment/contract.ts';
import { type Column, DataTable } from '../components/data-table.tsx';
import { Money } from '../components/money.tsx';
import { periodText } from '../format.ts';
import { useI18n } from '../i18n/use-i18n.ts';

export type Award = OutputOf<typeof getPerson>['awards'][number];

interface Props {
  readonly caption: string;
  readonly awards: readonly Award[];
}

export function AwardTable({ caption, awards }: Props) {
  const { language, t, label } = useI18n();
  const columns: Column<Award>[] = [
    {
      key: 'programme',
      title: t('line.programme'),
      cell: (award) => (
        <Link className="row-link" to="/awards/$id" params={{ id: award.id }}>
          {label(award.programmeLabel)}
        </Link>
      ),
    },
    { key: 'no', title: t('party.award-no'), narrow: true, cell: (award) => award.awardNo },
    {
      key: 'period',
      title: t('award.in-force'),
      narrow: true,
      cell: (award) => periodText(award.from, award.to, language),
    },
    {
      key: 'paid',
      title: t('party.paid'),
      number: true,
      cell: (award) => <Money amountFen={award.paidFen} />,
    },
  ];
  return (
    <DataTable
      caption={caption}
      columns={columns}
      rows={awards}
      rowKey={(award) => award.id}
      rowClass={() => 'row-linked'}
      empty={t('party.awards.empty')}
    />
  );
}
