import { Money } from '../components/money.tsx';
import { numberText } from '../format.ts';
import { useI18n } from '../i18n/use-i18n.ts';
import { CoveredValue } from './covered-value.tsx';
import { RecordLink } from './record-link.tsx';
import type { RecordOutput, RegisterField } from './register-fields.ts';
import { usePlaces } from './use-places.ts';
import { valueText } from './value-text.ts';

interface Props {
  readonly field: RegisterField;
  readonly record: RecordOutput;
  /** In a list the row itself is a link, so that a reference is not one. */
  readonly inList?: boolean;
}

/** One value of a record as it is shown. */
export function FieldValue({ field, record, inList = false }: Props) {
  const { language, t } = useI18n();
  const places = usePlaces();
  const value = record.values[field.name] ?? null;
  const text = valueText(field, value, { language, places, titles: record.titles });
  if (record.covered.includes(field.name)) return <CoveredValue text={text} />;
  if (value === null) return <span className="quiet">—</span>;
  // In a list the unit stands in the heading.
  if (inList && typeof value === 'number' && field.type === 'money') return <Money amountFen={value} />;
  if (inList && typeof value === 'number' && field.type === 'integer') return <>{numberText(value)}</>;
  if (field.type === 'note') return <span className="note-text">{text}</span>;
  if (inList || field.type !== 'reference' || field.refersTo === null) return <>{text}</>;
  if ((record.titles[field.name] ?? null) === null)
    return <span className="quiet">{t('record.reference.unseen')}</span>;
  return (
    <RecordLink record={field.refersTo} id={String(value)}>
      {text}
    </RecordLink>
  );
}
