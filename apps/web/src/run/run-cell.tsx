import { Link } from '@tanstack/react-router';
import { Money } from '../components/money.tsx';
import { RunState } from '../components/run-state.tsx';
import { numberText } from '../format.ts';
import { useI18n } from '../i18n/use-i18n.ts';
import type { Run } from './group-runs.ts';

export function RunCell({ run }: { readonly run: Run }) {
  const { t } = useI18n();
  return (
    <Link
      to="/runs/$id"
      params={{ id: run.id }}
      className={run.state === 'void' ? 'run-cell run-void' : 'run-cell'}
    >
      <span className="run-cell-amount">
        <Money amountFen={run.totalFen} />
      </span>
      <span className="run-cell-notes">
        <RunState state={run.state} /> {t('run.lines', { count: numberText(run.lineCount) })}
        {run.batch > 1 && ` · ${t('run.batch', { batch: run.batch })}`}
      </span>
    </Link>
  );
}
