import { Money } from '../components/money.tsx';
import { momentText, numberText } from '../format.ts';
import { useI18n } from '../i18n/use-i18n.ts';
import type { Run } from './group-runs.ts';

/** What a run comes to, who made it and who approved it. */
export function RunTotals({ run }: { readonly run: Run }) {
  const { t } = useI18n();
  const facts = [
    { label: t('run.line-count'), value: numberText(run.lineCount) },
    { label: t('run.created-by'), value: run.createdBy },
    { label: t('run.approved-by'), value: run.approvedBy ?? t('run.not-approved') },
    { label: t('run.known-at'), value: momentText(run.knownAt) },
  ];
  return (
    <dl className="totals">
      <div className="totals-main">
        <dt>{t('run.total')}</dt>
        <dd>
          <Money amountFen={run.totalFen} /> <small>{t('unit.yuan')}</small>
        </dd>
        {run.overpaidFen !== 0 && (
          <dd className="totals-note">
            {t('run.overpaid')} <Money amountFen={run.overpaidFen} /> {t('unit.yuan')}
          </dd>
        )}
      </div>
      {facts.map(({ label, value }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
