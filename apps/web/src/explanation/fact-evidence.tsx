import { dateText, momentText } from '../format.ts';
import { useI18n } from '../i18n/use-i18n.ts';
import type { Step } from './explanation-step.tsx';

type Fact = NonNullable<Step['facts']>[number];

/** The facts that a step relied on, folded away; grouped by member when there are several. */
export function FactEvidence({ facts }: { readonly facts: readonly Fact[] }) {
  const { language, t, label } = useI18n();
  if (facts.length === 0) return <span className="step-value quiet">{t('explanation.no-facts')}</span>;
  const bySubject = [...Map.groupBy(facts, (fact) => fact.subjectId)];
  const notesOf = ({ validFrom, source, recordedAt }: Fact): string =>
    [
      validFrom === null ? '' : t('explanation.since', { date: dateText(validFrom, language) }),
      source === null ? '' : t('explanation.source', { source }),
      recordedAt === null ? '' : t('explanation.recorded', { at: momentText(recordedAt) }),
    ]
      .filter((note) => note !== '')
      .join(' · ');
  return (
    <details className="facts">
      <summary>{t('explanation.facts', { count: facts.length })}</summary>
      {bySubject.map(([subjectId, own], index) => (
        <div key={subjectId} className="facts-of">
          {bySubject.length > 1 && (
            <p className="facts-member">{t('explanation.member', { n: index + 1 })}</p>
          )}
          <ul>
            {own.map((fact) => (
              <li key={fact.kind}>
                <span>{label(fact.label)}</span> <strong>{label(fact.valueLabel)}</strong>
                <span className="quiet fact-notes">{notesOf(fact)}</span>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </details>
  );
}
