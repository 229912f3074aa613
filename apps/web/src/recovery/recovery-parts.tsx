import { Link } from '@tanstack/react-router';
import type { OutputOf } from '../../../../kernel/module/define-contract.ts';
import type { getRecovery } from '../../../../kernel/payment/recovery/contract.ts';
import { AssumptionTag } from '../components/assumption-tag.tsx';
import { type Column, DataTable } from '../components/data-table.tsx';
import { DetailsList } from '../components/details-list.tsx';
import { EmptyNote } from '../components/empty-note.tsx';
import { Money } from '../components/money.tsx';
import { StatusTag } from '../components/status-tag.tsx';
import { dateText, monthText, yuanText } from '../format.ts';
import { useI18n } from '../i18n/use-i18n.ts';

export type Recovery = OutputOf<typeof getRecovery>;
interface Props {
  readonly recovery: Recovery;
}

/** How much was claimed, what became of it, and why it came about. */
export function RecoveryMoney({ recovery }: Props) {
  const { t, label } = useI18n();
  const { awardId, awardNo, cause, causeLabel, claimedFen, recoveredFen, waivedFen, withdrawnFen } = recovery;
  const { owedFen, pendingFen, programmeLabel, divisionName, fine, days } = recovery;
  const optional = (key: 'waived' | 'withdrawn' | 'pending', amountFen: number) =>
    amountFen === 0 ? [] : [{ label: t(`recovery.${key}`), value: <Money amountFen={amountFen} /> }];
  return (
    <DetailsList
      items={[
        {
          label: t('recovery.owed'),
          value: (
            <strong>
              <Money amountFen={owedFen} />
            </strong>
          ),
        },
        { label: t('recovery.claimed'), value: <Money amountFen={claimedFen} /> },
        { label: t('recovery.recovered'), value: <Money amountFen={recoveredFen} /> },
        ...optional('waived', waivedFen),
        ...optional('withdrawn', withdrawnFen),
        ...optional('pending', pendingFen),
        {
          label: t('recovery.cause'),
          value: (
            <>
              {label(causeLabel)}{' '}
              {cause === null && <StatusTag tone="warn">{t('recovery.cause.proposed')}</StatusTag>}
            </>
          ),
        },
        {
          label: t('recovery.award'),
          value: (
            <Link to="/awards/$id" params={{ id: awardId }}>
              {label(programmeLabel)} {awardNo}
            </Link>
          ),
        },
        { label: t('case.place'), value: divisionName },
        { label: t('recovery.days'), value: String(days) },
        ...(fine === null
          ? []
          : [
              {
                label: t('recovery.fine'),
                value: t('recovery.fine.text', {
                  ...fine,
                  min: yuanText(fine.minFen),
                  max: yuanText(fine.maxFen),
                }),
              },
            ]),
      ]}
    />
  );
}

type MonthLine = Recovery['months'][number];

/** Which months and components were paid too much, and which lines took that back. */
export function RecoveryMonths({ recovery: { months } }: Props) {
  const { language, t, label } = useI18n();
  const columns: Column<MonthLine>[] = [
    {
      key: 'month',
      title: t('line.for-month'),
      narrow: true,
      cell: (line) => monthText(line.forMonth, language),
    },
    { key: 'component', title: t('line.component'), cell: (line) => label(line.componentLabel) },
    { key: 'person', title: t('recovery.person'), cell: (line) => line.name ?? t('recovery.family') },
    {
      key: 'run',
      title: t('recovery.run'),
      narrow: true,
      cell: ({ runId, runNo, seq }) => (
        <Link to="/lines/$runId/$seq" params={{ runId, seq: String(seq) }}>
          {runNo}
        </Link>
      ),
    },
    {
      key: 'amount',
      title: t('line.amount'),
      number: true,
      cell: ({ amountFen }) => <Money amountFen={amountFen} />,
    },
  ];
  return (
    <DataTable
      caption={t('recovery.months')}
      columns={columns}
      rows={months}
      rowKey={({ runId, seq }) => `${runId}${seq}`}
      empty={t('recovery.months.empty')}
    />
  );
}

type Entry = Recovery['entries'][number] & { readonly key: string };

/** The account of the claim. */
export function RecoveryEntries({ recovery: { entries } }: Props) {
  const { language, t, label } = useI18n();
  const columns: Column<Entry>[] = [
    { key: 'on', title: t('recovery.entry.on'), narrow: true, cell: ({ on }) => dateText(on, language) },
    { key: 'kind', title: t('recovery.entry.kind'), cell: (entry) => label(entry.label) },
    { key: 'reference', title: t('recovery.entry.reference'), cell: ({ reference }) => reference ?? '—' },
    { key: 'by', title: t('recovery.entry.by'), narrow: true, cell: ({ by }) => by },
    {
      key: 'amount',
      title: t('line.amount'),
      number: true,
      cell: ({ amountFen }) => <Money amountFen={amountFen} signed />,
    },
  ];
  return (
    <DataTable
      caption={t('recovery.entries')}
      columns={columns}
      rows={entries.map((entry, i) => ({ ...entry, key: String(i) }))}
      rowKey={({ key }) => key}
      empty={t('recovery.entries.empty')}
    />
  );
}

type Instalment = NonNullable<Recovery['plan']>['instalments'][number];

/** What was agreed, and how much of it has come in. */
export function RecoveryPlan({ recovery: { plan, share } }: Props) {
  const { language, t } = useI18n();
  if (plan === null) return <EmptyNote text={t('recovery.plan.none')} />;
  const columns: Column<Instalment>[] = [
    { key: 'on', title: t('recovery.plan.due-on'), cell: ({ dueOn }) => dateText(dueOn, language) },
    {
      key: 'amount',
      title: t('recovery.plan.amount'),
      number: true,
      cell: ({ amountFen }) => <Money amountFen={amountFen} />,
    },
    {
      key: 'paid',
      title: t('recovery.plan.paid'),
      number: true,
      cell: ({ paidFen }) => <Money amountFen={paidFen} />,
    },
  ];
  const deduction = plan.way === 'deduction';
  return (
    <>
      <DetailsList
        items={[
          {
            label: t('recovery.plan.way'),
            value: deduction
              ? t('recovery.plan.deduction', { award: plan.awardNo ?? '' })
              : t('recovery.plan.bank'),
          },
          { label: t('recovery.plan.agreed'), value: dateText(plan.agreedOn, language) },
          { label: t('recovery.plan.agreement'), value: plan.agreement },
          { label: t('recovery.plan.due'), value: <Money amountFen={plan.dueFen} /> },
          ...(deduction
            ? [
                {
                  label: t('recovery.plan.share'),
                  value: (
                    <>
                      {t('recovery.plan.share.value', { percent: Math.round(share.value * 100) })}{' '}
                      {share.assumed && <AssumptionTag note={null} />}
                    </>
                  ),
                },
              ]
            : []),
        ]}
      />
      <DataTable
        caption={t('recovery.plan.table')}
        columns={columns}
        rows={plan.instalments}
        rowKey={({ dueOn }) => dueOn}
        empty={t('recovery.plan.none')}
      />
    </>
  );
}
