import { AssumptionTag } from '../components/assumption-tag.tsx';
import { Money } from '../components/money.tsx';
import { momentText } from '../format.ts';
import { useI18n } from '../i18n/use-i18n.ts';
import type { RunDetail } from './run-detail.ts';

/** Who has signed the run and whose signature is still missing. */
export function RunSignatures({ run }: { readonly run: RunDetail }) {
  const { t } = useI18n();
  const { policy } = run;
  const ended = run.state === 'void';
  const missing = ended ? 0 : Math.max(0, run.approvalsNeeded - run.signatures.length);
  const decided = run.state !== 'draft' && run.state !== 'checked';
  return (
    <>
      <ul className="blocked">
        <li>
          <strong>{t('run.signatures.maker')}</strong>
          <span>
            {run.createdBy} · {momentText(run.knownAt)}
          </span>
        </li>
        {run.signatures.map(({ displayName, signedAt }) => (
          <li key={displayName + signedAt}>
            <strong>{t('run.signatures.approver')}</strong>
            <span>
              {displayName} · {momentText(signedAt)}
            </span>
          </li>
        ))}
        {!decided &&
          Array.from({ length: missing }, (_, i) => (
            <li key={i}>
              <strong>{t('run.signatures.approver')}</strong>
              <span className="quiet">{t('run.signatures.waiting')}</span>
            </li>
          ))}
        {run.postedBy !== null && (
          <li>
            <strong>{t('run.signatures.poster')}</strong>
            <span>{run.postedBy}</span>
          </li>
        )}
      </ul>
      <p className="quiet">
        {run.approvalsNeeded === 1 && t('run.signatures.one')}{' '}
        {policy.secondApprovalFen !== null && (
          <RuleText
            amountFen={policy.secondApprovalFen}
            assumed={policy.certainty === 'assumption' ? policy.basis : undefined}
          />
        )}
      </p>
    </>
  );
}

interface RuleProps {
  readonly amountFen: number;
  /** Why the amount is an assumption; undefined when a document sets it. */
  readonly assumed: string | undefined;
}

function RuleText({ amountFen, assumed }: RuleProps) {
  const { t } = useI18n();
  const [before = '', after = ''] = t('run.signatures.rule', { amount: '|' }).split('|');
  return (
    <span>
      {before}
      <Money amountFen={amountFen} />
      {after} {assumed !== undefined && <AssumptionTag note={assumed} />}
    </span>
  );
}
