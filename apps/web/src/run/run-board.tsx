import { type Run, groupRuns } from './group-runs.ts';
import { useRef } from 'react';
import { Money } from '../components/money.tsx';
import { useOverflow } from '../components/use-overflow.ts';
import { monthText } from '../format.ts';
import { useI18n } from '../i18n/use-i18n.ts';
import { RunCell } from './run-cell.tsx';

/** Months down, programmes across; a cell holds the batches of a programme in a month. */
export function RunBoard({ runs }: { readonly runs: readonly Run[] }) {
  const { language, t, label } = useI18n();
  const scroller = useRef<HTMLDivElement>(null);
  const overflows = useOverflow(scroller);
  const { programmes, months } = groupRuns(runs);
  return (
    <div
      className="table-scroll board-scroll"
      ref={scroller}
      {...(overflows ? { tabIndex: 0, role: 'group', 'aria-label': t('run.list') } : {})}
    >
      <table className="board">
        <caption className="hidden">{t('run.list')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('run.month')}</th>
            {programmes.map(({ id, label: name }) => (
              <th key={id} scope="col">
                {label(name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {months.map(({ month, totalFen, byProgramme }) => (
            <tr key={month}>
              <th scope="row">
                <span className="board-month">{monthText(month, language)}</span>
                <span className="board-total">
                  <Money amountFen={totalFen} />
                </span>
              </th>
              {programmes.map(({ id, label: name }) => (
                <td key={id} data-label={label(name)} className={byProgramme.has(id) ? '' : 'board-empty'}>
                  {byProgramme.get(id)?.map((run) => <RunCell key={run.id} run={run} />) ?? (
                    <span className="quiet" aria-label={t('none')}>
                      —
                    </span>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
