import { Link } from '@tanstack/react-router';
import { actContract, handOverContract, listReceivers } from '../../../../kernel/case/contract.ts';
import { usePermission } from '../api/use-session.ts';
import { ActionButton } from '../components/action-button.tsx';
import { EmptyNote } from '../components/empty-note.tsx';
import { type FormField, textOf } from '../components/form-fields.tsx';
import { useColleagueField } from '../components/use-colleagues.ts';
import { useI18n } from '../i18n/use-i18n.ts';
import type { CaseDetail } from './case-detail.ts';
import { declaredValues, toFormField } from './declared-form.ts';
import { type Lifecycle, useLifecycle } from './use-lifecycle.ts';

/** Apart from the fields of an action's own input. */
const REASON = ' reason';

interface Props {
  readonly detail: CaseDetail;
}

/** What may be done with the case now, and why the rest may not. */
export function CaseActions({ detail }: Props) {
  const { t } = useI18n();
  const mayHandle = usePermission('case.handle');
  const lifecycle = useLifecycle(detail.lifecycle);
  const { actions, tasks } = detail;
  const isFinal = lifecycle?.states.find((state) => state.id === detail.state)?.final ?? false;
  // What needs a reason is a turn away from the usual course.
  const usual = actions.find(({ allowed, reasonRequired }) => allowed && !reasonRequired);
  return (
    <>
      {actions.length === 0 && <EmptyNote text={t('case.actions.none')} />}
      <div className="buttons">
        {lifecycle !== undefined &&
          actions
            .filter(({ allowed }) => allowed)
            .map((action) => (
              <ActButton
                key={action.id}
                detail={detail}
                action={action}
                lifecycle={lifecycle}
                primary={action === usual}
              />
            ))}
        {mayHandle && !isFinal && <HandOverButton detail={detail} />}
      </div>
      <BlockedActions blocked={actions.filter(({ allowed }) => !allowed)} />
      <CaseTasks tasks={tasks} />
    </>
  );
}

/** What is not possible yet, with the reason of each. */
function BlockedActions({ blocked }: { readonly blocked: CaseDetail['actions'] }) {
  const { t, label } = useI18n();
  if (blocked.length === 0) return null;
  return (
    <>
      <h3 className="small-heading">{t('case.actions.blocked')}</h3>
      <ul className="blocked">
        {blocked.map((action) => (
          <li key={action.id}>
            <strong>{label(action.label)}</strong>
            <span>{action.why === null ? '' : label(action.why)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

function CaseTasks({ tasks }: { readonly tasks: CaseDetail['tasks'] }) {
  const { t, label } = useI18n();
  if (tasks.length === 0) return null;
  return (
    <>
      <h3 className="small-heading">{t('case.tasks')}</h3>
      <ul>
        {tasks.map((task) => (
          <li key={task.id}>
            <Link to="/tasks/$id" params={{ id: task.id }}>
              {label(task.title)}
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}

function HandOverButton({ detail: { id, version } }: Props) {
  const { t } = useI18n();
  const colleague = useColleagueField(listReceivers, { id });
  return (
    <ActionButton
      contract={handOverContract}
      title={t('case.hand-over')}
      lead={t('case.hand-over.lead')}
      fields={[colleague, { name: 'reason', label: t('form.reason'), type: 'textarea', max: 500 }]}
      inputOf={(values) => ({
        id,
        version,
        to: textOf(values, 'to'),
        reason: textOf(values, 'reason'),
      })}
      done={t('case.handed-over')}
    />
  );
}

interface ActProps extends Props {
  readonly action: CaseDetail['actions'][number];
  readonly lifecycle: Lifecycle;
  readonly primary: boolean;
}

/** One action with the form of its input. */
function ActButton({ detail: { id, version }, action, lifecycle, primary }: ActProps) {
  const { t, label } = useI18n();
  const declared = lifecycle.actions.find((one) => one.id === action.id)?.input ?? [];
  const title = label(action.label);
  const reason: FormField = { name: REASON, label: t('form.reason'), type: 'textarea', max: 500 };
  return (
    <ActionButton
      contract={actContract}
      title={title}
      primary={primary}
      fields={[
        ...declared.map((field) => toFormField(field, label, t('form.list.hint'))),
        ...(action.reasonRequired ? [reason] : []),
      ]}
      inputOf={(values) => ({
        id,
        version,
        action: action.id,
        input: declaredValues(declared, values),
        ...(action.reasonRequired ? { reason: textOf(values, REASON) } : {}),
      })}
      done={t('case.acted', { action: title })}
    />
  );
}
