import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { OutputOf } from '../../../../kernel/module/define-contract.ts';
import { listSimulationChanges } from '../../../../kernel/simulation/contract.ts';
import { useApi } from '../api/use-api.ts';
import { type Column, DataTable } from '../components/data-table.tsx';
import { FilterChips } from '../components/filter-chips.tsx';
import { Money } from '../components/money.tsx';
import { QueryView } from '../components/query-view.tsx';
import { useI18n } from '../i18n/use-i18n.ts';

type Change = OutputOf<typeof listSimulationChanges>['changes'][number];

const OUTCOMES = ['gain', 'lose', 'enter', 'leave'] as const;

/** The name opens the award, or whoever has none yet. */
function Who({ change }: { readonly change: Change }) {
  const { awardId, subjectKind, subjectId, name } = change;
  if (awardId !== null)
    return (
      <Link to="/awards/$id" params={{ id: awardId }}>
        {name}
      </Link>
    );
  return subjectKind === 'person' ? (
    <Link to="/people/$id" params={{ id: subjectId }}>
      {name}
    </Link>
  ) : (
    <Link to="/households/$id" params={{ id: subjectId }}>
      {name}
    </Link>
  );
}

/** The awards that a scenario touches most, names masked. */
export function ChangeTable({ resultId }: { readonly resultId: string }) {
  const { t, label, code } = useI18n();
  const [outcome, setOutcome] = useState<(typeof OUTCOMES)[number]>('gain');
  const columns: Column<Change>[] = [
    { key: 'who', title: t('simulation.subject'), narrow: true, cell: (change) => <Who change={change} /> },
    { key: 'place', title: t('simulation.place'), cell: (change) => change.divisionName },
    { key: 'programme', title: t('simulation.programme'), cell: (change) => label(change.programmeLabel) },
    { key: 'people', title: t('simulation.people'), number: true, cell: ({ people }) => people },
    {
      key: 'month',
      title: t('simulation.monthly'),
      number: true,
      cell: (change) => (
        <>
          <Money amountFen={change.baselineMonthFen} /> → <Money amountFen={change.scenarioMonthFen} />
          {change.refusal !== null && <span className="quiet block">{label(change.refusal)}</span>}
        </>
      ),
    },
    {
      key: 'difference',
      title: t('simulation.difference'),
      number: true,
      cell: (change) => <Money signed amountFen={change.scenarioFen - change.baselineFen} />,
    },
  ];
  return (
    <>
      <FilterChips
        label={t('simulation.changes')}
        chips={OUTCOMES.map((key) => ({ key, text: code('simulation-outcome', key) }))}
        selected={outcome}
        onSelect={setOutcome}
      />
      <QueryView query={useApi(listSimulationChanges, { id: resultId, outcome }, { paged: true })}>
        {({ changes }) => (
          <DataTable
            caption={t('simulation.changes')}
            columns={columns}
            rows={changes}
            rowKey={(change) => `${change.programme}/${change.awardId ?? change.subjectId}`}
            empty={t('simulation.changes.empty')}
          />
        )}
      </QueryView>
    </>
  );
}
