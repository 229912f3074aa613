import { Link } from '@tanstack/react-router';
import type { listCases } from '../../../../kernel/case/contract.ts';
import type { OutputOf } from '../../../../kernel/module/define-contract.ts';
import { type Column, DataTable } from '../components/data-table.tsx';
import { DueDay } from '../components/due-day.tsx';
import { Lamp } from '../components/lamp.tsx';
import { StatusTag } from '../components/status-tag.tsx';
import { chinaToday } from '../components/use-today.ts';
import { useI18n } from '../i18n/use-i18n.ts';

type Case = OutputOf<typeof listCases>['cases'][number];

/** Cases, newest first; a row opens its case. */
export function CaseTable({ cases }: { readonly cases: readonly Case[] }) {
  const { t, label } = useI18n();
  const today = chinaToday();
  const columns: Column<Case>[] = [
    {
      key: 'no',
      title: t('case.no'),
      narrow: true,
      cell: (one) => (
        <Link className="row-link" to="/cases/$id" params={{ id: one.id }}>
          {one.caseNo}
        </Link>
      ),
    },
    { key: 'kind', title: t('case.lifecycle'), cell: (one) => label(one.lifecycleLabel) },
    {
      key: 'name',
      title: t('case.name'),
      narrow: true,
      cell: (one) => (
        <>
          {one.name ?? '—'}{' '}
          {one.flags.map((flag) => (
            <StatusTag key={flag.id} tone="warn">
              {label(flag.label)}
            </StatusTag>
          ))}
        </>
      ),
    },
    { key: 'place', title: t('case.place'), cell: (one) => one.divisionName },
    {
      key: 'state',
      title: t('case.state'),
      narrow: true,
      cell: (one) => <StatusTag tone="info">{label(one.stateLabel)}</StatusTag>,
    },
    { key: 'lamp', title: t('lamp.title'), narrow: true, cell: (one) => <Lamp lamp={one.lamp} /> },
    {
      key: 'due',
      title: t('case.due'),
      narrow: true,
      cell: (one) => (one.lamp === 'paused' ? '—' : <DueDay dueOn={one.dueOn} today={today} />),
    },
    { key: 'handler', title: t('case.handler'), narrow: true, cell: (one) => one.handler },
  ];
  return (
    <DataTable
      caption={t('case.list')}
      columns={columns}
      rows={cases}
      rowKey={(one) => one.id}
      rowClass={() => 'row-linked'}
      empty={t('case.empty')}
    />
  );
}
