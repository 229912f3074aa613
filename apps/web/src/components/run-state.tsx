import { useI18n } from '../i18n/use-i18n.ts';
import { StatusTag, type Tone } from './status-tag.tsx';

const TONES: Readonly<Record<string, Tone>> = {
  draft: 'warn',
  checked: 'neutral',
  approved: 'info',
  posted: 'info',
  sent: 'info',
  settled: 'good',
  void: 'bad',
};

export function RunState({ state }: { readonly state: string }) {
  const { code } = useI18n();
  return <StatusTag tone={TONES[state] ?? 'neutral'}>{code('run-state', state)}</StatusTag>;
}
