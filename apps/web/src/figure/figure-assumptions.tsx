import { AssumptionTag } from '../components/assumption-tag.tsx';
import { useI18n } from '../i18n/use-i18n.ts';

/** What a figure rests on that no document says. */
export function FigureAssumptions({ assumptions }: { readonly assumptions: readonly string[] }) {
  const { t } = useI18n();
  return (
    <section>
      <h3>{t('figure.assumptions')}</h3>
      <ul className="assumption-list">
        {assumptions.map((assumption) => (
          <li key={assumption}>
            <AssumptionTag note={assumption} />
          </li>
        ))}
      </ul>
    </section>
  );
}
