import { Alert } from 'antd';
import type { OutputOf } from '../../../../kernel/module/define-contract.ts';
import type { getHouseholdPosition } from '../../../../kernel/payment/position-contract.ts';
import { type Column, DataTable } from '../components/data-table.tsx';
import { DetailsList } from '../components/details-list.tsx';
import { Money } from '../components/money.tsx';
import { Panel } from '../components/panel.tsx';
import { documentText, moneyText, monthText } from '../format.ts';
import { useI18n } from '../i18n/use-i18n.ts';
import { EntryTable } from './entry-table.tsx';
import { InteractionTable } from './interaction-table.tsx';

export type Position = OutputOf<typeof getHouseholdPosition>;
type Open = Position['entries'][number]['differences'][number] & {
  readonly key: string;
  readonly name: string;
};

/** All that a household or person receives, could receive and is kept out of in a month. */
export function PositionView({ position }: { readonly position: Position }) {
  const { language, t, label } = useI18n();
  const { conflicts, entries, matrix, month, totals } = position;
  return (
    <>
      {conflicts.map(({ name, label: said, source }) => (
        <Alert
          key={name + said.zh}
          type="error"
          showIcon
          title={t('position.conflict', { name })}
          description={`${label(said)} ${documentText(source.title, source.number, source.article)}`}
        />
      ))}
      <Panel title={t('position.title', { month: monthText(month, language) })}>
        <p className="quiet">{t('position.lead')}</p>
        <EntryTable entries={entries} totals={totals} />
      </Panel>
      <Panel title={t('position.differences')}>
        <DetailsList
          items={[
            { label: t('position.back-pay'), value: moneyText(totals.backPayFen, language) },
            { label: t('position.recover'), value: moneyText(totals.recoverFen, language) },
            { label: t('position.net'), value: <strong>{moneyText(totals.netFen, language)}</strong> },
          ]}
        />
        <OpenTable entries={entries} />
      </Panel>
      <Panel title={t('position.matrix')}>
        <InteractionTable matrix={matrix} />
      </Panel>
    </>
  );
}

/** What the next run would pay or claim, a line a month and component. */
function OpenTable({ entries }: Pick<Position, 'entries'>) {
  const { language, t, label } = useI18n();
  const open = entries.flatMap((entry, i) =>
    entry.differences.map((line, j): Open => ({
      ...line,
      key: `${i}.${j}`,
      name: label(entry.programmeLabel),
    })),
  );
  const columns: Column<Open>[] = [
    { key: 'programme', title: t('position.programme'), cell: ({ name }) => name },
    {
      key: 'month',
      title: t('position.month'),
      narrow: true,
      cell: (line) => monthText(line.month, language),
    },
    { key: 'component', title: t('position.component'), cell: (line) => label(line.componentLabel) },
    { key: 'reason', title: t('position.reason'), cell: (line) => label(line.reason) },
    {
      key: 'amount',
      title: t('position.amount'),
      number: true,
      cell: (line) => <Money amountFen={line.amountFen} />,
    },
  ];
  return (
    <DataTable
      caption={t('position.differences')}
      columns={columns}
      rows={open}
      rowKey={({ key }) => key}
      empty={t('position.differences.empty')}
    />
  );
}
