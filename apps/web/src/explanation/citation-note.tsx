import { Link } from '@tanstack/react-router';
import type { z } from 'zod';
import type { CitationSchema } from '../../../../kernel/module/schemas.ts';
import { AssumptionTag } from '../components/assumption-tag.tsx';
import { dateText, documentText, parameterText } from '../format.ts';
import { useI18n } from '../i18n/use-i18n.ts';

/** A standard as it was used: its value, for whom, by which document since when, and whether it is assumed. */
export function CitationNote({ citation }: { readonly citation: z.infer<typeof CitationSchema> }) {
  const { language, t, label } = useI18n();
  const {
    article,
    certainty,
    derivation,
    documentNo,
    documentTitle,
    effectiveFrom,
    key,
    note,
    variantLabel,
  } = citation;
  const variant = label(variantLabel);
  return (
    <>
      <span className="step-value">
        <strong>{parameterText(citation, language)}</strong>
        {variant !== '' && <span className="quiet"> {variant}</span>}
      </span>
      <span className="citation">
        {certainty === 'otherwise' ? (
          t('explanation.no-document')
        ) : (
          <Link to="/standards" search={{ q: key }}>
            {documentText(documentTitle, documentNo, article)}
          </Link>
        )}
        {effectiveFrom !== null && (
          <span className="quiet">{t('explanation.since', { date: dateText(effectiveFrom, language) })}</span>
        )}
        {certainty === 'assumption' && <AssumptionTag note={note} />}
      </span>
      {derivation !== undefined && (
        <span className="citation">
          {t('explanation.derived', { formula: label(derivation.formula) })}
          {derivation.inputs.map((input) => (
            <span key={`${input.key}.${input.variant}`}>
              {label(input.label)} {label(input.variantLabel)} {parameterText(input, language)}{' '}
              <span className="quiet">
                {documentText(input.documentTitle, input.documentNo, input.article)}
              </span>
              {input.certainty === 'assumption' && <AssumptionTag note={input.note} />}
            </span>
          ))}
        </span>
      )}
    </>
  );
}
