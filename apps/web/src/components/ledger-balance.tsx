import { useI18n } from '../i18n/use-i18n.ts';
import { Money } from './money.tsx';

/** A balance as books write it: the side it stands on, and how much. */
export function LedgerBalance({ balanceFen }: { readonly balanceFen: number }) {
  const { t } = useI18n();
  if (balanceFen === 0) return <>{t('ledger.side.none')}</>;
  return (
    <>
      <span className="quiet">{t(balanceFen > 0 ? 'ledger.side.debit' : 'ledger.side.credit')}</span>{' '}
      <Money amountFen={Math.abs(balanceFen)} />
    </>
  );
}
