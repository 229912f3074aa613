import type { OutputOf } from '../../../../kernel/module/define-contract.ts';
import type { getLine } from '../../../../kernel/payment/contract.ts';
import { dateText } from '../format.ts';
import { useI18n } from '../i18n/use-i18n.ts';
import { BankState } from './bank-state.tsx';
import { EmptyNote } from './empty-note.tsx';
import { Money } from './money.tsx';

interface Props {
  /** Amount of the line; the bank's may be larger. */
  readonly amountFen: number;
  readonly entries: OutputOf<typeof getLine>['bank'];
}

/** What the bank said at each attempt. */
export function BankTimeline({ amountFen: lineFen, entries }: Props) {
  const { language, t } = useI18n();
  if (entries.length === 0) return <EmptyNote text={t('line.bank.empty')} />;
  return (
    <>
      <ol className="timeline">
        {entries.map(({ attempt, state, amountFen, returnReason, settledOn }) => (
          <li key={attempt} className={`timeline-${state}`}>
            <p>
              {t('line.bank.attempt', { attempt })} <BankState state={state} />
            </p>
            <p>
              <Money amountFen={amountFen} /> {t('unit.yuan')}
              {settledOn !== null && ` · ${t('line.bank.settled', { date: dateText(settledOn, language) })}`}
            </p>
            {returnReason !== null && <p className="timeline-reason">{returnReason}</p>}
          </li>
        ))}
      </ol>
      {entries.some((entry) => entry.amountFen !== lineFen) && (
        <p className="quiet timeline-note">{t('line.bank.merged')}</p>
      )}
    </>
  );
}
