import { AssumptionTag } from '../components/assumption-tag.tsx';
import { documentText, parameterText } from '../format.ts';
import { useI18n } from '../i18n/use-i18n.ts';
import type { Standard } from './group-standards.ts';
import { StandardValues } from './standard-values.tsx';

/** One standard with its values over time. */
export function StandardCard({ standard }: { readonly standard: Standard }) {
  const { language, t, label } = useI18n();
  const { derived, key, otherwise, per, programmes, unit } = standard;
  const perText = label(per);
  const also = programmes.slice(1).map(label);
  return (
    <article className="standard">
      <h3>{label(standard.label)}</h3>
      <p className="quiet standard-notes">
        <code>{key}</code>
        {perText !== '' && <span>{t('standard.unit', { unit: perText })}</span>}
        {otherwise !== null && (
          <span>
            {t('standard.otherwise', { value: parameterText({ value: otherwise, unit, per }, language) })}
          </span>
        )}
        {also.length > 0 && (
          <span>{t('standard.also', { programmes: also.join(language === 'zh' ? '、' : ', ') })}</span>
        )}
      </p>
      {derived.map((derivation) => (
        <p key={derivation.variant} className="quiet standard-notes">
          <span>
            {t('standard.derived', { formula: label(derivation.formula) })}{' '}
            {documentText(derivation.documentTitle, derivation.documentNo, derivation.article)}
          </span>
          {derivation.certainty === 'assumption' && <AssumptionTag note={derivation.note} />}
        </p>
      ))}
      <StandardValues standard={standard} />
    </article>
  );
}
