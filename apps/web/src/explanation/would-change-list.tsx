import type { WhatWouldChangeOutput } from '../../../../kernel/module/schemas.ts';
import { useI18n } from '../i18n/use-i18n.ts';

/** What would turn the decision over, least first; asked of the rule itself, so that nobody need guess at the window. */
export function WouldChangeList({ would }: { readonly would: WhatWouldChangeOutput }) {
  const { t, label } = useI18n();
  return (
    <section className="would-change">
      <h3>{t('explanation.would-change')}</h3>
      <p className="quiet">{label(would.summary)}</p>
      <ul>
        {would.found.map((way) => (
          <li key={way.text.zh}>{label(way.text)}</li>
        ))}
      </ul>
    </section>
  );
}
