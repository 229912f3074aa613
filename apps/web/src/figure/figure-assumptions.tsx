import { Link } from '@tanstack/react-router';
import { AssumptionTag } from '../components/assumption-tag.tsx';
import { useI18n } from '../i18n/use-i18n.ts';

const PARAMETER_KEY = /^[a-z][a-z0-9]*([.-][a-z0-9]+)+$/i;

/** What a figure rests on that no document says; the key of a parameter opens it in the register of standards. */
export function FigureAssumptions({ assumptions }: { readonly assumptions: readonly string[] }) {
  const { t } = useI18n();
  return (
    <section>
      <h3>{t('figure.assumptions')}</h3>
      <ul className="assumption-list">
        {assumptions.map((assumption) => (
          <li key={assumption}>
            {PARAMETER_KEY.test(assumption) ? (
              <>
                <AssumptionTag note={null} />{' '}
                <Link to="/standards" search={{ q: assumption }}>
                  {assumption}
                </Link>
              </>
            ) : (
              <AssumptionTag note={assumption} />
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
