import { Link } from '@tanstack/react-router';
import type { OutputOf } from '../../../../kernel/module/define-contract.ts';
import type { getRun } from '../../../../kernel/payment/contract.ts';
import { type Column, DataTable } from '../components/data-table.tsx';
import { Money } from '../components/money.tsx';
import { useI18n } from '../i18n/use-i18n.ts';

type Finding = OutputOf<typeof getRun>['findings'][number];

interface Props {
  readonly caption: string;
  readonly findings: readonly Finding[];
}

export function FindingTable({ caption, findings }: Props) {
  const { t } = useI18n();
  const columns: Column<Finding>[] = [
    {
      key: 'award',
      title: t('party.award-no'),
      cell: (finding) => (
        <Link className="row-link" to="/awards/$id" params={{ id: finding.awardId }}>
          {finding.awardNo}
        </Link>
      ),
    },
    {
      key: 'before',
      title: t('run.before'),
      number: true,
      cell: (finding) => <Money amountFen={finding.beforeFen} />,
    },
    {
      key: 'now',
      title: t('run.now'),
      number: true,
      cell: (finding) => <Money amountFen={finding.nowFen} />,
    },
    {
      key: 'difference',
      title: t('run.difference'),
      number: true,
      cell: (finding) => <Money signed amountFen={finding.nowFen - finding.beforeFen} />,
    },
  ];
  return (
    <DataTable
      caption={caption}
      columns={columns}
      rows={findings}
      rowKey={(finding) => `${finding.awardId}.${finding.beforeFen}.${finding.nowFen}`}
      rowClass={() => 'row-linked'}
      empty={t('run.findings.empty')}
    />
  );
}
