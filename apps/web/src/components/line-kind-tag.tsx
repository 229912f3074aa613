import { useI18n } from '../i18n/use-i18n.ts';
import { StatusTag, type Tone } from './status-tag.tsx';

const TONES: Readonly<Record<string, Tone>> = { regular: 'good', arrears: 'info', overpayment: 'bad' };

export function LineKindTag({ kind }: { readonly kind: string }) {
  const { code } = useI18n();
  return <StatusTag tone={TONES[kind] ?? 'neutral'}>{code('line-kind', kind)}</StatusTag>;
}
