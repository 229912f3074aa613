import {
  claimTask,
  completeTask,
  type getTask,
  handOverTask,
  listColleagues,
  rejectTask,
  releaseTask,
} from '../../../../kernel/event/contract.ts';
import type { OutputOf } from '../../../../kernel/module/define-contract.ts';
import type { ApiError } from '../api/api-error.ts';
import { usePermission, useSession } from '../api/use-session.ts';
import { ActionButton } from '../components/action-button.tsx';
import { optionalText, textOf } from '../components/form-fields.tsx';
import { SendButton } from '../components/send-button.tsx';
import { useColleagueField } from '../components/use-colleagues.ts';
import { useI18n } from '../i18n/use-i18n.ts';
import { AcceptButton } from './accept-button.tsx';

interface Props {
  readonly task: OutputOf<typeof getTask>;
}

const LOST = 'task.claimed';
const OPINION_MAX = 1000;

/** Kinder words for who comes a moment too late. */
function useLostText(): (error: ApiError) => string | undefined {
  const { t } = useI18n();
  return ({ code }) => (code === LOST ? t('task.lost') : undefined);
}

/** What may be done with a task that is not closed. */
export function TaskActions({ task }: Props) {
  const { t } = useI18n();
  const mayWork = usePermission('task.work');
  const username = useSession().data?.account.username;
  const refusalText = useLostText();
  const { id, assignee, proposal, endsWith, reasons, state } = task;
  if (!mayWork) return <p className="quiet">{t('task.read-only')}</p>;
  if (assignee !== null && assignee.username !== username) {
    return <p className="quiet">{t('task.held', { name: assignee.displayName })}</p>;
  }
  return (
    <div className="buttons">
      {state === 'open' && (
        <SendButton
          contract={claimTask}
          input={{ id }}
          label={t('task.claim')}
          done={t('task.claimed')}
          refusalText={refusalText}
        />
      )}
      {proposal === null && endsWith === null && <CompleteButton task={task} />}
      {proposal !== null && (
        <>
          <AcceptButton id={id} reasons={reasons} proposal={proposal} />
          <RejectButton task={task} />
        </>
      )}
      <HandOverButton task={task} />
      {state === 'claimed' && (
        <SendButton
          contract={releaseTask}
          input={{ id }}
          label={t('task.release')}
          done={t('task.released')}
          refusalText={refusalText}
        />
      )}
    </div>
  );
}

function CompleteButton({ task: { id } }: Props) {
  const { t } = useI18n();
  return (
    <ActionButton
      contract={completeTask}
      title={t('task.complete')}
      primary
      lead={t('task.complete.lead')}
      fields={[
        { name: 'reason', label: t('task.opinion'), type: 'textarea', required: false, max: OPINION_MAX },
      ]}
      inputOf={(values) => ({ id, ...optionalText(values, 'reason') })}
      done={t('task.completed')}
      refusalText={useLostText()}
    />
  );
}

function RejectButton({ task: { id } }: Props) {
  const { t } = useI18n();
  return (
    <ActionButton
      contract={rejectTask}
      title={t('task.reject')}
      danger
      lead={t('task.reject.lead')}
      fields={[{ name: 'reason', label: t('form.reason'), type: 'textarea', max: OPINION_MAX }]}
      inputOf={(values) => ({ id, reason: textOf(values, 'reason') })}
      done={t('task.rejected')}
      refusalText={useLostText()}
    />
  );
}

function HandOverButton({ task: { id } }: Props) {
  const { t } = useI18n();
  const colleague = useColleagueField(listColleagues, { id });
  return (
    <ActionButton
      contract={handOverTask}
      title={t('task.hand-over')}
      lead={t('task.hand-over.lead')}
      fields={[
        colleague,
        { name: 'note', label: t('task.hand-over.note'), type: 'textarea', max: OPINION_MAX },
      ]}
      inputOf={(values) => ({ id, to: textOf(values, 'to'), note: textOf(values, 'note') })}
      done={t('task.handed-over')}
      refusalText={useLostText()}
    />
  );
}
