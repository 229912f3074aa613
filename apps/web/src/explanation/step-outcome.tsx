import { unitText, valueText } from '../format.ts';
import { useI18n } from '../i18n/use-i18n.ts';
import { ConditionMark } from './condition-mark.tsx';
import type { Step } from './explanation-step.tsx';

/** What a step came to: an amount, yes or no, or that the award is refused. */
export function StepOutcome({ step: { formula, id, unit, value } }: { readonly step: Step }) {
  const { language, t } = useI18n();
  if (id.startsWith('refused.')) return <strong className="step-refused">{t('explanation.refused')}</strong>;
  if (unit === 'truth') return <ConditionMark holds={value === true} />;
  return (
    <span className="step-outcome">
      {formula === undefined ? '' : '= '}
      <strong>{valueText(value, unit, language)}</strong> {unitText(unit, language)}
    </span>
  );
}
