import { AssumptionTag } from '../components/assumption-tag.tsx';
import { dateText, documentText } from '../format.ts';
import { useI18n } from '../i18n/use-i18n.ts';
import type { Standard } from './group-standards.ts';

/** The document a value stands on, or that it is assumed and why. */
export function StandardDocument({ value }: { readonly value: Standard['values'][number] }) {
  const { language, t } = useI18n();
  const { article, certainty, documentNo, documentTitle, issuedOn, note } = value;
  return (
    <>
      {documentText(documentTitle, documentNo, article)}
      {issuedOn !== null && (
        <span className="quiet block">{t('standard.issued', { date: dateText(issuedOn, language) })}</span>
      )}
      {certainty === 'assumption' && <AssumptionTag note={note} />}
      {certainty === 'source' && note !== null && <span className="quiet block">{note}</span>}
    </>
  );
}
