import { CheckCircleFilled, WarningFilled } from '@ant-design/icons';
import type { Figure } from '../../../../kernel/indicator/contract.ts';
import { exactText } from '../format.ts';
import { useI18n } from '../i18n/use-i18n.ts';

// Sums of yuan are sums of doubles; less than a fen apart is the same amount.
const SAME_WITHIN = 0.005;

/** The sum of all records, and whether it is the figure; a ratio or a standard is not the sum of its records. */
export function FigureSum({ figure, sum }: { readonly figure: Figure; readonly sum: number }) {
  const { t } = useI18n();
  const agrees = figure.value !== null && Math.abs(sum - figure.value) < SAME_WITHIN;
  const comparable = figure.kind !== 'rate' && figure.kind !== 'parameter';
  return (
    <p className={agrees || !comparable ? 'figure-sum' : 'figure-sum figure-sum-wrong'}>
      {agrees && <CheckCircleFilled aria-hidden />}
      {!agrees && comparable && <WarningFilled aria-hidden />}{' '}
      <strong>
        {t('figure.rows.sum', { sum: exactText(sum, figure.baseUnit) })} {figure.baseUnit}
      </strong>
      {agrees && <span> · {t('figure.rows.agrees')}</span>}
      {!agrees && comparable && <span> · {t('figure.rows.differs')}</span>}
    </p>
  );
}
