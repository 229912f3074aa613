import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { OutputOf } from '../../../../kernel/module/define-contract.ts';
import type { getAward } from '../../../../kernel/payment/contract.ts';
import { type Column, DataTable } from '../components/data-table.tsx';
import { LineKindTag } from '../components/line-kind-tag.tsx';
import { Money } from '../components/money.tsx';
import { PAGE_SIZE, Pager } from '../components/pager.tsx';
import { monthText, yuanText } from '../format.ts';
import { useI18n } from '../i18n/use-i18n.ts';

type AwardLine = OutputOf<typeof getAward>['lines'][number];

const newestFirst = (a: AwardLine, b: AwardLine): number =>
  b.payMonth.localeCompare(a.payMonth) || b.forMonth.localeCompare(a.forMonth) || a.seq - b.seq;

/** What was paid on an award, newest payment month first. */
export function AwardLines({ lines }: { readonly lines: readonly AwardLine[] }) {
  const { language, t, label } = useI18n();
  const [page, setPage] = useState(1);
  const sorted = lines.toSorted(newestFirst);
  const paidFen = lines.reduce((sum, line) => sum + line.amountFen, 0);
  const columns: Column<AwardLine>[] = [
    {
      key: 'payMonth',
      title: t('line.pay-month'),
      narrow: true,
      cell: (line) => (
        <Link
          className="row-link"
          to="/lines/$runId/$seq"
          params={{ runId: line.runId, seq: String(line.seq) }}
        >
          {monthText(line.payMonth, language)}
        </Link>
      ),
    },
    {
      key: 'forMonth',
      title: t('line.for-month'),
      narrow: true,
      cell: (line) => monthText(line.forMonth, language),
    },
    { key: 'component', title: t('line.component'), cell: (line) => label(line.componentLabel) },
    { key: 'kind', title: t('line.kind'), narrow: true, cell: (line) => <LineKindTag kind={line.kind} /> },
    { key: 'reason', title: t('line.reason'), cell: (line) => label(line.reason) },
    { key: 'run', title: t('line.run'), narrow: true, cell: (line) => line.runNo },
    {
      key: 'amount',
      title: t('line.amount'),
      number: true,
      cell: (line) => <Money amountFen={line.amountFen} />,
    },
  ];
  return (
    <>
      {lines.length > 0 && <p className="lead">{t('award.lines.total', { amount: yuanText(paidFen) })}</p>}
      <DataTable
        caption={t('award.lines')}
        columns={columns}
        rows={sorted.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE)}
        rowKey={(line) => `${line.runId}/${line.seq}`}
        rowClass={() => 'row-linked'}
        empty={t('award.lines.empty')}
      />
      <Pager name={t('award.lines')} page={page} total={lines.length} onPage={setPage} />
    </>
  );
}
