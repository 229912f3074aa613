import { letterContract } from '../../../../kernel/case/contract.ts';
import { usePermission } from '../api/use-session.ts';
import { ActionButton } from '../components/action-button.tsx';
import { Digest } from '../components/digest.tsx';
import { EmptyNote } from '../components/empty-note.tsx';
import { textOf } from '../components/form-fields.tsx';
import { Panel } from '../components/panel.tsx';
import { StatusTag, type Tone } from '../components/status-tag.tsx';
import { dateText } from '../format.ts';
import { useI18n } from '../i18n/use-i18n.ts';
import type { CaseDetail } from './case-detail.ts';
import { saveFile } from './save-file.ts';
import { ServiceButtons } from './service-buttons.tsx';

type Decision = CaseDetail['decisions'][number];

const TONES: Readonly<Record<Decision['outcome'], Tone>> = { granted: 'good', refused: 'bad', ended: 'warn' };

/** What was decided, whether it reached the applicant, and what followed. */
export function CaseDecisions({ decisions }: { readonly decisions: readonly Decision[] }) {
  const { t } = useI18n();
  return (
    <Panel title={t('case.decisions')}>
      {decisions.length === 0 && <EmptyNote text={t('case.decisions.none')} />}
      {decisions.map((decision) => (
        <DecisionEntry key={decision.id} decision={decision} />
      ))}
    </Panel>
  );
}

function DecisionEntry({ decision }: { readonly decision: Decision }) {
  const { language, t, code } = useI18n();
  const mayRead = usePermission('case.letter');
  const { id, decisionNo, outcome, decidedOn, digest, serveBy, servedOn, appeals } = decision;
  const day = (date: string): string => dateText(date, language);
  return (
    <article className="decision">
      <h3>
        {decisionNo} <StatusTag tone={TONES[outcome]}>{code('decision-outcome', outcome)}</StatusTag>
      </h3>
      <p>
        {t('case.decision.decided', { date: day(decidedOn) })}
        {servedOn !== null && ` · ${t('case.decision.served', { date: day(servedOn) })}`}
        {servedOn === null && serveBy !== null && ` · ${t('case.decision.serve-by', { date: day(serveBy) })}`}
      </p>
      {appeals.map(({ kind, filedOn, inTime }) => (
        <p key={`${kind}${filedOn}`}>
          {t('case.appeal.shown', { date: day(filedOn), kind: code('appeal-kind', kind) })}{' '}
          {!inTime && <StatusTag tone="warn">{t('case.appeal.late')}</StatusTag>}
        </p>
      ))}
      <p className="quiet">
        <Digest value={digest} />
      </p>
      <div className="buttons">
        {mayRead && (
          <ActionButton
            contract={letterContract}
            title={t('case.decision.letter')}
            lead={t('case.decision.letter.lead')}
            fields={[{ name: 'purpose', label: t('case.decision.purpose'), type: 'text', max: 100 }]}
            inputOf={(values) => ({ id, purpose: textOf(values, 'purpose') })}
            done={t('case.decision.letter.done')}
            onDone={saveFile}
          />
        )}
        <ServiceButtons decision={decision} />
      </div>
    </article>
  );
}
