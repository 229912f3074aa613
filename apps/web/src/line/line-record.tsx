import type { OutputOf } from '../../../../kernel/module/define-contract.ts';
import type { getLine } from '../../../../kernel/payment/contract.ts';
import { BankTimeline } from '../components/bank-timeline.tsx';
import { Page } from '../components/page.tsx';
import { Panel } from '../components/panel.tsx';
import { SubjectLink } from '../components/subject-link.tsx';
import { ExplanationView } from '../explanation/explanation-view.tsx';
import { monthText } from '../format.ts';
import { useI18n } from '../i18n/use-i18n.ts';
import { LineFacts } from './line-facts.tsx';

/** One payment line: what was paid, what the bank said, and why the amount is what it is. */
export function LineRecord({ record }: { readonly record: OutputOf<typeof getLine> }) {
  const { language, t, label } = useI18n();
  const { bank, explanation, line, run, subjectId, subjectKind } = record;
  const month = monthText(line.forMonth, language);
  const component = label(line.componentLabel);
  return (
    <Page
      kicker={`${t('line.page')} · ${run.runNo} · ${t('line.seq', { seq: line.seq })}`}
      title={t('line.title', { name: line.name, month, component })}
      extra={
        <SubjectLink kind={subjectKind} id={subjectId}>
          {t(subjectKind === 'household' ? 'line.household' : 'line.person')}
        </SubjectLink>
      }
    >
      <div className="split">
        <LineFacts line={line} run={run} />
        <Panel title={t('line.bank')}>
          <BankTimeline amountFen={line.amountFen} entries={bank} />
        </Panel>
      </div>
      <Panel title={t('explanation.title')}>
        {line.kind !== 'regular' && <p className="difference-note">{t('line.difference-note')}</p>}
        <ExplanationView explanation={explanation} />
      </Panel>
    </Page>
  );
}
