import { Link } from '@tanstack/react-router';
import type { OutputOf } from '../../../../kernel/module/define-contract.ts';
import type { getLine } from '../../../../kernel/payment/contract.ts';
import { DetailsList } from '../components/details-list.tsx';
import { LineKindTag } from '../components/line-kind-tag.tsx';
import { Money } from '../components/money.tsx';
import { Panel } from '../components/panel.tsx';
import { RunState } from '../components/run-state.tsx';
import { monthText } from '../format.ts';
import { useI18n } from '../i18n/use-i18n.ts';

/** What a line pays, for which month, in which run. */
export function LineFacts({ line, run }: Pick<OutputOf<typeof getLine>, 'line' | 'run'>) {
  const { language, t, label } = useI18n();
  const runLink = (
    <>
      <Link to="/runs/$id" params={{ id: run.id }}>
        {run.runNo}
      </Link>{' '}
      <RunState state={run.state} />
    </>
  );
  const awardLink = (
    <Link to="/awards/$id" params={{ id: line.awardId }} search={{ month: line.forMonth }}>
      {line.awardNo}
    </Link>
  );
  return (
    <Panel title={t('line.what')}>
      <p className="big-amount">
        <Money amountFen={line.amountFen} /> <span className="big-unit">{t('unit.yuan')}</span>
        <LineKindTag kind={line.kind} />
      </p>
      <DetailsList
        items={[
          { label: t('line.programme'), value: label(run.programmeLabel) },
          { label: t('line.component'), value: label(line.componentLabel) },
          { label: t('line.for-month'), value: monthText(line.forMonth, language) },
          { label: t('line.pay-month'), value: monthText(run.payMonth, language) },
          { label: t('line.reason'), value: label(line.reason) },
          { label: t('line.division'), value: line.divisionName },
          { label: t('line.award'), value: awardLink },
          { label: t('line.run'), value: runLink },
        ]}
      />
    </Panel>
  );
}
