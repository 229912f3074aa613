import { useI18n } from '../i18n/use-i18n.ts';

/** Marks what a demonstration assumes and no document says, with the reason. */
export function AssumptionTag({ note }: { readonly note: string | null }) {
  const { t } = useI18n();
  return (
    <span className="assumption">
      <span className="tag tag-assumption">{t('assumption.tag')}</span>
      {note !== null && <span className="assumption-note">{note}</span>}
    </span>
  );
}
