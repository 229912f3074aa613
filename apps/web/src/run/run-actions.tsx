import { Button } from 'antd';
import { approveRun, postRun, voidRun } from '../../../../kernel/payment/workflow-contract.ts';
import { ActionButton } from '../components/action-button.tsx';
import { EmptyNote } from '../components/empty-note.tsx';
import { textOf } from '../components/form-fields.tsx';
import { useI18n } from '../i18n/use-i18n.ts';
import type { RunDetail } from './run-detail.ts';

interface ActionProps {
  readonly run: RunDetail;
  readonly action: RunDetail['actions'][number];
}

/** What may be done with the run now, and why the rest may not. */
export function RunActions({ run }: { readonly run: RunDetail }) {
  const { t, label } = useI18n();
  const blocked = run.actions.filter(({ allowed }) => !allowed);
  return (
    <>
      {run.actions.length === 0 && <EmptyNote text={t('run.way.none')} />}
      <div className="buttons">
        {run.actions
          .filter(({ allowed }) => allowed)
          .map((action) => (
            <RunAction key={action.action} run={run} action={action} />
          ))}
      </div>
      {blocked.length > 0 && (
        <>
          <h3 className="small-heading">{t('run.way.blocked')}</h3>
          <ul className="blocked">
            {blocked.map((action) => (
              <li key={action.action}>
                <strong>{label(action.label)}</strong>
                <span>{action.why === null ? '' : label(action.why)}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

/** One step; findings are answered in their own table, to which its button leads. */
function RunAction({ run, action }: ActionProps) {
  const { t, label, code } = useI18n();
  const title = label(action.label);
  const done = (answer: { run: string; state: string }): string =>
    t('run.way.done', { run: answer.run, state: code('run-state', answer.state) });
  switch (action.action) {
    case 'answer':
      return (
        <Button href="#findings" type="primary">
          {title}
        </Button>
      );
    case 'approve':
      return <ApproveButton run={run} title={title} done={done} />;
    case 'post':
      return (
        <ActionButton
          contract={postRun}
          title={title}
          primary
          lead={t('run.post.lead')}
          inputOf={() => ({ id: run.id })}
          done={done}
        />
      );
    case 'void':
      return (
        <ActionButton
          contract={voidRun}
          title={title}
          danger
          lead={t('run.void.lead')}
          fields={[{ name: 'reason', label: t('form.reason'), type: 'textarea', max: 200 }]}
          inputOf={(values) => ({ id: run.id, reason: textOf(values, 'reason') })}
          done={done}
        />
      );
  }
}

interface ApproveProps {
  readonly run: RunDetail;
  readonly title: string;
  readonly done: (answer: { run: string; state: string }) => string;
}

function ApproveButton({ run, title, done }: ApproveProps) {
  const { t } = useI18n();
  return (
    <ActionButton
      contract={approveRun}
      title={title}
      primary
      lead={t('run.approve.lead')}
      inputOf={() => ({ id: run.id })}
      done={(answer) =>
        answer.signatures < answer.needed
          ? t('run.approve.signed', { left: answer.needed - answer.signatures })
          : done(answer)
      }
    />
  );
}
