import { useI18n } from '../i18n/use-i18n.ts';

export type LampColour = 'green' | 'amber' | 'red' | 'paused' | 'none';

/** A lamp says by form and word what it says by colour. */
export function Lamp({ lamp }: { readonly lamp: LampColour | null }) {
  const { code } = useI18n();
  const shown = lamp ?? 'none';
  return <span className={`lamp lamp-${shown}`}>{code('lamp', shown)}</span>;
}
