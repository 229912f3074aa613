import { DECISIONS, type FindingKind, fits } from '../../../../kernel/payment/finding-contract.ts';
import { answerFindings } from '../../../../kernel/payment/workflow-contract.ts';
import { ActionButton } from '../components/action-button.tsx';
import { type FormField, textOf } from '../components/form-fields.tsx';
import { useI18n } from '../i18n/use-i18n.ts';

interface Props {
  readonly runId: string;
  readonly label: string;
  /** Kinds among what is answered: the decisions on offer fit all of them. */
  readonly kinds: readonly FindingKind[];
  readonly choice: { readonly seqs: number[] } | { readonly kind: FindingKind } | { readonly all: true };
  readonly primary?: boolean;
  readonly onDone?: () => void;
}

/** Answers some findings with one reason; where kinds differ, each gets its usual decision. */
export function AnswerButton({ runId, label, kinds, choice, primary = false, onDone }: Props) {
  const { t, code } = useI18n();
  const decisions = DECISIONS.filter((decision) => kinds.every((kind) => fits(decision, kind)));
  const decision: FormField = {
    name: 'decision',
    label: t('finding.decision'),
    type: 'choice',
    options: decisions.map((value) => ({ value, label: code('finding-decision', value) })),
    ...(decisions.length === 1 && decisions[0] !== undefined ? { initial: decisions[0] } : {}),
  };
  return (
    <ActionButton
      contract={answerFindings}
      title={t('finding.answer')}
      label={label}
      primary={primary}
      {...(decisions.length === 0 ? { lead: t('finding.answer.usual') } : {})}
      fields={[
        ...(decisions.length === 0 ? [] : [decision]),
        { name: 'reason', label: t('finding.reason'), type: 'textarea', max: 200 },
      ]}
      inputOf={(values) => {
        const chosen = decisions.find((one) => one === values['decision']);
        return {
          id: runId,
          ...choice,
          reason: textOf(values, 'reason'),
          ...(chosen === undefined ? {} : { decision: chosen }),
        };
      }}
      done={({ answered, held }) => t('finding.answer.done', { answered, held })}
      onDone={onDone}
    />
  );
}
