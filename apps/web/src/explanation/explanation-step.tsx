import type { z } from 'zod';
import type { StepSchema } from '../../../../kernel/module/schemas.ts';
import { useI18n } from '../i18n/use-i18n.ts';
import { CitationNote } from './citation-note.tsx';
import { FactEvidence } from './fact-evidence.tsx';
import { StepOutcome } from './step-outcome.tsx';

export type Step = z.infer<typeof StepSchema>;

const kindOf = ({ id, citation, facts, unit }: Step): string => {
  if (citation !== undefined) return 'standard';
  if (facts !== undefined) return 'facts';
  if (id.startsWith('pay.') || id.startsWith('refused.')) return 'result';
  return unit === 'truth' ? 'condition' : 'sum';
};

/** One step as it would stand on paper: what, the sum, the result; below it the document or the facts. */
export function ExplanationStep({ step }: { readonly step: Step }) {
  const { label } = useI18n();
  const { citation, facts, formula } = step;
  return (
    <li className={`step step-${kindOf(step)}`}>
      <span className="step-label">{label(step.label)}</span>
      {citation !== undefined && <CitationNote citation={citation} />}
      {facts !== undefined && <FactEvidence facts={facts} />}
      {citation === undefined && facts === undefined && (
        <span className="step-value">
          {formula !== undefined && <span className="formula">{formula}</span>}
          <StepOutcome step={step} />
        </span>
      )}
    </li>
  );
}
