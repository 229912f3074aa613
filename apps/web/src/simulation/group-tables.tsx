import { useState } from 'react';
import { type Column, DataTable } from '../components/data-table.tsx';
import { FilterChips } from '../components/filter-chips.tsx';
import { Money } from '../components/money.tsx';
import { numberText } from '../format.ts';
import { useI18n } from '../i18n/use-i18n.ts';
import type { Simulation } from './simulation-state.tsx';

type Group = Simulation['groups'][number];
type Dimension = Group['dimension'];

const DIMENSIONS: readonly Dimension[] = ['street', 'programme', 'area', 'category'];
const OUTCOMES = ['enter', 'gain', 'same', 'lose', 'leave'] as const;

/** Who enters, gains, loses and leaves, one way of dividing people at a time. */
export function GroupTables({ groups }: { readonly groups: readonly Group[] }) {
  const { t, label, code } = useI18n();
  const [dimension, setDimension] = useState<Dimension>('street');
  const columns: Column<Group>[] = [
    { key: 'group', title: t('simulation.group'), cell: (group) => label(group.label) },
    ...OUTCOMES.map((outcome): Column<Group> => ({
      key: outcome,
      title: code('simulation-outcome', outcome),
      number: true,
      cell: ({ outcomes }) => {
        const { awards, people } = outcomes[outcome];
        return awards === 0 ? '—' : `${numberText(awards)} / ${numberText(people)}`;
      },
    })),
    {
      key: 'difference',
      title: t('simulation.difference'),
      number: true,
      cell: (group) => <Money signed amountFen={group.scenarioFen - group.baselineFen} />,
    },
  ];
  return (
    <>
      <FilterChips
        label={t('simulation.groups')}
        chips={DIMENSIONS.map((key) => ({ key, text: code('simulation-dimension', key) }))}
        selected={dimension}
        onSelect={setDimension}
      />
      <DataTable
        caption={code('simulation-dimension', dimension)}
        columns={columns}
        rows={groups.filter((group) => group.dimension === dimension)}
        rowKey={({ key }) => key}
        empty={t('simulation.none')}
      />
      <p className="quiet">{t('simulation.groups.note')}</p>
    </>
  );
}
