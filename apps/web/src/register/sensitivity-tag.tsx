import { StatusTag, type Tone } from '../components/status-tag.tsx';
import { useI18n } from '../i18n/use-i18n.ts';
import type { RegisterField } from './register-fields.ts';

export const SENSITIVITIES = [
  'L1',
  'L2',
  'L3',
  'L4',
] as const satisfies readonly RegisterField['sensitivity'][];

const TONES = { L1: 'neutral', L2: 'info', L3: 'warn', L4: 'bad' } as const satisfies Record<
  RegisterField['sensitivity'],
  Tone
>;

/** How sensitive a field is, with its meaning where the pointer rests. */
export function SensitivityTag({ level }: { readonly level: RegisterField['sensitivity'] }) {
  const { t } = useI18n();
  return (
    <span title={t(`sensitivity.${level}`)}>
      <StatusTag tone={TONES[level]}>{level}</StatusTag>
    </span>
  );
}
