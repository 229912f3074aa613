import type { ExplanationOutput } from '../../../../kernel/module/schemas.ts';
import { EmptyNote } from '../components/empty-note.tsx';
import { useI18n } from '../i18n/use-i18n.ts';
import { ExplanationConclusion } from './explanation-conclusion.tsx';
import { ExplanationSources } from './explanation-sources.tsx';
import { ExplanationSpeech } from './explanation-speech.tsx';
import { ExplanationStep } from './explanation-step.tsx';
import { WouldChangeList } from './would-change-list.tsx';

/** One month's decision: the conclusion first, then every step with its document and facts, what would change it, the law. */
export function ExplanationView({ explanation }: { readonly explanation: ExplanationOutput }) {
  const { t } = useI18n();
  const { steps, whatWouldChange } = explanation;
  return (
    <div className="explanation">
      <ExplanationConclusion explanation={explanation} />
      <h3>{t('explanation.steps')}</h3>
      {steps.length === 0 && <EmptyNote text={t('explanation.steps.empty')} />}
      <ol className="steps">
        {steps.map((step, index) => (
          <ExplanationStep key={`${step.id}.${index}`} step={step} />
        ))}
      </ol>
      {whatWouldChange !== undefined && <WouldChangeList would={whatWouldChange} />}
      <ExplanationSources sources={explanation.sources} ruleVersion={explanation.ruleVersion} />
      <ExplanationSpeech lines={explanation.text} />
    </div>
  );
}
