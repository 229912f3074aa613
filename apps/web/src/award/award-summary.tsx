import type { OutputOf } from '../../../../kernel/module/define-contract.ts';
import type { getAward } from '../../../../kernel/payment/contract.ts';
import { DetailsList } from '../components/details-list.tsx';
import { Panel } from '../components/panel.tsx';
import { useI18n } from '../i18n/use-i18n.ts';
import { AwardPeriods } from './award-periods.tsx';

/** Whose an award is, on what basis, and since when. */
export function AwardSummary({ award }: { readonly award: OutputOf<typeof getAward> }) {
  const { t } = useI18n();
  return (
    <div className="split">
      <Panel title={t('party.basics')}>
        <DetailsList
          items={[
            { label: t('party.award-no'), value: award.awardNo },
            { label: t('award.subject'), value: award.name },
            { label: t('line.division'), value: award.divisionName },
            { label: t('award.basis'), value: award.basis },
          ]}
        />
      </Panel>
      <Panel title={t('award.in-force')}>
        <AwardPeriods status={award.status} />
      </Panel>
    </div>
  );
}
