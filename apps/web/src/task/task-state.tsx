import { StatusTag, type Tone } from '../components/status-tag.tsx';
import { useI18n } from '../i18n/use-i18n.ts';

const TONES: Readonly<Record<string, Tone>> = { open: 'warn', claimed: 'info', done: 'good' };

export function TaskState({ state }: { readonly state: string }) {
  const { code } = useI18n();
  return <StatusTag tone={TONES[state] ?? 'neutral'}>{code('task-state', state)}</StatusTag>;
}
