import { useI18n } from '../i18n/use-i18n.ts';
import { StatusTag, type Tone } from './status-tag.tsx';

const TONES: Readonly<Record<string, Tone>> = { held: 'warn', sent: 'info', paid: 'good', returned: 'bad' };

export function BankState({ state }: { readonly state: string }) {
  const { code } = useI18n();
  return <StatusTag tone={TONES[state] ?? 'neutral'}>{code('bank-state', state)}</StatusTag>;
}
