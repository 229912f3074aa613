import type { ExplanationOutput } from '../../../../kernel/module/schemas.ts';
import { Money } from '../components/money.tsx';
import { monthText } from '../format.ts';
import { useI18n } from '../i18n/use-i18n.ts';

export function ExplanationConclusion({ explanation }: { readonly explanation: ExplanationOutput }) {
  const { language, t, label } = useI18n();
  const { amounts, inForce, month, programmeLabel, refusal, totalFen } = explanation;
  return (
    <div className={refusal === null ? 'conclusion' : 'conclusion conclusion-refused'}>
      {!inForce && <p className="conclusion-trial">{t('explanation.trial')}</p>}
      <p className="conclusion-what">
        {label(programmeLabel)} · {monthText(month, language)}
      </p>
      {refusal === null ? (
        <p className="conclusion-amount">
          {t('explanation.due')}{' '}
          <strong>
            <Money amountFen={totalFen} />
          </strong>{' '}
          {t('unit.yuan')}
        </p>
      ) : (
        <p className="conclusion-amount">
          {t('explanation.refused')} · <strong>{label(refusal.label)}</strong>
        </p>
      )}
      {amounts.length > 1 && (
        <ul className="conclusion-parts" aria-label={t('explanation.amounts')}>
          {amounts.map((amount, index) => (
            <li key={`${amount.component}.${amount.personId ?? index}`}>
              {label(amount.label)} <Money amountFen={amount.amountFen} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
