import { StatusTag } from '../components/status-tag.tsx';
import { useI18n } from '../i18n/use-i18n.ts';
import type { ImportOutput } from './register-fields.ts';

const TONES = { staged: 'warn', applied: 'good', cancelled: 'neutral' } as const;

export function ImportState({ state }: Pick<ImportOutput, 'state'>) {
  const { t } = useI18n();
  return <StatusTag tone={TONES[state]}>{t(`import.state.${state}`)}</StatusTag>;
}
